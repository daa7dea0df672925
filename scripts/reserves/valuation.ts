import { daysBetween, type IsoDate } from "../money/dates.js";
import type { AssetFacts } from "./assetFacts.js";
import { floorDivide, isLower, multiply } from "./decimalFactor.js";
import type { AssetLine, RuleResult } from "./document.js";
import { lineRules } from "./eligibility.js";
import type { ReserveInputs } from "./inputs.js";
import type { Policy } from "./policy.js";

const BASIS_POINTS = 10_000n;

/** What decides what an asset counts for. */
export interface ValuationContext {
  /** ISO 4217 code of the coin. */
  readonly currency: string;
  readonly policy: Policy;
  readonly inputs: ReserveInputs;
  /** The snapshot's day in Hong Kong. */
  readonly day: IsoDate;
  /** The day whose closing balances the cash counts with. */
  readonly closed: IsoDate;
}

export type ValuedFigures = Pick<AssetLine, "rate" | "amount" | "haircut" | "rules" | "value">;

/** An asset in the coin's currency, held against every rule of the policy (rules B1, B2, B4, B5, B6). */
export function valueAsset(facts: AssetFacts, context: ValuationContext): ValuedFigures {
  const { currency, policy } = context;
  const own = facts.market + facts.accrued + facts.other;
  const { rate, rules: rateRules } = exchange(facts, own, context);
  const amount = facts.currency === currency ? own : rate === undefined ? 0n : multiply(own, rate.value);
  const haircut = haircutOf(facts, context);
  const rules: RuleResult[] = [...lineRules(facts, policy, context.day, context.closed), ...rateRules];
  const counts = rules.every(({ ok }) => ok);
  return {
    ...(rate !== undefined && { rate }),
    amount,
    haircut,
    rules,
    value: amount <= 0n ? amount : counts ? eligibleValue(amount, haircut) : 0n,
  };
}

/**
 * What an amount counts for after its haircut, rounded down. A negative amount counts in full.
 * @param amount - token units.
 * @param haircut - basis points.
 */
export function eligibleValue(amount: bigint, haircut: number): bigint {
  return amount <= 0n ? amount : floorDivide(amount * (BASIS_POINTS - BigInt(haircut)), BASIS_POINTS);
}

/** The class's haircut and the currency's, at most all. */
function haircutOf(facts: AssetFacts, { policy, currency }: ValuationContext): number {
  const ofClass = policy.classes.find((rule) => rule.class === facts.class)?.haircut ?? 0;
  const ofCurrency = policy.currencies.find(({ coin, asset }) => coin === currency && asset === facts.currency);
  return Math.min(10_000, ofClass + (facts.currency === currency ? 0 : (ofCurrency?.haircut ?? 0)));
}

/**
 * The rate an asset in another currency is converted by, and the rules about it (B6): of the day's rate and the policy's
 * band the side that gives less; for what is owed, the side that takes more.
 */
function exchange(
  facts: AssetFacts,
  own: bigint,
  { currency, policy, inputs, day }: ValuationContext,
): { readonly rate?: NonNullable<AssetLine["rate"]>; readonly rules: RuleResult[] } {
  const allowed = policy.currencies.find(({ coin, asset }) => coin === currency && asset === facts.currency);
  const match = facts.currency === currency || allowed !== undefined;
  const wanted = [currency, ...policy.currencies.filter(({ coin }) => coin === currency).map(({ asset }) => asset)];
  const rules = [{ rule: "B6.currency", ok: match, found: facts.currency, wanted: wanted.join(" or ") }];
  if (facts.currency === currency) return { rules };
  const market = inputs.rates.find(({ base, quote }) => base === facts.currency && quote === currency);
  const fresh = market !== undefined && isFresh(market.date, day, policy.maxAgeDays);
  const source = allowed?.source ?? market?.source ?? "";
  rules.push({
    rule: "B6.rate",
    ok: fresh && market.source === source,
    found: market === undefined ? "no rate" : `${market.source}, ${market.date}`,
    wanted: `${source === "" ? "a rate" : source}, at most ${policy.maxAgeDays} days old`,
  });
  if (market === undefined) return { rules };
  const band = allowed?.band;
  const value =
    own >= 0n
      ? band !== undefined && isLower(band.low, market.bid)
        ? band.low
        : market.bid
      : band !== undefined && isLower(market.ask, band.high)
        ? band.high
        : market.ask;
  return { rate: { value, source: market.source, date: market.date }, rules };
}

/** True of a day at most `days` before `day`, and not after it. */
export function isFresh(date: IsoDate, day: IsoDate, days: number): boolean {
  const age = daysBetween(date, day);
  return age >= 0 && age <= days;
}
