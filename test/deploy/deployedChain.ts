import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { z } from "zod";

import { knownInterfaces } from "../../scripts/commands/write.js";
import { connect } from "../../scripts/chain/connect.js";
import { resolveNetwork, type ResolvedNetwork } from "../../scripts/chain/networks.js";
import type { OperatorSigner } from "../../scripts/chain/OperatorSigner.js";
import { createOutbox } from "../../scripts/chain/outbox.js";
import type { RpcProvider } from "../../scripts/chain/RpcProvider.js";
import { openSigner } from "../../scripts/chain/signers.js";
import { applyDeployment, type Applied, type ApplyInput } from "../../scripts/deploy/apply.js";
import { readProfile, type DeploymentProfile } from "../../scripts/deploy/profile.js";
import { deployedContracts, type DeploymentRecord } from "../../scripts/deploy/record.js";
import type { Journal } from "../../scripts/journal/Journal.js";
import { openJournal } from "../../scripts/journal/openJournal.js";
import { startLocalChain, type LocalChain } from "../../scripts/localchain/localChain.js";
import { emptyJournalFolder } from "../journal/journalFolder.js";

/** The profile that comes with the local network. */
export const localProfile = resolve(import.meta.dirname, "../../deployments/profiles/local.json");

/** Its development accounts by what they do; the deployer is none of them. */
export const dev = {
  deployer: 0,
  maker: 1,
  checker: 2,
  onboarder: 3,
  compliance: 4,
  guard: 6,
  board: 7,
  canceller: 8,
  officer: 9,
  custodian: 10,
  auditor: 11,
  secondChecker: 12,
  customer: 13,
  stranger: 14,
} as const;

export type Person = keyof typeof dev;

/** A real chain with a journal and a folder of records, nothing deployed on it yet. */
export interface OpenChain {
  readonly chain: LocalChain;
  readonly network: ResolvedNetwork;
  readonly provider: RpcProvider;
  readonly journal: Journal;
  readonly profile: DeploymentProfile;
  /** Folder of the records. */
  readonly deployments: string;
  signer(person: Person): Promise<OperatorSigner>;
  address(person: Person): string;
  /** Carries the profile's plan out with a new outbox over the journal, as each run of the command does. */
  deploy(changes?: Partial<ApplyInput>): Promise<Applied>;
  now(): Promise<number>;
  /** Mines a block at a time, unix seconds. */
  mineAt(time: number): Promise<void>;
  snapshot(): Promise<string>;
  revert(state: string): Promise<void>;
  close(): Promise<void>;
}

/** @param startAt The chain's time at its first block, unix seconds. */
export async function openChain(startAt?: number): Promise<OpenChain> {
  const chain = await startLocalChain({ port: 0, ...(startAt !== undefined && { startAt }) });
  const network = resolveNetwork({ rpcUrl: chain.url, env: {} });
  const provider = await connect(network);
  const journal = await openJournal(await emptyJournalFolder(), { env: {} });
  const profile = await readProfile(localProfile);
  const deployments = mkdtempSync(join(tmpdir(), "atpar-deployments-"));
  const signer = (person: Person): Promise<OperatorSigner> =>
    openSigner(`dev:${dev[person]}`, { network, role: person, env: {} });
  return {
    chain,
    network,
    provider,
    journal,
    profile,
    deployments,
    signer,
    address: (person) => chain.accounts[dev[person]]!,
    deploy: async (changes = {}) =>
      applyDeployment({
        provider,
        outbox: createOutbox({ journal, provider, network }),
        network,
        profile,
        signer: await signer("deployer"),
        deployments,
        interfaces: knownInterfaces,
        wait: {},
        onStep: () => undefined,
        ...changes,
      }),
    now: async () => (await provider.getBlock("latest"))!.timestamp,
    mineAt: async (time) => {
      await provider.send("evm_setNextBlockTimestamp", [time]);
      await provider.send("evm_mine", []);
    },
    snapshot: async () => z.string().parse(await provider.send("evm_snapshot", [])),
    revert: async (state) => {
      await provider.send("evm_revert", [state]);
    },
    close: async () => {
      await journal.close();
      provider.destroy();
      await chain.close();
      rmSync(deployments, { recursive: true, force: true });
    },
  };
}

/** A chain with the local profile's two coins on it. */
export interface DeployedChain extends OpenChain {
  readonly applied: Applied;
  readonly hkd: DeploymentRecord;
  readonly usd: DeploymentRecord;
  readonly contracts: ReturnType<typeof deployedContracts>;
}

/** @param startAt The chain's time at its first block, unix seconds. */
export async function deployedChain(startAt?: number): Promise<DeployedChain> {
  const open = await openChain(startAt);
  const applied = await open.deploy();
  const [hkd, usd] = applied.records.map(({ record }) => record);
  return { ...open, applied, hkd: hkd!, usd: usd!, contracts: deployedContracts([hkd!, usd!]) };
}

let shared: Promise<DeployedChain> | undefined;

/** One such chain for all suites of a run that leave it as they found it. */
export function sharedDeployment(): Promise<DeployedChain> {
  shared ??= deployedChain();
  return shared;
}

// of the run, not of a suite: this file is loaded before any of them
after(async () => {
  await (await shared)?.close();
});
