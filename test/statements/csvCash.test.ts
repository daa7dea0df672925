import { expect } from "chai";
import fc from "fast-check";
import { closingBalance, openingBalance } from "../../scripts/statements/statement.js";
import { change } from "./fixture.js";
import { cashCsv, readCashCsv } from "./csvFixture.js";
import { faults } from "./holdingsFixture.js";

const columnsOf = (text: string): string[] => text.split("\n", 1).join("").split(",");

describe("statements/csvCash", () => {
  it("fills the model of bank statements from a running balance, newest row first", () => {
    const { statements, violations } = readCashCsv(cashCsv);
    expect(violations).to.deep.equal([]);
    const [statement] = statements;
    if (statement === undefined) throw new Error("one statement expected");
    expect(statement).to.include({ kind: "CSV", from: "2026-11-19", to: "2026-11-20" });
    expect(statement.account).to.include({ id: "012-345678-001", currency: "HKD", servicerBic: "ATPRHKHHXXX" });
    expect(openingBalance(statement)?.amountMinor).to.equal(0n);
    expect(closingBalance(statement)?.amountMinor).to.equal(107500050n);
    expect(
      statement.entries.map(({ line, ordinalInFile, amountMinor, direction, accountServicerRef }) => [
        line,
        ordinalInFile,
        amountMinor,
        direction,
        accountServicerRef,
      ]),
    ).to.deep.equal([
      [4, 3, 100000000n, "credit", "FT001"],
      [3, 2, 32500050n, "credit", "FT002"],
      [2, 1, 25000000n, "debit", "FT003"],
    ]);
    expect(statement.entries[1]?.details[0]).to.deep.include({
      debtorName: "LANTAU TRADING, LTD",
      remittance: ["MINT 42"],
    });
  });

  it("refuses rows in the wrong order, a missing row and a changed amount by the running balance", () => {
    expect(faults(readCashCsv(cashCsv, { order: "oldest first" })).map(([code]) => code)).to.include(
      "CSV_BALANCE_CONTRADICTS",
    );
    const rows = cashCsv.split("\n");
    expect(faults(readCashCsv(rows.toSpliced(2, 1).join("\n"))).map(([code]) => code)).to.deep.equal([
      "CSV_BALANCE_CONTRADICTS",
      "STATEMENT_NOT_FOOTING",
    ]);
    const { violations } = readCashCsv(change(cashCsv, "325,000.50", "325,000.51"));
    expect(violations.map(({ code, line }) => [code, line])).to.deep.equal([
      ["CSV_BALANCE_CONTRADICTS", 3],
      ["STATEMENT_NOT_FOOTING", 2],
    ]);
    expect(violations[0]?.message).to.include("balance 1325000.50, and 1000000.00 + 325000.51 = 1325000.51");
  });

  it("takes opening and closing balances from columns, which say the same in every row, and foots them", () => {
    const columns = {
      ...{ Day: "bookingDate", Sum: "amount", Side: "direction", Open: "opening", Close: "closing" },
    };
    const mapping = { columns, directions: { credit: ["C"], debit: ["D"] }, order: "oldest first" };
    const text = "Day,Sum,Side,Open,Close\n2026-11-20,5.00,C,1.00,4.00\n2026-11-20,2.00,D,1.00,4.00\n";
    const { statements, violations } = readCashCsv(text, mapping);
    expect(violations).to.deep.equal([]);
    expect(statements[0]?.entries.map(({ direction }) => direction)).to.deep.equal(["credit", "debit"]);
    expect(faults(readCashCsv(change(text, "2.00,D", "2.00,C"), mapping))).to.deep.equal([
      ["STATEMENT_NOT_FOOTING", 2],
    ]);
    expect(faults(readCashCsv(change(text, "1.00,4.00", "1.01,4.00", 2), mapping))).to.deep.equal([
      ["CSV_VALUE_CONTRADICTS", 3],
    ]);
    expect(faults(readCashCsv(change(text, "5.00,C", "-5.00,C"), mapping))).to.deep.equal([["CSV_VALUE_MALFORMED", 2]]);
    expect(faults(readCashCsv(change(text, "5.00,C", "5.00,X"), mapping))).to.deep.equal([["CSV_VALUE_MALFORMED", 2]]);
    const without = text.replaceAll(",4.00", ",");
    expect(faults(readCashCsv(without, mapping)).map(([code]) => code)).to.deep.equal(["STATEMENT_BALANCE_MISSING"]);
  });

  it("tells accounts apart, and refuses another currency", () => {
    const columns = { Account: "account", Ccy: "currency", Day: "bookingDate", Sum: "amount", After: "balance" };
    const mapping = { columns, constants: {}, order: "oldest first" };
    const text = "Account,Ccy,Day,Sum,After\nA,HKD,2026-11-20,5.00,5.00\nB,JPY,2026-11-20,-7,-7\n";
    const { statements, violations } = readCashCsv(text, mapping);
    expect(violations).to.deep.equal([]);
    expect(statements.map(({ account }) => [account.id, account.currency])).to.deep.equal([
      ["A", "HKD"],
      ["B", "JPY"],
    ]);
    expect(statements.map((statement) => closingBalance(statement)?.amountMinor)).to.deep.equal([500n, -7n]);
    expect(faults(readCashCsv(change(text, "A,HKD", "GB82WEST12345698765433,HKD"), mapping))).to.deep.equal([
      ["STATEMENT_IBAN_INVALID", 2],
    ]);
    const iban = readCashCsv(change(text, "A,HKD", "GB82 WEST 1234 5698 7654 32,HKD"), mapping);
    expect(iban.statements[0]?.account).to.include({ kind: "IBAN", id: "GB82WEST12345698765432" });
    const mixed = change(text, "B,JPY", "A,JPY");
    expect(faults(readCashCsv(mixed, mapping)).map(([code]) => code)).to.include("STATEMENT_CURRENCY_MISMATCH");
  });

  it("refuses a row with both sides or neither, and columns it does not know", () => {
    expect(
      faults(readCashCsv(change(cashCsv, '"250,000.00",,', '"250,000.00",1.00,'))).map(([code]) => code),
    ).to.deep.equal(["CSV_VALUE_MALFORMED"]);
    expect(faults(readCashCsv(change(cashCsv, '"250,000.00",,', ",,"))).map(([code]) => code)).to.deep.equal([
      "CSV_VALUE_MISSING",
    ]);
    expect(columnsOf(cashCsv)).to.include("Payer");
    expect(faults(readCashCsv(change(cashCsv, "Payer", "Payee")))).to.deep.equal([
      ["CSV_COLUMN_UNKNOWN", 1],
      ["CSV_COLUMN_MISSING", 1],
    ]);
  });

  it("gives back generated entries, and refuses any other closing balance", () => {
    const columns = { Day: "bookingDate", Sum: "amount", After: "balance" };
    const mapping = { columns, order: "oldest first", thousands: "" };
    const cents = fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n });
    const print = (value: bigint): string => {
      const digits = (value < 0n ? -value : value).toString().padStart(3, "0");
      return `${value < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
    };
    fc.assert(
      fc.property(cents, fc.array(cents, { minLength: 1, maxLength: 12 }), fc.nat(), (opening, moves, place) => {
        let after = opening;
        const rows = moves.map((move) => `2026-11-20,${print(move)},${print((after += move))}`);
        const text = ["Day,Sum,After", ...rows].join("\n");
        const { statements, violations } = readCashCsv(text, mapping);
        expect(violations).to.deep.equal([]);
        const signed = statements[0]?.entries.map((entry) =>
          entry.direction === "credit" ? entry.amountMinor : -entry.amountMinor,
        );
        expect(signed).to.deep.equal(moves);
        expect(statements[0] && closingBalance(statements[0])?.amountMinor).to.equal(after);
        const at = place % moves.length;
        const off = rows.with(at, `2026-11-20,${print((moves[at] ?? 0n) + 1n)},${rows[at]?.split(",")[2] ?? ""}`);
        const found = faults(readCashCsv(["Day,Sum,After", ...off].join("\n"), mapping));
        // the first row's amount has only the opening balance before it to differ from
        if (at > 0) expect(found.map(([code]) => code)).to.include("CSV_BALANCE_CONTRADICTS");
      }),
    );
  });

  it("never fails on any text", () => {
    fc.assert(
      fc.property(fc.nat({ max: cashCsv.length - 1 }), fc.string({ maxLength: 4 }), (at, text) => {
        readCashCsv(cashCsv.slice(0, at) + text + cashCsv.slice(at + 3));
      }),
      { numRuns: 300 },
    );
  });
});
