import { expect } from "chai";
import { formatPrinted, printedToMinor, readPrinted } from "../../scripts/statements/printedAmount.js";

const one = 10n ** 18n;

describe("statements/printedAmount", () => {
  it("reads what xs:decimal allows for an amount", () => {
    expect(readPrinted("1375.00")).to.deep.equal({ scaled: 1375n * one, decimals: 2 });
    expect(readPrinted("000123")).to.deep.equal({ scaled: 123n * one, decimals: 0 });
    expect(readPrinted("+5.")).to.deep.equal({ scaled: 5n * one, decimals: 0 });
    expect(readPrinted(".5")).to.deep.equal({ scaled: one / 2n, decimals: 1 });
    expect(readPrinted("0.00000000000000001")?.scaled).to.equal(10n);
    expect(readPrinted("999999999999999999")?.scaled).to.equal(999999999999999999n * one);
  });

  it("refuses everything else", () => {
    for (const text of [
      "",
      ".",
      "+",
      "-1",
      "1e3",
      "1,5",
      "1 0",
      "١",
      "NaN",
      "1234567890123456789",
      "1.234567890123456789",
    ]) {
      expect(readPrinted(text), text).to.equal(undefined);
    }
  });

  it("gives minor units only where the decimals fit, trailing zeros counted", () => {
    expect(printedToMinor({ scaled: 12n * one + one / 2n, decimals: 1 }, 2)).to.equal(1250n);
    expect(printedToMinor({ scaled: 12n * one, decimals: 3 }, 2)).to.equal(undefined);
    expect(printedToMinor({ scaled: 2700n * one, decimals: 0 }, 0)).to.equal(2700n);
  });

  it("writes two decimals, more where there are more", () => {
    expect(formatPrinted(-300989n * (one / 100n))).to.equal("-3009.89");
    expect(formatPrinted(-54n * one)).to.equal("-54.00");
    expect(formatPrinted(one / 1000n)).to.equal("0.001");
  });
});
