import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";

import { Command, InvalidArgumentError } from "commander";

import { processOutput } from "../commands/output.js";
import { progressBar } from "../commands/progressBar.js";
import { table } from "../commands/table.js";
import { comparedEntries, compareCamt, manyEntries } from "./camtBench.js";
import { measureGas, type GasFigures } from "./gas.js";
import { peerRows } from "./peers.js";
import { comparedLines, compareTrees, manyLines, measureMany } from "./treeBench.js";

/** The committed figures; tests compare them exactly. */
export const snapshotFile = resolve(import.meta.dirname, "../../test/bench/gas.json");

interface GasOptions {
  readonly json?: boolean;
  readonly write?: boolean;
  readonly check?: boolean;
}

async function gas(options: GasOptions): Promise<void> {
  const figures = await measureGas();
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify({ gas: figures })}\n`);
  } else {
    for (const line of gasTable(figures)) process.stdout.write(`${line}\n`);
  }
  if (options.write === true) await writeFile(snapshotFile, `${JSON.stringify({ gas: figures }, null, 2)}\n`);
  if (options.check === true) await compare(figures);
}

/** Our figures beside the peers'; `vs` is the difference to the prototype. */
function gasTable(figures: GasFigures): string[] {
  const figure = (gasUsed: number | undefined): string => gasUsed?.toLocaleString("en") ?? "-";
  const rows = peerRows.map(({ key, label, usdc, pyusd, ausd, rlusd, prototype }) => {
    const ours = figures[key];
    const versus = ours === undefined || prototype === undefined ? "" : percent(ours, prototype);
    return [label, figure(ours), versus, figure(prototype), figure(usdc), figure(pyusd), figure(ausd), figure(rlusd)];
  });
  const right = { align: "right" } as const;
  const names = ["atpar", "vs", "proto", "USDC", "PYUSD", "AUSD", "RLUSD"];
  return table([{ title: "gas" }, ...names.map((title) => ({ title, ...right }))], rows);
}

/** Difference in hundredths of a percent, by integers. */
function percent(ours: number, prototype: number): string {
  const hundredths = ((BigInt(ours) - BigInt(prototype)) * 10_000n) / BigInt(prototype);
  const size = hundredths < 0n ? -hundredths : hundredths;
  return `${hundredths < 0n ? "-" : "+"}${size / 100n}.${(size % 100n).toString().padStart(2, "0")}%`;
}

async function compare(figures: GasFigures): Promise<void> {
  const committed = await readFile(snapshotFile, "utf8");
  if (committed === `${JSON.stringify({ gas: figures }, null, 2)}\n`) return;
  process.stderr.write("the gas figures differ from test/bench/gas.json; run with --write and say why in the commit\n");
  process.exitCode = 1;
}

interface TreeOptions {
  readonly json?: boolean;
  readonly million?: boolean;
}

function tree(options: TreeOptions): void {
  const output = processOutput(options.json === true);
  // first, so that its peak is not the other tree's
  const many = options.million === true ? measureMany(manyLines, progressBar(output, "a million lines")) : undefined;
  const compared = compareTrees(comparedLines, progressBar(output, "both trees"));
  output.data({ ratios: { sumTree100k: rounded(compared.ratio, 3) }, compared, ...(many && { many }) });
  const seconds = (milliseconds: number): string => `${rounded(milliseconds / 1000, 2)} s`;
  output.line(`sum tree, ${comparedLines.toLocaleString("en")} lines: ${seconds(compared.sumTree)}`);
  output.line(`OpenZeppelin's StandardMerkleTree: ${seconds(compared.standardMerkleTree)}`);
  output.line(`ratio: ${rounded(compared.ratio, 3)}`);
  if (many === undefined) return;
  const [peak, before] = [rounded(many.peak, 0), rounded(many.before, 0)];
  output.line(`sum tree, ${manyLines.toLocaleString("en")} lines: ${seconds(many.sumTree)}, ${peak} MB at most`);
  output.line(`  (${before} MB of it before)`);
}

interface CamtOptions {
  readonly json?: boolean;
  readonly million?: boolean;
  readonly entries?: string;
}

function camt(options: CamtOptions): void {
  const output = processOutput(options.json === true);
  const text = options.entries ?? String(options.million === true ? manyEntries : comparedEntries);
  if (!/^[1-9][0-9]{0,6}$/u.test(text)) throw new InvalidArgumentError("--entries is a number from 1 to 9,999,999");
  const entries = Number(text);
  output.progress("writing the file ...");
  // a large file takes so long that one round says enough
  const compared = compareCamt(entries, entries > comparedEntries ? 1 : 3);
  const { reader, saxes, rounds } = compared;
  output.data({ ratios: { [`camt053Of${entries}`]: rounded(compared.ratio, 3) }, compared });
  const seconds = (milliseconds: number): string => `${rounded(milliseconds / 1000 / rounds, 2)} s`;
  output.line(
    `camt.053 of ${entries.toLocaleString("en")} entries, ${rounded(compared.size, 0)} MB: ${seconds(reader)}`,
  );
  output.line(`saxes alone, with namespaces: ${seconds(saxes)}`);
  output.line(`ratio: ${rounded(compared.ratio, 3)}, the mean of ${rounds}`);
  output.line(`  (of processor time: ${rounded(compared.processorRatio, 3)})`);
  output.line(`the reading process held ${rounded(compared.peak, 0)} MB at most`);
}

/** A duration or a ratio as a reader wants it; no amount. */
function rounded(figure: number, digits: number): number {
  return Math.round(figure * 10 ** digits) / 10 ** digits;
}

const program = new Command("bench").description("measures what holders and the issuer pay, and how fast trees are");
program
  .command("gas")
  .description("gas of each operation, exact for the tracked bytecode and osaka rules")
  .option("--json", "print one JSON object")
  .option("--write", "write the figures to test/bench/gas.json")
  .option("--check", "fail if the figures differ from test/bench/gas.json")
  .action(gas);
program
  .command("tree")
  .description("time of the sum tree over asset lines, against OpenZeppelin's Merkle tree in the same run")
  .option("--json", "print one JSON object")
  .option("--million", "also time a million lines, and say how much memory they take")
  .action(tree);
program
  .command("camt")
  .description("time of reading a generated camt.053, against saxes alone on the same file in the same run; its memory")
  .option("--json", "print one JSON object")
  .option("--million", "a million entries instead of a hundred thousand")
  .option("--entries <number>", "so many entries")
  .action(camt);
await program.parseAsync();
