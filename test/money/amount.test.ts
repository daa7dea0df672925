import { expect } from "chai";
import fc from "fast-check";
import { formatMinor, formatMinorGrouped, MAX_AMOUNT, parseAmount } from "../../scripts/money/amount.js";
import { currencies, currency } from "../../scripts/money/currencies.js";
import { refusal } from "./refusal.js";

describe("money/amount", () => {
  it("reads what an operator types", () => {
    expect(parseAmount("1234.50", "HKD")).to.equal(123450n);
    expect(parseAmount("1234.5", "HKD")).to.equal(123450n);
    expect(parseAmount("1234", "HKD")).to.equal(123400n);
    expect(parseAmount("0.01", "USD")).to.equal(1n);
    expect(parseAmount("0", "USD")).to.equal(0n);
    expect(parseAmount("2700", "JPY")).to.equal(2700n);
    expect(parseAmount("1.234", "KWD")).to.equal(1234n);
    // past the whole numbers that a float can tell apart
    expect(parseAmount("90071992547409.93", "USD")).to.equal(9007199254740993n);
  });

  it("refuses what is not plain decimal text", () => {
    const malformed = [
      "1e3",
      "1,25",
      "1 000",
      " 5",
      "5 ",
      "+1",
      ".5",
      "1.",
      "",
      ".",
      "1.2.3",
      "0x10",
      "Infinity",
      "NaN",
    ];
    const foreign = ["１２", "٣", "1\u00a0000", "1\n", "\u202e1", "five", "1_000", "--1", "-", "1-"];
    for (const text of [...malformed, ...foreign]) {
      expect(refusal("MONEY_AMOUNT_MALFORMED", () => parseAmount(text, "HKD")).exitCode, text).to.equal(3);
    }
    const { message } = refusal("MONEY_AMOUNT_MALFORMED", () => parseAmount("1\n2", "HKD"));
    expect(message).to.not.include("\n");
    expect(message).to.include("1\\u{a}2").and.to.include("HKD");
  });

  it("refuses a minus sign by its own code", () => {
    for (const text of ["-1", "-0", "-0.50"]) {
      expect(refusal("MONEY_AMOUNT_NEGATIVE", () => parseAmount(text, "HKD")).parameters.text).to.equal(text);
    }
  });

  it("refuses more decimals than the currency has, zeros too", () => {
    const cases = [
      ["1.234", "HKD", 3, 2],
      ["1.000", "HKD", 3, 2],
      ["1.0000001", "USD", 7, 2],
      ["1.0", "JPY", 1, 0],
    ] as const;
    for (const [text, code, decimals, allowed] of cases) {
      const { parameters } = refusal("MONEY_AMOUNT_DECIMALS", () => parseAmount(text, code));
      expect(parameters).to.deep.equal({ text, currency: code, decimals, allowed });
    }
  });

  it("refuses absurd lengths and what the ledger cannot hold", () => {
    const { message } = refusal("MONEY_AMOUNT_MALFORMED", () => parseAmount("9".repeat(1_000_000), "HKD"));
    expect(message.length).to.be.lessThan(200);
    expect(parseAmount(formatMinor(MAX_AMOUNT, "HKD"), "HKD")).to.equal(MAX_AMOUNT);
    const over = formatMinor(MAX_AMOUNT + 1n, "HKD");
    expect(refusal("MONEY_AMOUNT_TOO_LARGE", () => parseAmount(over, "HKD")).parameters.limit).to.equal(
      "51922968585348276285304963292200.95",
    );
  });

  it("refuses an unknown currency before the text", () => {
    refusal("MONEY_CURRENCY_UNKNOWN", () => parseAmount("1", "ABC"));
  });

  it("formats with the currency's decimals, and groups thousands for people", () => {
    expect(formatMinor(123450n, "HKD")).to.equal("1234.50");
    expect(formatMinor(5n, "HKD")).to.equal("0.05");
    expect(formatMinor(-300989n, "USD")).to.equal("-3009.89");
    expect(formatMinor(2700n, "JPY")).to.equal("2700");
    expect(formatMinor(1n, "KWD")).to.equal("0.001");
    expect(formatMinorGrouped(123450n, "HKD")).to.equal("1,234.50");
    expect(formatMinorGrouped(99999n, "HKD")).to.equal("999.99");
    expect(formatMinorGrouped(-100000000n, "HKD")).to.equal("-1,000,000.00");
    expect(formatMinorGrouped(1234567n, "JPY")).to.equal("1,234,567");
  });

  it("reads back what it writes, in every currency", () => {
    const codes = fc.constantFrom(...currencies().map(({ code }) => code));
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: MAX_AMOUNT }), codes, (minor, code) => {
        expect(parseAmount(formatMinor(minor, code), code)).to.equal(minor);
        expect(formatMinorGrouped(minor, code).replaceAll(",", "")).to.equal(formatMinor(minor, code));
      }),
    );
  });

  it("reads exactly the texts its grammar allows, whatever the text", () => {
    const alphabet = fc.constantFrom("0", "1", "2", "5", "9", ".", ",", "-", "+", "e", " ");
    fc.assert(
      fc.property(fc.string({ unit: alphabet, maxLength: 12 }), fc.constantFrom("HKD", "JPY", "KWD"), (text, code) => {
        const { exponent } = currency(code);
        const [, fraction] = text.split(".");
        const plain = /^\d+(\.\d+)?$/u.test(text) && (fraction ?? "").length <= exponent;
        let read: bigint | undefined;
        try {
          read = parseAmount(text, code);
        } catch {
          read = undefined;
        }
        expect(read !== undefined, text).to.equal(plain);
      }),
    );
  });
});
