import { AtparError, type ErrorParameters } from "../errors/AtparError.js";
import type { JournalEntries } from "../journal/Journal.js";
import { hongKongDate } from "../money/businessDays.js";
import type { IsoDate } from "../money/dates.js";
import { clip } from "../money/clip.js";
import { isDayEnd } from "../statements/statement.js";
import { lastHoldings, type TakenHoldings } from "./holdingsIntake.js";
import { knownStatements, type TakenStatement } from "./knownStatement.js";
import { compareStatements } from "./continuity.js";
import { accountKey, holdsOf, listAccounts, type ReserveAccount } from "./register.js";

/** What a snapshot is taken of. */
export interface TakenFiles {
  /** ISO 4217 code. */
  readonly currency: string;
  readonly statements: readonly TakenStatement[];
  readonly holdings: readonly TakenHoldings[];
  /** Seconds, UTC. */
  readonly asOf: bigint;
}

/**
 * Refuses a snapshot that leaves an account out which by its last statement is not empty: an overdraft would be hidden, and
 * the entries of the day with it. An account is given up by a last statement that ends at zero.
 * @throws AtparError RESERVE_STATEMENT_ABSENT, with every account that is left out.
 */
export async function requireEveryAccount(entries: JournalEntries, taken: TakenFiles): Promise<void> {
  const { currency, statements, holdings, asOf } = taken;
  const cash = statements.filter(({ statement }) => isDayEnd(statement)).map(({ account }) => accountKey(account));
  const given = new Set([...cash, ...holdings.map(({ account }) => accountKey(account))]);
  const day = hongKongDate(asOf);
  const absent: ErrorParameters<"RESERVE_STATEMENT_ABSENT">[] = [];
  for (const account of await listAccounts(entries, currency)) {
    if (given.has(accountKey(account))) continue;
    const last =
      holdsOf(account) === "cash" ? await lastCash(entries, account, day) : await lastHoldings(entries, account, day);
    if (last === undefined || last.isEmpty) continue;
    absent.push({ account: account.account, bic: account.bic11, statement: clip(last.id), date: last.date });
  }
  const violations = absent.map((figures) => new AtparError("RESERVE_STATEMENT_ABSENT", figures));
  const [first] = absent;
  if (first !== undefined) {
    const all = violations.map(({ code, message }) => ({ code, message }));
    throw new AtparError("RESERVE_STATEMENT_ABSENT", first, { violations: all });
  }
}

/** What an account's last statement up to a day says of it. */
async function lastCash(
  entries: JournalEntries,
  account: ReserveAccount,
  day: IsoDate,
): Promise<{ readonly id: string; readonly date: IsoDate; readonly isEmpty: boolean } | undefined> {
  const known = (await knownStatements(entries, account.currency)).filter((one) => {
    return accountKey(one) === accountKey(account) && one.closingDate <= day;
  });
  const last = known.toSorted(compareStatements).at(-1);
  return last === undefined ? undefined : { id: last.id, date: last.closingDate, isEmpty: last.closing === 0n };
}
