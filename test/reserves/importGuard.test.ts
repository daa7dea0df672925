import { expect } from "chai";

import { importDeposits, type ImportedDeposits } from "../../scripts/issuance/deposits.js";
import type { Journal } from "../../scripts/journal/Journal.js";
import { requireSettled } from "../../scripts/reserves/importGuard.js";
import { takeIn } from "../../scripts/reserves/intake.js";
import type { ReadResult } from "../../scripts/statements/readResult.js";
import { rejection } from "../journal/rejection.js";
import { asMessage } from "../statements/fixture.js";
import { newBooks } from "./accounts.js";
import { bankFile, bankText, readText } from "./bankFile.js";
import { explainByReference } from "./explained.js";

const credit = { amount: "100.00", reference: "R1" };
const noon = readText(asMessage(bankText({ closing: "100.00", entries: [credit] }), "camt.052"), "noon.xml");
const same = bankFile({ closing: "100.00", entries: [credit] });
const renamed = bankFile({ closing: "100.00", entries: [{ ...credit, reference: "R9" }] });

describe("importGuard", () => {
  let journal: Journal;
  beforeEach(async () => {
    ({ journal } = await newBooks());
  });
  afterEach(() => journal.close());

  /** As `deposits import` does it. */
  const importFile = (file: ReadResult): Promise<ImportedDeposits> =>
    journal.transaction(async (entries) => {
      const taken = await takeIn(journal, [file], { currency: "HKD", purpose: "deposits" });
      await requireSettled(entries, "HKD", taken);
      return importDeposits(entries, taken[0]!.statement, taken[0]!.account);
    });

  it("lets the closing statement in that has what the report of the day told of", async () => {
    await importFile(noon);
    const { deposits, known } = await importFile(same);
    expect([deposits, known.length]).to.deep.equal([[], 1]);
  });

  it("refuses one that has the credit under another reference, and records nothing of it", async () => {
    await importFile(noon);
    const { seq } = await journal.head();
    const error = await rejection(importFile(renamed), "RESERVE_BREAK");
    expect(error.parameters).to.include({ count: 1, day: "2026-11-20" });
    expect(error.violations.map(({ code }) => code)).to.deep.equal(["RESERVE_INTRADAY_UNSETTLED"]);
    expect((await journal.head()).seq).to.equal(seq);
  });

  it("takes it once the operator says that both are one; no mint may cite the second", async () => {
    const { deposits } = await importFile(noon);
    await explainByReference(journal, renamed, { R9: "correction" }, deposits[0]!.ref);
    const again = await importFile(renamed);
    expect([again.deposits, again.known]).to.deep.equal([[], []]);
    expect(again.unusable.map(({ reason, amountMinor }) => [reason, amountMinor])).to.deep.equal([
      ["explained", 10_000n],
    ]);
  });

  it("leaves out what the operator says is no deposit", async () => {
    await explainByReference(journal, same, { R1: "interest" });
    const { deposits, unusable } = await importFile(same);
    expect([deposits, unusable.map(({ reason }) => reason)]).to.deep.equal([[], ["explained"]]);
  });
});
