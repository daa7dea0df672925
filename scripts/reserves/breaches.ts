import { nextBusinessDay } from "../money/businessDays.js";
import type { IsoDate } from "../money/dates.js";
import { formatUnits } from "../money/tokenUnits.js";
import { ceilDivide } from "./decimalFactor.js";
import type { AssetLine, Breach, ReserveDocument } from "./document.js";
import type { LimitRule, Policy } from "./policy.js";

const BASIS_POINTS = 10_000n;

/** What limits look at. */
type LimitedLine = Pick<AssetLine, "class" | "custodian" | "issuer" | "value">;

/**
 * The limits of the policy that are not kept (rule B2), and coverage that is missing (rule B1), each with what must
 * happen by when.
 * @param day - the snapshot's day in Hong Kong.
 */
export function findBreaches(
  currency: string,
  lines: readonly LimitedLine[],
  totals: ReserveDocument["totals"],
  policy: Policy,
  day: IsoDate,
): Breach[] {
  const breaches = policy.limits.flatMap((limit) => limitBreaches(limit, lines, totals.gross, day));
  if (totals.reserves >= totals.required) return breaches;
  const found = `${formatUnits(totals.reserves)} ${currency}`;
  const wanted = `at least ${formatUnits(totals.required)} ${currency}`;
  // a shortfall is not cured in days: nothing more is minted, and it is reported at once
  const remedy = "stop minting, report it at once, and pay in what is missing";
  return [{ rule: "B1.coverage", subject: currency, found, wanted, remedy, due: day }, ...breaches];
}

function limitBreaches(limit: LimitRule, lines: readonly LimitedLine[], gross: bigint, day: IsoDate): Breach[] {
  if (gross <= 0n) return [];
  const due = businessDaysAfter(day, limit.cureDays);
  return [...sharesOf(limit, lines)].flatMap(([subject, value]) => {
    const rule = `B2.${limit.of}`;
    const above = limit.atMost !== undefined && value * BASIS_POINTS > gross * BigInt(limit.atMost);
    const below = limit.atLeast !== undefined && value * BASIS_POINTS < gross * BigInt(limit.atLeast);
    if (!above && !below) return [];
    const share = above ? ceilDivide(value * BASIS_POINTS, gross) : (value * BASIS_POINTS) / gross;
    const wanted = above ? `at most ${percent(limit.atMost ?? 0)}` : `at least ${percent(limit.atLeast ?? 0)}`;
    const remedy = above ? "move the part above the limit elsewhere" : "bring it up to the limit";
    return { rule, subject, found: percent(Number(share)), wanted, remedy, due };
  });
}

/** What each custodian (whatever its branches), issuer or class counts for; the class that a rule names even where it has nothing. */
function sharesOf(limit: LimitRule, lines: readonly LimitedLine[]): Map<string, bigint> {
  const shares = new Map<string, bigint>();
  if (limit.of === "class" && limit.class !== undefined) shares.set(limit.class, 0n);
  for (const line of lines) {
    const subject =
      limit.of === "class" ? line.class : limit.of === "custodian" ? line.custodian.slice(0, 8) : line.issuer;
    if (subject === undefined || (limit.class !== undefined && line.class !== limit.class)) continue;
    shares.set(subject, (shares.get(subject) ?? 0n) + line.value);
  }
  return shares;
}

/** Basis points as text: `40.00 %`. */
export function percent(points: number): string {
  const text = points.toString().padStart(3, "0");
  return `${text.slice(0, -2)}.${text.slice(-2)} %`;
}

function businessDaysAfter(day: IsoDate, days: number): IsoDate {
  let due = day;
  for (let count = 0; count < days; count++) due = nextBusinessDay(due);
  return due;
}
