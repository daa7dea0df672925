import type { DemoCurrency } from "../../scripts/commands/demo/day.js";
import type { IsoDate } from "../../scripts/money/dates.js";
import type { BusinessDay } from "./business.js";
import { randomNumbers } from "./random.js";

/** A fault with the one day and coin that it is planted on. */
export interface Planted<Fault> {
  readonly fault: Fault;
  readonly currency: DemoCurrency;
  readonly date: IsoDate;
}

/** Draws a day of each coin for each fault, not the first one, on which it fits. @throws Error where there is none */
export function plantOut<Fault extends { readonly name: string; readonly fits?: (day: BusinessDay) => boolean }>(
  faults: readonly Fault[],
  months: ReadonlyMap<DemoCurrency, readonly BusinessDay[]>,
  seed: number,
): Planted<Fault>[] {
  const pick = randomNumbers(seed);
  return faults.flatMap((fault) =>
    [...months].map(([currency, days]) => {
      const fitting = days.slice(1).filter((day) => fault.fits?.(day) ?? true);
      const day = fitting[pick(Math.max(1, fitting.length))];
      if (day === undefined) throw new Error(`no day of the ${currency} month fits: ${fault.name}`);
      return { fault, currency, date: day.date };
    }),
  );
}
