import { daysBetween, type IsoDate } from "../../money/dates.js";
import { ceilDivide, floorDivide } from "../../reserves/decimalFactor.js";
import type { AssetLine } from "../../reserves/document.js";

/** All of it, in hundredths of a percent. */
const WHOLE = 10_000n;

/**
 * The shares of amounts in their sum, hundredths of a percent, by largest remainder: they add to 100.00 % exactly. Of two
 * equal remainders the earlier one gets the hundredth.
 * @returns undefined where the sum is not above 0, since nothing has a share then.
 */
export function shares(amounts: readonly bigint[]): bigint[] | undefined {
  const total = amounts.reduce((sum, amount) => sum + amount, 0n);
  if (total <= 0n) return undefined;
  const floors = amounts.map((amount) => floorDivide(amount * WHOLE, total));
  const remainders = amounts.map((amount, index) => amount * WHOLE - (floors[index] ?? 0n) * total);
  const missing = Number(WHOLE - floors.reduce((sum, share) => sum + share, 0n));
  const byRemainder = [...remainders.keys()].sort((one, other) => {
    const [first = 0n, second = 0n] = [remainders[one], remainders[other]];
    return first === second ? one - other : first > second ? -1 : 1;
  });
  const raised = new Set(byRemainder.slice(0, missing));
  return floors.map((share, index) => (raised.has(index) ? share + 1n : share));
}

/**
 * Average days to maturity, weighted by amount, in hundredths of a day rounded up. What has no maturity (cash, funds) is
 * there on demand, 0 days; what is owed has no weight.
 * @param day - the snapshot's day in Hong Kong.
 * @returns undefined where no amount is above 0.
 */
export function averageTenor(
  lines: readonly Pick<AssetLine, "amount" | "maturity">[],
  day: IsoDate,
): bigint | undefined {
  const held = lines.filter(({ amount }) => amount > 0n);
  const weight = held.reduce((sum, { amount }) => sum + amount, 0n);
  if (weight === 0n) return undefined;
  const days = held.reduce((sum, { amount, maturity }) => {
    return sum + (maturity === undefined ? 0n : amount * BigInt(Math.max(0, daysBetween(day, maturity))));
  }, 0n);
  return ceilDivide(days * 100n, weight);
}
