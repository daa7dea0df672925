import { AtparError, violation, type Violation } from "../errors/AtparError.js";
import { formatMinor } from "../money/amount.js";
import { clip } from "../money/clip.js";
import { dateNumber } from "../money/dates.js";
import { toBic11 } from "./bic.js";
import { isReference, type DepositParts } from "./depositRef.js";
import { isNoReference, NO_REFERENCE } from "./noReference.js";
import { isDayEnd, type Entry, type Statement, type TransactionDetail } from "./statement.js";

/** What the register of accounts says of the account that `statement` must be of. */
export interface RegisteredAccount {
  readonly bic11: string;
  /** IBAN or account number, without spaces. */
  readonly account: string;
  /** ISO 4217 code. */
  readonly currency: string;
}

/** A booked credit that a mint may cite, with the parts of its depositRef. */
export interface BookedCredit extends DepositParts {
  readonly line: number;
  /** {@link Entry.ordinalInFile}. */
  readonly entry: number;
  readonly entryAmountMinor: bigint;
  /** True where the bank gave no reference (`reference` is NONREF): a second, named approval is wanted. */
  readonly needsSecondApproval: boolean;
  /** Place among the payments of a batch, from 1; absent where the entry is one payment. */
  readonly partOfBatch?: number;
  readonly debtorName?: string;
  readonly debtorAccount?: string;
  readonly endToEndId?: string;
  readonly uetr?: string;
  readonly remittance: readonly string[];
}

/** A credit that no mint may cite, and why. */
export interface UnusableCredit {
  readonly line: number;
  readonly entry: number;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly reason:
    "reversal" | "not booked" | "zero" | "other currency" | "no booking date" | "batch" | "alike" | "explained";
  /** The reason with its figures, one line. */
  readonly explanation: string;
}

export interface BookedCredits {
  readonly credits: readonly BookedCredit[];
  readonly unusable: readonly UnusableCredit[];
  /** One for each batch that cannot be split. The rest of the statement stays usable. */
  readonly violations: readonly Violation[];
}

interface Payment {
  readonly minorUnits: bigint;
  readonly reference: string;
  readonly detail?: TransactionDetail;
  readonly partOfBatch?: number;
}

/**
 * The credits of a sound statement that a mint may cite: booked, CRDT, no reversal, above zero, dated. A batch entry is
 * split by its TxDtls or left out with a violation. Credits alike in all parts of the depositRef but the ordinal are left
 * out of what is not an end-of-day statement: which of them comes first is known at the end of the day only.
 * @throws AtparError STATEMENT_ACCOUNT_MISMATCH where the statement is of another account, bank or currency.
 */
export function bookedCredits(statement: Statement, registered: RegisteredAccount): BookedCredits {
  checkAccount(statement, registered);
  const credits: BookedCredit[] = [];
  const unusable: UnusableCredit[] = [];
  const violations: Violation[] = [];
  const alike = new Map<string, number>();
  for (const entry of statement.entries) {
    if (entry.direction !== "credit") continue;
    const refused = refuse(entry, registered.currency);
    const payments = refused === undefined ? split(entry) : [];
    if (refused !== undefined) unusable.push(refused);
    else if (typeof payments === "string") {
      violations.push(batchViolation(statement, entry, payments));
      unusable.push(
        unusableCredit(entry, "batch", `its ${countPayments(entry)} payments cannot be told apart: ${payments}`),
      );
    } else {
      for (const payment of payments) credits.push(toCredit(entry, payment, registered, alike));
    }
  }
  return isDayEnd(statement) ? { credits, unusable, violations } : withoutAlike(credits, unusable, violations, alike);
}

function withoutAlike(
  credits: readonly BookedCredit[],
  unusable: readonly UnusableCredit[],
  violations: readonly Violation[],
  counts: ReadonlyMap<string, number>,
): BookedCredits {
  const countOf = (credit: BookedCredit) => counts.get(alikeKey(credit)) ?? 0;
  const [single, alike] = [
    credits.filter((credit) => countOf(credit) === 1),
    credits.filter((credit) => countOf(credit) > 1),
  ];
  const refused = alike.map((credit) => {
    const { line, entry, minorUnits: amountMinor, currency, reference } = credit;
    const explanation =
      `${countOf(credit)} credits are alike in amount, booking date and reference ${clip(reference)}; ` +
      "such are minted from the closing statement only";
    return { line, entry, amountMinor, currency, reason: "alike" as const, explanation };
  });
  return { credits: single, unusable: [...unusable, ...refused].sort((a, b) => a.entry - b.entry), violations };
}

function alikeKey({ minorUnits, bookingDate, reference }: Omit<DepositParts, "ordinal">): string {
  return JSON.stringify([minorUnits.toString(), bookingDate, reference]);
}

function checkAccount(statement: Statement, registered: RegisteredAccount): void {
  const { account, file, line, id } = statement;
  const check = (field: string, found: string | undefined, wanted: string) => {
    if (found === wanted) return;
    const figures = { place: `${file}:${line}`, statement: clip(id), field, found: clip(found ?? "none"), wanted };
    throw new AtparError("STATEMENT_ACCOUNT_MISMATCH", figures);
  };
  check("account", account.id, registered.account);
  check("currency", account.currency, registered.currency);
  // the branch part differs between what banks register and what they print
  const bic = account.servicerBic;
  if (bic !== undefined) check("BIC", toBic11(bic).slice(0, 8), toBic11(registered.bic11).slice(0, 8));
}

function refuse(entry: Entry, currency: string): UnusableCredit | undefined {
  if (entry.status !== "BOOK") return unusableCredit(entry, "not booked", `its status is ${entry.status}`);
  if (entry.reversal) return unusableCredit(entry, "reversal", "it takes an earlier debit back (RvslInd)");
  if (entry.amountMinor === 0n) return unusableCredit(entry, "zero", "its amount is zero");
  if (entry.currency !== currency) {
    return unusableCredit(entry, "other currency", `it is in ${entry.currency}, the account in ${currency}`);
  }
  if (entry.bookingDate === undefined) return unusableCredit(entry, "no booking date", "BookgDt is missing");
  return undefined;
}

function unusableCredit(entry: Entry, reason: UnusableCredit["reason"], explanation: string): UnusableCredit {
  const { line, ordinalInFile, amountMinor, currency } = entry;
  return { line, entry: ordinalInFile, amountMinor, currency, reason, explanation };
}

/** The payments an entry is made of, or why they cannot be told apart. */
function split(entry: Entry): Payment[] | string {
  const { details, amountMinor, accountServicerRef } = entry;
  const count = countPayments(entry);
  const [detail] = details;
  if (count <= 1) {
    const reference = ownReference(accountServicerRef) ?? ownReference(detail?.accountServicerRef);
    const single = { minorUnits: amountMinor, reference: reference ?? NO_REFERENCE };
    return [detail === undefined ? single : { ...single, detail }];
  }
  if (details.length !== count) return `the bank counts ${count} payments and details ${details.length}`;
  const payments: Payment[] = [];
  let sum = 0n;
  for (const [index, part] of details.entries()) {
    const reference = ownReference(part.accountServicerRef);
    const place = `payment ${index + 1} (line ${part.line})`;
    if (part.amountMinor === undefined) return `${place} has no amount`;
    if (part.currency !== entry.currency) return `${place} is in ${part.currency ?? "no currency"}`;
    if (part.direction === "debit") return `${place} is a debit`;
    if (part.amountMinor === 0n) return `${place} is zero`;
    if (reference === undefined) return `${place} has no AcctSvcrRef`;
    sum += part.amountMinor;
    payments.push({ minorUnits: part.amountMinor, reference, detail: part, partOfBatch: index + 1 });
  }
  if (sum !== amountMinor) return `they add up to ${formatMinor(sum, entry.currency)}`;
  return payments;
}

function countPayments(entry: Entry): number {
  return Math.max(entry.details.length, entry.batchCount ?? 0);
}

function ownReference(text: string | undefined): string | undefined {
  if (text === undefined || isNoReference(text) || !isReference(text)) return undefined;
  return text;
}

function toCredit(
  entry: Entry,
  payment: Payment,
  registered: RegisteredAccount,
  alike: Map<string, number>,
): BookedCredit {
  const { bic11, account, currency } = registered;
  const { minorUnits, reference, detail, partOfBatch } = payment;
  if (entry.bookingDate === undefined) throw new RangeError("refuse() lets no undated entry through");
  const bookingDate = dateNumber(entry.bookingDate);
  const parts = { bic11, account, currency, minorUnits, bookingDate, reference };
  const key = alikeKey(parts);
  const ordinal = alike.get(key) ?? 0;
  alike.set(key, ordinal + 1);
  return {
    ...{ ...parts, ordinal },
    line: detail !== undefined && partOfBatch !== undefined ? detail.line : entry.line,
    entry: entry.ordinalInFile,
    entryAmountMinor: entry.amountMinor,
    needsSecondApproval: reference === NO_REFERENCE,
    ...(partOfBatch !== undefined && { partOfBatch }),
    ...(detail?.debtorName !== undefined && { debtorName: detail.debtorName }),
    ...(detail?.debtorAccount !== undefined && { debtorAccount: detail.debtorAccount }),
    ...(detail?.endToEndId !== undefined && { endToEndId: detail.endToEndId }),
    ...(detail?.uetr !== undefined && { uetr: detail.uetr }),
    remittance: detail?.remittance ?? [],
  };
}

function batchViolation(statement: Statement, entry: Entry, problem: string): Violation {
  const { amountMinor, currency, line } = entry;
  const amount = formatMinor(amountMinor, currency);
  const place = `${statement.file}:${line}`;
  const figures = { place, amount, currency, count: countPayments(entry), problem };
  return violation("STATEMENT_BATCH_UNSPLITTABLE", figures, line);
}
