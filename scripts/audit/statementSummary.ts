import { closingBalance, openingBalance, type StatementHead } from "../statements/statement.js";

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
export function summarise(statement: StatementHead): StatementSummary {
  const { credits, debits, creditCount, debitCount } = statement.booked;
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
    credits,
    debits,
    creditCount,
    debitCount,
    footingDifference: opening === null || closing === null ? null : closing - opening - credits + debits,
  };
}
