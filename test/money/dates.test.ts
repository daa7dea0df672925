import { expect } from "chai";
import { addDays, dateFromNumber, dateNumber, isIsoDate, parseDate, weekday } from "../../scripts/money/dates.js";
import { refusal } from "./refusal.js";

describe("money/dates", () => {
  it("takes dates of the calendar only", () => {
    expect(parseDate("2028-02-29")).to.equal("2028-02-29");
    for (const text of ["2027-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "20261120", "2026-1-2", "", "x"]) {
      expect(isIsoDate(text), text).to.equal(false);
      expect(refusal("MONEY_DATE_MALFORMED", () => parseDate(text)).parameters.text).to.equal(text);
    }
  });

  it("turns dates into numbers and back", () => {
    expect(dateNumber("2026-11-23")).to.equal(20261123);
    expect(dateFromNumber(20261123)).to.equal("2026-11-23");
    for (const number of [20261131, 2026112, 0, -20261123, 20261123.5, Number.NaN]) {
      refusal("MONEY_DATE_MALFORMED", () => dateFromNumber(number));
    }
  });

  it("counts days over months, years and leap days", () => {
    expect(addDays("2026-12-31", 1)).to.equal("2027-01-01");
    expect(addDays("2028-03-01", -1)).to.equal("2028-02-29");
    expect(weekday("2026-11-22")).to.equal(0);
    expect(weekday("2026-11-21")).to.equal(6);
  });
});
