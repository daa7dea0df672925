import { resolve } from "node:path";

import {
  BrowserProvider,
  HDNodeWallet,
  type BaseWallet,
  type TransactionReceipt,
  type TransactionRequest,
} from "ethers";

import {
  AccessManager__factory,
  IStablecoin__factory,
  ReserveRegistry__factory,
  type IStablecoin,
  type ReserveRegistry,
} from "../../typechain-types/index.js";
import { deploySteps } from "../deploy/plan.js";
import { readProfile, reportSalt } from "../deploy/profile.js";
import { mintOrderDomain, mintOrderTypes, type MintOrder } from "../issuance/mintOrders.js";
import { reportDomain, reportTypes, type ReserveReport } from "../reports/reserveReport.js";

const profileFile = resolve(import.meta.dirname, "../../deployments/profiles/local.json");
const mnemonic = "test test test test test test test test test test test junk";
/** Fixed, so that calldata, and with it gas, is the same in every run. */
const START = Date.UTC(2026, 10, 16, 1, 0, 0) / 1000;
const ZERO32 = `0x${"00".repeat(32)}`;

/** A deployed HKD coin on an in-process chain, configured like any other, for measuring. */
export interface CoinBench {
  readonly coin: IStablecoin;
  readonly registry: ReserveRegistry;
  /** Development account `index`, connected. */
  readonly account: (index: number) => BaseWallet;
  /** Sends one transaction in a block of its own. */
  readonly send: (from: BaseWallet, transaction: TransactionRequest) => Promise<TransactionReceipt>;
  /** Mints as maker (1) and checker (2), one deposit a call. */
  readonly mint: (to: string, amount: bigint) => Promise<TransactionReceipt>;
  /** As {@link mint}, one order to each recipient under one approval. */
  readonly mintBatch: (to: readonly string[], amount: bigint) => Promise<TransactionReceipt>;
  /** Schedules a call of the coin and lets the delay pass. */
  readonly schedule: (officer: BaseWallet, data: string) => Promise<void>;
  /** Submits report `sequence`, signed by officer (9) and auditor (11), with all the reserves as its limit. */
  submitReport(sequence: bigint): Promise<TransactionReceipt>;
  readonly chainId: bigint;
  close(): Promise<void>;
}

/** Deploys the local profile with the steps of `deploy`, and submits a first report over `reserves` token units. */
export async function createCoinBench(reserves: bigint): Promise<CoinBench> {
  const { network } = await import("hardhat");
  const connection = await network.create({
    network: "local",
    override: { initialDate: new Date(START * 1000) },
  });
  const provider = new BrowserProvider(connection.provider, undefined, { cacheTimeout: -1 });
  const account = (index: number): BaseWallet =>
    HDNodeWallet.fromPhrase(mnemonic, "", `m/44'/60'/0'/0/${index}`).connect(provider);
  const send = async (from: BaseWallet, transaction: TransactionRequest): Promise<TransactionReceipt> => {
    const sent = await from.sendTransaction(transaction);
    const receipt = await sent.wait();
    if (receipt?.status !== 1) throw new Error("a transaction of the benchmark failed");
    return receipt;
  };
  const profile = await readProfile(profileFile);
  const known = new Map<string, string>();
  for (const { id, build } of deploySteps(profile, account(0).address)) {
    const { to, data } = build(known);
    const receipt = await send(account(0), { to, data });
    if (receipt.contractAddress !== null) known.set(id, receipt.contractAddress);
  }
  const coinAddress = known.get("HKD.coin") ?? "";
  const coin = IStablecoin__factory.connect(coinAddress, provider);
  const registry = ReserveRegistry__factory.connect(known.get("HKD.registry") ?? "", provider);
  const { chainId } = await provider.getNetwork();
  const now = async (): Promise<number> => (await provider.getBlock("latest"))?.timestamp ?? 0;

  const attestors = [account(9), account(11)].sort((one, other) =>
    BigInt(one.address) < BigInt(other.address) ? -1 : 1,
  );
  const submitReport = async (sequence: bigint): Promise<TransactionReceipt> => {
    const asOf = BigInt(await now());
    const { digest: previous } = await registry.lastReport();
    const report: ReserveReport = {
      currency: "HKD",
      sequence,
      previous,
      asOf,
      validUntil: asOf + 432_000n,
      reserves,
      allocations: [
        {
          chainId,
          token: coinAddress,
          blockNumber: 0n,
          blockHash: ZERO32,
          sequence: sequence - 1n,
          minted: 0n,
          burned: 0n,
          carried: sequence > 1n ? reserves : 0n,
          mintLimit: reserves,
        },
      ],
      assetsRoot: ZERO32,
      policyHash: ZERO32,
      documentHash: ZERO32,
    };
    const domain = reportDomain(reportSalt(profile));
    const signatures = await Promise.all(
      attestors.map((attestor) => attestor.signTypedData(domain, reportTypes, { ...report })),
    );
    const submission = { ...report, allocations: [...report.allocations] };
    return send(account(15), await registry.submitReport.populateTransaction(submission, signatures));
  };
  await submitReport(1n);

  let deposits = 0n;
  const domain = mintOrderDomain({
    name: await coin.name(),
    version: "1",
    chainId: Number(chainId),
    coin: coinAddress,
  });
  const [maker, checker] = [account(1), account(2)];
  const order = async (to: string, amount: bigint): Promise<MintOrder> => {
    if (!(await coin.isCustomer(to)))
      await send(account(3), await coin.addCustomers.populateTransaction([to], word(1n)));
    deposits += 1n;
    const deadline = BigInt((await now()) + 3600);
    return { to, amount, depositRef: word(deposits), evidence: word(1n), maker: maker.address, deadline };
  };
  const mint = async (to: string, amount: bigint): Promise<TransactionReceipt> => {
    const single = await order(to, amount);
    const approval = await checker.signTypedData(domain, mintOrderTypes, { ...single });
    return send(maker, await coin.mint.populateTransaction(single, checker.address, approval));
  };
  const mintBatch = async (to: readonly string[], amount: bigint): Promise<TransactionReceipt> => {
    const orders: MintOrder[] = [];
    for (const recipient of to) orders.push(await order(recipient, amount));
    const types = { ...mintOrderTypes, MintBatch: [{ name: "orders", type: "MintOrder[]" }] };
    const approval = await checker.signTypedData(domain, types, { orders });
    return send(maker, await coin.mintBatch.populateTransaction(orders, checker.address, approval));
  };
  const schedule = async (officer: BaseWallet, data: string): Promise<void> => {
    const manager = AccessManager__factory.connect(known.get("manager") ?? "", provider);
    await send(officer, await manager.schedule.populateTransaction(coinAddress, data, 0));
    await provider.send("evm_increaseTime", [profile.delay]);
  };
  const close = () => connection.close();
  return { coin, registry, account, send, mint, mintBatch, schedule, submitReport, chainId, close };
}

/** 32 bytes, none of them zero, so that made-up references weigh like real hashes. */
function word(value: bigint): string {
  return `0x${(BigInt(`0x${"a5".repeat(32)}`) + value).toString(16)}`;
}
