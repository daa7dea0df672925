import { expect } from "chai";
import { closingBalance, openingBalance } from "../../scripts/statements/statement.js";
import { change, codes, lineOf, only, onlyViolation, read } from "./fixture.js";
import { hkdEntries, mt940, mt942 } from "./mtFixture.js";

const still = { entries: [], closing: "0,00" };

describe("statements/mtStatement", () => {
  it("reads an MT940 with every figure and line", () => {
    const text = mt940({ more: [":64:C261120HKD1325000,50", ":65:C261123HKD1325000,5", ":86:Good day"] });
    const result = read(text);
    expect(result.violations).to.deep.equal([]);
    const statement = only(result);
    const { entries, balances, ...header } = statement;
    expect(header).to.deep.equal({
      kind: "MT940",
      messageVersion: "MT940",
      file: "test.xml",
      sha256: result.sha256,
      line: 1,
      id: "ATPR26112001/224/2026-11-20",
      complete: true,
      booked: { credits: 132500050n, debits: 0n, creditCount: 3, debitCount: 0 },
      sequence: { electronic: "224" },
      page: { number: 1, last: true },
      account: {
        line: 3,
        kind: "other",
        id: "012-345678-001",
        currency: "HKD",
        currencySource: "the opening balance",
      },
    });
    expect(openingBalance(statement)?.amountMinor).to.equal(0n);
    expect(closingBalance(statement)).to.deep.equal({
      line: lineOf(text, ":62F:"),
      type: "CLBD",
      amountMinor: 132500050n,
      currency: "HKD",
      date: "2026-11-20",
      creditLineIncluded: false,
    });
    expect(balances.slice(2).map(({ type, date, amountMinor }) => [type, date, amountMinor])).to.deep.equal([
      ["CLAV", "2026-11-20", 132500050n],
      ["FWAV", "2026-11-23", 132500050n],
    ]);
    expect(entries.map(({ amountMinor }) => amountMinor)).to.deep.equal([100000000n, 25000000n, 7500050n]);
    expect(result.ignored.map(({ line, what, statement: of }) => [line, what, of])).to.deep.equal([
      [lineOf(text, ":86:Good"), "field :86:", "ATPR26112001"],
    ]);
  });

  it("reads MT950 as MT940, and bare text as MT940 unless its fields are those of MT942", () => {
    expect(only(read(mt940({ type: "950" }))).messageVersion).to.equal("MT950");
    expect(only(read(mt940({ blocks: false }))).kind).to.equal("MT940");
    expect(only(read(mt942({ blocks: false }))).kind).to.equal("MT942");
  });

  it("reads an MT942: no balances, the currency of its floor limit, its time, its summaries", () => {
    const text = mt942({ floors: ["HKDD0,", "HKDC100,00"], more: [":90D:0HKD0,", ":90C:3HKD1325000,50"] });
    const result = read(text);
    expect(result.violations).to.deep.equal([]);
    const statement = only(result);
    expect(statement).to.deep.include({ id: "ATPR26112042/31/2026-11-20T12:00:00+08:00", balances: [] });
    expect(statement.createdAt).to.equal("2026-11-20T12:00:00+08:00");
    expect(statement.account).to.include({ currency: "HKD", currencySource: "the floor limit" });
    expect(codes(read(change(text, "3HKD1325000,50", "2HKD1325000,50")))).to.deep.equal([
      "STATEMENT_SUMMARY_CONTRADICTS",
    ]);
    expect(onlyViolation(change(text, "3HKD1325000,50", "3HKD1325000,51")).message).to.include(
      ":90C:/Sum says 1325000.51, the entries give 1325000.50",
    );
    expect(codes(read(change(text, "0HKD0,", "0USD0,")))).to.deep.equal(["STATEMENT_CURRENCY_MISMATCH"]);
    expect(codes(read(change(text, "HKDC100,00", "USDC100,00")))).to.deep.equal(["STATEMENT_CURRENCY_MISMATCH"]);
  });

  it("reads JPY without decimals, KWD with three, and negative balances", () => {
    const yen = mt940({ currency: "JPY", opening: "-5,", entries: ["261120C2,NTRFNONREF"], closing: "-3," });
    expect(only(read(yen)).balances.map(({ amountMinor }) => amountMinor)).to.deep.equal([-5n, -3n]);
    const dinar = mt940({ currency: "KWD", opening: "0,001", entries: ["261120C2,5NTRFNONREF"], closing: "2,501" });
    expect(only(read(dinar)).balances.map(({ amountMinor }) => amountMinor)).to.deep.equal([1n, 2501n]);
    expect(only(read(dinar)).entries[0]?.amountMinor).to.equal(2500n);
  });

  it("checks IBANs in :25:, takes the currency off one, and reads :25P: and :21:", () => {
    const account = (text: string) => only(read(mt940({ ...still, account: text }))).account;
    expect(account("GB82WEST12345698765432")).to.include({ kind: "IBAN", id: "GB82WEST12345698765432" });
    expect(account("GB82WEST12345698765432HKD")).to.include({ kind: "IBAN", id: "GB82WEST12345698765432" });
    expect(account("10020030/123 456")).to.include({ kind: "other", id: "10020030/123456" });
    const wrong = onlyViolation(mt940({ ...still, account: "GB83WEST12345698765432" }));
    expect([wrong.code, wrong.line]).to.deep.equal(["STATEMENT_IBAN_INVALID", 3]);
    const text = change(mt940(still), ":25:012-345678-001", ":21:RELATED\n:25P:012-345678-001\nATPRHKHHXXX");
    expect(read(text).violations).to.deep.equal([]);
    const found = only(read(text)).account;
    expect([found.id, found.servicerBic]).to.deep.equal(["012-345678-001", undefined]);
  });

  it("names what is missing, malformed or there twice, each with its line", () => {
    const cases: readonly (readonly [string, string, string, string])[] = [
      [":20:ATPR26112001\n", "", "STATEMENT_ELEMENT_MISSING", ":20: is missing"],
      [":25:012-345678-001\n", "", "STATEMENT_ELEMENT_MISSING", ":25: is missing"],
      [":28C:224/1\n", "", "STATEMENT_ELEMENT_MISSING", ":28C: is missing"],
      [":25:012-345678-001", ":25:", "STATEMENT_ELEMENT_MISSING", ":25: is missing"],
      [":28C:224/1", ":28C:22A", "STATEMENT_FIELD_MALFORMED", "22A"],
      [":28C:224/1", ":28C:224/1\n:28:224/1", "STATEMENT_ELEMENT_REPEATED", ":28: occurs 2 times"],
      [":60F:C261120HKD0,00\n", "", "STATEMENT_BALANCE_MISSING", "OPBD"],
      [":62F:C261120HKD1325000,50\n", "", "STATEMENT_BALANCE_MISSING", "CLBD"],
      [":60F:C261120HKD0,00", ":60F:C261120HKD0.00", "STATEMENT_FIELD_MALFORMED", "0.00"],
      [":60F:C261120HKD0,00", ":60F:C261120HKD0", "STATEMENT_FIELD_MALFORMED", "decimal comma"],
      [":60F:C261120HKD0,00", ":60F:RC261120HKD0,00", "STATEMENT_FIELD_MALFORMED", "RC261120"],
      [":60F:C261120HKD0,00", ":60F:C261131HKD0,00", "STATEMENT_DATE_MALFORMED", "261131"],
      [":60F:C261120HKD0,00", ":60F:C261120HKD0,000", "STATEMENT_AMOUNT_DECIMALS", "3 decimals"],
      [":62F:C261120HKD1325", ":62F:C261120USD1325", "STATEMENT_CURRENCY_MISMATCH", "in USD, the account is in HKD"],
      [":62F:C261120HKD1325", ":62F:C261120HKX1325", "STATEMENT_CURRENCY_UNKNOWN", "HKX"],
      [":62F:C261120HKD13", `:62F:C261120HKD${"1".repeat(20)}`, "STATEMENT_AMOUNT_MALFORMED", "11111"],
      [":62F:C261120HKD1325000,50", ":62F:C261120HKD1325000,49", "STATEMENT_NOT_FOOTING", "difference -0.01"],
      [":62F:", ":62F:C261120HKD1325000,50\n:62F:", "STATEMENT_ELEMENT_REPEATED", ":62F: occurs 2 times"],
      [":62F:", ":64:C261120HKD1,00\n:64:C261120HKD2,00\n:62F:", "STATEMENT_BALANCE_CONTRADICTS", "CLAV is 2.00"],
      [":20:ATPR26112001", ":20:ATPR26112001\nmore", "STATEMENT_FIELD_MALFORMED", "more"],
      [":60F:", ":60X:", "STATEMENT_FIELD_UNKNOWN", ":60X:"],
      [":62F:", ":61A:x\n:62F:", "STATEMENT_FIELD_UNKNOWN", ":61A:"],
      [":20:", ":20A:", "STATEMENT_FIELD_UNKNOWN", ":20A:"],
    ];
    const text = mt940();
    for (const [old, now, code, figure] of cases) {
      const found = read(change(text, old, now)).violations.find((violation) => violation.code === code);
      expect(found, `${code} for ${now}`).to.not.equal(undefined);
      expect(found?.message, now).to.include(figure);
      const wanted = lineOf(text, old);
      if (code !== "STATEMENT_ELEMENT_MISSING" && code !== "STATEMENT_BALANCE_MISSING") {
        expect(Math.abs((found?.line ?? 0) - wanted), `${now}: line ${String(found?.line)}`).to.be.at.most(2);
      }
    }
    const interim = mt942();
    for (const [old, now, code] of [
      [":34F:HKD0,\n", "", "STATEMENT_ELEMENT_MISSING"],
      [":34F:HKD0,", ":34F:HKD0", "STATEMENT_FIELD_MALFORMED"],
      [":13D:2611201200+0800\n", "", "STATEMENT_ELEMENT_MISSING"],
      ["2611201200+0800", "2611202400+0800", "STATEMENT_FIELD_MALFORMED"],
      ["2611201200+0800", "2611311200+0800", "STATEMENT_DATE_MALFORMED"],
      [":34F:", ":60F:C261120HKD0,00\n:34F:", "STATEMENT_FIELD_UNKNOWN"],
    ] as const) {
      expect(codes(read(change(interim, old, now))), now).to.include(code);
    }
  });

  it("ignores fields that it does not know, with the reason, unless figures depend on them", () => {
    const { violations, ignored } = read(change(mt940(), ":62F:", ":NS:01\nmore of it\n:13D:2611201200+0800\n:62F:"));
    expect(violations).to.deep.equal([]);
    expect(ignored.map(({ what }) => what)).to.deep.equal(["field :NS:", "field :13D:"]);
    expect(ignored[0]?.reason).to.include("no field of MT940");
  });

  it("refuses statements of one account that repeat or skip a number, and a statement that stands twice", () => {
    const numbered = (number: string, day: string) => mt940({ ...still, number, day });
    expect(read(numbered("7/1", "261119") + numbered("8/1", "261120")).violations).to.deep.equal([]);
    expect(codes(read(numbered("7/1", "261119") + numbered("9/1", "261120")))).to.deep.equal([
      "STATEMENT_SEQUENCE_GAPPED",
    ]);
    expect(codes(read(numbered("7/1", "261119") + numbered("7/1", "261120")))).to.deep.equal([
      "STATEMENT_SEQUENCE_REPEATED",
    ]);
    expect(codes(read(mt940() + mt940()))).to.deep.equal(["STATEMENT_ID_REPEATED", "STATEMENT_SEQUENCE_REPEATED"]);
    expect(read(numbered("253", "261231") + numbered("1", "270104")).violations).to.deep.equal([]);
    // a bank that does not number prints 0
    const unnumbered = read(numbered("0", "261119") + numbered("0", "261120"));
    expect(unnumbered.violations).to.deep.equal([]);
    expect(unnumbered.statements.map(({ id, sequence }) => [id, sequence])).to.deep.equal([
      ["ATPR26112001/2026-11-19", {}],
      ["ATPR26112001/2026-11-20", {}],
    ]);
    // MT942 has numbers of its own
    expect(read(mt940() + mt942()).violations).to.deep.equal([]);
  });

  it("numbers the entries through the file", () => {
    const second = mt940({
      number: "225",
      day: "261123",
      opening: "1325000,50",
      entries: hkdEntries.slice(2),
      closing: "1400001,00",
    });
    const { statements, violations } = read(mt940() + second);
    expect(violations).to.deep.equal([]);
    const ordinals = statements.map(({ entries }) => entries.map(({ ordinalInFile }) => ordinalInFile));
    expect(ordinals).to.deep.equal([[1, 2, 3], [4]]);
  });
});
