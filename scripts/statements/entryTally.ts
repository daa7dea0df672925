import type { BookedTotals, Direction } from "./statement.js";
import type { PrintedEntry, PrintedFigure } from "./statementDraft.js";

/** Entries of one direction. */
export interface EntrySum {
  readonly count: number;
  /** Their figures as printed, times 10^18; not negative. */
  readonly scaled: bigint;
  /** The same in minor units, of those entries whose currency and decimals allow it. */
  readonly minor: bigint;
}

/** Entries by direction. */
export type EntrySums = Readonly<Record<Direction, EntrySum>>;

type OpenSums = Record<Direction, { count: number; scaled: bigint; minor: bigint }>;

/** Entries of the first entry's currency that are listed one by one if the account has another. */
const LISTED = 100;

/** How many entries of a file may still be kept because a list names them singly. */
export interface ListRoom {
  /** Where this ends, the file is refused already: either these or the first are in the wrong currency. */
  unlike: number;
  unbooked: number;
}

/** What the rules need to know of a statement's entries, so that these need not be kept. */
export class EntryTally {
  readonly #booked = noEntries();
  readonly #other = noEntries();
  #first: PrintedFigure | undefined;
  #alikeFirst: PrintedFigure[] = [];
  /** Entries in another currency than the first. */
  #unlike: PrintedFigure[] = [];
  /** Entries that are not booked, in the order of the file. */
  readonly unbooked: PrintedEntry[] = [];

  /** The first entry. */
  get first(): PrintedFigure | undefined {
    return this.#first;
  }

  /** Booked entries only. */
  get booked(): EntrySums {
    return this.#booked;
  }

  /** All entries, of whatever status. */
  get all(): EntrySums {
    return addSums(this.#booked, this.#other);
  }

  /**
   * @param minor - minor units, not negative.
   * @param room - how many entries may still be kept for lists; what is taken of it is taken off.
   */
  add(entry: PrintedEntry, minor: bigint | undefined, room: ListRoom): void {
    const isBooked = entry.status === "BOOK";
    const sum = (isBooked ? this.#booked : this.#other)[entry.direction];
    sum.count++;
    sum.scaled += entry.signed < 0n ? -entry.signed : entry.signed;
    if (minor !== undefined) sum.minor += minor;
    this.#first ??= entry;
    const isLikeFirst = entry.currency === this.#first.currency;
    if (isLikeFirst && this.#alikeFirst.length < LISTED) this.#alikeFirst.push(entry);
    if (!isLikeFirst && room.unlike > 0) {
      room.unlike--;
      this.#unlike.push(entry);
    }
    if (!isBooked && room.unbooked > 0) {
      room.unbooked--;
      this.unbooked.push(entry);
    }
  }

  /** Lets go of the entries that are in the account's currency, once that is known. */
  settleCurrency(currency: string | undefined): void {
    if (currency === undefined || currency === this.#first?.currency) this.#alikeFirst = [];
    this.#unlike = this.#unlike.filter((entry) => entry.currency !== currency);
  }

  /** Entries in another currency than `currency`, in the order of the file. */
  inOtherCurrencies(currency: string): PrintedFigure[] {
    const first = this.#first;
    const alike = this.#alikeFirst.length === 0 && first !== undefined ? [first] : this.#alikeFirst;
    return [...alike, ...this.#unlike]
      .filter((entry) => entry.currency !== "" && entry.currency !== currency)
      .sort((one, other) => one.line - other.line);
  }
}

/** The sums of several pages. */
export function addSums(...all: readonly EntrySums[]): EntrySums {
  const total = noEntries();
  for (const sums of all) {
    for (const direction of ["credit", "debit"] as const) {
      total[direction].count += sums[direction].count;
      total[direction].scaled += sums[direction].scaled;
      total[direction].minor += sums[direction].minor;
    }
  }
  return total;
}

/** Credits less debits as printed, times 10^18. */
export function netOf({ credit, debit }: EntrySums): bigint {
  return credit.scaled - debit.scaled;
}

export function totalsOf({ credit, debit }: EntrySums): BookedTotals {
  return { credits: credit.minor, debits: debit.minor, creditCount: credit.count, debitCount: debit.count };
}

function noEntries(): OpenSums {
  return { credit: { count: 0, scaled: 0n, minor: 0n }, debit: { count: 0, scaled: 0n, minor: 0n } };
}
