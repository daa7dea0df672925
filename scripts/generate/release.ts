import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

import { keccak256, toUtf8Bytes } from "ethers";
import { z } from "zod";

import {
  AccessManager__factory,
  ReserveRegistry__factory,
  Revoker__factory,
  Stablecoin__factory,
  StablecoinControl__factory,
} from "../../typechain-types/index.js";
import { compiler } from "../deploy/compiler.js";
import { canonicalJson } from "../journal/canonicalJson.js";

const shipped = {
  AccessManager: AccessManager__factory,
  ReserveRegistry: ReserveRegistry__factory,
  Revoker: Revoker__factory,
  Stablecoin: Stablecoin__factory,
  StablecoinControl: StablecoinControl__factory,
} as const;

const layoutEntry = z.object({ label: z.string(), offset: z.number(), slot: z.string(), type: z.string() });
const compiledContract = z.object({
  storageLayout: z.object({
    storage: z.array(layoutEntry),
    types: z.record(z.string(), z.object({ label: z.string(), members: z.array(layoutEntry).optional() })).nullable(),
  }),
  evm: z.object({ bytecode: z.object({ object: z.string() }), deployedBytecode: z.object({ object: z.string() }) }),
});
const buildOutput = z.object({
  output: z.object({
    contracts: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
    sources: z.record(z.string(), z.unknown()).optional(),
  }),
});

type Compiled = z.infer<typeof compiledContract>;

/** One place of a contract's ordinary storage, without the compiler's running numbers. */
interface LayoutLine {
  readonly slot: string;
  readonly offset: number;
  readonly label: string;
  readonly type: string;
}

/** What is shipped: per contract its code's hash and size, and its ordinary storage layout. */
export interface ReleaseManifest {
  readonly schema: "atpar.release/1";
  readonly compiler: typeof compiler;
  /** keccak256 of the canonical JSON of all layouts. */
  readonly storageLayoutHash: string;
  readonly contracts: Readonly<
    Record<string, { creationCodeHash: string; runtimeBytes: number; storageLayout: readonly LayoutLine[] }>
  >;
}

/** Builds the release manifest from a production build's output and the bindings. */
export async function releaseManifest(artifacts: string): Promise<ReleaseManifest> {
  const compiled = await readCompiled(join(artifacts, "build-info"));
  const contracts: Record<string, ReleaseManifest["contracts"][string]> = {};
  for (const [name, factory] of Object.entries(shipped)) {
    const contract = compiled.get(name);
    if (contract === undefined) throw new Error(`${name} is not in the build output`);
    contracts[name] = {
      creationCodeHash: keccak256(factory.bytecode),
      runtimeBytes: contract.evm.deployedBytecode.object.length / 2,
      storageLayout: contract.storageLayout.storage.map(({ slot, offset, label, type }) => ({
        slot,
        offset,
        label,
        type: contract.storageLayout.types?.[type]?.label ?? type,
      })),
    };
  }
  const layouts = Object.fromEntries(Object.entries(contracts).map(([name, entry]) => [name, entry.storageLayout]));
  return {
    schema: "atpar.release/1",
    compiler,
    storageLayoutHash: keccak256(toUtf8Bytes(canonicalJson(layouts))),
    contracts,
  };
}

async function readCompiled(folder: string): Promise<Map<string, Compiled>> {
  const compiled = new Map<string, Compiled>();
  for (const file of (await readdir(folder)).filter((name) => name.endsWith(".output.json"))) {
    const { output } = buildOutput.parse(JSON.parse(await readFile(join(folder, file), "utf8")));
    for (const [source, contracts] of Object.entries(output.contracts ?? {})) {
      for (const name of Object.keys(contracts).filter((contract) => contract in shipped)) {
        if (!source.endsWith(`/${name}.sol`)) continue;
        const contract = compiledContract.parse(contracts[name]);
        // a contract that another one imports is compiled with that one's settings, too; the bindings have what is shipped
        const { bytecode } = shipped[name as keyof typeof shipped];
        if (bytecode === `0x${contract.evm.bytecode.object}`) compiled.set(name, contract);
      }
    }
  }
  return compiled;
}
