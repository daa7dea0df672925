import { expect } from "chai";
import { dateAtOffset, formatTimestamp } from "../../scripts/money/timestamps.js";
import { refusal } from "./refusal.js";

describe("money/timestamps", () => {
  it("writes unix seconds as ISO 8601 in UTC", () => {
    expect(formatTimestamp(0)).to.equal("1970-01-01T00:00:00Z");
    expect(formatTimestamp(1_795_363_199n)).to.equal("2026-11-22T15:59:59Z");
  });

  it("gives the date of a place ahead of UTC", () => {
    expect(dateAtOffset(1_795_363_199, 8 * 3600)).to.equal("2026-11-22");
    expect(dateAtOffset(1_795_363_200, 8 * 3600)).to.equal("2026-11-23");
  });

  it("refuses milliseconds, fractions and times before 1970", () => {
    for (const seconds of [1_795_363_199_000, -1, 1.5, Infinity, 1n << 64n]) {
      expect(refusal("MONEY_TIME_RANGE", () => formatTimestamp(seconds)).parameters.seconds).to.equal(seconds);
    }
  });
});
