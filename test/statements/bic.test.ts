import { expect } from "chai";
import { isBic, toBic11 } from "../../scripts/statements/bic.js";
import { refusal } from "../money/refusal.js";

describe("statements/bic", () => {
  it("takes 8 and 11 characters and makes 11 of them", () => {
    expect(toBic11("ATPRHKHH")).to.equal("ATPRHKHHXXX");
    expect(toBic11("ATPRHKHHABC")).to.equal("ATPRHKHHABC");
    expect(isBic("GSCRUS30")).to.equal(true);
  });

  it("refuses every other shape", () => {
    for (const text of [
      "",
      "ATPRHKH",
      "ATPRHKHHX",
      "ATPRHKHHXX",
      "ATPRHKHHXXXX",
      "atprhkhh",
      "ATPR1KHH",
      "ATPR HKHH",
    ]) {
      expect(isBic(text), text).to.equal(false);
      refusal("STATEMENT_DEPOSIT_FIELD", () => toBic11(text));
    }
  });
});
