import { expect } from "chai";
import fc from "fast-check";
import { isIsin } from "../../scripts/statements/isin.js";

// shares listed in the US, Hong Kong and Europe
const known = ["US0378331005", "US5949181045", "HK0941009539", "GB0002634946", "DE000BAY0017", "FR0000131104"];

describe("statements/isin", () => {
  it("accepts ISINs of listed securities", () => {
    for (const isin of known) expect(isIsin(isin), isin).to.equal(true);
  });

  it("refuses other shapes", () => {
    for (const text of [
      "",
      "US037833100",
      "US03783310055",
      "us0378331005",
      "U10378331005",
      "US037833100X",
      "US 378331005",
    ]) {
      expect(isIsin(text), text).to.equal(false);
    }
  });

  it("refuses any single changed digit", () => {
    fc.assert(
      fc.property(fc.constantFrom(...known), fc.nat(), fc.integer({ min: 1, max: 9 }), (isin, place, by) => {
        const digits = [...isin.matchAll(/[0-9]/gu)];
        const at = digits[place % digits.length]?.index ?? 0;
        const digit = ((Number(isin[at]) + by) % 10).toString();
        expect(isIsin(isin.slice(0, at) + digit + isin.slice(at + 1))).to.equal(false);
      }),
    );
  });
});
