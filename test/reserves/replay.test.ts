import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

import { expect } from "chai";

import type { Journal } from "../../scripts/journal/Journal.js";
import { compareDocument } from "../../scripts/reserves/compareDocument.js";
import type { ReserveDocument } from "../../scripts/reserves/document.js";
import { replay } from "../../scripts/reserves/replay.js";
import type { Snapshot } from "../../scripts/reserves/snapshot.js";
import { newBooks } from "./accounts.js";
import { readText } from "./bankFile.js";
import { asOf, snapshotOf } from "./snapshotOf.js";

const name = "hkd-day1.camt053.xml";
const text = readFileSync(new URL(`../fixtures/statements/${name}`, import.meta.url), "utf8");

/** Line, from 1, of the first place where `part` stands. */
function lineOf(part: string, from = 0): number {
  return text.slice(0, text.indexOf(part, from)).split("\n").length;
}

describe("replay", () => {
  let journal: Journal;
  let snapshot: Snapshot;
  before(async () => {
    ({ journal } = await newBooks());
    snapshot = await snapshotOf(journal, [readText(text, name)], { asOf });
  });
  after(() => journal.close());

  const differences = (changed: string, file = name) =>
    replay(snapshot.document, snapshot.openings, [readText(changed, file)]);

  it("finds nothing where nothing was changed, whatever the file is called now", () => {
    expect(snapshot.document.totals.reserves).to.equal(1_325_000_500_000n);
    expect(differences(text)).to.deep.equal([]);
    expect(differences(text, "renamed.xml")).to.deep.equal([]);
  });

  it("names a changed amount by its line alone, though the statement no longer foots", () => {
    const changed = text.replaceAll(">250000.00<", ">260000.00<");
    const found = readText(changed, name);
    expect(found.violations.map(({ code }) => code)).to.include("STATEMENT_NOT_FOOTING");
    const [difference, ...rest] = differences(changed);
    expect(rest).to.deep.equal([]);
    const entry = text.slice(0, text.indexOf(">250000.00<")).lastIndexOf("<Ntry>");
    expect(difference).to.include({ file: name, line: lineOf("<Ntry>", entry) });
    expect(difference!.was).to.include("250000.00");
    expect(difference!.is).to.include("260000.00");
  });

  it("names two changed amounts, and not the entry between them", () => {
    const changed = text.replaceAll(">1000000.00<", ">1000001.00<").replaceAll(">75000.50<", ">74999.50<");
    expect(readText(changed, name).violations.map(({ code }) => code)).not.to.include("STATEMENT_NOT_FOOTING");
    expect(differences(changed).map(({ is }) => is.split(",")[0])).to.deep.equal([
      "credit 1000001.00",
      "credit 74999.50",
    ]);
  });

  it("names a changed closing balance by its line", () => {
    const place = text.indexOf("CLBD");
    const changed = text.slice(0, place) + text.slice(place).replace("1325000.50", "1325000.51");
    const [difference, ...rest] = differences(changed);
    expect(rest).to.deep.equal([]);
    expect(difference).to.include({ figure: "closing balance", was: "1325000.50", is: "1325000.51" });
    expect(difference!.line).to.equal(lineOf("<Bal>", text.slice(0, place).lastIndexOf("<Bal>")));
  });

  it("names an entry taken out or put in, and not those that moved", () => {
    const start = text.indexOf("<Ntry>");
    const end = text.indexOf("</Ntry>") + "</Ntry>".length;
    const out = differences(text.slice(0, start) + text.slice(end));
    expect(out.map(({ was, is }) => [was.includes("1000000.00"), is])).to.deep.equal([[true, "none"]]);
    const added = text.slice(start, end).replace("AT2611200000017", "NEW");
    const put = differences(text.slice(0, end) + added + text.slice(end));
    expect(put.map(({ was, is }) => [was, is.includes("NEW")])).to.deep.equal([["none", true]]);
  });

  it("names a file whose bytes changed but no figure by its hash, and one that is gone or unreadable", () => {
    const spaced = differences(`${text}\n`);
    expect(spaced.map(({ figure }) => figure)).to.deep.equal(["SHA-256"]);
    for (const files of [[], [readText("<nothing/>", name)]]) {
      const [missing, ...rest] = replay(snapshot.document, snapshot.openings, files);
      expect(rest).to.deep.equal([]);
      expect(missing).to.include({ file: name, figure: "statement ATPR-HKD-20261120", is: "not among the files" });
    }
  });

  it("prefers the file with the same bytes, where a changed copy lies beside it", () => {
    const changed = readText(text.replaceAll(">250000.00<", ">260000.00<"), name);
    expect(replay(snapshot.document, snapshot.openings, [changed, readText(text, "b.xml")])).to.deep.equal([]);
  });

  it("names what was changed in the document", () => {
    const { document, openings } = snapshot;
    const line = document.lines[0]!;
    const cases: readonly (readonly [ReserveDocument, string])[] = [
      [{ ...document, assetsRoot: `0x${"00".repeat(32)}` }, "assetsRoot"],
      [{ ...document, totals: { ...document.totals, reserves: 1n } }, "totals.reserves"],
      [{ ...document, lines: [{ ...line, value: 1n }] }, "lines.0.value"],
      [{ ...document, lines: [{ ...line, file: "ab".repeat(32) }] }, "lines.0.file"],
      [{ ...document, lines: [] }, "lines.length"],
      [{ ...document, chains: [{ ...document.chains[0]!, minted: 9n, supply: 9n }] }, "chains.0"],
      [{ ...document, chains: [{ ...document.chains[0]!, supply: 9n }] }, "chains.0.supply"],
      [{ ...document, files: [] }, "files"],
      [{ ...document, asOf: 1n }, "asOf"],
    ];
    for (const [changed, figure] of cases) {
      const found = replay(changed, openings, [readText(text, name)]).map((difference) => difference.figure);
      expect(found).to.have.members(["documentHash", figure]);
    }
  });

  it("names the statement file that a line does not come from, with both hashes", () => {
    const { document, openings } = snapshot;
    const other = "ab".repeat(32);
    const changed = { ...document, lines: document.lines.map((line) => ({ ...line, file: other })) };
    const found = replay(changed, openings, [readText(text, name)]);
    const is = createHash("sha256").update(text).digest("hex");
    expect(found).to.deep.include({ file: name, figure: "lines.0.file", was: other, is });
  });

  it("binds the statement file into the assets root", () => {
    const { document, openings } = snapshot;
    const moved = { ...openings, statements: openings.statements.map((one) => ({ ...one, sha256: "ab".repeat(32) })) };
    const figures = compareDocument(document, moved).map(({ figure }) => figure);
    expect(figures).to.deep.equal(["lines.0.file", "assetsRoot", "files"]);
  });

  it("names what was changed in the openings", () => {
    const { document, openings } = snapshot;
    const opened = openings.lines[0]!;
    const salted = { ...openings, lines: [{ ...opened, leafSalt: `0x${"00".repeat(32)}` }] };
    expect(replay(document, salted, [readText(text, name)]).map(({ figure }) => figure)).to.deep.equal(["assetsRoot"]);
    const policy = { ...openings, policy: { ...openings.policy, classes: [{ class: "cash" as const, haircut: 1 }] } };
    expect(replay(document, policy, [readText(text, name)]).map(({ figure }) => figure)).to.include.members([
      "policy.hash",
      "lines.0.haircut",
      "totals.reserves",
      "assetsRoot",
    ]);
  });
});
