import { closingBalance, isDayEnd, openingBalance, type Entry, type Statement } from "../statements/statement.js";
import { closingDate, statementName } from "./knownStatement.js";
import type { OpenedEntry, OpenedInterim, OpenedStatement } from "./openings.js";
import type { ReserveAccount } from "./register.js";

/** A statement's figures with their lines; undefined where it lacks a booked balance or its date. */
export function openStatement(
  statement: Statement,
  account: Pick<ReserveAccount, "bic11" | "account">,
): OpenedStatement | undefined {
  const [opening, closing, date] = [openingBalance(statement), closingBalance(statement), closingDate(statement)];
  if (!isDayEnd(statement) || opening === undefined || closing === undefined || date === undefined) return undefined;
  const { file, sha256, id } = statement;
  return {
    file,
    sha256,
    bic11: account.bic11,
    account: account.account,
    id,
    closingDate: date,
    opening: { line: opening.line, amount: opening.amountMinor },
    closing: { line: closing.line, amount: closing.amountMinor },
    entries: statement.entries.map(openEntry),
  };
}

/** What a report in the course of a day says was booked; its kind tells it from the statement of its day. */
export function openInterim(statement: Statement, account: Pick<ReserveAccount, "bic11" | "account">): OpenedInterim {
  const { file, sha256, entries } = statement;
  const of = { bic11: account.bic11, account: account.account };
  return { file, sha256, ...of, id: statementName(statement), entries: entries.map(openEntry) };
}

function openEntry(entry: Entry): OpenedEntry {
  const { line, accountServicerRef, ntryRef, amountMinor, direction, status, reversal, bookingDate } = entry;
  const reference = accountServicerRef ?? ntryRef ?? "";
  const dated = bookingDate === undefined ? {} : { bookingDate };
  return { line, reference, amount: amountMinor, direction, status, reversal, ...dated };
}
