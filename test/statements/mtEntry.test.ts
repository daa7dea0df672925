import { expect } from "chai";
import type { Entry } from "../../scripts/statements/statement.js";
import { codes, lineOf, only, onlyViolation, read } from "./fixture.js";
import { mt940, mt942 } from "./mtFixture.js";

/** An MT942 of one entry: nothing to foot. */
const textOf = (line: string) => mt942({ entries: [line] });

function entryOf(line: string): Entry {
  const result = read(textOf(line));
  expect(result.violations, line).to.deep.equal([]);
  const [entry] = only(result).entries;
  if (entry === undefined) throw new Error("no entry");
  return entry;
}

describe("statements/mtEntry", () => {
  it("reads every part of an entry", () => {
    const entry = entryOf("2611191120CD250000,5NTRFPEAK-77//AT2611200000042 \nFX AT PAR\n:86:/EREF/PEAK\n-0077/ORDP/X");
    expect(entry).to.deep.equal({
      line: lineOf(textOf("x"), ":61:"),
      ordinalInFile: 1,
      accountServicerRef: "AT2611200000042",
      amountMinor: 25000050n,
      currency: "HKD",
      direction: "credit",
      reversal: false,
      status: "BOOK",
      bookingDate: "2026-11-20",
      valueDate: "2026-11-19",
      details: [
        {
          line: lineOf(textOf("x"), ":61:"),
          endToEndId: "PEAK-0077",
          remittance: ["FX AT PAR", "/EREF/PEAK -0077/ORDP/X"],
        },
      ],
    });
  });

  it("tells credits, debits, reversals and expected entries apart", () => {
    const marks = ["C", "D", "RC", "RD", "EC", "ED"].map((mark) => {
      const { direction, reversal, status } = entryOf(`261120${mark}1,00NTRFX//Y`);
      return [mark, direction, reversal, status];
    });
    expect(marks).to.deep.equal([
      ["C", "credit", false, "BOOK"],
      ["D", "debit", false, "BOOK"],
      ["RC", "debit", true, "BOOK"],
      ["RD", "credit", true, "BOOK"],
      ["EC", "credit", false, "PDNG"],
      ["ED", "debit", false, "PDNG"],
    ]);
    const entries = ["261120C5,00NTRFX", "261120RC2,00NTRFX", "261120D1,00NTRFX", "261120RD0,50NTRFX"];
    expect(read(mt940({ entries, closing: "2,50" })).violations).to.deep.equal([]);
    expect(codes(read(mt940({ entries, closing: "3,50" })))).to.deep.equal(["STATEMENT_NOT_FOOTING"]);
  });

  it("books on the value date where the entry date is blank, and finds the entry date's year", () => {
    const dates = (text: string) => {
      const { valueDate, bookingDate } = entryOf(`${text}C1,00NTRFX//Y`);
      return [valueDate, bookingDate];
    };
    expect(dates("261120")).to.deep.equal(["2026-11-20", "2026-11-20"]);
    expect(dates("261120    ")).to.deep.equal(["2026-11-20", "2026-11-20"]);
    expect(dates("2611201123")).to.deep.equal(["2026-11-20", "2026-11-23"]);
    expect(dates("2612310104")).to.deep.equal(["2026-12-31", "2027-01-04"]);
    expect(dates("2701041231")).to.deep.equal(["2027-01-04", "2026-12-31"]);
    expect(dates("2802280229")).to.deep.equal(["2028-02-28", "2028-02-29"]);
    expect(dates("9912310103")).to.deep.equal(["1999-12-31", "2000-01-03"]);
    expect(onlyViolation(textOf("2602280229C1,00NTRFX")).code).to.equal("STATEMENT_DATE_MALFORMED");
    expect(onlyViolation(textOf("2611201131C1,00NTRFX")).code).to.equal("STATEMENT_DATE_MALFORMED");
    expect(onlyViolation(textOf("261131C1,00NTRFX")).code).to.equal("STATEMENT_DATE_MALFORMED");
  });

  it("takes the bank's own reference after //, and the customer's as the payment's", () => {
    const references = (text: string) => {
      const { accountServicerRef, details } = entryOf(`261120C1,00${text}`);
      return [accountServicerRef, details[0]?.endToEndId];
    };
    expect(references("NTRFABC//DEF")).to.deep.equal(["DEF", "ABC"]);
    expect(references("NTRFABC")).to.deep.equal([undefined, "ABC"]);
    expect(references("NTRFNONREF//")).to.deep.equal([undefined, undefined]);
    expect(references("FMSCNONREF//D E/F//G")).to.deep.equal(["D E/F//G", undefined]);
    expect(references("S103A/B//D")).to.deep.equal(["D", "A/B"]);
    expect(entryOf("261120C1,00NTRFNONREF").details).to.deep.equal([]);
  });

  it("refuses a funds code that is not the currency's third letter", () => {
    expect(entryOf("261120CD1,00NTRFX").amountMinor).to.equal(100n);
    expect(entryOf("261120RDD1,00NTRFX")).to.include({ direction: "credit", reversal: true });
    const { code, message } = onlyViolation(textOf("261120CR1,00NTRFX"));
    expect(code).to.equal("STATEMENT_CURRENCY_MISMATCH");
    expect(message).to.include("funds code R of 1.00");
  });

  it("refuses every other shape, and what its currency cannot have", () => {
    const cases = [
      ["", "STATEMENT_FIELD_MALFORMED"],
      ["261120C1.00NTRFX", "STATEMENT_FIELD_MALFORMED"],
      ["261120C100NTRFX", "STATEMENT_FIELD_MALFORMED"],
      ["261120C1,000,00NTRFX", "STATEMENT_FIELD_MALFORMED"],
      ["261120C,50NTRFX", "STATEMENT_FIELD_MALFORMED"],
      ["261120X1,00NTRFX", "STATEMENT_FIELD_MALFORMED"],
      ["261120C-1,00NTRFX", "STATEMENT_FIELD_MALFORMED"],
      ["26112011C1,00NTRFX", "STATEMENT_FIELD_MALFORMED"],
      ["261120C1,00XTRFX", "STATEMENT_FIELD_MALFORMED"],
      ["261120C1,00NTR", "STATEMENT_FIELD_MALFORMED"],
      ["261120C1,005NTRFX", "STATEMENT_AMOUNT_DECIMALS"],
      [`261120C${"9".repeat(19)},NTRFX`, "STATEMENT_AMOUNT_MALFORMED"],
    ] as const;
    for (const [line, code] of cases) {
      const found = onlyViolation(textOf(line));
      expect([found.code, found.line], line).to.deep.equal([code, lineOf(textOf("x"), ":61:")]);
    }
  });

  it("gives information to the entry it follows only", () => {
    const text = mt942({ entries: ["261120C1,00NTRFNONREF\n:86:one\n two\n:86:three", "261120C2,00NTRFNONREF"] });
    const details = only(read(text)).entries.map((entry) => entry.details.map(({ remittance }) => remittance));
    expect(details).to.deep.equal([[["one two", "three"]], []]);
  });
});
