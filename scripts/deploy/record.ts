import { appendFile, mkdir, readFile, readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { keccak256, type Provider } from "ethers";
import { z } from "zod";

import { AtparError } from "../errors/AtparError.js";
import { compiler } from "./compiler.js";
import type { DeployedContracts } from "./configuration.js";

const hex32 = z.string().regex(/^0x[0-9a-f]{64}$/u);
const addressText = z.string().regex(/^0x[0-9a-fA-F]{40}$/u);

const contractRecord = z.strictObject({
  address: addressText,
  transaction: hex32,
  block: z.int().nonnegative(),
  blockHash: hex32,
  /** Constructor arguments as text, in order. */
  arguments: z.array(z.string()),
  /** keccak256 of the creation bytecode without arguments: what was compiled. */
  creationCodeHash: hex32,
  /** keccak256 of the code at the address: what runs. */
  codeHash: hex32,
});

/** One coin's deployment on one chain: `deployments/<chainId>-<network>/<CURRENCY>.json`. */
export const deploymentRecord = z.strictObject({
  schema: z.literal("atpar.deployment/1"),
  chainId: z.int().positive(),
  network: z.string(),
  /** Tells one local chain from the next. */
  genesisHash: hex32,
  currency: z.string(),
  name: z.string(),
  symbol: z.string(),
  issuer: z.string(),
  environment: z.string(),
  reportSalt: hex32,
  profileHash: hex32,
  delay: z.int(),
  upgradeDelay: z.int(),
  waitForSetback: z.boolean(),
  /** keccak256 of the call to `initialize`. */
  initialization: z.string(),
  contracts: z.strictObject({
    manager: contractRecord,
    revoker: contractRecord,
    control: contractRecord,
    coin: contractRecord,
    registry: contractRecord,
  }),
  configuration: z.strictObject({ transaction: hex32, block: z.int(), blockHash: hex32 }),
  compiler: z.unknown(),
  sourceCommit: z.string(),
  storageLayoutHash: hex32,
  /** Role members as read from the chain after the last transaction. */
  roles: z.record(z.string(), z.array(z.strictObject({ account: addressText, delay: z.int(), since: z.int() }))),
});

export type DeploymentRecord = z.infer<typeof deploymentRecord>;
export type ContractRecord = z.infer<typeof contractRecord>;
export type ContractName = keyof DeploymentRecord["contracts"];

/** Folder of one chain's records below the deployments folder. */
export function recordFolder(deployments: string, chainId: number, network: string): string {
  return join(deployments, `${chainId}-${network}`);
}

export function recordFile(deployments: string, chainId: number, network: string, currency: string): string {
  return join(recordFolder(deployments, chainId, network), `${currency}.json`);
}

/** Writes a record whole or not at all, and appends it to the folder's history. */
export async function writeRecord(deployments: string, record: DeploymentRecord): Promise<string> {
  const folder = recordFolder(deployments, record.chainId, record.network);
  await mkdir(folder, { recursive: true });
  const file = recordFile(deployments, record.chainId, record.network, record.currency);
  const next = `${file}.next`;
  await writeFile(next, `${JSON.stringify({ ...record, compiler }, null, 2)}\n`);
  await rename(next, file);
  await appendFile(join(folder, "history.jsonl"), `${JSON.stringify({ ...record, compiler })}\n`);
  return file;
}

/** The record in `file`, or undefined if there is none. @throws DEPLOYMENT_MALFORMED */
export async function readRecord(file: string): Promise<DeploymentRecord | undefined> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new AtparError("DEPLOYMENT_MALFORMED", { file, problem: (error as Error).message }, { cause: error });
  }
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw new AtparError("DEPLOYMENT_MALFORMED", { file, problem: (error as Error).message }, { cause: error });
  }
  const parsed = deploymentRecord.safeParse(raw);
  if (!parsed.success) {
    const problem = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
    throw new AtparError("DEPLOYMENT_MALFORMED", { file, problem });
  }
  return parsed.data;
}

/** All records below a deployments folder, whatever their chain. @throws DEPLOYMENT_MALFORMED */
export async function readAllRecords(deployments: string): Promise<{ file: string; record: DeploymentRecord }[]> {
  const found: { file: string; record: DeploymentRecord }[] = [];
  let folders: string[];
  try {
    folders = (await readdir(deployments)).filter((name) => /^\d+-/u.test(name)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return found;
    // a folder that cannot be read may hold coins: whoever looks for all of them must not go on without
    const problem = (error as Error).message;
    throw new AtparError("DEPLOYMENT_MALFORMED", { file: deployments, problem }, { cause: error });
  }
  for (const folder of folders) {
    const files = (await readdir(join(deployments, folder))).filter((name) => /^[A-Z]{3}\.json$/u.test(name)).sort();
    for (const name of files) {
      const file = join(deployments, folder, name);
      const record = await readRecord(file);
      if (record !== undefined) found.push({ file, record });
    }
  }
  return found;
}

/**
 * Checks a record against the chain: chain id, genesis, the code at every address, the blocks it was made in.
 *
 * @throws DEPLOYMENT_DRIFT naming the first field that differs
 */
export async function checkRecord(file: string, record: DeploymentRecord, provider: Provider): Promise<void> {
  const differ = (field: string, recorded: string, actual: string): AtparError =>
    new AtparError("DEPLOYMENT_DRIFT", { file, field, recorded, actual });
  const { chainId } = await provider.getNetwork();
  if (chainId !== BigInt(record.chainId)) throw differ("chainId", String(record.chainId), String(chainId));
  const genesis = await provider.getBlock(0);
  const genesisHash = genesis?.hash ?? "none";
  if (genesisHash !== record.genesisHash) throw differ("genesisHash", record.genesisHash, genesisHash);
  for (const [name, contract] of Object.entries(record.contracts)) {
    const code = await provider.getCode(contract.address);
    if (code === "0x") throw differ(`contracts.${name}`, contract.address, "no contract there");
    const codeHash = keccak256(code);
    if (codeHash !== contract.codeHash) throw differ(`contracts.${name}.codeHash`, contract.codeHash, codeHash);
  }
  // searches for events begin at these blocks, and the wait for the set-back at the configuration's
  const placed = Object.entries(record.contracts).map(([name, contract]) => [`contracts.${name}`, contract] as const);
  for (const [name, { block, blockHash }] of [...placed, ["configuration", record.configuration] as const]) {
    const actual = (await provider.getBlock(block))?.hash ?? "no such block";
    if (actual !== blockHash) throw differ(`${name}.blockHash`, blockHash, actual);
  }
}

/**
 * The record of one coin, checked against the chain.
 *
 * @throws DEPLOYMENT_MISSING, DEPLOYMENT_MALFORMED, DEPLOYMENT_DRIFT
 */
export async function loadDeployment(
  deployments: string,
  network: { readonly chainId: number; readonly name: string },
  currency: string,
  provider: Provider,
): Promise<DeploymentRecord> {
  const file = recordFile(deployments, network.chainId, network.name, currency);
  const record = await readRecord(file);
  if (record === undefined) throw new AtparError("DEPLOYMENT_MISSING", { currency, network: network.name, file });
  await checkRecord(file, record, provider);
  return record;
}

/** All coins that were deployed with a record's manager, on its chain. */
export async function readNetworkRecords(deployments: string, record: DeploymentRecord): Promise<DeploymentRecord[]> {
  return (await readAllRecords(deployments))
    .map((found) => found.record)
    .filter(
      (other) =>
        other.chainId === record.chainId &&
        other.network === record.network &&
        other.contracts.manager.address === record.contracts.manager.address,
    );
}

/** The contracts that share one manager. */
export function deployedContracts(records: readonly DeploymentRecord[]): DeployedContracts {
  const [first] = records;
  if (first === undefined) throw new Error("no record");
  return {
    manager: first.contracts.manager.address,
    revoker: first.contracts.revoker.address,
    coins: records.map(({ currency, contracts }) => ({
      currency,
      coin: contracts.coin.address,
      registry: contracts.registry.address,
    })),
  };
}
