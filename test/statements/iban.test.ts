import { expect } from "chai";
import fc from "fast-check";
import { isIban } from "../../scripts/statements/iban.js";

const examples = ["GB82WEST12345698765432", "DE89370400440532013000", "NL91ABNA0417164300", "NO9386011117947"];

describe("statements/iban", () => {
  it("accepts the registry's examples", () => {
    for (const iban of examples) expect(isIban(iban), iban).to.equal(true);
  });

  it("refuses any changed digit, spaces, lower case and other shapes", () => {
    for (const text of [
      "",
      "GB82",
      "gb82west12345698765432",
      "GB82 WEST 1234 5698 7654 32",
      "8282WEST12345698765432",
    ]) {
      expect(isIban(text), text).to.equal(false);
    }
    fc.assert(
      fc.property(fc.constantFrom(...examples), fc.nat(), fc.integer({ min: 1, max: 9 }), (iban, place, by) => {
        const digits = [...iban.matchAll(/[0-9]/gu)];
        const at = digits[place % digits.length]?.index ?? 0;
        const digit = ((Number(iban[at]) + by) % 10).toString();
        expect(isIban(iban.slice(0, at) + digit + iban.slice(at + 1))).to.equal(false);
      }),
    );
  });
});
