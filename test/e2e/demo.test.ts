import { expect } from "chai";

import { runAtpar } from "./cli.js";
import type { Data } from "./operator.js";
import { onlyObject } from "./schemas.js";

const attacks = ["MintOverReserveLimit", "DepositRefUsed", "MintApproverMayMint", "AccountFrozen", "ReportExpired"];

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
  });

  it("tells it to people: no line wider than 80 columns, no colours in a pipe, nothing on stderr, a closing table", async () => {
    const { code, stdout, stderr } = await runAtpar(["demo"]);
    expect([code, stderr]).to.deep.equal([0, ""]);
    const lines = stdout.split("\n");
    expect(lines.filter((line) => line.length > 80)).to.deep.equal([]);
    expect(stdout).to.not.include("\u001b");
    expect(lines.at(-2)).to.match(/^All \d+ steps went as they must\.$/u);
    for (const attack of attacks) expect(stdout).to.match(new RegExp(`^ *\\d+ {2}Attack: .* ${attack} +ok$`, "mu"));
  });
});
