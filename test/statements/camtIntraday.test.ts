import { expect } from "chai";
import {
  asMessage,
  bal,
  change,
  codes,
  cut,
  hkd,
  lineOf,
  message,
  ntry,
  only,
  onlyViolation,
  read,
  stmt,
} from "./fixture.js";

/** An intraday message of version 08 around `body`. */
const report = (body: string, kind: "camt.052" | "camt.054" = "camt.052", parts = {}) =>
  asMessage(message(stmt({ body, ...parts })), kind);

describe("statements/camt: reports and notifications of a part of a day", () => {
  it("reads camt.052 and camt.054, versions 02 to 13, with all that camt.053 has", () => {
    const whole = only(read(hkd));
    for (const kind of ["camt.052", "camt.054"] as const) {
      for (let version = 1; version <= 14; version++) {
        const number = version.toString().padStart(2, "0");
        const result = read(change(asMessage(hkd, kind), `${kind}.001.08`, `${kind}.001.${number}`));
        if (version < 2 || version > 13) {
          expect(codes(result)).to.deep.equal(["STATEMENT_MESSAGE_UNKNOWN"]);
          continue;
        }
        expect(result.violations).to.deep.equal([]);
        const { sha256 } = result;
        const messageVersion = `${kind}.001.${number}`;
        expect(only(result)).to.deep.equal({ ...whole, kind, messageVersion, sha256, file: "test.xml" });
      }
    }
  });

  it("wants no balances and no footing, and keeps the balances there are", () => {
    const { statements, violations } = read(report(bal("ITBD", "1.00") + ntry("5.00") + bal("ITBD", "9.00")));
    expect(violations).to.deep.equal([]);
    expect(statements[0]?.balances.map(({ type, amountMinor }) => [type, amountMinor])).to.deep.equal([
      ["ITBD", 100n],
      ["ITBD", 900n],
    ]);
    expect(read(report(bal("OPAV", "1.00"))).violations).to.deep.equal([]);
    expect(read(report("", "camt.054")).violations).to.deep.equal([]);
    expect(codes(read(report(bal("OPAV", "1.00") + bal("OPAV", "2.00"))))).to.deep.equal([
      "STATEMENT_BALANCE_CONTRADICTS",
    ]);
    expect(codes(read(message(stmt({ body: bal("ITBD", "1.00") }))))).to.deep.equal([
      "STATEMENT_BALANCE_MISSING",
      "STATEMENT_BALANCE_MISSING",
    ]);
  });

  it("takes the currency of the first balance or entry where the account names none", () => {
    const account = "<Id><Othr><Id>12</Id></Othr></Id>";
    const found = (body: string) => only(read(report(body, "camt.054", { account }))).account;
    expect(found(ntry("5.00", { ccy: "USD" }))).to.include({ currency: "USD", currencySource: "the first entry" });
    const both = bal("ITBD", "5.00", { ccy: "USD" }) + ntry("5.00", { ccy: "USD" });
    expect(found(both)).to.include({ currency: "USD", currencySource: "the first balance" });
    expect(found("").currency).to.equal(undefined);
    const mixed = report(ntry("5.00", { ccy: "USD" }) + ntry("5.00"), "camt.054", { account });
    expect(onlyViolation(mixed).message).to.include("in HKD, the account is in USD (from the first entry)");
  });

  it("applies every other rule: currency, summary, details, pages, sequence, Id, check digits", () => {
    const text = asMessage(hkd, "camt.052");
    const cases = [
      [change(text, '<Amt Ccy="HKD">1000000.00', '<Amt Ccy="USD">1000000.00', 1), "STATEMENT_CURRENCY_MISMATCH"],
      [change(text, "<NbOfNtries>3", "<NbOfNtries>4"), "STATEMENT_SUMMARY_CONTRADICTS"],
      [change(text, '<Amt Ccy="HKD">250000.00', '<Amt Ccy="HKD">250000.01'), "STATEMENT_DETAILS_CONTRADICT"],
      [change(text, "<ElctrncSeqNb>224", "<ElctrncSeqNb>x"), "STATEMENT_NUMBER_MALFORMED"],
      [cut(text, "<Acct>", "</Acct>"), "STATEMENT_ELEMENT_MISSING"],
      [change(text, "<GrpHdr>", "<GrpHdr><!DOCTYPE x>"), "STATEMENT_XML_DOCTYPE"],
      [text.slice(0, text.indexOf("<NtryRef>3")), "STATEMENT_TRUNCATED"],
      [report("", "camt.054", { page: [2, true] }), "STATEMENT_PAGE_MISSING"],
      [report("", "camt.052", { page: [1, false] }), "STATEMENT_PAGE_MISSING"],
      [asMessage(message(stmt({}) + stmt({})), "camt.052"), "STATEMENT_ID_REPEATED"],
      [asMessage(message(stmt({ seq: "1" }) + stmt({ id: "S2", seq: "3" })), "camt.054"), "STATEMENT_SEQUENCE_GAPPED"],
      [asMessage(message(""), "camt.054"), "STATEMENT_MESSAGE_EMPTY"],
      [report("", "camt.052", { account: "<Id><IBAN>GB83WEST12345698765432</IBAN></Id>" }), "STATEMENT_IBAN_INVALID"],
    ] as const;
    for (const [given, code] of cases) expect(codes(read(given)), code).to.include(code);
    const missing = onlyViolation(change(text, "<Id>ATPR-HKD-20261120</Id>", ""));
    expect([missing.code, missing.line]).to.deep.equal(["STATEMENT_ELEMENT_MISSING", lineOf(text, "<Rpt>")]);
    expect(missing.message).to.include("Rpt/Id");
    const joined = asMessage(
      message(stmt({ page: [1, false], body: ntry("1.00") }) + stmt({ page: [2, true], body: ntry("2.00") })),
      "camt.052",
    );
    expect(only(read(joined)).entries).to.have.length(2);
  });
});
