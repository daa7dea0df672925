import { assetClasses, type AssetClass } from "./policy.js";
import type { ReserveDocument, TransitLine } from "./document.js";

/**
 * What there is, and whose it is; token units. Bank cash, securities and agreements = tokens outstanding + customers'
 * money in transit + unpaid redemptions + the issuer's own funds (rules B1, M1, M2).
 */
export interface Equation {
  /** Before haircuts; each class that there is. */
  readonly assets: readonly { readonly class: AssetClass; readonly amount: bigint }[];
  readonly total: bigint;
  readonly outstanding: bigint;
  readonly transit: bigint;
  readonly payables: bigint;
  /** What remains; negative is what is missing. */
  readonly own: bigint;
}

/** The equation of a document. */
export function equationOf({ lines, chains, totals }: Pick<ReserveDocument, "lines" | "chains" | "totals">): Equation {
  const assets = assetClasses.flatMap((name) => {
    const all = lines.filter((line) => line.class === name);
    return all.length === 0 ? [] : [{ class: name, amount: all.reduce((sum, { amount }) => sum + amount, 0n) }];
  });
  const total = assets.reduce((sum, { amount }) => sum + amount, 0n);
  const outstanding = chains.reduce((sum, { supply }) => sum + supply, 0n);
  const { transit, payables } = totals;
  return { assets, total, outstanding, transit, payables, own: total - outstanding - transit - payables };
}

/** True of money that is longer on its way than the one business day that it may be (rule M2). */
export function isLate({ businessDays }: Pick<TransitLine, "businessDays">): boolean {
  return businessDays > 1;
}
