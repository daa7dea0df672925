import type { IsoDate } from "../money/dates.js";
import { formatUnits } from "../money/tokenUnits.js";
import type { BankCredit } from "./bankCredits.js";
import { breakOf, type Break } from "./break.js";
import { accountKey } from "./register.js";

/**
 * Credits of reports of the day that the closing statement of their day does not have. Such a credit may stand there under
 * another reference: minted under both, the same money would be there twice.
 * @param closingDays - the days that statements close on, ascending, by account key.
 * @param settled - depositRefs that are known to be booked otherwise, or void.
 */
export function unsettledCredits(
  credits: ReadonlyMap<string, BankCredit>,
  closingDays: ReadonlyMap<string, readonly IsoDate[]>,
  settled: ReadonlySet<string>,
  currency: string,
): Break[] {
  return [...credits.values()].flatMap((credit): Break | [] => {
    const { depositRef: ref, bic11, account, statement, file, line, bookingDate: date, amount } = credit;
    if (credit.dayEnd || settled.has(ref) || !isProven(date, closingDays.get(accountKey(credit)) ?? [])) return [];
    const figures = { place: `${file}:${line}`, amount: formatUnits(amount), currency, date, ref };
    const facts = { file, line, account: `${bic11}:${account}`, statement, amount, since: date, deposits: [ref] };
    return breakOf("RESERVE_INTRADAY_UNSETTLED", figures, facts);
  });
}

/** True where the statements have that day: one closes on it, or one before and one after it, between which it lies. */
function isProven(date: IsoDate, closingDays: readonly IsoDate[]): boolean {
  return closingDays.includes(date) || ((closingDays[0] ?? date) < date && (closingDays.at(-1) ?? date) > date);
}
