import { AtparError } from "../errors/AtparError.js";
import { parseDate, type IsoDate } from "./dates.js";

/** The end of the year 9999: past it the ISO form needs a sign and more digits. */
const LAST_SECOND = 253_402_300_799;

/**
 * Unix seconds as ISO 8601 in UTC without fractions: `2026-11-23T15:59:59Z`.
 * @param seconds - 0 to the end of the year 9999.
 * @throws AtparError MONEY_TIME_RANGE.
 */
export function formatTimestamp(seconds: bigint | number): string {
  return `${iso(seconds, 0).slice(0, 19)}Z`;
}

/**
 * The calendar date at `seconds` where clocks are `offsetSeconds` ahead of UTC.
 * @throws AtparError MONEY_TIME_RANGE.
 */
export function dateAtOffset(seconds: bigint | number, offsetSeconds: number): IsoDate {
  return parseDate(iso(seconds, offsetSeconds).slice(0, 10));
}

function iso(seconds: bigint | number, offsetSeconds: number): string {
  const whole = Number(seconds);
  if (!Number.isInteger(whole) || whole < 0 || whole + offsetSeconds > LAST_SECOND) {
    throw new AtparError("MONEY_TIME_RANGE", { seconds });
  }
  return new Date((whole + offsetSeconds) * 1000).toISOString();
}
