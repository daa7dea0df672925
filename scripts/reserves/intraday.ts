import { AtparError } from "../errors/AtparError.js";
import type { IsoDate } from "../money/dates.js";
import { isNoReference } from "../statements/noReference.js";
import type { OpenedEntry, OpenedInterim, OpenedStatement } from "./openings.js";

/**
 * What was booked on an account after its closing balance, by the reports of the day. An entry that several reports tell
 * of, or that the closing statement has already, counts once, by the bank's reference, amount, direction and day.
 * @param day - the snapshot's day in Hong Kong: what is booked later does not count.
 * @returns minor units, negative where more left than came.
 * @throws AtparError RESERVE_INTRADAY_AMBIGUOUS where entries without a reference stand alike in two reports.
 */
export function intradayNet(
  closing: Pick<OpenedStatement, "closingDate" | "entries">,
  reports: readonly OpenedInterim[],
  day: IsoDate,
): bigint {
  return intradayEntries(closing, reports, day).reduce((sum, { direction, amount }) => {
    return direction === "credit" ? sum + amount : sum - amount;
  }, 0n);
}

/** The entries that {@link intradayNet} counts. */
export function intradayEntries(
  closing: Pick<OpenedStatement, "closingDate" | "entries">,
  reports: readonly OpenedInterim[],
  day: IsoDate,
): OpenedEntry[] {
  const known = new Set(closing.entries.filter(isBooked).map(entryKey));
  const source = new Map<string, OpenedInterim>();
  const credits = new Map<string, string>();
  const counted: OpenedEntry[] = [];
  for (const report of reports) {
    const here = new Set<string>();
    for (const entry of report.entries.filter(isBooked)) {
      if (!isSince(entry, closing.closingDate, day)) continue;
      const key = entryKey(entry);
      const other = source.get(key);
      if (other !== undefined && other !== report && !hasReference(entry)) {
        const figures = { file: report.file, line: entry.line, other: other.file, account: report.account };
        throw new AtparError("RESERVE_INTRADAY_AMBIGUOUS", figures);
      }
      // two alike in one report are two, unless the bank's reference says that they are one
      if (known.has(key) || (other !== undefined && other !== report) || (hasReference(entry) && here.has(key)))
        continue;
      refuseTwin(credits, report, entry);
      here.add(key);
      source.set(key, report);
      counted.push(entry);
    }
  }
  return counted;
}

/**
 * Reports of two kinds may name one credit by two references, of which neither is wrong: whether it is one cannot be told.
 * @throws AtparError RESERVE_INTRADAY_AMBIGUOUS.
 */
function refuseTwin(
  credits: Map<string, string>,
  { id, file, account }: OpenedInterim,
  { direction, amount, bookingDate, line }: OpenedEntry,
): void {
  if (direction !== "credit") return;
  const [kind = ""] = id.split(":", 1);
  const key = `${amount} ${bookingDate ?? ""}`;
  const other = credits.get(key);
  if (other !== undefined && other !== kind) {
    throw new AtparError("RESERVE_INTRADAY_AMBIGUOUS", { file, line, account, other: `a ${other}` });
  }
  credits.set(key, kind);
}

/** Booked after the closing balance, by `day`. What has no date counts where it takes away, and not where it brings. */
function isSince({ bookingDate, direction }: OpenedEntry, closed: IsoDate, day: IsoDate): boolean {
  return bookingDate === undefined ? direction === "debit" : bookingDate > closed && bookingDate <= day;
}

function isBooked({ status }: OpenedEntry): boolean {
  return status === "BOOK";
}

function hasReference({ reference }: OpenedEntry): boolean {
  return reference !== "" && !isNoReference(reference);
}

function entryKey({ reference, amount, direction, bookingDate, reversal }: OpenedEntry): string {
  return JSON.stringify([reference, amount.toString(), direction, bookingDate ?? "", reversal]);
}
