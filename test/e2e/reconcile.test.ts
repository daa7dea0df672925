import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { bankText } from "../reserves/bankFile.js";
import { newFolder } from "./cli.js";
import { enterIssuer, fixture, type Issuer } from "./issuer.js";
import type { Data } from "./operator.js";
import { expectValid } from "./schemas.js";

/** Monday after the fixture's day, noon in Hong Kong. */
const noon = Date.parse("2026-11-23T15:00:00Z") / 1000;

describe("e2e/reconcile: bank against chain", function () {
  this.timeout(60_000);
  let issuer: Issuer;
  let monday: string;
  let line: number;
  const out = newFolder("halted");
  before(async () => {
    issuer = await enterIssuer();
    const folder = newFolder("monday");
    mkdirSync(folder);
    monday = join(folder, "monday.xml");
    const text = bankText({
      ...{ id: "ATPR-HKD-20261123", sequence: "225", date: "2026-11-23" },
      ...{ opening: "1325000.50", closing: "1324000.50" },
      entries: [{ amount: "-1000.00", reference: "AT2611230000001" }],
    });
    writeFileSync(monday, text);
    line = text.split("\n").indexOf("<Ntry>") + 1;
  });

  const taken = (): string[] => [monday, "--as-of", noon.toString()];
  const explain = (...kind: string[]): string[] => [
    ...["reserves", "explain", "--account", "ATPRHKHHXXX:012-345678-001", "--statement", "ATPR-HKD-20261123"],
    ...["--line", line.toString(), "--kind", ...kind, "--note", "November's account fee"],
  ];

  it("shows the equation of a sound day, and what is late, and records nothing", async () => {
    const before_ = await issuer.operator.head();
    const tuesday = (noon + 86_400).toString();
    const found = await issuer.operator.json(["reserves", "reconcile", fixture, "--as-of", tuesday]);
    expect(found).to.deep.include({ total: "1325000500000", outstanding: "0", transit: "1325000500000", own: "0" });
    expect(found["inTransit"]).to.deep.equal([
      { kind: "deposit", since: "2026-11-20", businessDays: 2, count: 3, amount: "1325000500000", late: true },
    ]);
    expect(found["breaks"]).to.deep.equal([]);
    const text = await issuer.operator.text("reserves", "reconcile", fixture, "--as-of", tuesday);
    expect(text.split("\n").filter((one) => one.length > 80)).to.deep.equal([]);
    expect(await issuer.operator.head()).to.deep.equal(before_);
  });

  it("halts the snapshot at a debit that nobody explained: exit 7, an incident file, no record, no document", async () => {
    const before_ = await issuer.operator.head();
    const refusal = await issuer.operator.refusal(
      ["reserves", "snapshot", ...taken(), "--out", out],
      "RESERVE_BREAK",
      7,
    );
    expect(refusal.violations.map((one) => [one.code, one.line])).to.deep.equal([["RESERVE_ENTRY_UNEXPLAINED", line]]);
    expect(refusal.violations[0]!.message).to.include("monday.xml").and.to.include("1000.00");
    const file = join(out, `incident-${noon}.json`);
    const incident = JSON.parse(readFileSync(file, "utf8")) as Data;
    expectValid(incident);
    const [one] = incident["breaks"] as [Data];
    expect(one).to.deep.include({
      code: "RESERVE_ENTRY_UNEXPLAINED",
      line,
      amount: "-1000000000",
      since: "2026-11-23",
    });
    expect(incident["stop"]).to.deep.include({ mints: "all", deposits: [] });
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    expect(() => statSync(join(out, "document.json"))).to.throw();
    const found = await issuer.operator.json(["reserves", "reconcile", ...taken()], 7);
    expect(found["breaks"]).to.deep.equal(incident["breaks"]);
    expect(await issuer.operator.head()).to.deep.equal(before_);
  });

  it("goes on once the entry is explained, and not before", async () => {
    const before_ = await issuer.operator.head();
    expect(await issuer.operator.json([...explain("fee"), "--dry-run"])).to.include({ dryRun: true, kind: "fee" });
    await issuer.operator.refusal(explain("fee"), "COMMAND_NOT_CONFIRMED", 2);
    await issuer.operator.refusal([...explain("return"), "--yes"], "RESERVE_EXPLANATION_FIELD", 3);
    await issuer.operator.refusal([...explain("fee"), "--deposit", "0x12", "--yes"], "COMMAND_USAGE", 2);
    expect(await issuer.operator.head()).to.deep.equal(before_);
    expect(await issuer.operator.json([...explain("fee"), "--yes"])).to.include({ dryRun: false, line, kind: "fee" });
    const done = await issuer.operator.json(["reserves", "snapshot", ...taken(), "--out", out]);
    expect(done).to.include({ gross: "1324000500000", transit: "1325000500000", excess: "-1000000000" });
    const document = JSON.parse(readFileSync(join(out, "document.json"), "utf8")) as Data;
    expectValid(document);
    expect(document["movements"]).to.deep.equal([{ kind: "fee", count: 1, credits: "0", debits: "1000000000" }]);
    await issuer.operator.refusal([...explain("withdrawal"), "--yes"], "RESERVE_EXPLAINED_ALREADY", 3);
  });

  it("verifies the day against the one before, and finds two days that are the wrong way round", async () => {
    const [document, openings] = ["document.json", "openings.json"].map((name) => join(out, name)) as [string, string];
    const verify = async (...options: readonly string[]): Promise<Data[]> => {
      // no report names the day's document yet, which is a check of its own
      const found = await issuer.operator.json(["verify", "--statements", monday, ...options], 7);
      return (found["checks"] as Data[]).filter(({ check }) => (check as string).startsWith("previous: "));
    };
    const previous = ["--previous-document", issuer.document, "--previous-openings", issuer.openings];
    const checks = await verify("--document", document, "--openings", openings, ...previous);
    expect(checks.map(({ ok }) => ok)).to.deep.equal([true, true, true, true, true, true]);
    const turned = ["--previous-document", document, "--previous-openings", openings];
    const wrong = await verify("--document", issuer.document, "--openings", issuer.openings, ...turned);
    expect(wrong.filter(({ ok }) => ok === false)).to.have.length.above(1);
    const half = ["verify", "--document", document, "--openings", openings, "--statements", monday, ...previous];
    await issuer.operator.refusal(half.slice(0, -2), "COMMAND_USAGE", 2);
  });
});
