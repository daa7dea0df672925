import { execFileSync } from "node:child_process";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { Campaign } from "./campaign.js";
import { mutantsOf, shuffled, type Mutant } from "./mutants.js";
import { compiledWith, Compiler, productNames, products, type Product, type Sources } from "./products.js";
import { objections, reportText, type Reasons } from "./report.js";
import { digestOf, Results } from "./results.js";

/**
 * `npm run mutation`: seeds every fault of contracts/ and has the tests look for it. Ends where it was stopped the next time.
 *
 *   --shard 1/4     every fourth mutant, so that four machines do it together
 *   --sample 12     twelve mutants, always the same; every one must be caught
 *   --file Ledger   mutants of the sources whose path has that in it
 *   --kind role,... mutants of these kinds
 *   --no-campaigns  survivors do not face the invariant campaigns (they are not recorded)
 *   --list          prints the mutants, runs nothing
 *   --report        writes docs/mutation.md from the results; fails if anything stands against it
 */
const root = resolve(import.meta.dirname, "../..");
const { values: options } = parseArgs({
  options: {
    shard: { type: "string", default: "1/1" },
    sample: { type: "string" },
    file: { type: "string", default: "" },
    kind: { type: "string" },
    campaigns: { type: "boolean", default: true },
    list: { type: "boolean", default: false },
    report: { type: "boolean", default: false },
  },
  allowNegative: true,
});

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** What is run first, if there is not time for all: where the money is. */
const first = ["token/Ledger", "token/Stablecoin.sol", "token/control/", "token/StablecoinControl", "reserve/", ""];
const rank = (file: string): number => first.findIndex((start) => file.startsWith(`contracts/${start}`));
const files = globSync("contracts/**/*.sol", { cwd: root })
  .sort()
  .sort((a, b) => rank(a) - rank(b));
const sources: Sources = new Map(files.map((file) => [file, readFileSync(join(root, file), "utf8")]));
const compiler = new Compiler(root);
const harnesses = [products.RolesHarness, products.AssetProofHarness];
const trees = compiler.trees(
  new Map([...sources, ...harnesses.map((file) => [file, readFileSync(join(root, file), "utf8")] as const)]),
);
const mutants = files.flatMap((file) => {
  const tree = trees.get(file);
  if (tree === undefined) throw new Error(`the compiler gave no tree of ${file}`);
  return mutantsOf(file, sources.get(file) ?? "", tree);
});
const reasons = JSON.parse(readFileSync(join(root, "scripts/mutation/survivors.json"), "utf8")) as Reasons;
const results = new Results(
  root,
  digestOf(root, "contracts/**/*.sol"),
  digestOf(root, "test/{solidity,contracts,deploy}/**/*.{sol,ts}"),
);

if (options.list) {
  for (const { id, file, line, before, replacement } of mutants) {
    print(`${id}\t${file}:${line}\t${JSON.stringify(before)} to ${JSON.stringify(replacement)}`);
  }
  print(`${mutants.length} mutants`);
} else if (options.report) {
  const judged = mutants.map((mutant) => ({ mutant, result: results.get(mutant.id) }));
  writeFileSync(join(root, "docs/mutation.md"), await reportText(judged, reasons));
  const against = objections(judged, reasons);
  for (const line of against) print(line);
  process.exitCode = against.length === 0 ? 0 : 1;
} else {
  const survivors = await campaignOf(options.sample).run(chosen());
  for (const { file, line, before, replacement, id } of survivors) {
    print(`survived: ${file}:${line} ${JSON.stringify(before)} to ${JSON.stringify(replacement)} (${id})`);
  }
  if (options.sample !== undefined && survivors.length > 0) process.exitCode = 1;
}

function campaignOf(sample: string | undefined): Campaign {
  // the tests, once; the mutants then run without
  execFileSync(process.execPath, ["node_modules/hardhat/dist/src/cli.js", "build", "--no-typechain"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const affected = (file: string): Product[] =>
    productNames.filter((name) => compiledWith(products[name], trees).has(file));
  const shard = options.shard.replace("/", "-of-");
  // a sample is looked at anew every time, and stops at so many
  return new Campaign(root, shard, compiler, affected, print, {
    results: sample === undefined ? results : undefined,
    campaigns: options.campaigns && sample === undefined,
    limit: sample === undefined ? undefined : Number(sample),
  });
}

function chosen(): Mutant[] {
  const kinds = options.kind?.split(",");
  const named = mutants.filter(
    ({ file, kind }) => file.includes(options.file) && (kinds === undefined || kinds.includes(kind)),
  );
  if (options.sample !== undefined) return shuffled(named.filter(({ id }) => reasons[id] === undefined));
  const [part = 1, parts = 1] = options.shard.split("/").map(Number);
  if (!Number.isInteger(part) || part < 1 || !(part <= parts)) throw new Error(`--shard ${options.shard}: not i/n`);
  return parts === 1 ? named : shuffled(named).filter((_, index) => index % parts === part - 1);
}
