import { expect } from "chai";
import fc from "fast-check";
import { change, cut, lineOf } from "./fixture.js";
import { faults, isins, mt535, readMt, soundStatement } from "./holdingsFixture.js";

/** The first page alone, in blocks. */
const [page1 = ""] = mt535.split(/(?<=-\}.*\n)/u);
const single = change(page1, "1/MORE", "1/ONLY");

/** The code of the only violation of `text`, and its line. */
const only = (text: string): (string | number | undefined)[] => {
  const found = faults(readMt(text));
  expect(found).to.have.length(1);
  return found[0] ?? [];
};

describe("statements/mt535", () => {
  it("joins the pages of the fixture into one statement with every figure", () => {
    const statement = soundStatement(readMt(mt535));
    expect(statement).to.include({ kind: "MT535", id: "HOLD20261120P1", number: "324", at: "2026-11-20T18:30:00" });
    expect(statement).to.include({ basis: "SETT", updateType: "COMP", activity: true, date: "2026-11-20" });
    expect(statement.account).to.deep.equal({ line: 12, id: "RESERVE01", servicerBic: "ATPRHKHHXXX" });
    expect(statement.positions.map(({ isin }) => isin)).to.deep.equal([...isins]);
    const [bill, treasury, short] = statement.positions;
    expect(bill?.quantity).to.deep.equal({ line: 29, value: 50000000n, scale: 0, type: "FAMT", currency: "HKD" });
    expect(bill?.subBalances.map(({ type, quantity, available }) => [type, quantity.value, available])).to.deep.equal([
      ["BLOK", 3000000n, false],
      ["PEND", 2000000n, false],
    ]);
    const price = { line: 27, kind: "MRKT", type: "PRCT", value: 992875n, scale: 4, date: "2026-11-20" };
    expect(bill?.prices).to.deep.equal([price]);
    expect([bill?.description, bill?.otherIds]).to.deep.equal(["EXCHANGE FUND BILL 91 DAYS 20270120", ["HK/EFB26N91"]]);
    // a second amount in another currency is another value
    expect(treasury?.values.map(({ currency, amountMinor }) => [currency, amountMinor])).to.deep.equal([
      ["USD", 98765400n],
      ["HKD", 770370120n],
    ]);
    expect(treasury?.exchangeRates).to.deep.equal([{ line: 78, value: 78n, scale: 1, from: "USD", to: "HKD" }]);
    expect([treasury?.account, treasury?.daysAccrued, treasury?.safekeeping]).to.deep.equal([
      "RESERVE01USD",
      0,
      ["CUST/ATPRUS33"],
    ]);
    expect(short?.quantity).to.include({ value: -100n, type: "UNIT" });
    expect(short?.values[0]?.amountMinor).to.equal(-15000n);
    expect(short?.prices[0]).to.include({ currency: "USD", type: "ACTU", value: 15n });
  });

  it("reads bare texts as well, in either order of the pages", () => {
    const bare = mt535.replaceAll(/^\{1:.*\n/gmu, "").replaceAll(/^-\}.*$/gmu, "-");
    const [first = "", second = ""] = bare.split(/(?<=^-\n)/mu);
    for (const text of [bare, second + first]) {
      const statement = soundStatement(readMt(text));
      expect(statement.positions.map(({ isin }) => isin)).to.deep.equal([...isins]);
      expect(statement.account.servicerBic).to.equal(undefined);
    }
  });

  it("refuses MORE without its LAST, a gap, a page after the last and a page twice", () => {
    expect(only(page1)).to.deep.equal(["STATEMENT_PAGE_MISSING", 3]);
    expect(readMt(page1).violations[0]?.message).to.include("page 1 says that more follow, and none is here");
    expect(faults(readMt(change(mt535, "2/LAST", "3/LAST")))).to.deep.equal([["STATEMENT_PAGE_MISSING", 49]]);
    expect(faults(readMt(change(mt535, "1/MORE", "1/LAST")))).to.deep.equal([["STATEMENT_PAGE_MISSING", 3]]);
    expect(faults(readMt(change(mt535, "2/LAST", "1/LAST"))).map(([code]) => code)).to.include(
      "STATEMENT_PAGE_MISSING",
    );
    expect(only(change(single, "1/ONLY", "1/SOME"))).to.deep.equal(["HOLDINGS_FIELD_MALFORMED", 3]);
    expect(readMt(single).violations).to.deep.equal([]);
  });

  it("refuses any single changed ISIN digit", () => {
    const places = [...mt535.matchAll(/(?<=ISIN )[A-Z]{2}[0-9]{10}/gu)].flatMap(({ index }) =>
      Array.from({ length: 10 }, (_, digit) => index + 2 + digit),
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digit = ((Number(mt535[at]) + by) % 10).toString();
        const found = faults(readMt(mt535.slice(0, at) + digit + mt535.slice(at + 1)));
        expect(found.map(([code]) => code)).to.include("HOLDINGS_ISIN_INVALID");
      }),
    );
  });

  it("finds a changed digit of a holding value by the page's total", () => {
    expect(only(change(single, ":19A::HOLD//HKD49643750,", ":19A::HOLD//HKD49643751,"))).to.deep.equal([
      "HOLDINGS_TOTAL_CONTRADICTS",
      lineOf(single, ":19A::HOLP"),
    ]);
  });

  it("does not check a total where a position has no value in its currency, and says so", () => {
    const { violations, ignored } = readMt(cut(single, ":19A::HOLD", "\n"));
    expect(violations).to.deep.equal([]);
    expect(ignored.map(({ line, reason }) => [line, reason])).to.deep.equal([
      [lineOf(single, ":19A::HOLP") - 1, "HK0000000007 has no holding value in HKD, so it cannot be checked"],
    ]);
  });

  it("lists everything that is wrong, each with its line", () => {
    const text = [
      [":98C::STAT//20261120183000", ":98C::STAT//20261320183000"],
      ["AGGR//FAMT/50000000,", "AGGR//FAMT/50000000.0"],
      [":19A::HOLD//HKD49643750,", ":19A::HOLD//HKD49643750,001"],
      [":17B::ACTI//Y", ":17B::ACTI//N"],
      [":23G:NEWM", ":23G:CANC"],
      [":90A::MRKT//PRCT/99,2875", ":90A::MRKT//PRCT/99"],
    ].reduce((result, [old = "", now = ""]) => change(result, old, now), single);
    expect(faults(readMt(text)).map(([code]) => code)).to.deep.equal([
      "HOLDINGS_CANCELLATION",
      "STATEMENT_DATE_MALFORMED",
      "HOLDINGS_FIELD_MALFORMED",
      "HOLDINGS_FIELD_MALFORMED",
      "STATEMENT_AMOUNT_DECIMALS",
      "HOLDINGS_ACTIVITY_CONTRADICTS",
    ]);
  });

  it("names what is missing", () => {
    for (const [field, element] of [
      [":28E:", "GENL :28E:"],
      [":20C::SEME", "GENL :20C::SEME"],
      [":23G:", "GENL :23G:"],
      [":98C::STAT", "GENL :98a::STAT"],
      [":97A::SAFE", "GENL :97a::SAFE"],
      [":17B::ACTI", "GENL :17B::ACTI"],
      [":93B::AGGR", "FIN :93B::AGGR"],
    ] as const) {
      const [first] = readMt(cut(single, field, "\n")).violations;
      expect([first?.code, first?.message], field).to.satisfy(
        ([code, message]: string[]) => code === "STATEMENT_ELEMENT_MISSING" && message?.includes(element),
      );
    }
  });

  it("refuses sequences that do not match, and messages that break off", () => {
    expect(faults(readMt(change(single, ":16S:SUBBAL\n", "")))).to.deep.equal([["HOLDINGS_SEQUENCE_BROKEN", 40]]);
    expect(faults(readMt(cut(single, "-}", "\n"))).map(([code]) => code)).to.deep.equal(["HOLDINGS_MESSAGE_MALFORMED"]);
    const half = single.slice(0, single.indexOf(":16S:FIN"));
    expect(faults(readMt(half)).map(([code]) => code)).to.deep.equal([
      "HOLDINGS_MESSAGE_MALFORMED",
      "HOLDINGS_SEQUENCE_BROKEN",
    ]);
    expect(only(change(single, "{2:O535", "{2:O536"))).to.deep.equal(["HOLDINGS_MESSAGE_UNKNOWN", 1]);
  });

  it("refuses a value given twice in one currency with two figures, and a position twice", () => {
    const twice = change(single, ":19A::HOLD//HKD49643750,\n", ":19A::HOLD//HKD49643750,\n:19A::HOLD//HKD1,\n");
    expect(only(twice)).to.deep.equal(["HOLDINGS_VALUE_CONTRADICTS", 41]);
    const fin = single.slice(single.indexOf(":16R:FIN\n"), single.indexOf(":16S:SUBSAFE"));
    const repeated = cut(change(single, ":16S:SUBSAFE", `${fin}:16S:SUBSAFE`), ":19A::HOLP", "\n");
    expect(faults(readMt(repeated)).map(([code]) => code)).to.deep.equal(["HOLDINGS_POSITION_REPEATED"]);
  });

  it("warns where available and not available do not add up", () => {
    const { violations, warnings } = readMt(change(single, "NAVL//FAMT/5000000,", "NAVL//FAMT/5000001,"));
    expect(violations).to.deep.equal([]);
    expect(warnings.map(({ code, line }) => [code, line])).to.deep.equal([["HOLDINGS_QUANTITY_CONTRADICTS", 29]]);
  });

  it("gives back what was printed, whatever the figures", () => {
    const decimal = fc.record({
      value: fc.bigInt({ min: -999999999999n, max: 999999999999n }),
      scale: fc.nat({ max: 6 }),
    });
    const cents = fc.bigInt({ min: -99999999999n, max: 99999999999n });
    const print = (value: bigint, scale: number): string => {
      const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, "0");
      return `${digits.slice(0, digits.length - scale)},${digits.slice(digits.length - scale)}`;
    };
    const sign = (value: bigint): string => (value < 0n ? "N" : "");
    fc.assert(
      fc.property(decimal, fc.constantFrom("FAMT", "UNIT"), cents, cents, (quantity, type, held, other) => {
        const text = cut(
          [
            ["AGGR//FAMT/50000000,", `AGGR//${type}/${sign(quantity.value)}${print(quantity.value, quantity.scale)}`],
            [
              ":19A::HOLD//HKD49643750,",
              `:19A::HOLD//${sign(held)}HKD${print(held, 2)}\n:19A::HOLD//${sign(other)}EUR${print(other, 2)}`,
            ],
          ].reduce((result, [old = "", now = ""]) => change(result, old, now), single),
          ":19A::HOLP",
          "\n",
        );
        const [position] = soundStatement(readMt(text)).positions;
        expect(position?.quantity).to.include({ ...quantity, type });
        expect(position?.values.map(({ amountMinor }) => amountMinor)).to.deep.equal([held, other]);
      }),
    );
  });

  it("never fails on any bytes, and finds fault with what is no message", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(readMt(bytes).violations).to.not.deep.equal([]);
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.nat({ max: mt535.length - 1 }), fc.string({ maxLength: 4 }), (at, text) => {
        readMt(mt535.slice(0, at) + text + mt535.slice(at + 3));
      }),
      { numRuns: 300 },
    );
  });
});
