import type { IsoDate } from "../money/dates.js";

/** Messages that have a reader. All fill the same model. */
export type StatementKind = "camt.052" | "camt.053" | "camt.054" | "MT940" | "MT942" | "MT950" | "CSV";

const DAY_END: ReadonlySet<StatementKind> = new Set(["camt.053", "MT940", "MT950", "CSV"]);

/** True of end-of-day statements, which prove a day; the others tell of entries in the course of it. */
export function isDayEnd({ kind }: Pick<Statement, "kind">): boolean {
  return DAY_END.has(kind);
}

/** Which way money went, as seen by the account's owner: the sign of an amount, ISO element CdtDbtInd. */
export type Direction = "credit" | "debit";

/** The booked entries of a statement: minor units, currencies aside. */
export interface BookedTotals {
  readonly credits: bigint;
  readonly debits: bigint;
  readonly creditCount: number;
  readonly debitCount: number;
}

/** A statement but for its entries. Lines count from 1 in the file as delivered. */
export interface StatementHead {
  readonly kind: StatementKind;
  /** ISO message identifier, `camt.053.001.08`; of SWIFT messages, which have no version, the kind. */
  readonly messageVersion: string;
  readonly file: string;
  /** SHA-256 of the whole file, lower-case hex without 0x. */
  readonly sha256: string;
  readonly line: number;
  /**
   * Stmt/Id, Rpt/Id, Ntfctn/Id; of SWIFT messages `:20:`, the statement number and the closing date, as many banks
   * print the same `:20:` every day. Empty where it is missing (then the file is refused).
   */
  readonly id: string;
  /** False where the file broke off inside the statement; no rule about the whole statement was applied then. */
  readonly complete: boolean;
  /** ElctrncSeqNb and LglSeqNb, as printed; the statement number of `:28C:` is electronic. */
  readonly sequence: { readonly electronic?: string; readonly legal?: string };
  /** StmtPgntn; of statements whose pages stood in one file and were joined, the last page. */
  readonly page?: Page;
  /** CpyDplctInd: COPY, DUPL or CODU, where the bank sent it. */
  readonly copyDuplicate?: string;
  /** CreDtTm, as printed. */
  readonly createdAt?: string;
  /** FrToDt, as printed, with its time. */
  readonly from?: string;
  readonly to?: string;
  readonly account: StatementAccount;
  readonly balances: readonly Balance[];
  readonly booked: BookedTotals;
}

/** One account's statement of one period, as the file says it. */
export interface Statement extends StatementHead {
  /** In the order of the file. Entries whose amount could not be read are left out (then the file is refused). */
  readonly entries: readonly Entry[];
}

export interface Page {
  readonly number: number;
  readonly last: boolean;
}

export interface StatementAccount {
  readonly line: number;
  readonly kind: "IBAN" | "other";
  /** As printed, but for spaces; empty where it is missing (then the file is refused). */
  readonly id: string;
  /** ISO 4217 code; where Acct/Ccy is absent, that of the first of these which is there. */
  readonly currency?: string;
  readonly currencySource?: CurrencySource;
  readonly owner?: string;
  /** Svcr BIC or BICFI, 8 or 11 characters as printed. */
  readonly servicerBic?: string;
}

/** Where the currency of an account was read. */
export type CurrencySource =
  "Acct/Ccy" | "the opening balance" | "the first balance" | "the floor limit" | "the first entry";

export interface Balance {
  readonly line: number;
  /** OPBD, PRCD, CLBD, CLAV, ITBD, OPAV, FWAV ..., or the bank's own name. */
  readonly type: string;
  /** INTM marks the carried-over balance of a page. */
  readonly subtype?: string;
  /** Minor units, negative where the account is overdrawn (DBIT). */
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly date?: IsoDate;
  /** True where the bank says that a credit line is counted in. */
  readonly creditLineIncluded: boolean;
}

export interface Entry {
  readonly line: number;
  /** Place among all entries of the file, from 1. */
  readonly ordinalInFile: number;
  readonly ntryRef?: string;
  /** The bank's own reference of the entry. */
  readonly accountServicerRef?: string;
  /** Minor units, never negative: the sign is `direction` alone. */
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly direction: Direction;
  /** RvslInd: this entry takes an earlier one back. */
  readonly reversal: boolean;
  /** BOOK, PDNG, INFO or FUTR; only BOOK moves the booked balance. */
  readonly status: string;
  readonly bookingDate?: IsoDate;
  readonly valueDate?: IsoDate;
  /** Payments that the bank says the entry is made of (NtryDtls/Btch/NbOfTxs). */
  readonly batchCount?: number;
  readonly details: readonly TransactionDetail[];
}

/** One payment behind an entry (NtryDtls/TxDtls). */
export interface TransactionDetail {
  readonly line: number;
  readonly accountServicerRef?: string;
  readonly endToEndId?: string;
  readonly uetr?: string;
  /** Minor units, never negative. From TxDtls/Amt, in old versions AmtDtls/TxAmt. */
  readonly amountMinor?: bigint;
  readonly currency?: string;
  /** Differs from the entry's where a payment reduces a batch. */
  readonly direction?: Direction;
  readonly debtorName?: string;
  /** IBAN or other account number, without spaces. */
  readonly debtorAccount?: string;
  readonly remittance: readonly string[];
}

/** The booked balance a statement starts from: OPBD, where the bank gives none PRCD. */
export function openingBalance(statement: StatementHead): Balance | undefined {
  return bookedBalance(statement, "OPBD") ?? bookedBalance(statement, "PRCD");
}

/** The closing booked balance (CLBD), which proves a day. */
export function closingBalance(statement: StatementHead): Balance | undefined {
  return bookedBalance(statement, "CLBD");
}

function bookedBalance(statement: StatementHead, type: string): Balance | undefined {
  return statement.balances.find((balance) => balance.type === type && balance.subtype !== "INTM");
}
