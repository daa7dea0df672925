import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

import { keccak256, type Interface, type JsonRpcProvider } from "ethers";
import { z } from "zod";

import type { OperatorSigner } from "../chain/OperatorSigner.js";
import type { Outbox, SentTransaction, SendOptions } from "../chain/outbox.js";
import { AtparError } from "../errors/AtparError.js";
import { readRoles } from "./chainRoles.js";
import { compiler } from "./compiler.js";
import { contractsAt, deploySteps, initializationOf, type DeployStep } from "./plan.js";
import { reportSalt, roleMembers, type CoinProfile, type DeploymentProfile } from "./profile.js";
import { writeRecord, type ContractRecord, type DeploymentRecord } from "./record.js";

export interface ApplyInput {
  readonly provider: JsonRpcProvider;
  readonly outbox: Outbox;
  readonly network: { readonly name: string; readonly chainId: number };
  readonly profile: DeploymentProfile;
  readonly signer: OperatorSigner;
  /** Folder of the records. */
  readonly deployments: string;
  readonly interfaces: readonly Interface[];
  readonly wait: SendOptions;
  /** True: create everything anew where a run of this plan is finished; an unfinished one is continued either way. */
  readonly replace?: boolean;
  readonly onStep: (step: DeployStep, number: number, of: number) => void;
}

export interface AppliedStep {
  readonly step: DeployStep;
  readonly sent: SentTransaction;
}

export interface Applied {
  readonly steps: readonly AppliedStep[];
  readonly records: readonly { readonly file: string; readonly record: DeploymentRecord }[];
}

/**
 * Carries a deployment plan out, or on: each step is an intent of the outbox, named by chain, deployer and profile, so that
 * a run killed half-way is continued and nothing is created twice. Records are written when the last step is final.
 *
 * @throws DEPLOY_SIGNER_NOT_ALONE, and the outbox's errors
 */
export async function applyDeployment(input: ApplyInput): Promise<Applied> {
  const { provider, outbox, profile, signer, interfaces, wait } = input;
  requireAlone(profile, signer.address);
  const genesisHash = await genesisOf(provider);
  const known = new Map<string, string>();
  const applied: AppliedStep[] = [];
  const steps = deploySteps(profile, signer.address);
  const intentOf = await intentsOf(input, genesisHash, steps.at(-1)?.id ?? "");
  for (const [index, { id, build }] of steps.entries()) {
    const step = build(known);
    input.onStep(step, index + 1, steps.length);
    const sent = await outbox.send(intentOf(id), { to: step.to, data: step.data }, signer, interfaces, wait);
    if (step.to === null) known.set(id, requireAddress(sent, id));
    applied.push({ step, sent });
  }
  const records = [];
  for (const coin of profile.coins) {
    const record = await buildRecord(input, coin, applied, known, genesisHash);
    records.push({ file: await writeRecord(input.deployments, record), record });
  }
  return { steps: applied, records };
}

/** How the steps of this run are named: of the last run that is finished, or with `replace` of the first that is not. */
async function intentsOf(
  { outbox, profile, signer, replace = false }: ApplyInput,
  genesisHash: string,
  last: string,
): Promise<(step: string) => string> {
  const plan = ["deploy", genesisHash.slice(0, 18), signer.address, profile.hash.slice(0, 18)];
  const intentOf = (run: number, step: string): string => [...plan, ...(run > 1 ? [run] : []), step].join(":");
  let run = 1;
  while ((await outbox.state(intentOf(run, last))) === "succeeded") run += 1;
  if (!replace && run > 1) run -= 1;
  return (step) => intentOf(run, step);
}

/** The hash of the chain's first block: tells one local chain from the next. */
export async function genesisOf(provider: JsonRpcProvider): Promise<string> {
  const genesis = await provider.getBlock(0);
  if (genesis?.hash == null) throw new Error("the chain has no block 0");
  return genesis.hash;
}

/** When the set-back of the manager's delays has passed: five days after the configuration was mined. Unix seconds. */
export async function setbackUntil(provider: JsonRpcProvider, record: DeploymentRecord): Promise<number> {
  const { block: number } = record.configuration;
  const block = await provider.getBlock(number);
  if (block === null) throw new Error(`the chain has no block ${number}, which the deployment record names`);
  return block.timestamp + MIN_SETBACK;
}

/** AccessManager.minSetback(), seconds. */
const MIN_SETBACK = 5 * 86_400;

function requireAlone(profile: DeploymentProfile, deployer: string): void {
  for (const [role, accounts] of roleMembers(profile)) {
    if (accounts.includes(deployer)) throw new AtparError("DEPLOY_SIGNER_NOT_ALONE", { account: deployer, role });
  }
}

function requireAddress(sent: SentTransaction, id: string): string {
  if (sent.contractAddress === undefined) throw new Error(`step ${id} created no contract`);
  return sent.contractAddress;
}

async function buildRecord(
  input: ApplyInput,
  coin: CoinProfile,
  applied: readonly AppliedStep[],
  known: ReadonlyMap<string, string>,
  genesisHash: string,
): Promise<DeploymentRecord> {
  const { provider, network, profile } = input;
  const contract = async (id: string): Promise<ContractRecord> => {
    const found = applied.find(({ step }) => step.id === id);
    if (found?.step.creation === undefined) throw new Error(`step ${id} is no creation`);
    const { step, sent } = found;
    const address = requireAddress(sent, id);
    return {
      address,
      transaction: sent.hash,
      block: sent.blockNumber,
      blockHash: sent.blockHash,
      arguments: [...found.step.creation.arguments],
      creationCodeHash: keccak256(step.creation?.creationCode ?? "0x"),
      codeHash: keccak256(await provider.getCode(address)),
    };
  };
  const configuration = applied.at(-1)?.sent;
  if (configuration === undefined) throw new Error("an empty plan");
  const manager = await contract("manager");
  const block = await provider.getBlock(configuration.blockNumber);
  const roles = await readRoles(provider, contractsAt(profile, known), manager.block, block?.timestamp ?? 0, profile);
  return {
    schema: "atpar.deployment/1",
    chainId: network.chainId,
    network: network.name,
    genesisHash,
    currency: coin.currency,
    name: coin.name,
    symbol: coin.symbol,
    issuer: profile.issuer,
    environment: profile.environment,
    reportSalt: reportSalt(profile),
    profileHash: profile.hash,
    delay: profile.delay,
    upgradeDelay: profile.upgradeDelay,
    waitForSetback: profile.waitForSetback,
    initialization: keccak256(initializationOf(coin, manager.address, profile.custody)),
    contracts: {
      manager,
      revoker: await contract("revoker"),
      control: await contract("control"),
      coin: await contract(`${coin.currency}.coin`),
      registry: await contract(`${coin.currency}.registry`),
    },
    configuration: {
      transaction: configuration.hash,
      block: configuration.blockNumber,
      blockHash: configuration.blockHash,
    },
    compiler,
    sourceCommit: await sourceCommit(),
    storageLayoutHash: await storageLayoutHash(),
    roles: Object.fromEntries(roles.roles.map(({ name, members }) => [name, members.map((member) => ({ ...member }))])),
  };
}

const root = resolve(import.meta.dirname, "../..");

/** The commit the toolkit runs from, `unknown` outside a checkout; with `+` where files were changed since. */
async function sourceCommit(): Promise<string> {
  const git = promisify(execFile);
  try {
    const { stdout } = await git("git", ["-C", root, "rev-parse", "HEAD"]);
    const { stdout: changed } = await git("git", [
      "-C",
      root,
      "status",
      "--porcelain",
      "--",
      "contracts",
      "typechain-types",
    ]);
    return stdout.trim() + (changed.trim() === "" ? "" : "+");
  } catch {
    return "unknown";
  }
}

async function storageLayoutHash(): Promise<string> {
  const manifest = z.object({ storageLayoutHash: z.string() });
  return manifest.parse(JSON.parse(await readFile(join(root, "deployments/release.json"), "utf8"))).storageLayoutHash;
}
