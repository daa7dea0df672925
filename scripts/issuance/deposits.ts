import { AtparError } from "../errors/AtparError.js";
import type { Entry } from "../journal/Journal.js";
import type { JournalEntries } from "../journal/Journal.js";
import type { EntryBody } from "../journal/EntryKind.js";
import { minorToUnits } from "../money/tokenUnits.js";
import { depositImported } from "../reserves/depositRecord.js";
import { otherCredits } from "../reserves/importGuard.js";
import { bookedCredits, type RegisteredAccount, type UnusableCredit } from "../statements/credits.js";
import { depositRef } from "../statements/depositRef.js";
import type { Statement } from "../statements/statement.js";

export type Deposit = EntryBody<typeof depositImported> & {
  readonly ref: string;
  /** Token units. */
  readonly units: bigint;
};

export interface ImportedDeposits {
  readonly deposits: readonly Deposit[];
  /** Credits that the journal had already, from another file on the same day (camt.052 before camt.053, say). */
  readonly known: readonly Deposit[];
  /** Credits that no mint may cite: reversals, batches that cannot be split, what was explained otherwise, and others. */
  readonly unusable: readonly UnusableCredit[];
}

/**
 * Records the booked credits of a sound statement of a registered account as deposits.
 *
 * @param entries A journal transaction: a statement is imported whole or not at all.
 */
export async function importDeposits(
  entries: JournalEntries,
  statement: Statement,
  account: RegisteredAccount,
): Promise<ImportedDeposits> {
  const { credits, unusable } = bookedCredits(statement, account);
  const others = await otherCredits(entries, statement, account);
  const explained: UnusableCredit[] = [];
  const deposits: Deposit[] = [];
  const known: Deposit[] = [];
  for (const credit of credits) {
    const ref = depositRef(credit);
    const kind = others.get(ref);
    if (kind !== undefined) {
      const { line, entry, minorUnits: amountMinor, currency } = credit;
      explained.push({ line, entry, amountMinor, currency, reason: "explained", explanation: `it is a ${kind}` });
      continue;
    }
    const before = await entries.find(depositImported, ref);
    if (before !== undefined) {
      known.push(toDeposit(before));
      continue;
    }
    const entry = await entries.append(depositImported, ref, {
      bic11: credit.bic11,
      account: credit.account,
      currency: credit.currency,
      minorUnits: credit.minorUnits,
      bookingDate: credit.bookingDate,
      reference: credit.reference,
      ordinal: credit.ordinal,
      statementId: statement.id,
      statementSha256: statement.sha256,
      file: statement.file,
      line: credit.line,
      ...(credit.debtorName === undefined ? {} : { debtorName: credit.debtorName }),
      needsSecondApproval: credit.needsSecondApproval,
    });
    deposits.push(toDeposit(entry));
  }
  return { deposits, known, unusable: [...unusable, ...explained].sort((one, other) => one.entry - other.entry) };
}

/** All deposits of a currency, oldest first. */
export async function listDeposits(journal: JournalEntries, currency: string): Promise<Deposit[]> {
  const entries = await journal.list(depositImported);
  return entries.map(toDeposit).filter((deposit) => deposit.currency === currency);
}

/**
 * The deposit named by its depositRef, by the first hex digits of it (8 at least), or by the bank's reference.
 *
 * @throws DEPOSIT_UNKNOWN, DEPOSIT_AMBIGUOUS
 */
export async function findDeposit(journal: JournalEntries, name: string, currency: string): Promise<Deposit> {
  const isPrefix = /^0x[0-9a-f]{8,64}$/u.test(name);
  const found = (await listDeposits(journal, currency)).filter(
    ({ ref, reference, needsSecondApproval }) =>
      (isPrefix && ref.startsWith(name)) || (!needsSecondApproval && reference === name),
  );
  const [deposit] = found;
  if (deposit === undefined) throw new AtparError("DEPOSIT_UNKNOWN", { ref: name.slice(0, 80) });
  if (found.length > 1) throw new AtparError("DEPOSIT_AMBIGUOUS", { ref: name, count: found.length });
  return deposit;
}

function toDeposit(entry: Entry<EntryBody<typeof depositImported>>): Deposit {
  const { body, key } = entry;
  return { ...body, ref: key, units: minorToUnits(body.minorUnits, body.currency) };
}
