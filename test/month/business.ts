import type { DemoCurrency } from "../../scripts/commands/demo/day.js";
import type { PrintedEntry } from "../../scripts/commands/demo/printers/printedFiles.js";
import { isBusinessDay, nextBusinessDay } from "../../scripts/money/businessDays.js";
import { addDays, dateNumber, type IsoDate } from "../../scripts/money/dates.js";
import { billCounts, madeUpIsin, priceOf, type Bill } from "./bills.js";
import { randomNumbers } from "./random.js";

export type BookingKind = "deposit" | "redemption" | "transfer" | "purchase" | "maturity";

/** Something booked at one of the two banks. */
export interface Booking {
  readonly bank: 0 | 1;
  readonly kind: BookingKind;
  readonly entry: PrintedEntry;
}

/** What a snapshot must come to, token units: the generator's own model. */
export interface Truth {
  readonly gross: bigint;
  readonly payables: bigint;
  readonly minted: bigint;
  readonly burned: bigint;
  /** Minted, and all customers' money that may be minted until the next report. */
  readonly limit: bigint;
}

/** A redemption: burned in the evening, paid on a later day. */
export interface Redemption {
  /** EndToEndId of the payment, and what the burn's reference is the hash of. */
  readonly reference: string;
  readonly minor: bigint;
  readonly paidOn: IsoDate;
}

/** One business day of one coin. */
export interface BusinessDay {
  readonly date: IsoDate;
  /** Sequence number of the banks' statements. */
  readonly number: number;
  readonly openings: readonly [bigint, bigint];
  readonly bookings: readonly Booking[];
  readonly bills: readonly Bill[];
  /** A deposit at the first bank that a report tells of at noon: minted then. */
  readonly noon?: { readonly booking: Booking; readonly truth: Truth };
  /** In the evening, by the day's statements. */
  readonly truth: Truth;
  readonly mints: readonly Booking[];
  readonly redemption?: Redemption;
}

/** Token units of a minor unit: both currencies have cents. */
const CENT = 10_000n;

/** Every Hong Kong business day from `first` to `last`. */
export function businessDays(first: IsoDate, last: IsoDate): IsoDate[] {
  const days: IsoDate[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) if (isBusinessDay(day)) days.push(day);
  return days;
}

/** Business of a coin over some days, the same for the same seed. */
export function business(currency: DemoCurrency, days: readonly IsoDate[], seed: number): BusinessDay[] {
  const generator = new Generator(currency, seed, days[0]!);
  return days.map((date, index) => generator.day(date, index));
}

class Generator {
  readonly #currency: DemoCurrency;
  readonly #pick: (limit: number) => number;
  #balances: [bigint, bigint] = [2_500_000_00n, 2_000_000_00n];
  #bills: Bill[];
  #unminted: Booking[] = [];
  #owed: Redemption[] = [];
  #minted = 0n;
  #burned = 0n;
  #count = 0;
  #last: IsoDate | undefined;

  constructor(currency: DemoCurrency, seed: number, first: IsoDate) {
    this.#currency = currency;
    this.#pick = randomNumbers(seed);
    // one is pledged in part; one runs too long for the USD coin's policy; two are redeemed within the month
    this.#bills = [
      this.#bill(nextBusinessDay(addDays(first, 7)), 400_000_00n),
      this.#bill(nextBusinessDay(addDays(first, 20)), 350_000_00n),
      { ...this.#bill(addDays(first, 80), 500_000_00n), pledged: 120_000_00n },
      this.#bill(addDays(first, 170), 200_000_00n),
    ];
  }

  day(date: IsoDate, index: number): BusinessDay {
    const openings: readonly [bigint, bigint] = [...this.#balances];
    const deposits = this.#deposits(date, index);
    const [advised] = deposits;
    const noon = index % 5 === 2 && advised !== undefined ? this.#noon(advised, date, openings) : undefined;
    const bookings = [
      ...deposits,
      ...this.#payments(date),
      ...this.#securities(date, index),
      ...this.#transfer(date, index),
    ];
    this.#unminted.push(...deposits.filter((one) => one !== noon?.booking));
    const truth = this.#truth(date, date, 0n);
    const mints = this.#mints();
    const redemption = this.#redemption(date, index);
    this.#last = date;
    const [number, bills] = [index + 230, [...this.#bills]];
    return {
      date,
      number,
      openings,
      bookings,
      bills,
      ...(noon && { noon }),
      truth,
      mints,
      ...(redemption && { redemption }),
    };
  }

  #bill(maturity: IsoDate, face: bigint): Bill {
    this.#count += 1;
    const isin = madeUpIsin(this.#currency, this.#count);
    return { isin, currency: this.#currency, maturity, face, pledged: 0n };
  }

  #book(bank: 0 | 1, kind: BookingKind, minor: bigint, date: IsoDate, endToEndId?: string): Booking {
    this.#count += 1;
    this.#balances[bank] += minor;
    const reference = `${this.#currency[0]!}${bank}${dateNumber(date)}${this.#count.toString().padStart(4, "0")}`;
    return {
      bank,
      kind,
      entry: { reference, endToEndId: endToEndId ?? `E2E-${this.#count}`, party: "Party Ltd", minor },
    };
  }

  #deposits(date: IsoDate, index: number): Booking[] {
    return Array.from({ length: 1 + this.#pick(3) }, (_, place) => {
      const bank = index % 5 === 2 && place === 0 ? 0 : this.#pick(2) === 0 ? 0 : 1;
      return this.#book(bank, "deposit", 10_000_00n + BigInt(this.#pick(30_000_000)), date);
    });
  }

  /** The truth at noon: yesterday's closings and prices, with the one deposit that was booked since. */
  #noon(booking: Booking, date: IsoDate, [first, second]: readonly [bigint, bigint]): NonNullable<BusinessDay["noon"]> {
    const { minor } = booking.entry;
    const evening = this.#balances;
    this.#balances = [first + minor, second];
    const truth = this.#truth(date, this.#last!, minor * CENT);
    this.#balances = evening;
    this.#minted += minor * CENT;
    return { booking, truth };
  }

  #payments(date: IsoDate): Booking[] {
    const due = this.#owed.filter(({ paidOn }) => paidOn === date);
    this.#owed = this.#owed.filter((one) => !due.includes(one));
    return due.map(({ reference, minor }) => this.#book(this.#richer(), "redemption", -minor, date, reference));
  }

  #securities(date: IsoDate, index: number): Booking[] {
    const redeemed = this.#bills.filter(({ maturity }) => maturity <= date);
    this.#bills = this.#bills.filter((bill) => !redeemed.includes(bill));
    const bookings = redeemed.map(({ face }) => this.#book(0, "maturity", face, date));
    if (index % 4 !== 1) return bookings;
    const bill = this.#bill(addDays(date, 91), 250_000_00n);
    this.#bills.push(bill);
    const cost = (bill.face * priceOf(bill, date)) / 1_000_000n;
    return [...bookings, this.#book(this.#richer(), "purchase", -cost, date)];
  }

  #transfer(date: IsoDate, index: number): Booking[] {
    if (index % 6 !== 3) return [];
    const [from, minor] = [this.#richer(), 150_000_00n];
    const name = `MOVE-${dateNumber(date)}`;
    return [
      this.#book(from, "transfer", -minor, date, name),
      this.#book(from === 0 ? 1 : 0, "transfer", minor, date, name),
    ];
  }

  #richer(): 0 | 1 {
    return this.#balances[0] >= this.#balances[1] ? 0 : 1;
  }

  #mints(): Booking[] {
    // now and then one is left for the next day
    const kept = this.#pick(4) === 0 ? this.#unminted.slice(-1) : [];
    const mints = this.#unminted.filter((one) => !kept.includes(one));
    this.#unminted = kept;
    for (const { entry } of mints) this.#minted += entry.minor * CENT;
    return mints;
  }

  #redemption(date: IsoDate, index: number): Redemption | undefined {
    if (index === 0 || this.#pick(3) === 0) return undefined;
    const third = (this.#minted - this.#burned) / CENT / 3n;
    const wanted = 20_000_00n + BigInt(this.#pick(20_000_000));
    const minor = wanted < third ? wanted : third;
    const next = nextBusinessDay(date);
    const paidOn = this.#pick(4) === 0 ? nextBusinessDay(next) : next;
    const redemption = { reference: `RD-${dateNumber(date)}`, minor, paidOn };
    this.#owed.push(redemption);
    this.#burned += minor * CENT;
    return redemption;
  }

  /** @param since - token units that may be minted beside what is known of the days before. */
  #truth(day: IsoDate, priced: IsoDate, since: bigint): Truth {
    const cash = (this.#balances[0] + this.#balances[1]) * CENT;
    const gross = this.#bills.reduce((sum, bill) => sum + billCounts(bill, day, priced), cash);
    const payables = this.#owed.reduce((sum, { minor }) => sum + minor * CENT, 0n);
    const waiting = this.#unminted.reduce((sum, { entry }) => sum + entry.minor * CENT, 0n);
    const [minted, burned] = [this.#minted, this.#burned];
    return { gross, payables, minted, burned, limit: minted + waiting + since };
  }
}
