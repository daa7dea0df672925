import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, posix } from "node:path";

import { compiler } from "../deploy/compiler.js";
import { isNode, wordIn, type SyntaxNode } from "./syntax.js";

const solc = createRequire(import.meta.url)("solc") as {
  compile: (input: string, callbacks: { import: (path: string) => { contents: string } | { error: string } }) => string;
};

/**
 * What the tests create, by the name under which they ask for it. The libraries Roles and AssetProof
 * are seen in their harnesses, and inside the others.
 */
export const products = {
  AccessManager: "@openzeppelin/contracts/access/manager/AccessManager.sol",
  Revoker: "contracts/access/Revoker.sol",
  StablecoinControl: "contracts/token/StablecoinControl.sol",
  Stablecoin: "contracts/token/Stablecoin.sol",
  ReserveRegistry: "contracts/reserve/ReserveRegistry.sol",
  RolesHarness: "test/contracts/RolesHarness.sol",
  AssetProofHarness: "test/contracts/AssetProofHarness.sol",
} as const;

export type Product = keyof typeof products;
export type Sources = ReadonlyMap<string, string>;
export type Code = ReadonlyMap<Product, string>;

export const productNames = Object.keys(products) as Product[];

interface Output {
  readonly errors?: readonly { severity: string; formattedMessage: string }[];
  readonly sources?: Readonly<Record<string, { ast: SyntaxNode }>>;
  readonly contracts?: Readonly<Record<string, Readonly<Record<string, { evm: { bytecode: { object: string } } }>>>>;
}

/** The compiler refused the sources. */
export class CompilationError extends Error {}

/**
 * The quick profile, and quicker still: without IR and without what of the optimizer takes long, whose work no test sees. The
 * code outgrows EIP-170, which the runner of Solidity tests does not enforce. No metadata, so that equal code is equal bytes.
 */
const settings = {
  evmVersion: compiler.settings.evmVersion,
  optimizer: {
    enabled: true,
    runs: 200,
    details: {
      inliner: true,
      peephole: true,
      jumpdestRemover: true,
      orderLiterals: true,
      deduplicate: true,
      cse: false,
      constantOptimizer: true,
      yul: false,
    },
  },
  metadata: { appendCBOR: false, bytecodeHash: "none" },
};

/** Compiles sources of the project, some of them replaced by `sources`; everything is read from `root`. */
export class Compiler {
  private readonly files = new Map<string, string>();

  constructor(private readonly root: string) {}

  /** The trees of `sources`, with types. */
  trees(sources: Sources): Map<string, SyntaxNode> {
    const output = this.compile(sources, { "*": { "": ["ast"] } });
    const trees = Object.entries(output.sources ?? {}).filter(([file]) => sources.has(file));
    return new Map(trees.map(([file, { ast }]) => [file, ast]));
  }

  /** The creation code of `names`, hexadecimal without 0x. */
  code(names: readonly Product[], sources: Sources): Code {
    const selection = Object.fromEntries(names.map((name) => [products[name], { [name]: ["evm.bytecode.object"] }]));
    const roots = names.map((name) => [products[name], this.read(products[name], sources)] as const);
    const output = this.compile(new Map(roots), selection, sources);
    return new Map(
      names.map((name) => {
        const object = output.contracts?.[products[name]]?.[name]?.evm.bytecode.object ?? "";
        if (!/^(?:[0-9a-f]{2})+$/u.test(object)) throw new Error(`no code of ${name}`);
        return [name, object];
      }),
    );
  }

  private compile(roots: Sources, outputSelection: object, replaced: Sources = roots): Output {
    const input = {
      language: "Solidity",
      sources: Object.fromEntries([...roots].map(([file, content]) => [file, { content }])),
      settings: { ...settings, outputSelection },
    };
    const read = (file: string) => ({ contents: this.read(file, replaced) });
    const output = JSON.parse(solc.compile(JSON.stringify(input), { import: read })) as Output;
    const refusal = output.errors?.find(({ severity }) => severity === "error");
    if (refusal !== undefined) throw new CompilationError(refusal.formattedMessage);
    return output;
  }

  private read(file: string, replaced: Sources): string {
    const changed = replaced.get(file);
    if (changed !== undefined) return changed;
    const known = this.files.get(file);
    if (known !== undefined) return known;
    const text = readFileSync(join(this.root, file.startsWith("@") ? "node_modules" : "", file), "utf8");
    this.files.set(file, text);
    return text;
  }
}

/** Every source that `file` is compiled with, itself included, by what the trees say they import. */
export function compiledWith(file: string, trees: ReadonlyMap<string, SyntaxNode>): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (one: string): void => {
    if (found.has(one)) return;
    found.add(one);
    const nodes = trees.get(one)?.["nodes"];
    for (const node of Array.isArray(nodes) ? (nodes as unknown[]) : []) {
      if (isNode(node) && node.nodeType === "ImportDirective") add(posix.normalize(wordIn(node, "absolutePath")));
    }
  };
  add(file);
  return found;
}
