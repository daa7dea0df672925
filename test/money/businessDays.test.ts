import { expect } from "chai";
import {
  calendarRange,
  endOfNextBusinessDay,
  hongKongDate,
  isBusinessDay,
  nextBusinessDay,
} from "../../scripts/money/businessDays.js";
import { addDays, isIsoDate, weekday } from "../../scripts/money/dates.js";
import { hongKongHolidays } from "../../scripts/money/hongKongHolidays.js";
import { formatTimestamp } from "../../scripts/money/timestamps.js";
import { refusal } from "./refusal.js";

describe("money/businessDays", () => {
  it("has the seventeen general holidays of each year, rising, none a Sunday, each in its year", () => {
    for (const [year, dates] of Object.entries(hongKongHolidays)) {
      expect(dates, year).to.have.length(17);
      expect(dates).to.deep.equal([...new Set(dates)].sort());
      for (const date of dates) {
        expect(date.slice(0, 4)).to.equal(year);
        expect(isIsoDate(date) && weekday(date) !== 0, date).to.equal(true);
      }
    }
  });

  it("knows working days, weekends and holidays", () => {
    expect(isBusinessDay("2026-11-20")).to.equal(true);
    expect(isBusinessDay("2026-11-21")).to.equal(false);
    expect(isBusinessDay("2026-11-22")).to.equal(false);
    expect(isBusinessDay("2026-04-07")).to.equal(false);
    expect(isBusinessDay("2027-02-09")).to.equal(false);
    expect(isBusinessDay("2027-02-10")).to.equal(true);
  });

  it("finds the next business day over weekends, Easter, Lunar New Year and New Year", () => {
    expect(nextBusinessDay("2026-11-19")).to.equal("2026-11-20");
    expect(nextBusinessDay("2026-11-20")).to.equal("2026-11-23");
    expect(nextBusinessDay("2026-04-02")).to.equal("2026-04-08");
    expect(nextBusinessDay("2026-02-16")).to.equal("2026-02-20");
    expect(nextBusinessDay("2027-02-05")).to.equal("2027-02-10");
    expect(nextBusinessDay("2026-12-24")).to.equal("2026-12-28");
    expect(nextBusinessDay("2026-12-31")).to.equal("2027-01-04");
  });

  it("ends the next business day at its last second in Hong Kong", () => {
    // Friday 20 November 2026, 18:00 in Hong Kong
    const friday = 1_795_168_800n;
    expect(formatTimestamp(friday)).to.equal("2026-11-20T10:00:00Z");
    expect(formatTimestamp(endOfNextBusinessDay(friday))).to.equal("2026-11-23T15:59:59Z");
    expect(endOfNextBusinessDay(Number(friday))).to.equal(endOfNextBusinessDay(friday));
    // the day in Hong Kong counts, not the day in UTC: Sunday 23:59:59 and Monday 00:00:00
    const sunday = BigInt(Date.parse("2026-11-22T15:59:59Z") / 1000);
    expect(hongKongDate(sunday)).to.equal("2026-11-22");
    expect(formatTimestamp(endOfNextBusinessDay(sunday))).to.equal("2026-11-23T15:59:59Z");
    expect(formatTimestamp(endOfNextBusinessDay(sunday + 1n))).to.equal("2026-11-24T15:59:59Z");
  });

  it("refuses dates outside the table, and searches that leave it", () => {
    const { first, last } = calendarRange();
    expect([first, last]).to.deep.equal(["2025-01-01", "2027-12-31"]);
    const { parameters } = refusal("MONEY_CALENDAR_RANGE", () => isBusinessDay(addDays(last, 1)));
    expect(parameters).to.deep.equal({ date: "2028-01-01", first, last });
    refusal("MONEY_CALENDAR_RANGE", () => isBusinessDay(addDays(first, -1)));
    refusal("MONEY_CALENDAR_RANGE", () => nextBusinessDay(addDays(first, -1)));
    refusal("MONEY_CALENDAR_RANGE", () => nextBusinessDay(last));
    refusal("MONEY_CALENDAR_RANGE", () => endOfNextBusinessDay(0));
  });
});
