import { expect } from "chai";
import fc from "fast-check";
import {
  addExact,
  equalExact,
  exactToMinor,
  formatExact,
  readExact,
  signed,
} from "../../scripts/statements/exactDecimal.js";

describe("statements/exactDecimal", () => {
  it("keeps every digit and the zeros at the end", () => {
    expect(readExact("0001234.50", ".")).to.deep.equal({ value: 123450n, scale: 2 });
    expect(readExact("1000,", ",")).to.deep.equal({ value: 1000n, scale: 0 });
    expect(readExact(".5", ".")).to.deep.equal({ value: 5n, scale: 1 });
    expect(formatExact({ value: -5n, scale: 3 })).to.equal("-0.005");
  });

  it("refuses whatever is no plain decimal", () => {
    for (const text of ["", ".", "-1", "+1", "1e3", "1.2.3", "1,2", " 1", "1_000", "0x10", "9".repeat(49)]) {
      expect(readExact(text, "."), text).to.equal(undefined);
    }
  });

  it("adds and compares exactly, whatever the scales", () => {
    const decimal = fc.record({
      value: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
      scale: fc.nat({ max: 12 }),
    });
    fc.assert(
      fc.property(decimal, decimal, (one, other) => {
        const sum = addExact(one, other);
        expect(equalExact(addExact(sum, signed(other, true)), one)).to.equal(true);
        expect(equalExact(addExact(one, { value: 1n, scale: one.scale }), one)).to.equal(false);
      }),
    );
  });

  it("gives minor units only where the decimals fit, zeros counted", () => {
    expect(exactToMinor({ value: 125n, scale: 1 }, 2)).to.equal(1250n);
    expect(exactToMinor({ value: 12500n, scale: 3 }, 2)).to.equal(undefined);
    expect(exactToMinor({ value: 7n, scale: 0 }, 0)).to.equal(7n);
  });
});
