import type { JournalEntries } from "../journal/Journal.js";
import { dateFromNumber, type IsoDate } from "../money/dates.js";
import { minorToUnits } from "../money/tokenUnits.js";
import { bookedCredits, type RegisteredAccount } from "../statements/credits.js";
import { depositRef } from "../statements/depositRef.js";
import { isDayEnd, type Statement } from "../statements/statement.js";
import { depositImported } from "./depositRecord.js";
import { knownStatements, statementName, type KnownStatement, type TakenStatement } from "./knownStatement.js";

/** A credit that a mint may cite, with the place where it stands. */
export interface BankCredit {
  readonly depositRef: string;
  readonly bic11: string;
  readonly account: string;
  readonly statement: string;
  readonly file: string;
  readonly line: number;
  readonly bookingDate: IsoDate;
  /** Token units. */
  readonly amount: bigint;
  /** True where a day-end statement has it: then it is settled. */
  readonly dayEnd: boolean;
}

/** What {@link creditsOf} finds, with the entry that a credit is, or is part of. */
export interface EntryCredit extends BankCredit {
  /** Place of the entry among all entries of the file, from 1. */
  readonly ordinalInFile: number;
}

/** A statement with what the register says of its account. */
interface CreditSource {
  readonly statement: Statement;
  readonly account: RegisteredAccount;
}

/** The credits of a statement that a mint may cite: the same that an import finds. */
export function creditsOf({ statement, account }: CreditSource): EntryCredit[] {
  const { bic11, account: number } = account;
  const of = { bic11, account: number, statement: statementName(statement), file: statement.file };
  return bookedCredits(statement, account).credits.map((credit) => ({
    depositRef: depositRef(credit),
    ...of,
    line: credit.line,
    bookingDate: dateFromNumber(credit.bookingDate),
    amount: minorToUnits(credit.minorUnits, credit.currency),
    dayEnd: isDayEnd(statement),
    ordinalInFile: credit.entry,
  }));
}

/** The same as the journal keeps it; minor units. */
export function knownCredits(taken: TakenStatement): NonNullable<KnownStatement["credits"]> {
  const { statement, account } = taken;
  return bookedCredits(statement, account).credits.map((credit) => {
    const { line, minorUnits: amount } = credit;
    return { line, depositRef: depositRef(credit), bookingDate: dateFromNumber(credit.bookingDate), amount };
  });
}

/**
 * Every credit of a coin that a mint may cite, by depositRef: of the day-end statements that were ever taken in, of the
 * imports, and of the reports of the day that are given now.
 */
export async function allCredits(
  entries: JournalEntries,
  currency: string,
  taken: readonly TakenStatement[],
): Promise<ReadonlyMap<string, BankCredit>> {
  const credits = new Map<string, BankCredit>();
  const add = (credit: BankCredit): void => {
    if (!credits.has(credit.depositRef)) credits.set(credit.depositRef, credit);
  };
  for (const known of await knownStatements(entries, currency)) {
    const { bic11, account, id: statement, file } = known;
    for (const { depositRef: ref, line, bookingDate, amount } of known.credits ?? []) {
      const units = minorToUnits(amount, currency);
      add({ depositRef: ref, bic11, account, statement, file, line, bookingDate, amount: units, dayEnd: true });
    }
  }
  for (const { key, body } of await entries.list(depositImported)) {
    if (body.currency !== currency) continue;
    const { bic11, account, statementId: statement, file, line } = body;
    const bookingDate = dateFromNumber(body.bookingDate);
    const amount = minorToUnits(body.minorUnits, currency);
    add({ depositRef: key, bic11, account, statement, file, line, bookingDate, amount, dayEnd: false });
  }
  for (const report of taken.filter(({ statement }) => !isDayEnd(statement))) creditsOf(report).forEach(add);
  return credits;
}
