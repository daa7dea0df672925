import { id } from "ethers";

import { readCoinEvents } from "../../scripts/audit/coinEvents.js";
import { verify, type Verification } from "../../scripts/audit/verify.js";
import type { DemoCurrency } from "../../scripts/commands/demo/day.js";
import type { Delivered } from "../../scripts/commands/delivered.js";
import { policyNamed } from "../../scripts/commands/policies.js";
import type { DeploymentRecord } from "../../scripts/deploy/record.js";
import { planBurn, planCustomer, planMint, type CoinAt } from "../../scripts/issuance/controlWrites.js";
import { importDeposits, type Deposit, type ImportedDeposits } from "../../scripts/issuance/deposits.js";
import {
  approveOrder,
  mintOrderDomain,
  mintOrderTypes,
  proposeOrder,
  requireApproved,
  type CoinDomain,
} from "../../scripts/issuance/mintOrders.js";
import { referenceHash } from "../../scripts/issuance/reference.js";
import { draftReport } from "../../scripts/reports/draft.js";
import { prepareSnapshot } from "../../scripts/reports/prepareSnapshot.js";
import { newReportFile, type ReportFile } from "../../scripts/reports/reportFile.js";
import { priorReports } from "../../scripts/reports/reportRecords.js";
import { readRegistryState } from "../../scripts/reports/registryState.js";
import { signReport } from "../../scripts/reports/sign.js";
import { prepareSubmission, recordSubmission } from "../../scripts/reports/submit.js";
import { explainEntry } from "../../scripts/reserves/explanation.js";
import type { ReserveInputs } from "../../scripts/reserves/inputs.js";
import { takeIn } from "../../scripts/reserves/intake.js";
import { registerAccount } from "../../scripts/reserves/register.js";
import type { Snapshot } from "../../scripts/reserves/snapshot.js";
import { IStablecoin__factory, type IStablecoin } from "../../typechain-types/index.js";
import { dev, deployedChain, type DeployedChain, type Person } from "../deploy/deployedChain.js";
import { devWallet } from "../issuance/devWallet.js";
import { accountInputs, accountsOf } from "./accounts.js";
import type { Booking } from "./business.js";

const evidence = id("screening: clear");

/** The issuer of both coins at work: each step as the commands do it, transactions sent past the outbox. */
export interface Issuer {
  readonly chain: DeployedChain;
  coin(currency: DemoCurrency): IStablecoin;
  /** Records the customers' credits of statements. */
  importCredits(currency: DemoCurrency, delivered: Delivered): Promise<ImportedDeposits>;
  /** Says what purchases and redemptions of bills are, where their entries are delivered. */
  explain(currency: DemoCurrency, delivered: Delivered, bookings: readonly Booking[]): Promise<void>;
  snapshot(currency: DemoCurrency, delivered: Delivered, inputs: ReserveInputs): Promise<Snapshot>;
  /** Draft with that limit, both signatures, submission. */
  report(currency: DemoCurrency, snapshot: Snapshot, limit: bigint): Promise<ReportFile>;
  liveLimit(currency: DemoCurrency): Promise<bigint>;
  mint(currency: DemoCurrency, deposit: Deposit): Promise<void>;
  /** Maker and checker mint for a reference that they made up. */
  mintInvented(currency: DemoCurrency, amount: bigint): Promise<void>;
  /** The customer pays a stranger, who pays half of it back. */
  pay(currency: DemoCurrency, amount: bigint): Promise<void>;
  /** The customer returns tokens to the maker, who burns them. */
  redeem(currency: DemoCurrency, amount: bigint, reference: string): Promise<void>;
  /** @param previous - the snapshot before, where there is one */
  verify(
    currency: DemoCurrency,
    snapshot: Snapshot,
    delivered: Delivered,
    previous: Snapshot | undefined,
  ): Promise<Verification>;
  /** depositRefs that were minted. */
  minted(currency: DemoCurrency): Promise<ReadonlySet<string>>;
}

/** @param startAt - unix seconds of the chain's first block. */
export async function openIssuer(startAt: number): Promise<Issuer> {
  const chain = await deployedChain(startAt);
  const { journal, provider } = chain;
  const records: Readonly<Record<DemoCurrency, DeploymentRecord>> = { HKD: chain.hkd, USD: chain.usd };
  const at = (currency: DemoCurrency): CoinAt => {
    const { chainId, contracts } = records[currency];
    return { provider, chainId, currency, coin: contracts.coin.address };
  };
  const coin = (currency: DemoCurrency) => IStablecoin__factory.connect(at(currency).coin, provider);
  const domainOf = async (currency: DemoCurrency): Promise<CoinDomain> => {
    const { chainId, coin: address } = at(currency);
    return { name: records[currency].name, version: await coin(currency).version(), chainId, coin: address };
  };
  const send = async (to: string | null, data: string, person: Person): Promise<bigint> => {
    const signer = await provider.getSigner(chain.address(person));
    const receipt = await (await signer.sendTransaction({ to, data })).wait();
    return BigInt(receipt!.blockNumber);
  };
  const transfer = async (currency: DemoCurrency, from: Person, to: Person, amount: bigint) => {
    const data = coin(currency).interface.encodeFunctionData("transfer", [chain.address(to), amount]);
    await send(at(currency).coin, data, from);
  };

  for (const currency of ["HKD", "USD"] as const) {
    for (const account of accountInputs(currency)) await registerAccount(journal, account);
    const { to, data } = await planCustomer(at(currency), chain.address("customer"), evidence);
    await send(to, data, "onboarder");
  }

  return {
    chain,
    coin,
    importCredits: async (currency, { statements }) => {
      const all: ImportedDeposits[] = [];
      for (const { statement, account } of await takeIn(journal, statements, { currency, purpose: "deposits" })) {
        all.push(await journal.transaction((entries) => importDeposits(entries, statement, account)));
      }
      return {
        deposits: all.flatMap(({ deposits }) => deposits),
        known: all.flatMap(({ known }) => known),
        unusable: all.flatMap(({ unusable }) => unusable),
      };
    },
    explain: async (currency, { statements }, bookings) => {
      for (const { bank, kind, entry } of bookings) {
        if (kind !== "purchase" && kind !== "maturity") continue;
        const { bic: bic11, account } = accountsOf[currency].banks[bank];
        for (const { id: statement, entries } of statements.flatMap((one) => one.statements)) {
          const line = entries.find(({ accountServicerRef }) => accountServicerRef === entry.reference)?.line;
          if (line === undefined) continue;
          await explainEntry(journal, { currency, bic11, account, statement, line, kind, note: `bill, ${kind}` });
        }
      }
    },
    snapshot: async (currency, { statements, holdings }, inputs) => {
      const { contracts, reportSalt } = records[currency];
      return prepareSnapshot({
        ...{ journal, provider, files: statements, holdings, inputs, currency },
        policy: await policyNamed(undefined, currency),
        ...{ coin: contracts.coin.address, registry: contracts.registry.address, salt: reportSalt },
        firstBlock: BigInt(contracts.coin.block),
        finalBlock: BigInt(await provider.getBlockNumber()),
        asOf: BigInt(await chain.now()),
      });
    },
    report: async (currency, snapshot, limit) => {
      const { contracts, reportSalt: salt, chainId } = records[currency];
      const registry = contracts.registry.address;
      const draft = draftReport({
        ...snapshot,
        registries: [await readRegistryState(provider, { registry })],
        prior: await priorReports(journal, currency, salt),
        limits: new Map([[BigInt(chainId), limit]]),
      });
      let file = newReportFile(draft.report, salt);
      for (const person of ["officer", "auditor"] as const) {
        const signer = await chain.signer(person);
        const { document } = snapshot;
        file = await signReport({ file, document, signer, salt, journal, show: () => undefined });
      }
      const submission = await prepareSubmission(provider, file, { registry });
      const blockNumber = await send(submission.to, submission.data, "stranger");
      const block = await provider.getBlock(Number(blockNumber));
      await recordSubmission(journal, file, submission, { transaction: block!.transactions[0]!, blockNumber });
      return file;
    },
    liveLimit: async (currency) => {
      return (await readRegistryState(provider, { registry: records[currency].contracts.registry.address })).liveLimit;
    },
    mint: async (currency, deposit) => {
      const [now, domain] = [await chain.now(), await domainOf(currency)];
      const people = { to: chain.address("customer"), maker: chain.address("maker") };
      const order = await proposeOrder(journal, { deposit, domain, ...people, evidence, now, validFor: 3600 });
      await approveOrder(journal, order, now, await chain.signer("checker"));
      const { to, data } = await planMint(at(currency), order, await requireApproved(journal, order));
      await send(to, data, "maker");
    },
    mintInvented: async (currency, amount) => {
      const domain = await domainOf(currency);
      const order = {
        ...{ to: chain.address("customer"), amount, depositRef: id("no such credit"), evidence },
        ...{ maker: chain.address("maker"), deadline: BigInt((await chain.now()) + 3600) },
      };
      const approval = await devWallet(dev.checker).signTypedData(mintOrderDomain(domain), mintOrderTypes, order);
      const call = [order, chain.address("checker"), approval] as const;
      await send(domain.coin, coin(currency).interface.encodeFunctionData("mint", [...call]), "maker");
    },
    pay: async (currency, amount) => {
      await transfer(currency, "customer", "stranger", amount);
      await transfer(currency, "stranger", "customer", amount / 2n);
    },
    redeem: async (currency, amount, reference) => {
      const from = (await coin(currency).balanceOf(chain.address("customer"))) < amount ? "stranger" : "customer";
      await transfer(currency, from, "maker", amount);
      const maker = chain.address("maker");
      const { to, data } = await planBurn(at(currency), maker, amount, referenceHash(reference), reference);
      await send(to, data, "maker");
    },
    minted: async (currency) => {
      const { contracts } = records[currency];
      const { mints } = await readCoinEvents(provider, contracts.coin.address, contracts.coin.block);
      return new Set(mints.map(({ depositRef }) => depositRef));
    },
    verify: async (currency, snapshot, { statements, holdings }, previous) => {
      const { contracts } = records[currency];
      return verify({
        ...{ provider, ...snapshot, files: statements, holdings, onProgress: () => undefined },
        ...(previous !== undefined && { previous }),
        ...{ coin: contracts.coin.address, registry: contracts.registry.address, firstBlock: contracts.coin.block },
      });
    },
  };
}
