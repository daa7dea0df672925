import { expect } from "chai";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { bookedCredits } from "../../scripts/statements/credits.js";
import { depositRef } from "../../scripts/statements/depositRef.js";
import { readCamt053File } from "../../scripts/statements/camt053.js";
import { requireSound } from "../../scripts/statements/readResult.js";
import { closingBalance, openingBalance, type Direction, type Statement } from "../../scripts/statements/statement.js";
import { refusal } from "../money/refusal.js";
import { only } from "./fixture.js";

const folder = join(import.meta.dirname, "../../../shared/statements");

describe("statements/samples: what real banks delivered", () => {
  const read = (name: string) => readCamt053File(join(folder, name));

  before(function () {
    if (existsSync(folder)) return;
    console.log("      skipped: the sample statements are not here (../shared/statements beside the repository)");
    this.skip();
  });

  it("reads 03 (ING) with exact totals", () => {
    const statement = only(requireSound(read("03-ing-camt053.xml")));
    expect([statement.id, statement.messageVersion]).to.deep.equal(["201401030009999", "camt.053.001.02"]);
    expect(statement.account).to.include({
      kind: "IBAN",
      id: "NL08INGB0000001234",
      currency: "EUR",
      servicerBic: "INGBNL2A",
    });
    expect([total(statement, "credit"), total(statement, "debit")]).to.deep.equal([99000n, 38500n]);
    expect(openingBalance(statement)?.amountMinor).to.equal(100000n);
    expect(closingBalance(statement)?.amountMinor).to.equal(160500n);
    expect(statement.entries).to.have.length(9);
    const account = { bic11: "INGBNL2AXXX", account: "NL08INGB0000001234", currency: "EUR" };
    const { credits, unusable, violations } = bookedCredits(statement, account);
    // one credit is a batch of two payments whose details the bank does not give: nobody can mint against it
    expect(violations.map(({ code, line }) => [code, line])).to.deep.equal([["STATEMENT_BATCH_UNSPLITTABLE", 297]]);
    expect(unusable.map(({ reason, amountMinor }) => [reason, amountMinor])).to.deep.equal([["batch", 27000n]]);
    expect(credits.map(({ minorUnits }) => minorUnits)).to.deep.equal([35000n, 12500n, 12000n, 12500n]);
    // two of them are alike but for NtryRef
    expect(credits.map(({ ordinal }) => ordinal)).to.deep.equal([0, 0, 0, 1]);
    expect(new Set(credits.map(depositRef)).size).to.equal(4);
  });

  it("refuses 01 (Goldman Sachs) with all that is wrong with it", () => {
    const error = refusal("STATEMENT_REFUSED", () => requireSound(read("01-goldman-us-camt053.v02.usd.xml")));
    expect(error.exitCode).to.equal(3);
    const said = error.violations.map(({ code, line }) => [code, line]);
    expect(said).to.deep.equal([
      ["STATEMENT_CURRENCY_MISMATCH", 460],
      ["STATEMENT_NOT_FOOTING", 57],
      ["STATEMENT_SUMMARY_CONTRADICTS", 94],
      ["STATEMENT_SUMMARY_CONTRADICTS", 94],
      ["STATEMENT_SUMMARY_CONTRADICTS", 94],
      ["STATEMENT_SUMMARY_CONTRADICTS", 100],
      ["STATEMENT_SUMMARY_CONTRADICTS", 100],
      ["STATEMENT_SUMMARY_CONTRADICTS", 104],
    ]);
    expect(error.violations[0]?.message).to.include("-29.06 is in EUR, the account is in USD");
    expect(error.violations[1]?.message).to.include("difference -3009.89");
    expect(error.violations[2]?.message).to.include("says 14, the entries give 15");
  });

  it("refuses 09 (genkgo) with all that is wrong with it, and still gives its figures", () => {
    const result = read("09-genkgo-camt053.v08.xml");
    const error = refusal("STATEMENT_REFUSED", () => requireSound(result));
    expect(error.violations.map(({ code }) => code)).to.deep.equal([
      "STATEMENT_PAGE_MISSING",
      "STATEMENT_CURRENCY_MISMATCH",
      "STATEMENT_CURRENCY_MISMATCH",
      "STATEMENT_CURRENCY_MISMATCH",
      "STATEMENT_NOT_FOOTING",
    ]);
    expect(error.violations[0]?.message).to.include("page 2 is here, page 1 is missing");
    expect(error.violations[1]?.message).to.include("in SEK, the account is in EUR (from the opening balance)");
    expect(error.violations[4]?.message).to.include("difference -54.00");
    expect(only(result).entries.map(({ amountMinor }) => amountMinor)).to.deep.equal([885n]);
  });

  it("refuses the samples of other messages by name", () => {
    for (const [name, found] of [
      ["07-genkgo-camt054.v08.xml", "camt.054.001.08"],
      ["08-genkgo-camt052.v08.xml", "camt.052.001.08"],
      ["16-prowide-semt.002.001.11.xml", "semt.002.001.11"],
      ["12-citi-usd.mt940", "not XML"],
    ] as const) {
      const { violations } = read(name);
      expect(violations.map(({ code }) => code)).to.deep.equal(["STATEMENT_MESSAGE_UNKNOWN"]);
      expect(violations[0]?.message).to.include(found);
    }
  });
});

function total(statement: Statement, direction: Direction): bigint {
  const entries = statement.entries.filter((entry) => entry.direction === direction);
  return entries.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}
