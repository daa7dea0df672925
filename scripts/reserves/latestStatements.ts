import { AtparError } from "../errors/AtparError.js";
import { formatMinor } from "../money/amount.js";
import { hongKongDate } from "../money/businessDays.js";
import type { IsoDate } from "../money/dates.js";
import { formatTimestamp } from "../money/timestamps.js";
import { closingBalance, isDayEnd } from "../statements/statement.js";
import { compareStatements } from "./continuity.js";
import { toKnown, type KnownStatement, type TakenStatement } from "./knownStatement.js";
import { placeOf } from "./matchAccount.js";
import { accountKey } from "./register.js";

/** What decides which balance of each account counts. */
export interface LatestInput {
  /** ISO 4217 code. */
  readonly currency: string;
  /** What {@link takeIn} returned. */
  readonly statements: readonly TakenStatement[];
  /** The time the snapshot is of: seconds, UTC. */
  readonly asOf: bigint;
  /** Keys of accounts whose statement may be of an earlier day than the others'. */
  readonly older?: ReadonlySet<string>;
}

/** An account's latest statement, with what the journal keeps of it. */
export interface LatestStatement extends TakenStatement {
  readonly known: KnownStatement;
}

/** The closing day of the balance each account counts with, by account key, and of the snapshot as a whole. */
export interface Closings {
  readonly closings: ReadonlyMap<string, IsoDate>;
  readonly date: IsoDate;
}

/**
 * Which day's balance each account counts with: what {@link settleBurns} needs to know.
 * @throws AtparError as {@link latestStatements}.
 */
export function closingsOf(input: LatestInput): Closings {
  const latest = latestStatements(input);
  const dates = latest.map(({ known }) => known.closingDate);
  const date = dates.reduce((last, other) => (other > last ? other : last));
  return { closings: new Map(latest.map(({ account, known }) => [accountKey(account), known.closingDate])), date };
}

/**
 * The latest statement of each account, by account key; all of one day, but for those flagged older.
 * @throws AtparError RESERVE_STATEMENTS_MISSING, RESERVE_DATES_DIFFER, RESERVE_DATE_AHEAD, RESERVE_CREDIT_LINE.
 */
export function latestStatements(input: LatestInput): LatestStatement[] {
  const { currency, asOf, older = new Set() } = input;
  const latest = new Map<string, LatestStatement>();
  for (const taken of input.statements) {
    if (!isDayEnd(taken.statement)) continue;
    const known = toKnown(taken);
    const key = accountKey(taken.account);
    const other = latest.get(key)?.known;
    if (known === undefined || (other !== undefined && compareStatements(known, other) <= 0)) continue;
    latest.set(key, { ...taken, known });
  }
  const ordered = [...latest].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, found]) => found);
  const newest = ordered.toSorted((one, other) => (one.known.closingDate < other.known.closingDate ? 1 : -1))[0];
  if (newest === undefined) throw new AtparError("RESERVE_STATEMENTS_MISSING", { currency });
  for (const found of ordered) checkLatest(found, newest, asOf, older);
  return ordered;
}

function checkLatest(found: LatestStatement, newest: LatestStatement, asOf: bigint, older: ReadonlySet<string>): void {
  const { account, known, statement } = found;
  const { closingDate } = known;
  if (closingDate > hongKongDate(asOf)) {
    const figures = { account: account.account, date: closingDate, asOf: formatTimestamp(asOf) };
    throw new AtparError("RESERVE_DATE_AHEAD", figures);
  }
  if (closingDate !== newest.known.closingDate && !older.has(accountKey(account))) {
    throw new AtparError("RESERVE_DATES_DIFFER", {
      account: account.account,
      date: closingDate,
      other: newest.account.account,
      otherDate: newest.known.closingDate,
    });
  }
  if (closingBalance(statement)?.creditLineIncluded === true) {
    const balance = `${formatMinor(known.closing, known.currency)} ${known.currency}`;
    const figures = { place: placeOf(statement), account: account.account, balance };
    throw new AtparError("RESERVE_CREDIT_LINE", figures);
  }
}
