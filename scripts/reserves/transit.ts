import { hongKongDate, isBusinessDay } from "../money/businessDays.js";
import { addDays, type IsoDate } from "../money/dates.js";
import type { TransitLine } from "./document.js";
import type { Openings } from "./openings.js";

/** Money on its way, by kind and the day it began, oldest first (rules D3, M2). */
export function ageTransit(
  { deposits, payables }: Pick<Openings, "deposits" | "payables">,
  day: IsoDate,
): TransitLine[] {
  const lines = new Map<string, TransitLine>();
  const add = (kind: TransitLine["kind"], since: IsoDate, amount: bigint): void => {
    const key = `${since} ${kind}`;
    const { count = 0, amount: sum = 0n } = lines.get(key) ?? {};
    const businessDays = businessDaysBetween(since, day);
    lines.set(key, { kind, since, businessDays, count: count + 1, amount: sum + amount });
  };
  for (const { bookingDate, amount } of deposits) add("deposit", bookingDate, amount);
  for (const { timestamp, amount } of payables) add("redemption", hongKongDate(timestamp), amount);
  return [...lines].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, line]) => line);
}

/** Business days after `from` up to and including `to`; 0 where `to` is not later. */
export function businessDaysBetween(from: IsoDate, to: IsoDate): number {
  let count = 0;
  for (let date = addDays(from, 1); date <= to; date = addDays(date, 1)) if (isBusinessDay(date)) count++;
  return count;
}
