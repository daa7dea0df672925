import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { expect } from "chai";

import type { Result } from "../../scripts/commands/results.js";
import { runAtpar } from "./cli.js";
import type { Data } from "./operator.js";
import { onlyObject } from "./schemas.js";

const attacks = ["MintOverReserveLimit", "DepositRefUsed", "MintApproverMayMint", "AccountFrozen", "ReportExpired"];

/** 10^-6 of a printed figure's unit, exactly. */
function unitsOf(printed: string): bigint {
  const [whole = "", decimals = ""] = printed.replaceAll(",", "").split(".");
  return BigInt(whole + decimals.padEnd(6, "0"));
}

const sum = (figures: readonly bigint[]): bigint => figures.reduce((total, figure) => total + figure, 0n);

describe("e2e/demo", function () {
  this.timeout(180_000);

  it("tells the story as data: every step went as it must, five attacks refused for their reasons", async () => {
    const { code, stdout, stderr } = await runAtpar(["demo", "--json"]);
    expect(code, stderr).to.equal(0);
    const demo = onlyObject(stdout);
    expect(demo["ok"]).to.equal(true);
    const steps = demo["steps"] as { step: number; ok: boolean; refusal: { error: string; arguments: Data } | null }[];
    expect(steps.map(({ step }) => step)).to.deep.equal(steps.map((_, index) => index + 1));
    expect(steps.filter(({ ok }) => !ok)).to.deep.equal([]);
    const refusals = steps.flatMap(({ refusal }) => refusal ?? []);
    expect(refusals.map(({ error }) => error)).to.have.members(attacks);
    for (const { error, arguments: figures } of refusals) expect(Object.keys(figures), error).to.not.be.empty;
    const readme = readFileSync(resolve(import.meta.dirname, "../../README.md"), "utf8");
    expect(/plays (\d+) steps/u.exec(readme)?.[1], "the tour of the README").to.equal(String(steps.length));

    const { reserves } = demo as unknown as Result<"atpar.demo/1">;
    expect(reserves.map(({ currency, policy }) => [currency, policy])).to.deep.equal([
      ["HKD", "hkma"],
      ["USD", "genius"],
    ]);
    expect(reserves.map(({ lines }) => lines.flatMap(({ failed }) => failed))).to.deep.equal([
      ["B5.free"],
      ["B4.tenor"],
    ]);
    for (const { lines, gross, payables, reserves: net, required } of reserves) {
      expect(sum(lines.map(({ value }) => BigInt(value)))).to.equal(BigInt(gross));
      expect(BigInt(gross) - BigInt(payables)).to.equal(BigInt(net));
      expect(BigInt(net) >= BigInt(required)).to.equal(true);
      for (const { failed, value } of lines) if (failed.length > 0) expect(value).to.equal("0");
    }
    // the day as the demo's files have it: 500,000.00 + 1,325,000.50 at one bank, 60,000.00 since; 520,000.00 at the other;
    // 1,700,000 of face at 99.2875 %, less 0.25 %; 100,000 USD at 98.9125 %, at 7.75, less 0.75 %
    expect(reserves[0]!.lines.map(({ value }) => BigInt(value))).to.deep.equal([
      1_885_000_500_000n,
      520_000_000_000n,
      1_683_667_781_250n,
      0n,
      760_822_585_937n,
    ]);
    expect(reserves[1]!.reserves).to.equal("1044562500000");
  });

  it("tells it to people: no line wider than 80 columns, no colours in a pipe, nothing on stderr, a closing table", async () => {
    const { code, stdout, stderr } = await runAtpar(["demo"]);
    expect([code, stderr]).to.deep.equal([0, ""]);
    const lines = stdout.split("\n");
    expect(lines.filter((line) => line.length > 80)).to.deep.equal([]);
    expect(stdout).to.not.include("\u001b");
    expect(lines.at(-2)).to.match(/^All \d+ steps went as they must\.$/u);
    for (const currency of ["HKD", "USD"]) {
      const start = lines.findIndex((line) => line.startsWith(`Behind the ${currency} coin`));
      const rows = lines.slice(start + 3, lines.indexOf("", start)).map((line) => {
        return [line.split("  ")[0]!, unitsOf(/\S+$/u.exec(line)![0])] as const;
      });
      const of = (name: string) => rows.find(([title]) => title === name)![1];
      const assets = rows.filter(([title]) => /^(?:cash|bill)/u.test(title)).map(([, value]) => value);
      expect(sum(assets), currency).to.equal(of("gross"));
      expect(of("gross") + of("owed for burned tokens"), currency).to.equal(of("reserves"));
    }
    for (const attack of attacks) expect(stdout).to.match(new RegExp(`^ *\\d+ {2}Attack: .* ${attack} +ok$`, "mu"));
  });
});
