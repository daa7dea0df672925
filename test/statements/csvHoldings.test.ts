import { expect } from "chai";
import fc from "fast-check";
import { change } from "./fixture.js";
import { holdingsCsv, readHoldingsCsv } from "./csvFixture.js";
import { faults, isins, soundStatement } from "./holdingsFixture.js";

const only = (text: string): (string | number | undefined)[] => {
  const found = faults(readHoldingsCsv(text));
  expect(found).to.have.length(1);
  return found[0] ?? [];
};

describe("statements/csvHoldings", () => {
  it("reads every figure of the fixture, exactly, each with its line", () => {
    const result = readHoldingsCsv(holdingsCsv);
    const statement = soundStatement(result);
    expect(statement).to.include({ kind: "CSV", id: "2026-11-20", date: "2026-11-20", basis: "SETT" });
    expect(statement.account).to.include({ id: "RESERVE01", servicerBic: "ATPRHKHHXXX" });
    expect(statement.positions.map(({ isin, line }) => [isin, line])).to.deep.equal([
      [isins[0], 2],
      [isins[1], 4],
      [isins[2], 6],
    ]);
    const [bill, treasury, short] = statement.positions;
    const quantity = { line: 2, value: 50000000n, scale: 0, type: "FAMT", currency: "HKD" };
    expect(bill?.quantity).to.deep.equal(quantity);
    expect(bill?.subBalances).to.deep.equal([{ line: 2, type: "BLOK", quantity: { ...quantity, value: 3000000n } }]);
    expect(bill?.prices).to.deep.equal([{ line: 2, kind: "MRKT", type: "PRCT", value: 992875n, scale: 4 }]);
    expect(treasury?.values).to.deep.equal([
      { line: 4, kind: "HOLD", amountMinor: 98765400n, currency: "USD" },
      { line: 4, kind: "ACRU", amountMinor: 1234n, currency: "USD" },
    ]);
    expect(treasury?.description).to.equal('A "T-BILL"');
    expect([short?.quantity?.value, short?.values[0]?.amountMinor]).to.deep.equal([-100n, -15000n]);
    expect(result.ignored.map(({ what }) => what)).to.deep.equal(['column "Remark"']);
  });

  it("refuses unknown, missing and repeated columns, all of them", () => {
    expect(faults(readHoldingsCsv(change(holdingsCsv, "Remark", "Note")))).to.deep.equal([
      ["CSV_COLUMN_UNKNOWN", 1],
      ["CSV_COLUMN_MISSING", 1],
    ]);
    expect(faults(readHoldingsCsv(change(holdingsCsv, "Remark", "Name")))).to.deep.equal([
      ["CSV_COLUMN_MISSING", 1],
      ["CSV_COLUMN_REPEATED", 1],
    ]);
  });

  it("refuses rows of another width, open quotes and a file without rows", () => {
    expect(only(change(holdingsCsv, "USD;12,34;x", "USD;12,34"))).to.deep.equal(["CSV_MALFORMED", 4]);
    expect(only(`${holdingsCsv}"`)[0]).to.equal("CSV_MALFORMED");
    expect(only(holdingsCsv.split("\n", 1).join(""))).to.deep.equal(["CSV_ROWS_MISSING", 1]);
    expect(faults(readHoldingsCsv(""))).to.deep.equal([["STATEMENT_EMPTY", undefined]]);
    expect(faults(readHoldingsCsv(new Uint8Array([0x41, 0xff])))).to.deep.equal([["STATEMENT_NOT_UTF8", 1]]);
  });

  it("refuses a value in any other form than the mapping's, each with its line", () => {
    for (const [old, now, code] of [
      ["50.000.000", "50,000,000", "CSV_VALUE_MALFORMED"],
      ["50.000.000", "5.0000.000", "CSV_VALUE_MALFORMED"],
      ["50.000.000", "", "CSV_VALUE_MISSING"],
      ["20.11.2026", "11/20/2026", "CSV_VALUE_MALFORMED"],
      ["nominal", "each", "CSV_VALUE_MALFORMED"],
      ["49.643.750,00", "49.643.750,001", "STATEMENT_AMOUNT_DECIMALS"],
      ["HK0000000007", "HK0000000008", "HOLDINGS_ISIN_INVALID"],
      ["49.643.750,00;HKD", "49.643.750,00;ZZZ", "STATEMENT_CURRENCY_UNKNOWN"],
    ] as const) {
      const found = faults(readHoldingsCsv(change(holdingsCsv, old, now)));
      expect(found, now).to.deep.include([code, 2]);
    }
    expect(only(change(holdingsCsv, "US9127970005", "HK0000000007"))).to.deep.equal(["HOLDINGS_POSITION_REPEATED", 4]);
  });

  it("refuses any single changed ISIN digit", () => {
    const places = [...holdingsCsv.matchAll(/(?<=;)[A-Z]{2}[0-9]{10}/gu)].flatMap(({ index }) =>
      Array.from({ length: 10 }, (_, digit) => index + 2 + digit),
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digit = ((Number(holdingsCsv[at]) + by) % 10).toString();
        const text = holdingsCsv.slice(0, at) + digit + holdingsCsv.slice(at + 1);
        expect(faults(readHoldingsCsv(text)).map(([code]) => code)).to.include("HOLDINGS_ISIN_INVALID");
      }),
    );
  });

  it("gives back what was printed, whatever the separators and signs", () => {
    const amount = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n });
    const form = fc.constantFrom(
      { decimal: ",", thousands: "." },
      { decimal: ".", thousands: "," },
      { decimal: ".", thousands: "'" },
      { decimal: ",", thousands: " " },
      { decimal: ".", thousands: "" },
    );
    const negative = fc.constantFrom("before", "after", "parentheses");
    fc.assert(
      fc.property(amount, amount, form, negative, (held, value, { decimal, thousands }, sign) => {
        const print = (minor: bigint): string => {
          const digits = (minor < 0n ? -minor : minor).toString().padStart(3, "0");
          const whole = digits.slice(0, -2).replaceAll(/\B(?=(?:[0-9]{3})+$)/gu, thousands);
          const text = `${whole}${decimal}${digits.slice(-2)}`;
          if (minor >= 0n) return text;
          return sign === "before" ? `-${text}` : sign === "after" ? `${text}-` : `(${text})`;
        };
        const [head = ""] = holdingsCsv.split("\n", 1);
        const row = `1;20.11.2026;${isins[0]};x;${print(held)};pcs;HKD;;;${print(value)};HKD;;`;
        const result = readHoldingsCsv(`${head}\r\n${row}\r\n`, { decimal, thousands, negative: sign });
        const [position] = soundStatement(result).positions;
        expect(position?.quantity).to.include({ value: held, scale: 2 });
        expect(position?.values[0]?.amountMinor).to.equal(value);
      }),
    );
  });

  it("never fails on any text", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(readHoldingsCsv(bytes).violations).to.not.deep.equal([]);
      }),
    );
    fc.assert(
      fc.property(fc.nat({ max: holdingsCsv.length - 1 }), fc.string({ maxLength: 4 }), (at, text) => {
        readHoldingsCsv(holdingsCsv.slice(0, at) + text + holdingsCsv.slice(at + 3));
      }),
      { numRuns: 300 },
    );
  });
});
