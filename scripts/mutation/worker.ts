import { globSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { tasks } from "hardhat";
import Mocha from "mocha";

import type { Suite } from "./judge.js";

/**
 * A process of its own that stays, so that Hardhat starts once and not for every mutant; whoever started it may kill it. Told
 * a suite and where the code is, it says which test failed first.
 */
export interface Request {
  readonly suite: Suite;
  readonly folder: string;
}

export type Answer = { readonly failed: string | undefined } | { readonly error: string };

interface SolidityRun {
  readonly suiteResults: readonly { testResults: readonly { name: string; status: string }[] }[];
}

const root = resolve(import.meta.dirname, "../..");
/** As they were when the tests were compiled. */
const files = globSync("test/solidity/**/*.t.sol", { cwd: root }).sort();
let turn = 0;

process.on("message", (request: Request) => {
  process.env["ATPAR_TEST_CODE"] = request.folder;
  (request.suite === "roleTable" ? roleTable() : solidity(request.suite))
    .then((failed): Answer => ({ failed }))
    .catch((error: unknown): Answer => ({ error: error instanceof Error ? (error.stack ?? error.message) : "unknown" }))
    .then((answer) => process.send?.(answer))
    .catch(() => process.exit(1));
});

// not to outlive whoever asks
process.on("disconnect", () => process.exit());

/** The rooms of test/solidity/ whose tests take long; the others hold the units. */
const slow: Readonly<Record<string, Suite>> = {
  invariants: "campaigns",
  faults: "campaigns",
  differential: "differential",
};

async function solidity(suite: Exclude<Suite, "roleTable">): Promise<string | undefined> {
  const part = suite === "examples" || suite === "fuzz" ? "units" : suite;
  const grep = suite === "examples" ? { grepExclude: "testFuzz" } : suite === "fuzz" ? { grep: "testFuzz" } : {};
  const outcome = (await tasks.getTask(["test", "solidity"]).run({
    testFiles: files.filter((file) => (slow[file.split("/")[2] ?? ""] ?? "units") === part),
    noCompile: true,
    ...grep,
  })) as { value?: SolidityRun; error?: SolidityRun };
  const results = (outcome.value ?? outcome.error)?.suiteResults.flatMap(({ testResults }) => testResults) ?? [];
  const failed = results.find(({ status }) => status === "Failure")?.name;
  // nothing run, or an error of the runner's own, is not a fault found
  const passed = outcome.error === undefined && results.some(({ status }) => status === "Success");
  if (failed === undefined && !passed) throw new Error(`the ${suite} did not run`);
  return failed?.replace(/\(.*$/u, "");
}

async function roleTable(): Promise<string | undefined> {
  const file = join(root, "test/deploy/roleTable.test.ts");
  const mocha = new Mocha({ ui: "bdd", bail: true, timeout: 60_000, reporter: "min" });
  mocha.suite.emit("pre-require", globalThis, file, mocha);
  // anew every time: a module is evaluated once under one address
  await import(`${pathToFileURL(file).href}?turn=${turn++}`);
  let failed: string | undefined;
  const failures = await new Promise<number>((settle) => {
    mocha.run(settle).on("fail", (test) => {
      failed ??= test.title;
    });
  });
  if (failures > 0 !== (failed !== undefined)) throw new Error("the role table's tests did not run");
  return failed;
}
