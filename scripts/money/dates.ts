import { AtparError } from "../errors/AtparError.js";
import { clip } from "./clip.js";

/** A calendar date written `yyyy-mm-dd`, without a time or a zone. Make one from outside text by {@link parseDate}. */
export type IsoDate = `${number}-${number}-${number}`;

/** A calendar date as the decimal number yyyymmdd: the `bookingDate` of a depositRef (uint32). */
export type DateNumber = number;

/** True if `text` is a date of the calendar, years 1000 to 9999. */
export function isIsoDate(text: string): text is IsoDate {
  if (!/^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$/u.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  // Date.parse rolls 30 February over into March
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** @throws AtparError MONEY_DATE_MALFORMED. */
export function parseDate(text: string): IsoDate {
  if (!isIsoDate(text)) throw new AtparError("MONEY_DATE_MALFORMED", { text: clip(text) });
  return text;
}

/** `2026-11-23` -> 20261123. */
export function dateNumber(date: IsoDate): DateNumber {
  return Number(parseDate(date).replaceAll("-", ""));
}

/**
 * 20261123 -> `2026-11-23`.
 * @throws AtparError MONEY_DATE_MALFORMED.
 */
export function dateFromNumber(date: DateNumber): IsoDate {
  const text = date.toString();
  if (text.length !== 8) throw new AtparError("MONEY_DATE_MALFORMED", { text: clip(text) });
  return parseDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`);
}

/** The date `days` days after `date` (before it, where negative). */
export function addDays(date: IsoDate, days: number): IsoDate {
  const time = new Date(`${parseDate(date)}T00:00:00Z`);
  time.setUTCDate(time.getUTCDate() + days);
  return parseDate(time.toISOString().slice(0, 10));
}

/** Day of the week of `date`: 0 is Sunday, 6 is Saturday. */
export function weekday(date: IsoDate): number {
  return new Date(`${parseDate(date)}T00:00:00Z`).getUTCDay();
}

/** Calendar days from `from` to `to`, negative where `to` is the earlier one. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  const [start, end] = [from, to].map((date) => Date.parse(`${parseDate(date)}T00:00:00Z`)) as [number, number];
  return (end - start) / 86_400_000;
}
