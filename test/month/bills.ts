import type { DemoCurrency } from "../../scripts/commands/demo/day.js";
import { daysBetween, type IsoDate } from "../../scripts/money/dates.js";
import { isIsin } from "../../scripts/statements/isin.js";

/** A bill that is held; face amounts are minor units. */
export interface Bill {
  readonly isin: string;
  readonly currency: DemoCurrency;
  readonly maturity: IsoDate;
  readonly face: bigint;
  readonly pledged: bigint;
}

/** An ISIN made up for tests, with its check digit. */
export function madeUpIsin(currency: DemoCurrency, number: number): string {
  const start =
    currency === "HKD"
      ? `HK00009${number.toString().padStart(4, "0")}`
      : `US91279${number.toString().padStart(4, "0")}`;
  const digit = Array.from({ length: 10 }, (_, one) => one.toString()).find((one) => isIsin(start + one));
  if (digit === undefined) throw new Error(`no check digit fits ${start}`);
  return start + digit;
}

/** Price of a bill in 10^-4 percent of face: it nears par by 0.0095 a day. */
export function priceOf({ maturity }: Pick<Bill, "maturity">, day: IsoDate): bigint {
  return 1_000_000n - 95n * BigInt(daysBetween(day, maturity));
}

/** A price as decimal text: `99.2875`. */
export function priceText(price: bigint): string {
  const digits = price.toString().padStart(5, "0");
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

/** Policies by the book, for the truth: haircut in basis points, longest tenor in days. */
const terms = { HKD: { haircut: 25n, maxDays: 365 }, USD: { haircut: 0n, maxDays: 93 } } as const;

/** What the free part of a bill must count for in its own coin's reserve; token units. Reckoned apart from the program. */
export function billCounts(bill: Bill, day: IsoDate, priced: IsoDate): bigint {
  const { haircut, maxDays } = terms[bill.currency];
  const days = daysBetween(day, bill.maturity);
  if (days <= 0 || days > maxDays) return 0n;
  const market = ((bill.face - bill.pledged) * priceOf(bill, priced)) / 100n;
  return (market * (10_000n - haircut)) / 10_000n;
}
