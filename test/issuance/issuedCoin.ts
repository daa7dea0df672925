import { id } from "ethers";

import { knownInterfaces } from "../../scripts/commands/write.js";
import { createOutbox, type SentTransaction } from "../../scripts/chain/outbox.js";
import type { PlannedWrite } from "../../scripts/chain/plannedWrite.js";
import { planCustomer, planMint, type CoinAt } from "../../scripts/issuance/controlWrites.js";
import { importDeposits, type Deposit } from "../../scripts/issuance/deposits.js";
import { approveOrder, proposeOrder, requireApproved, type CoinDomain } from "../../scripts/issuance/mintOrders.js";
import { draftReport } from "../../scripts/reports/draft.js";
import { prepareSnapshot } from "../../scripts/reports/prepareSnapshot.js";
import { readRegistryState } from "../../scripts/reports/registryState.js";
import { reportDigest, type ReserveReport } from "../../scripts/reports/reserveReport.js";
import { takeIn } from "../../scripts/reserves/intake.js";
import { registerAccount } from "../../scripts/reserves/register.js";
import type { Snapshot } from "../../scripts/reserves/snapshot.js";
import { readStatementFile } from "../../scripts/statements/readStatementFile.js";
import type { ReadResult } from "../../scripts/statements/readResult.js";
import { IStablecoin__factory, ReserveRegistry__factory, type IStablecoin } from "../../typechain-types/index.js";
import { dev, deployedChain, type DeployedChain, type Person } from "../deploy/deployedChain.js";
import { hkdAccount } from "../reserves/accounts.js";
import { hkdPath } from "../statements/fixture.js";
import { devWallet } from "./devWallet.js";
import { undone } from "./undone.js";

/** Friday 20 November 2026, 23:00 in Hong Kong: after the statement of the day. Unix seconds. */
const friday = Date.parse("2026-11-20T15:00:00Z") / 1000;

export const evidence = id("screening: clear");

/** The local deployment with the fixture's three HKD credits imported, a report over them in force, one customer. */
export interface IssuedCoin extends DeployedChain {
  /** The HKD coin; calls are made by nobody in particular. */
  readonly coin: IStablecoin;
  readonly at: CoinAt;
  readonly domain: CoinDomain;
  readonly files: readonly ReadResult[];
  /** 1,000,000.00, 250,000.00 and 75,000.50 HKD. */
  readonly deposits: readonly [Deposit, Deposit, Deposit];
  readonly taken: Snapshot;
  readonly report: ReserveReport;
  /** Sends a planned write through the outbox, as the commands do. */
  send(plan: PlannedWrite, person: Person): Promise<SentTransaction>;
  /** Sends a planned write past the outbox, so that a chain taken back knows nothing of it. */
  carryOut(plan: Pick<PlannedWrite, "to" | "data">, person: Person): Promise<void>;
  /** Plans the mint of a deposit to the customer, approved by the checker; the journal keeps nothing of it. */
  planMintOf(deposit: Deposit): Promise<PlannedWrite>;
  /** Mints a deposit to the customer; the journal keeps nothing of it. */
  mint(deposit: Deposit): Promise<void>;
  /** Puts a report into force that officer and auditor have signed, whatever it says. */
  submit(report: ReserveReport, registry?: string): Promise<void>;
}

async function issuedCoin(): Promise<IssuedCoin> {
  const chain = await deployedChain(friday);
  const { journal, provider, network, hkd } = chain;
  const token = hkd.contracts.coin.address;
  const registry = hkd.contracts.registry.address;
  const coin = IStablecoin__factory.connect(token, provider);
  const at: CoinAt = { provider, chainId: hkd.chainId, currency: "HKD", coin: token };
  const domain = { name: await coin.name(), version: await coin.version(), chainId: hkd.chainId, coin: token };
  const outbox = createOutbox({ journal, provider, network });

  const send: IssuedCoin["send"] = async (plan, person) =>
    outbox.send(plan.intentId, { to: plan.to, data: plan.data }, await chain.signer(person), knownInterfaces);

  const submit: IssuedCoin["submit"] = async (report, to = registry) => {
    const digest = reportDigest(report, hkd.reportSalt);
    const signers = [devWallet(dev.officer), devWallet(dev.auditor)].sort((one, other) =>
      BigInt(one.address) < BigInt(other.address) ? -1 : 1,
    );
    const signatures = signers.map((signer) => signer.signingKey.sign(digest).serialized);
    const contract = ReserveRegistry__factory.connect(to, await provider.getSigner(chain.address("stranger")));
    await (await contract.submitReport({ ...report, allocations: [...report.allocations] }, signatures)).wait();
  };

  const carryOut: IssuedCoin["carryOut"] = async ({ to, data }, person) => {
    const signer = await provider.getSigner(chain.address(person));
    await (await signer.sendTransaction({ to, data })).wait();
  };

  const planMintOf: IssuedCoin["planMintOf"] = async (deposit) => {
    const now = await chain.now();
    const to = chain.address("customer");
    const plans: PlannedWrite[] = [];
    await undone(journal, async () => {
      const input = { deposit, domain, to, evidence, maker: chain.address("maker"), now, validFor: 3600 };
      const order = await proposeOrder(journal, input);
      await approveOrder(journal, order, now, await chain.signer("checker"));
      plans.push(await planMint(at, order, await requireApproved(journal, order)));
    });
    return plans[0]!;
  };

  await registerAccount(journal, hkdAccount);
  const files = [readStatementFile(hkdPath)];
  const deposits: Deposit[] = [];
  for (const { statement, account } of await takeIn(journal, files, { currency: "HKD", purpose: "deposits" })) {
    deposits.push(...(await journal.transaction((entries) => importDeposits(entries, statement, account))).deposits);
  }
  await send(await planCustomer(at, chain.address("customer"), evidence), "onboarder");
  const taken = await prepareSnapshot({
    ...{ journal, provider, files, currency: "HKD", coin: token, registry, salt: hkd.reportSalt },
    firstBlock: BigInt(hkd.contracts.coin.block),
    finalBlock: BigInt(await provider.getBlockNumber()),
    asOf: BigInt(await chain.now()),
  });
  const { report } = draftReport({ ...taken, registries: [await readRegistryState(provider, { registry })] });
  await submit(report);
  const [first, second, third] = deposits;
  return {
    ...chain,
    ...{ coin, at, domain, files, taken, report, send, carryOut, planMintOf, submit },
    mint: async (deposit) => carryOut(await planMintOf(deposit), "maker"),
    deposits: [first!, second!, third!],
  };
}

let shared: Promise<IssuedCoin> | undefined;

/** One such coin for all suites of a run: each leaves chain and journal as it found them. */
export function sharedCoin(): Promise<IssuedCoin> {
  shared ??= issuedCoin();
  return shared;
}

// of the run, not of a suite: this file is loaded before any of them
after(async () => {
  await (await shared)?.close();
});
