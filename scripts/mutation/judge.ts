import { fork, type ChildProcess } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Code } from "./products.js";
import type { Answer, Request } from "./worker.js";

/**
 * `examples`: the Solidity tests of single functions and rules; `fuzz`: those among them that draw their figures;
 * `differential`: the comparison with a reference coin; `campaigns`: the invariants and the faults seeded for them; `roleTable`: the comparison of Roles.sol with the toolkit's
 * table, since the Solidity tests have that library inside themselves and could not see a fault in it.
 */
export type Suite = "examples" | "fuzz" | "differential" | "campaigns" | "roleTable";

/** Far above what the tests take (milliseconds); a mutant may loop. */
const timeout: Readonly<Record<Suite, number>> = {
  examples: 120_000,
  fuzz: 300_000,
  differential: 300_000,
  campaigns: 900_000,
  roleTable: 60_000,
};

/** Runs the tests in a process of its own, which it starts again if one of them never ends. */
export class Judge {
  private worker: ChildProcess | undefined;

  constructor(private readonly root: string) {}

  /** Puts code where the tests may read it: a folder below cache/mutation, relative to the project. */
  put(folder: string, code: Code): void {
    mkdirSync(join(this.root, folder), { recursive: true });
    for (const [name, hex] of code) writeFileSync(join(this.root, folder, `${name}.hex`), hex);
  }

  /** The test that failed first against the code in `folder`, if any did. */
  firstFailure(suite: Suite, folder: string): Promise<string | undefined> {
    const worker = (this.worker ??= this.start());
    return new Promise((settle, fail) => {
      const done = (): void => {
        clearTimeout(clock);
        worker.removeAllListeners();
      };
      const clock = setTimeout(() => {
        done();
        this.stop();
        settle("the clock");
      }, timeout[suite]);
      worker.once("message", (answer: Answer) => {
        done();
        if ("error" in answer) fail(new Error(answer.error));
        else settle(answer.failed);
      });
      worker.once("exit", (code) => {
        done();
        fail(new Error(`the tests' process ended (${String(code)})`));
      });
      worker.send({ suite, folder } satisfies Request);
    });
  }

  stop(): void {
    this.worker?.kill("SIGKILL");
    this.worker = undefined;
  }

  private start(): ChildProcess {
    return fork(join(import.meta.dirname, "worker.ts"), {
      cwd: this.root,
      execArgv: ["--import", "tsx"],
      env: { ...process.env, ATPAR_TEST_SHIPPED: "true" },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      serialization: "advanced",
    });
  }
}
