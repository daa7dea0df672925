import { closingBalance, openingBalance, type Statement } from "../statements/statement.js";

/** A statement's totals over its booked entries; minor units of the account's currency, as printed. */
export interface StatementSummary {
  readonly id: string;
  readonly messageVersion: string;
  readonly account: string;
  readonly currency: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly opening: bigint | null;
  readonly closing: bigint | null;
  readonly credits: bigint;
  readonly debits: bigint;
  readonly creditCount: number;
  readonly debitCount: number;
  /** Closing less opening and booked entries; null where a balance is missing. */
  readonly footingDifference: bigint | null;
}

/** Sums a statement up, currencies aside: the figures as they are printed. */
export function summarise(statement: Statement): StatementSummary {
  const booked = statement.entries.filter(({ status }) => status === "BOOK");
  const credits = booked.filter(({ direction }) => direction === "credit");
  const debits = booked.filter(({ direction }) => direction === "debit");
  const total = (entries: typeof booked): bigint => entries.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const opening = openingBalance(statement)?.amountMinor ?? null;
  const closing = closingBalance(statement)?.amountMinor ?? null;
  return {
    id: statement.id,
    messageVersion: statement.messageVersion,
    account: statement.account.id,
    currency: statement.account.currency ?? null,
    from: statement.from ?? null,
    to: statement.to ?? null,
    opening,
    closing,
    credits: total(credits),
    debits: total(debits),
    creditCount: credits.length,
    debitCount: debits.length,
    footingDifference: opening === null || closing === null ? null : closing - opening - total(credits) + total(debits),
  };
}
