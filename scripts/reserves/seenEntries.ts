import { hongKongDate } from "../money/businessDays.js";
import { formatMinor } from "../money/amount.js";
import type { IsoDate } from "../money/dates.js";
import { isDayEnd, type Entry } from "../statements/statement.js";
import { creditsOf, type EntryCredit } from "./bankCredits.js";
import { intradayEntries } from "./intraday.js";
import { namedDebits, statementKey, statementName, type TakenStatement } from "./knownStatement.js";
import { latestStatements, type LatestInput } from "./latestStatements.js";
import { openInterim, openStatement } from "./openedStatement.js";
import type { OpenedEntry } from "./openings.js";
import { accountKey } from "./register.js";

/** A booked entry of a snapshot's statements, with all that can explain it. */
export interface SeenEntry {
  readonly bic11: string;
  readonly account: string;
  /** As {@link statementName}. */
  readonly statement: string;
  readonly file: string;
  readonly line: number;
  /** Place among the statement's entries, from 1. */
  readonly entry: number;
  readonly source: Entry;
  readonly date: IsoDate;
  /** False of an entry of a report that the closing statement has, or another report: it is no movement of its own. */
  readonly counted: boolean;
  /** What a mint may cite of it; empty where that is nothing. */
  readonly credits: readonly EntryCredit[];
  /** Keys of the payments that it is made of, as of `paymentKey`, with their minor units. */
  readonly payments: readonly { readonly key: string; readonly amount: bigint }[];
}

/**
 * The booked entries of a snapshot's statements, in their order.
 * @throws AtparError as {@link latestStatements} and {@link intradayEntries}.
 */
export function seenEntries(input: LatestInput): SeenEntry[] {
  const counted = countedIntraday(input);
  return input.statements.flatMap((taken) => entriesOf(taken, counted));
}

/** The account, amount and reference of an entry, for messages. */
export function entryFigures({ file, line, source }: SeenEntry) {
  const { direction, amountMinor, currency, accountServicerRef, ntryRef } = source;
  const amount = formatMinor(amountMinor, currency);
  const reference = accountServicerRef ?? ntryRef ?? "none";
  return { place: `${file}:${line}`, direction, amount, currency, reference };
}

function entriesOf(taken: TakenStatement, countedIntraday_: ReadonlySet<Entry>): SeenEntry[] {
  const { statement, account } = taken;
  const name = statementName(statement);
  const credits = Map.groupBy(creditsOf(taken), ({ ordinalInFile }) => ordinalInFile);
  const closing = openStatement(statement, account)?.closingDate;
  let debits = 0;
  return statement.entries.flatMap((source, index) => {
    const payments = namedDebits({ ...statement, entries: [source] }).map(({ amount }) => {
      return { key: `${statementKey(account, name)}:${debits++}`, amount };
    });
    const date = source.bookingDate ?? closing;
    if (source.status !== "BOOK" || date === undefined) return [];
    return {
      ...{ bic11: account.bic11, account: account.account, statement: name, file: statement.file },
      ...{ line: source.line, entry: index + 1, source, date, payments },
      counted: isDayEnd(statement) || countedIntraday_.has(source),
      credits: credits.get(source.ordinalInFile) ?? [],
    };
  });
}

/** The entries of reports of the day that a snapshot counts beside the closing balances. */
function countedIntraday(input: LatestInput): ReadonlySet<Entry> {
  const reports = Map.groupBy(
    input.statements.filter(({ statement }) => !isDayEnd(statement)),
    ({ account }) => accountKey(account),
  );
  const counted = new Set<Entry>();
  for (const { statement, account } of latestStatements(input)) {
    const closing = openStatement(statement, account);
    const sources = new Map<OpenedEntry, Entry>();
    const opened = (reports.get(accountKey(account)) ?? []).map((report) => {
      const interim = openInterim(report.statement, account);
      interim.entries.forEach((entry, index) => {
        const source = report.statement.entries[index];
        if (source !== undefined) sources.set(entry, source);
      });
      return interim;
    });
    for (const entry of closing === undefined ? [] : intradayEntries(closing, opened, hongKongDate(input.asOf))) {
      const source = sources.get(entry);
      if (source !== undefined) counted.add(source);
    }
  }
  return counted;
}
