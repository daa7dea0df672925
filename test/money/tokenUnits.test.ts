import { expect } from "chai";
import fc from "fast-check";
import { MAX_AMOUNT } from "../../scripts/money/amount.js";
import { currencies } from "../../scripts/money/currencies.js";
import {
  formatUnits,
  formatUnitsGrouped,
  minorToUnits,
  parseUnits,
  unitsToMinor,
} from "../../scripts/money/tokenUnits.js";
import { refusal } from "./refusal.js";

describe("money/tokenUnits", () => {
  it("converts minor units at six decimals", () => {
    expect(minorToUnits(7500050n, "HKD")).to.equal(75000500000n);
    expect(minorToUnits(1n, "JPY")).to.equal(1000000n);
    expect(minorToUnits(1n, "KWD")).to.equal(1000n);
    expect(minorToUnits(1n, "CLF")).to.equal(100n);
    expect(unitsToMinor(75000500000n, "HKD")).to.equal(7500050n);
  });

  it("refuses token units that are no whole minor unit", () => {
    const { parameters } = refusal("MONEY_UNITS_NOT_WHOLE", () => unitsToMinor(10_001n, "HKD"));
    expect(parameters).to.deep.equal({ units: 10_001n, currency: "HKD", remainder: 1n });
    refusal("MONEY_UNITS_NOT_WHOLE", () => unitsToMinor(999_999n, "JPY"));
  });

  it("reads up to six decimals and refuses the seventh", () => {
    expect(parseUnits("1.234567")).to.equal(1234567n);
    expect(parseUnits("0.000001")).to.equal(1n);
    expect(parseUnits("12")).to.equal(12_000_000n);
    const { parameters } = refusal("MONEY_AMOUNT_DECIMALS", () => parseUnits("1.2345678"));
    expect(parameters).to.deep.include({ decimals: 7, allowed: 6 });
    refusal("MONEY_AMOUNT_DECIMALS", () => parseUnits("1.0000000"));
    for (const text of ["1e3", "1,25", " 5", "+1", ".5", "1.", ""]) {
      refusal("MONEY_AMOUNT_MALFORMED", () => parseUnits(text));
    }
    refusal("MONEY_AMOUNT_NEGATIVE", () => parseUnits("-1"));
  });

  it("refuses more than the ledger holds", () => {
    expect(parseUnits(formatUnits(MAX_AMOUNT))).to.equal(MAX_AMOUNT);
    refusal("MONEY_AMOUNT_TOO_LARGE", () => parseUnits(formatUnits(MAX_AMOUNT + 1n)));
    refusal("MONEY_AMOUNT_TOO_LARGE", () => minorToUnits(MAX_AMOUNT / 10_000n + 1n, "HKD"));
    expect(minorToUnits(MAX_AMOUNT / 10_000n, "HKD")).to.equal((MAX_AMOUNT / 10_000n) * 10_000n);
  });

  it("formats with two decimals at least and no more than needed", () => {
    expect(formatUnits(1_234_500_000n)).to.equal("1234.50");
    expect(formatUnits(0n)).to.equal("0.00");
    expect(formatUnits(1n)).to.equal("0.000001");
    expect(formatUnits(1_200_300n)).to.equal("1.2003");
    expect(formatUnits(-1_500_000n)).to.equal("-1.50");
    expect(formatUnitsGrouped(1_325_000_500_000n)).to.equal("1,325,000.50");
    expect(formatUnitsGrouped(1_000_000_001n)).to.equal("1,000.000001");
  });

  it("gives back what was put in", () => {
    const codes = fc.constantFrom(...currencies().map(({ code }) => code));
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: MAX_AMOUNT / 1_000_000n }), codes, (amount, code) => {
        expect(unitsToMinor(minorToUnits(amount, code), code)).to.equal(amount);
        expect(parseUnits(formatUnits(amount))).to.equal(amount);
      }),
    );
  });
});
