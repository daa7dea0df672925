import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import type { TypedDataDomain, TypedDataField } from "ethers";

import { connect } from "../../chain/connect.js";
import { resolveNetwork, type ResolvedNetwork } from "../../chain/networks.js";
import type { OperatorSigner } from "../../chain/OperatorSigner.js";
import { createOutbox, type Outbox, type SentTransaction } from "../../chain/outbox.js";
import type { PlannedWrite } from "../../chain/plannedWrite.js";
import type { RpcProvider } from "../../chain/RpcProvider.js";
import { openSigner } from "../../chain/signers.js";
import { simulate } from "../../chain/simulate.js";
import { readProfile, type DeploymentProfile } from "../../deploy/profile.js";
import type { DeploymentRecord } from "../../deploy/record.js";
import type { CoinAt } from "../../issuance/controlWrites.js";
import type { Journal } from "../../journal/Journal.js";
import { openJournal } from "../../journal/openJournal.js";
import { startLocalChain, type LocalChain } from "../../localchain/localChain.js";
import { knownInterfaces } from "../write.js";

/** Whom the demo's people sign with: the development accounts, as the local profile has them. */
const cast = {
  deployer: 0,
  maker: 1,
  checker: 2,
  onboarder: 3,
  compliance: 4,
  officer: 9,
  auditor: 11,
  trading: 13,
  retail: 14,
  relayer: 15,
  capital: 16,
  merchant: 17,
} as const;

export type Person = keyof typeof cast;

/** Everything the demo plays with: a chain of its own, an empty journal, a folder that is gone afterwards. */
export interface Stage {
  readonly chain: LocalChain;
  readonly network: ResolvedNetwork;
  readonly provider: RpcProvider;
  readonly journal: Journal;
  readonly outbox: Outbox;
  readonly folder: string;
  readonly profile: DeploymentProfile;
  readonly people: Readonly<Record<Person, OperatorSigner>>;
  close(): Promise<void>;
}

/** Sets the stage. @param startAt The chain's time at its first block, unix seconds. */
export async function setStage(startAt: number, onProgress: (text: string) => void): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), "atpar-demo-"));
  const chain = await startLocalChain({ port: 0, startAt });
  const network = resolveNetwork({ network: "local", rpcUrl: chain.url, env: {} });
  const provider = await connect(network);
  onProgress("creating the journal (embedded PostgreSQL) ...");
  const journal = await openJournal(join(folder, "journal"), { env: {} });
  const outbox = createOutbox({ journal, provider, network, onProgress });
  const profile = await readProfile(resolve(import.meta.dirname, "../../../deployments/profiles/local.json"));
  const people: Partial<Record<Person, OperatorSigner>> = {};
  for (const [person, account] of Object.entries(cast) as [Person, number][]) {
    people[person] = await openSigner(`dev:${account}`, { network, role: person, env: {} });
  }
  return {
    chain,
    network,
    provider,
    journal,
    outbox,
    folder,
    profile,
    people: people as Record<Person, OperatorSigner>,
    close: async () => {
      await journal.close();
      provider.destroy();
      await chain.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The coin a write is for. */
export function coinOf(stage: Stage, record: DeploymentRecord): CoinAt {
  const { provider } = stage;
  return { provider, chainId: record.chainId, currency: record.currency, coin: record.contracts.coin.address };
}

/** Simulates a write and sends it through the outbox, as every command does. */
export async function carryOut(stage: Stage, plan: PlannedWrite, signer: OperatorSigner): Promise<SentTransaction> {
  await simulate(stage.provider, { from: signer.address, to: plan.to, data: plan.data }, knownInterfaces);
  return stage.outbox.send(plan.intentId, { to: plan.to, data: plan.data }, signer, knownInterfaces);
}

/** Moves the chain's clock to a time. */
export async function moveClock(stage: Stage, to: number): Promise<void> {
  await stage.provider.send("evm_setNextBlockTimestamp", [to]);
  await stage.provider.send("evm_mine", []);
}

/** The chain's time: the latest block's, unix seconds. */
export async function timeOf(stage: Stage): Promise<number> {
  return (await stage.provider.getBlock("latest"))?.timestamp ?? 0;
}

export type TypedData = readonly [TypedDataDomain, Record<string, TypedDataField[]>, Record<string, unknown>];
