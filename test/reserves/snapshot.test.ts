import { expect } from "chai";

import type { Journal } from "../../scripts/journal/Journal.js";
import { assetLeaves } from "../../scripts/reserves/assets.js";
import { documentHash } from "../../scripts/reserves/document.js";
import { openingsText, parseOpenings } from "../../scripts/reserves/openings.js";
import { cashAtPar, policyHash } from "../../scripts/reserves/policy.js";
import { registerAccount } from "../../scripts/reserves/register.js";
import { checkLeaf, proveLeaf } from "../../scripts/reserves/sumTree.js";
import { rejection } from "../journal/rejection.js";
import { hkdAccount, newBooks } from "./accounts.js";
import { bankFile } from "./bankFile.js";
import { asOf, position, snapshotOf } from "./snapshotOf.js";
import { thrown } from "./thrown.js";

const friday = { id: "S-1", closing: "100.00", entries: [{ amount: "100.00", reference: "R1" }] };

describe("takeSnapshot", () => {
  let journal: Journal;
  beforeEach(async () => {
    ({ journal } = await newBooks());
    for (const account of ["ACC-2", "ACC-3"]) await registerAccount(journal, { ...hkdAccount, account });
  });
  afterEach(() => journal.close());

  it("counts the closing booked balance of each account's latest statement, in token units", async () => {
    const monday = { id: "S-2", date: "2026-11-23", sequence: "2", opening: "100.00", closing: "100.00" };
    const other = { id: "T-1", account: "ACC-2", date: "2026-11-23", opening: "0.50", closing: "0.50" };
    const { document, openings, warnings } = await snapshotOf(
      journal,
      [friday, monday, other].map((one) => bankFile(one)),
    );
    expect(document.lines.map(({ amount, date, custodian }) => [amount, date, custodian])).to.deep.equal([
      [100_000_000n, "2026-11-23", "ATPRHKHHXXX"],
      [500_000n, "2026-11-23", "ATPRHKHHXXX"],
    ]);
    expect(document.totals).to.include({ gross: 100_500_000n, payables: 0n, reserves: 100_500_000n });
    expect(document.policy.hash).to.equal(policyHash(cashAtPar));
    expect(document.files).to.have.length(3);
    expect(document.journal).to.deep.equal(await journal.head());
    expect(openings.documentHash).to.equal(documentHash(document));
    expect(warnings).to.deep.equal([]);
  });

  it("hides account numbers in the document, and opens them to the holder of the openings", async () => {
    const { document, openings } = await snapshotOf(journal, [bankFile(friday)]);
    expect(
      JSON.stringify(document, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value)),
    ).not.to.include("012-345678-001");
    const leaves = assetLeaves(document.lines, openings.lines);
    const tree = { root: document.assetsRoot, total: document.totals.gross };
    expect(checkLeaf(tree, leaves[0]!, proveLeaf(leaves, 0))).to.equal(true);
    const again = await snapshotOf(journal, [bankFile(friday)]);
    expect(again.document.lines[0]!.accountHash).not.to.equal(document.lines[0]!.accountHash);
    expect(again.document.assetsRoot).not.to.equal(document.assetsRoot);
  });

  it("is the same document for the same input and salts", async () => {
    const fixed = () => `0x${"07".repeat(32)}`;
    const [one, other] = [
      await snapshotOf(journal, [bankFile(friday)], { salt: fixed }),
      await snapshotOf(journal, [bankFile(friday)], { salt: fixed }),
    ];
    // taking a known statement in again records nothing, so that not even the journal's head differs
    expect(documentHash(one.document)).to.equal(documentHash(other.document));
  });

  it("takes the policy's haircut off, and counts an overdrawn account against the rest in full", async () => {
    const policy = { ...cashAtPar, classes: [{ class: "cash" as const, haircut: 250 }] };
    const overdrawn = { id: "T-1", account: "ACC-2", opening: "-10.00", closing: "-10.00" };
    const { document } = await snapshotOf(journal, [bankFile(friday), bankFile(overdrawn)], { policy });
    expect(document.lines.map(({ amount, value }) => [amount, value])).to.deep.equal([
      [100_000_000n, 97_500_000n],
      [-10_000_000n, -10_000_000n],
    ]);
    expect(document.totals.gross).to.equal(87_500_000n);
  });

  it("refuses accounts that close on different days, but for one flagged older", async () => {
    const later = { id: "T-1", account: "ACC-2", date: "2026-11-23" };
    const files = [bankFile(friday), bankFile(later)];
    const error = await rejection(snapshotOf(journal, files), "RESERVE_DATES_DIFFER");
    expect(error.parameters).to.include({ account: "012-345678-001", date: "2026-11-20", otherDate: "2026-11-23" });
    const { document } = await snapshotOf(journal, files, { older: new Set(["ATPRHKHHXXX:012-345678-001"]) });
    expect(document.lines.map(({ date }) => date)).to.have.members(["2026-11-20", "2026-11-23"]);
  });

  it("refuses a balance of the future, one with a credit line in it, and no statement at all", async () => {
    const ahead = await rejection(
      snapshotOf(journal, [bankFile(friday)], { asOf: asOf - 5n * 86_400n }),
      "RESERVE_DATE_AHEAD",
    );
    expect(ahead.parameters).to.include({ date: "2026-11-20", asOf: "2026-11-19T04:00:00Z" });
    const borrowed = bankFile({ ...friday, id: "S-9", account: "ACC-3", creditLine: true });
    const error = await rejection(snapshotOf(journal, [borrowed]), "RESERVE_CREDIT_LINE");
    expect(error.parameters).to.include({ balance: "100.00 HKD" });
    await rejection(snapshotOf(journal, []), "RESERVE_STATEMENTS_MISSING");
  });

  it("refuses burns that do not add up to the coin's own counter", async () => {
    const chains = [{ ...position, minted: 5n, burned: 3n }];
    const error = await rejection(snapshotOf(journal, [bankFile(friday)], { chains }), "RESERVE_BURNS_DIFFER");
    expect(error.parameters).to.include({ events: 0n, burned: 3n });
  });

  it("writes openings that read back as they were, and refuses anything else", async () => {
    const { openings } = await snapshotOf(journal, [bankFile(friday)]);
    const text = openingsText(openings);
    expect(parseOpenings(text, "o.json")).to.deep.equal(openings);
    for (const wrong of [
      text.replace('"schema"', '"added": 1, "schema"'),
      text.slice(0, -3),
      text.replace('"100', '"1e2'),
    ]) {
      const error = thrown(() => parseOpenings(wrong, "o.json"));
      expect(error.code).to.equal("RESERVE_OPENINGS_MALFORMED");
    }
  });
});
