import fc from "fast-check";
import { isIsoDate } from "../../scripts/money/dates.js";
import type { Entry } from "../../scripts/statements/statement.js";

/** What a bank could print of a day, in any format. */
export interface Day {
  readonly account: string;
  readonly number: number;
  readonly currency: "HKD" | "USD" | "JPY" | "KWD";
  /** Minor units, negative where overdrawn. */
  readonly opening: bigint;
  readonly entries: readonly DayEntry[];
}

/** The parts of an entry that every format carries. */
export type DayEntry = Pick<
  Entry,
  "amountMinor" | "direction" | "reversal" | "accountServicerRef" | "bookingDate" | "valueDate"
> & { readonly endToEndId?: string; readonly remittance: readonly string[] };

const EXPONENTS = { HKD: 2, USD: 2, JPY: 0, KWD: 3 };
const LARGEST = 10n ** 13n;

const date = (from: number) =>
  fc.integer({ min: 0, max: 20 }).map((days) => {
    const text = new Date(Date.UTC(2026, 11, from + days)).toISOString().slice(0, 10);
    if (!isIsoDate(text)) throw new Error(text);
    return text;
  });
const word = (longest: number) =>
  fc.stringMatching(/^[A-Z0-9]+(?:[./-][A-Z0-9]+)?$/u, { maxLength: longest }).filter((text) => text !== "NONREF");

const entry: fc.Arbitrary<DayEntry> = fc
  .record({
    amountMinor: fc.bigInt({ min: 0n, max: LARGEST }),
    direction: fc.constantFrom("credit" as const, "debit" as const),
    reversal: fc.boolean(),
    // over New Year, both ways
    bookingDate: date(20),
    valueDate: date(20),
    accountServicerRef: fc.option(word(16), { nil: undefined }),
    endToEndId: fc.option(word(16), { nil: undefined }),
    remittance: fc.array(word(30), { maxLength: 1 }),
  })
  .map(({ accountServicerRef, endToEndId, ...rest }) => ({
    ...rest,
    ...(accountServicerRef !== undefined && { accountServicerRef }),
    ...(endToEndId !== undefined && { endToEndId }),
  }));

/** Days of up to a dozen entries. */
export const day: fc.Arbitrary<Day> = fc.record({
  account: fc.constantFrom("012-345678-001", "12", "GB82WEST12345698765432"),
  number: fc.integer({ min: 1, max: 99_999 }),
  currency: fc.constantFrom("HKD", "USD", "JPY", "KWD"),
  opening: fc.bigInt({ min: -LARGEST, max: LARGEST }),
  entries: fc.array(entry, { maxLength: 12 }),
});

export function closingOf({ opening, entries }: Day): bigint {
  return entries.reduce((sum, one) => sum + (one.direction === "credit" ? one.amountMinor : -one.amountMinor), opening);
}

/** A positive amount with all its decimals; without any, the mark only where `always`. */
export function print(minor: bigint, currency: Day["currency"], mark: "." | ",", always = mark === ","): string {
  const decimals = EXPONENTS[currency];
  const unit = 10n ** BigInt(decimals);
  const whole = (minor / unit).toString();
  if (decimals === 0) return always ? `${whole}${mark}` : whole;
  return `${whole}${mark}${(minor % unit).toString().padStart(decimals, "0")}`;
}

/** What a reader must make of a day's entries, but for lines and places. */
export function expectedEntries({ currency, entries }: Day): unknown[] {
  return entries.map(({ endToEndId, remittance, ...rest }) => ({
    ...rest,
    currency,
    status: "BOOK",
    details:
      endToEndId === undefined && remittance.length === 0
        ? []
        : [{ ...(endToEndId !== undefined && { endToEndId }), remittance }],
  }));
}

/** The entries of a statement without lines and places. */
export function foundEntries(entries: readonly Entry[]): unknown[] {
  return entries.map(({ line: _line, ordinalInFile: _ordinal, details, ...rest }) => ({
    ...rest,
    details: details.map(({ line: _at, ...detail }) => detail),
  }));
}
