import { z } from "zod";

import { amountText } from "../journal/amountText.js";
import { entryKind, type EntryBody } from "../journal/EntryKind.js";
import type { JournalEntries } from "../journal/Journal.js";
import type { IsoDate } from "../money/dates.js";
import { closingBalance, isDayEnd, openingBalance, type Statement } from "../statements/statement.js";
import { hash32, isoDate, sha256Text, signedText } from "./figureText.js";
import { accountKey, type ReserveAccount } from "./register.js";

/** A booked debit that names the payment it is: what settles a burn. */
const knownDebit = z.strictObject({
  line: z.int(),
  endToEndId: z.string(),
  /** Minor units. */
  amount: amountText,
});

/** A booked credit that a mint may cite. */
const knownCredit = z.strictObject({
  line: z.int(),
  depositRef: hash32,
  bookingDate: isoDate,
  /** Minor units. */
  amount: amountText,
});

/** A statement that was taken in, whatever for. Key `<bic11>:<account>:<statement id>`. */
export const statementKnown = entryKind(
  "statement.known",
  z.strictObject({
    currency: z.string(),
    bic11: z.string(),
    account: z.string(),
    id: z.string(),
    file: z.string(),
    sha256: sha256Text,
    messageVersion: z.string(),
    /** ElctrncSeqNb and LglSeqNb, as printed. */
    electronic: z.string().optional(),
    legal: z.string().optional(),
    closingDate: isoDate,
    /** Booked balances, minor units. */
    opening: signedText,
    closing: signedText,
    debits: z.array(knownDebit),
    /** Absent from entries of before credits were kept. */
    credits: z.array(knownCredit).optional(),
  }),
);

/** The deposits of a statement were imported. Key as of {@link statementKnown}. */
export const statementImported = entryKind(
  "statement.imported",
  z.strictObject({ file: z.string(), sha256: sha256Text }),
);

export type KnownStatement = EntryBody<typeof statementKnown>;

/** A registered account's statement, sound and taken in. */
export interface TakenStatement {
  readonly statement: Statement;
  readonly account: ReserveAccount;
}

/** Key of a statement in the journal. */
export function statementKey(account: Pick<ReserveAccount, "bic11" | "account">, id: string): string {
  return `${accountKey(account)}:${id}`;
}

/** How a statement is named among all of its account: a report of the day may have the Id of its day's statement. */
export function statementName({ kind, id }: Pick<Statement, "kind" | "id">): string {
  return isDayEnd({ kind }) ? id : `${kind}:${id}`;
}

/** The day a statement proves: that of its closing booked balance, or else the end of its period. */
export function closingDate(statement: Statement): IsoDate | undefined {
  const printed = closingBalance(statement)?.date ?? statement.to?.slice(0, 10);
  const parsed = isoDate.safeParse(printed);
  return parsed.success ? parsed.data : undefined;
}

/** What the journal keeps of a statement, its credits aside; undefined where it lacks a balance or a date. */
export function toKnown({ statement, account }: TakenStatement): KnownStatement | undefined {
  const [opening, closing, date] = [openingBalance(statement), closingBalance(statement), closingDate(statement)];
  if (opening === undefined || closing === undefined || date === undefined) return undefined;
  const { electronic, legal } = statement.sequence;
  return {
    currency: account.currency,
    bic11: account.bic11,
    account: account.account,
    id: statement.id,
    file: statement.file,
    sha256: statement.sha256,
    messageVersion: statement.messageVersion,
    ...(electronic !== undefined && { electronic }),
    ...(legal !== undefined && { legal }),
    closingDate: date,
    opening: opening.amountMinor,
    closing: closing.amountMinor,
    debits: namedDebits(statement),
  };
}

/** Every known statement of a coin, in the order they were taken in. */
export async function knownStatements(entries: JournalEntries, currency: string): Promise<readonly KnownStatement[]> {
  return (await entries.list(statementKnown)).map(({ body }) => body).filter((known) => known.currency === currency);
}

/** The booked debits of a statement that carry an EndToEndId; a reversal pays nobody. */
export function namedDebits(statement: Statement): KnownStatement["debits"] {
  return statement.entries.flatMap((entry) => {
    if (entry.direction !== "debit" || entry.status !== "BOOK" || entry.reversal) return [];
    return entry.details.flatMap(({ line, endToEndId, amountMinor, direction, currency }) => {
      // an entry of one payment is that payment, whether or not the bank repeats the amount
      const amount = amountMinor ?? (entry.details.length === 1 ? entry.amountMinor : undefined);
      if (endToEndId === undefined || endToEndId === "NOTPROVIDED" || amount === undefined) return [];
      if (direction === "credit" || (currency ?? entry.currency) !== entry.currency) return [];
      return [{ line, endToEndId, amount }];
    });
  });
}
