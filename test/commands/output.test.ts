import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";

import { expect } from "chai";

import { errorData, resultJson } from "../../scripts/commands/output.js";
import { results } from "../../scripts/commands/results.js";
import { AtparError, violation } from "../../scripts/errors/AtparError.js";
import { catalogue } from "../../scripts/errors/catalogue.js";

const root = resolve(import.meta.dirname, "../..");
const script = resolve(import.meta.dirname, "printOutput.ts");

/** Runs the script with its output into pipes, as another program or a file would take it. */
async function print(...parameters: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  const { NO_COLOR: _, FORCE_COLOR: __, ...environment } = process.env;
  const colours = parameters.includes("--colour") ? { FORCE_COLOR: "1" } : {};
  const env = { ...environment, ...colours };
  return promisify(execFile)(process.execPath, ["--import", "tsx", script, ...parameters], { cwd: root, env });
}

describe("processOutput", function () {
  this.timeout(30_000);

  it("sends data to stdout, talk to stderr, and neither progress nor colours to a pipe", async () => {
    expect(await print()).to.deep.equal({ stdout: "data\n\n", stderr: "talk\n" });
  });

  it("colours data where that is asked for", async () => {
    expect((await print("--colour")).stdout).to.equal("\u001b[32mdata\u001b[39m\n\n");
  });

  it("prints one JSON object alone, amounts as text, and what comes after it as talk", async () => {
    const { stdout, stderr } = await print("--json");
    expect(JSON.parse(stdout)).to.deep.equal({ amount: "1000000000000000000000000", interactive: false });
    expect(stderr).to.match(/^talk\n\{/u);
    expect(JSON.parse(stderr.slice(5))).to.include({ code: "COMMAND_INTERRUPTED" });
  });

  it("prints an error as one line, its violations and the help, nothing of which a terminal obeys", async () => {
    const { stdout, stderr } = await print("--error");
    expect(stdout).to.equal("data\n\n");
    expect(stderr.split("\n")).to.deep.equal([
      "talk",
      "STATEMENT_REFUSED: a [31m.xml is refused for 2 violations; the first: first",
      "  STATEMENT_EMPTY: a [2J.xml:1: the file is empty",
      "  STATEMENT_EMPTY: b.xml: the file is empty",
      `  ${catalogue.STATEMENT_REFUSED.help}`,
      "",
    ]);
  });

  it("prints an error as JSON on stdout with --json", async () => {
    const { stdout, stderr } = await print("--json", "--error");
    expect(stderr).to.equal("talk\n");
    const error = results["atpar.error/1"].parse(JSON.parse(stdout));
    expect(error).to.include({ code: "STATEMENT_REFUSED", exit: 3 });
    expect(error.violations.map(({ line }) => line)).to.deep.equal([1, undefined]);
  });
});

describe("errorData", () => {
  it("fits its schema, figures as text", () => {
    const violations = [violation("STATEMENT_EMPTY", { place: "a.xml" }, 7)];
    const error = new AtparError("ORDER_NOT_APPROVED", { order: "0x12", count: 1, needed: 2n }, { violations });
    const data = JSON.parse(resultJson(errorData(error))) as unknown;
    expect(results["atpar.error/1"].parse(data)).to.deep.equal({
      schema: "atpar.error/1",
      ok: false,
      code: "ORDER_NOT_APPROVED",
      exit: 3,
      message: "order 0x12 has 1 of 2 approvals",
      help: catalogue.ORDER_NOT_APPROVED.help,
      parameters: { order: "0x12", count: "1", needed: "2" },
      violations: [{ code: "STATEMENT_EMPTY", message: "a.xml: the file is empty", line: 7 }],
    });
  });

  it("lets a decoded revert say what to do next", () => {
    const cause = { nextStep: "Ask the board." };
    const parameters = { name: "IssuancePaused", args: "", meaning: "minting is paused" };
    expect(errorData(new AtparError("CHAIN_WOULD_REVERT", parameters, { cause })).help).to.equal("Ask the board.");
    const plain = errorData(new AtparError("CHAIN_WOULD_REVERT", parameters, { cause: new Error("x") }));
    expect(plain.help).to.equal(catalogue.CHAIN_WOULD_REVERT.help);
  });
});

describe("resultJson", () => {
  it("writes amounts of any size exactly, as text", () => {
    const text = resultJson({ units: (1n << 112n) - 1n, list: [0n, -1n], block: 7 });
    expect(JSON.parse(text)).to.deep.equal({
      units: "5192296858534827628530496329220095",
      list: ["0", "-1"],
      block: 7,
    });
    expect(text).to.include('\n  "block": 7');
  });
});
