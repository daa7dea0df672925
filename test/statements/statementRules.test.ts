import { expect } from "chai";
import fc from "fast-check";
import { bal, change, codes, cut, hkd, lineOf, message, ntry, onlyViolation, read, stmt, usd } from "./fixture.js";

describe("statements/statementRules", () => {
  it("foots exactly: closing less opening less booked entries is the difference", () => {
    const body = bal("OPBD", "10.00") + ntry("3.00") + ntry("1.50", { ind: "DBIT" }) + bal("CLBD", "11.49");
    const { code, message: says } = onlyViolation(message(stmt({ body })));
    expect(code).to.equal("STATEMENT_NOT_FOOTING");
    expect(says).to.include("opening 10.00 + booked entries 1.50 = 11.50, closing 11.49, difference -0.01");
  });

  it("foots from the previous closing balance where there is no opening one", () => {
    const body = bal("PRCD", "10.00") + ntry("3.00") + bal("CLBD", "13.00");
    expect(read(message(stmt({ body }))).violations).to.deep.equal([]);
  });

  it("sums the figures as printed, whatever their currencies", () => {
    const body = bal("OPBD", "1.00") + ntry("2.00", { ccy: "EUR" }) + bal("CLBD", "500", { ccy: "JPY" });
    const { violations } = read(message(stmt({ body })));
    expect(violations.map(({ code }) => code)).to.deep.equal([
      "STATEMENT_CURRENCY_MISMATCH",
      "STATEMENT_CURRENCY_MISMATCH",
      "STATEMENT_NOT_FOOTING",
    ]);
    expect(violations[2]?.message).to.include("difference 497.00");
    expect(violations[0]?.message).to.include(
      "balance CLBD of 500.00 is in JPY, the account is in HKD (from Acct/Ccy)",
    );
  });

  it("takes the opening balance's currency where the account names none, and says so", () => {
    const account = "<Id><Othr><Id>12</Id></Othr></Id>";
    const body = bal("OPBD", "1.00", { ccy: "USD" }) + ntry("2.00") + bal("CLBD", "3.00", { ccy: "USD" });
    const { code, message: says } = onlyViolation(message(stmt({ account, body })));
    expect(code).to.equal("STATEMENT_CURRENCY_MISMATCH");
    expect(says).to.include("an entry of 2.00 is in HKD, the account is in USD (from the opening balance)");
  });

  it("refuses an account in a currency that is none", () => {
    const account = "<Id><Othr><Id>12</Id></Othr></Id><Ccy>XAU</Ccy>";
    expect(codes(read(message(stmt({ account, body: bal("OPBD", "0.00") + bal("CLBD", "0.00") }))))).to.deep.equal([
      "STATEMENT_CURRENCY_UNKNOWN",
      "STATEMENT_CURRENCY_MISMATCH",
      "STATEMENT_CURRENCY_MISMATCH",
    ]);
  });

  it("wants an opening and a closing booked balance", () => {
    const opening = onlyViolation(cut(hkd, "<Bal>", "</Bal>"));
    expect([opening.code, opening.line]).to.deep.equal(["STATEMENT_BALANCE_MISSING", lineOf(hkd, "<Stmt>")]);
    expect(opening.message).to.include("OPBD");
    const closing = onlyViolation(cut(hkd, "<Bal>", "</Bal>", 2));
    expect(closing.code).to.equal("STATEMENT_BALANCE_MISSING");
    expect(closing.message).to.include("CLBD");
    // an available balance proves nothing
    expect(codes(read(hkd.replace("CLBD", "CLAV")))).to.deep.equal(["STATEMENT_BALANCE_MISSING"]);
  });

  it("refuses a balance given twice with two figures, and an opening that is not the previous closing", () => {
    const twice = change(hkd, "<TxsSummry>", `${bal("CLBD", "1.00")}<TxsSummry>`);
    const { code, message: says } = onlyViolation(twice);
    expect(code).to.equal("STATEMENT_BALANCE_CONTRADICTS");
    expect(says).to.include("CLBD is 1.00 here and 1325000.50");
    expect(read(change(hkd, "<TxsSummry>", `${bal("CLBD", "1325000.50")}<TxsSummry>`)).violations).to.deep.equal([]);
    const opening = onlyViolation(change(usd, "500000.00", "500000.01"));
    expect(opening.code).to.equal("STATEMENT_BALANCE_CONTRADICTS");
    expect(opening.message).to.include("OPBD is 500000.00 here and 500000.01 (PRCD)");
    // forward balances of two days are two balances
    const forward = bal("FWAV", "1.00") + bal("FWAV", "2.00").replace("2026-11-20", "2026-11-23");
    expect(read(change(hkd, "<TxsSummry>", `${forward}<TxsSummry>`)).violations).to.deep.equal([]);
  });

  it("adds up the details of an entry where all give amounts in its currency", () => {
    const details = (...amounts: string[]) =>
      `<NtryDtls>${amounts.map((amount) => `<TxDtls>${amount}</TxDtls>`).join("")}</NtryDtls>`;
    const text = (more: string) =>
      message(stmt({ body: bal("OPBD", "0.00") + ntry("5.00", { more }) + bal("CLBD", "5.00") }));
    const hkdOf = (amount: string, ind = "") => `<Amt Ccy="HKD">${amount}</Amt>${ind}`;
    expect(read(text(details(hkdOf("2.00"), hkdOf("3.00")))).violations).to.deep.equal([]);
    const debit = hkdOf("1.00", "<CdtDbtInd>DBIT</CdtDbtInd>");
    expect(read(text(details(hkdOf("6.00"), debit))).violations).to.deep.equal([]);
    const { code, message: says } = onlyViolation(text(details(hkdOf("2.00"), hkdOf("3.01"))));
    expect(code).to.equal("STATEMENT_DETAILS_CONTRADICT");
    expect(says).to.include("2 details of the entry add up to 5.01, the entry is 5.00");
    expect(read(text(details(hkdOf("2.00"), ""))).violations).to.deep.equal([]);
    expect(read(text(details('<Amt Ccy="USD">0.64</Amt>'))).violations).to.deep.equal([]);
  });

  it("catches any single digit changed in any amount of the HKD fixture", () => {
    const places = [...hkd.matchAll(/(?<=<(?:Amt(?: Ccy="HKD")?|Sum)>)[0-9.]+/gu)].flatMap(({ index, 0: amount }) =>
      [...amount.matchAll(/[0-9]/gu)].map((digit) => index + digit.index),
    );
    expect(places.length).to.be.at.least(90);
    const place = fc.constantFrom(...places);
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digit = ((Number(hkd[at]) + by) % 10).toString();
        const found = codes(read(hkd.slice(0, at) + digit + hkd.slice(at + 1)));
        const wanted = ["STATEMENT_NOT_FOOTING", "STATEMENT_SUMMARY_CONTRADICTS", "STATEMENT_DETAILS_CONTRADICT"];
        expect(found.filter((code) => wanted.includes(code))).to.not.deep.equal([]);
      }),
      { numRuns: 400 },
    );
  });

  it("reads back generated statements, whatever their amounts", () => {
    const cents = fc.bigInt({ min: 0n, max: 10n ** 13n });
    const print = (value: bigint) => `${value / 100n}.${(value % 100n).toString().padStart(2, "0")}`;
    const signed = (value: bigint) =>
      [print(value < 0n ? -value : value), { ind: value < 0n ? "DBIT" : "CRDT" }] as const;
    fc.assert(
      fc.property(cents, fc.array(fc.tuple(cents, fc.boolean()), { maxLength: 20 }), (opening, moves) => {
        const sum = moves.reduce((total, [amount, credit]) => total + (credit ? amount : -amount), opening);
        const entries = moves
          .map(([amount, credit]) => ntry(print(amount), { ind: credit ? "CRDT" : "DBIT" }))
          .join("");
        const text = message(stmt({ body: bal("OPBD", print(opening)) + bal("CLBD", ...signed(sum)) + entries }));
        const { statements, violations } = read(text);
        expect(violations).to.deep.equal([]);
        expect(statements[0]?.entries.map(({ amountMinor }) => amountMinor)).to.deep.equal(
          moves.map(([amount]) => amount),
        );
        expect(statements[0]?.balances[1]?.amountMinor).to.equal(sum);
        const off = message(stmt({ body: bal("OPBD", print(opening)) + bal("CLBD", ...signed(sum + 1n)) + entries }));
        expect(codes(read(off))).to.deep.equal(["STATEMENT_NOT_FOOTING"]);
      }),
      { numRuns: 60 },
    );
  });
});
