import { hongKongDate } from "../money/businessDays.js";
import { findBreaches } from "./breaches.js";
import { floorDivide } from "./decimalFactor.js";
import type { AssetLine, ReserveDocument } from "./document.js";
import { isCounted } from "./documentFooting.js";
import { assetClasses, type AssetClass, type Policy } from "./policy.js";

/** What may leave of one class, if nothing of the others does; token units. */
export interface ClassExcess {
  readonly class: AssetClass;
  /** Market value of what counts and is not pledged. */
  readonly free: bigint;
  /** Market value of what may leave. */
  readonly amount: bigint;
  /** What that counts for after haircuts. */
  readonly value: bigint;
}

/** What the limits look at: a line, or several of one class, custodian and issuer together. */
type Holding = Pick<AssetLine, "class" | "custodian" | "issuer" | "value"> & { readonly amount: bigint };

/**
 * What may leave of each class (rule B5): at most the excess, of what is free, taken from the class's lines in proportion,
 * and only as far as every limit of the policy is kept afterwards. Where a limit is broken already, or would have to be
 * broken on the way, nothing may leave: to move assets so that a limit is kept again is another matter.
 * @param policy - the document's own.
 */
export function mayLeave(document: ReserveDocument, policy: Policy): ClassExcess[] {
  const holdings = together(document.lines);
  const present = assetClasses.filter((name) => document.lines.some((line) => line.class === name));
  return present.map((name) => {
    const free = holdings.filter((one) => one.class === name && one.value > 0n);
    const value = mostValue(document, policy, holdings, free);
    const taken = proportion(free, value);
    return {
      class: name,
      free: free.reduce((sum, { amount }) => sum + amount, 0n),
      amount: free.reduce((sum, { amount, value: of }, index) => sum + (amount * (taken[index] ?? 0n)) / of, 0n),
      value,
    };
  });
}

/**
 * The most that can be taken so that no limit is broken. Limits are linear in what is taken in proportion, so what keeps
 * them all is one stretch from nothing upwards, and halving finds its end.
 */
function mostValue(
  document: ReserveDocument,
  policy: Policy,
  holdings: readonly Holding[],
  free: readonly Holding[],
): bigint {
  const { currency, totals } = document;
  const day = hongKongDate(document.asOf);
  const keeps = (value: bigint): boolean => {
    const taken = new Map(proportion(free, value).map((part, index) => [free[index], part]));
    const left = holdings.map((one) => ({ ...one, value: one.value - (taken.get(one) ?? 0n) }));
    const { gross, reserves, excess } = totals;
    const after = { ...totals, gross: gross - value, reserves: reserves - value, excess: excess - value };
    return findBreaches(currency, left, after, policy, day).length === 0;
  };
  const whole = free.reduce((sum, one) => sum + one.value, 0n);
  let [low, high] = [0n, whole < totals.excess ? whole : totals.excess];
  if (high <= 0n || !keeps(0n)) return 0n;
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    if (keeps(middle)) low = middle;
    else high = middle - 1n;
  }
  return low;
}

/** `value` spread over holdings by their values, never more of one than it has. */
function proportion(holdings: readonly Holding[], value: bigint): bigint[] {
  const whole = holdings.reduce((sum, one) => sum + one.value, 0n);
  let [reached, given] = [0n, 0n];
  return holdings.map((one) => {
    reached += one.value;
    // from running sums, so that the parts add up to the whole and none is rounded beyond its holding
    const part = floorDivide(reached * value, whole) - given;
    given += part;
    return part;
  });
}

/** Lines that no limit tells apart as one, so that a long document is not added up again at every step. */
function together(lines: readonly AssetLine[]): Holding[] {
  const holdings = new Map<string, Holding>();
  for (const line of lines.filter(isCounted)) {
    const { class: name, custodian, issuer } = line;
    const key = JSON.stringify([name, custodian, issuer ?? null, line.value > 0n]);
    const { value = 0n, amount = 0n } = holdings.get(key) ?? {};
    holdings.set(key, {
      class: name,
      custodian,
      ...(issuer !== undefined && { issuer }),
      value: value + line.value,
      amount: amount + line.amount,
    });
  }
  return [...holdings.values()];
}
