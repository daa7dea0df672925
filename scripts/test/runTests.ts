import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { resolve } from "node:path";

/**
 * `npm test`: the contracts' tests and the toolkit's, on the bytecode that is shipped. Compiles once, then runs three
 * runners side by side; each one's output is printed whole, one after the other. Ends with a summary that adds up what
 * they counted. Arguments are handed to each (`npm test -- --grep mint`).
 */
const root = resolve(import.meta.dirname, "../..");

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

interface Outcome {
  readonly code: number;
  readonly output: string;
}

const parameters = process.argv.slice(2);
const files = globSync("test/**/*.test.ts", { cwd: root }).sort();
const whole = (file: string): boolean => file.startsWith("test/e2e/");

const build = await run("hardhat", ["build", "--quiet"], true);
if (build.code !== 0) process.exit(build.code);

// the longest first: its output is shown as it comes
const running = [
  run("hardhat", ["test", "solidity", "--no-compile", ...parameters], true),
  run("mocha", [...parameters, ...files.filter(whole)]),
  run("mocha", [...parameters, ...files.filter((file) => !whole(file))]),
];
const total: Count = { passed: 0, failed: 0, skipped: 0 };
let broken = false;
for (const [index, one] of running.entries()) {
  const { code, output } = await one;
  if (index > 0) process.stdout.write(output);
  const count = countOf(output);
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
  if (code !== 0 || (count.passed === 0 && parameters.length === 0)) broken = true;
}
// in the runners' own form
process.stdout.write(`\n\n  ${total.passed} passing\n`);
if (total.skipped > 0) process.stdout.write(`  ${total.skipped} pending\n`);
if (total.failed > 0) process.stdout.write(`  ${total.failed} failing\n`);
process.exitCode = broken || total.failed > 0 || total.passed === 0 ? 1 : 0;

/** Runs a program in the project's folder and keeps what it prints. @param live True: shown as it comes, too. */
function run(program: string, words: readonly string[], live = false): Promise<Outcome> {
  return new Promise((settle, fail) => {
    // the Solidity tests then create the contracts from the tracked bindings, as the TypeScript tests do
    const env = { ...process.env, ATPAR_TEST_SHIPPED: "true" };
    const child = spawn(program, words, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
    const chunks: Buffer[] = [];
    const keep = (chunk: Buffer): void => {
      chunks.push(chunk);
      if (live) process.stdout.write(chunk);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", fail);
    child.once("close", (code) => {
      settle({ code: code ?? 1, output: Buffer.concat(chunks).toString("utf8") });
    });
  });
}

/** What a runner says it counted, added up. */
function countOf(output: string): Count {
  const sum = (word: string): number =>
    [...output.matchAll(new RegExp(`^\\s*(\\d+) ${word}\\b`, "gmu"))].reduce((all, [, n]) => all + Number(n), 0);
  return { passed: sum("passing"), failed: sum("failing"), skipped: sum("pending") + sum("skipped") };
}
