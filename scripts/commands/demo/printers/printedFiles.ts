import type { IsoDate } from "../../../money/dates.js";

/** An account as its bank or custodian names it. */
export interface PrintedAccount {
  /** BIC, 11 characters. */
  readonly bic: string;
  readonly account: string;
  /** ISO 4217 code. */
  readonly currency: string;
}

/** One booked entry. Texts are plain words: nothing in them is escaped. */
export interface PrintedEntry {
  /** The bank's reference, at most 16 characters. */
  readonly reference: string;
  /** At most 16 characters, for the sake of MT940. */
  readonly endToEndId: string;
  /** Who paid, or was paid. */
  readonly party: string;
  /** Minor units; negative is a debit. */
  readonly minor: bigint;
}

/** What was booked on an account on a day. */
export interface PrintedBookings {
  readonly account: PrintedAccount;
  readonly id: string;
  /** Sequence number. */
  readonly number: number;
  readonly date: IsoDate;
  readonly entries: readonly PrintedEntry[];
}

/** A whole day of an account. */
export interface PrintedDay extends PrintedBookings {
  /** Minor units. */
  readonly opening: bigint;
}

/** A security on a safekeeping account; face amounts are minor units of its currency. */
export interface PrintedPosition {
  readonly isin: string;
  readonly name: string;
  readonly currency: string;
  readonly face: bigint;
  /** The part of the face that is pledged. */
  readonly pledged: bigint;
}

/** All that is on a safekeeping account at the end of a day. */
export interface PrintedHoldings {
  readonly custodian: string;
  readonly account: string;
  readonly id: string;
  readonly date: IsoDate;
  readonly positions: readonly PrintedPosition[];
}

/** Opening and entries, minor units. */
export function closingOf({ opening, entries }: PrintedDay): bigint {
  return entries.reduce((sum, { minor }) => sum + minor, opening);
}
