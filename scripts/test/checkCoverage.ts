import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** After `hardhat test solidity --coverage`: fails, naming each, if a line of contracts/ was never run. */
const file = resolve(import.meta.dirname, "../../coverage/lcov.info");

let source = "";
let lines = 0;
const missed: string[] = [];
for (const line of readFileSync(file, "utf8").split("\n")) {
  if (line.startsWith("SF:")) source = line.slice("SF:".length);
  const [, number, runs] = /^DA:(\d+),(\d+)/u.exec(line) ?? [];
  if (number === undefined || !/(?:^|\/)contracts\//u.test(source) || source.includes("test/")) continue;
  lines += 1;
  if (runs === "0") missed.push(`${source}:${number}`);
}
process.stdout.write(
  `${lines - missed.length} of ${lines} lines of contracts/ run\n${missed.map((at) => `${at}\n`).join("")}`,
);
process.exitCode = missed.length > 0 || lines === 0 ? 1 : 0;
