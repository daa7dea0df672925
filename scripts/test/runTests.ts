import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { resolve } from "node:path";

/**
 * `npm test`: the contracts' tests and the toolkit's, on the bytecode that is shipped. Ends with one line that adds up what
 * both runners counted. Arguments are handed to both (`npm test -- --grep mint`).
 */
const root = resolve(import.meta.dirname, "../..");

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const total: Count = { passed: 0, failed: 0, skipped: 0 };
let broken = false;

const parameters = process.argv.slice(2);
const files = globSync("test/**/*.test.ts", { cwd: root }).sort();
for (const [program, ...words] of [
  ["hardhat", "test", "solidity", ...parameters],
  ["mocha", ...parameters, ...files],
] as const) {
  const { code, output } = await run(program, words);
  const count = countOf(output);
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
  if (code !== 0 || count.passed === 0) broken = true;
}
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exitCode = broken || total.failed > 0 ? 1 : 0;

/** Runs a program in the project's folder, its output shown as it comes and kept. */
function run(program: string, words: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((settle, fail) => {
    // the Solidity tests then create the contracts from the tracked bindings, as the TypeScript tests do
    const env = { ...process.env, ATPAR_TEST_SHIPPED: "true" };
    const child = spawn(program, words, { cwd: root, env, stdio: ["ignore", "pipe", "inherit"] });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      process.stdout.write(chunk);
    });
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
