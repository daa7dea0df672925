import { AtparError } from "../errors/AtparError.js";
import { addDays, parseDate, weekday, type IsoDate } from "./dates.js";
import { hongKongHolidays } from "./hongKongHolidays.js";
import { dateAtOffset } from "./timestamps.js";

/** Hong Kong is 8 hours ahead of UTC all year; it has had no summer time since 1979. */
const HONG_KONG_OFFSET_SECONDS = 8 * 3600;

const SATURDAY = 6;
const SUNDAY = 0;

/** First and last date of the business-day table. */
export function calendarRange(): { readonly first: IsoDate; readonly last: IsoDate } {
  const years = Object.keys(hongKongHolidays).sort();
  return { first: parseDate(`${years[0] ?? ""}-01-01`), last: parseDate(`${years.at(-1) ?? ""}-12-31`) };
}

/**
 * True on a day when Hong Kong's banks settle: not a Saturday, a Sunday or a general holiday.
 * @throws AtparError MONEY_CALENDAR_RANGE outside the table, MONEY_DATE_MALFORMED.
 */
export function isBusinessDay(date: IsoDate): boolean {
  const holidays = hongKongHolidays[Number(parseDate(date).slice(0, 4))];
  if (holidays === undefined) throw new AtparError("MONEY_CALENDAR_RANGE", { date, ...calendarRange() });
  const day = weekday(date);
  return day !== SATURDAY && day !== SUNDAY && !holidays.includes(date);
}

/**
 * The first business day after `date`, which need not be one itself.
 * @throws AtparError MONEY_CALENDAR_RANGE where the search leaves the table, MONEY_DATE_MALFORMED.
 */
export function nextBusinessDay(date: IsoDate): IsoDate {
  // the day itself must be in the table too, or a day just before it would be answered from half the facts
  isBusinessDay(date);
  let next = addDays(date, 1);
  while (!isBusinessDay(next)) next = addDays(next, 1);
  return next;
}

/**
 * The calendar date in Hong Kong at `seconds`.
 * @param seconds - unix seconds, UTC.
 * @throws AtparError MONEY_TIME_RANGE.
 */
export function hongKongDate(seconds: bigint | number): IsoDate {
  return dateAtOffset(seconds, HONG_KONG_OFFSET_SECONDS);
}

/**
 * The last second (23:59:59 Hong Kong time) of the first business day after the Hong Kong day of `asOfSeconds`: how
 * long a report made then can last.
 * @param asOfSeconds - unix seconds, UTC.
 * @returns unix seconds, UTC.
 * @throws AtparError MONEY_CALENDAR_RANGE, MONEY_TIME_RANGE.
 */
export function endOfNextBusinessDay(asOfSeconds: bigint | number): bigint {
  const next = nextBusinessDay(hongKongDate(asOfSeconds));
  const midnightUtc = BigInt(Date.parse(`${next}T00:00:00Z`)) / 1000n;
  return midnightUtc + 86_399n - BigInt(HONG_KONG_OFFSET_SECONDS);
}
