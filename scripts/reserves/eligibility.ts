import { nextBusinessDay } from "../money/businessDays.js";
import { daysBetween, type IsoDate } from "../money/dates.js";
import { isLower } from "./decimalFactor.js";
import { formatUnits } from "../money/tokenUnits.js";
import type { AssetFacts } from "./assetFacts.js";
import type { RuleResult } from "./document.js";
import type { ClassRule, Policy } from "./policy.js";

/**
 * Every rule that the policy has for an asset of this class, with what was found. An asset counts if it passes them all.
 * @param day - the snapshot's day in Hong Kong.
 * @param closed - the day whose closing balances the cash counts with.
 */
export function lineRules(facts: AssetFacts, policy: Policy, day: IsoDate, closed: IsoDate): RuleResult[] {
  const rule = policy.classes.find((one) => one.class === facts.class);
  const classes = policy.classes.map((one) => one.class).join(", ");
  const results: RuleResult[] = [
    { rule: "B4.class", ok: rule !== undefined, found: facts.class, wanted: classes },
    ageRule("B1.date", facts.date, isStanding(facts) ? undefined : policy.maxAgeDays, day),
    {
      rule: "B5.free",
      ok: !facts.encumbered,
      found: facts.encumbered ? "pledged or blocked" : "free",
      wanted: "free",
    },
    {
      rule: "B5.lot",
      ok: facts.received !== true,
      found: facts.received === true ? "collateral of a repo that counts" : "held outright",
      wanted: "held outright",
    },
  ];
  if (facts.class !== "cash") results.push(momentRule(facts, closed));
  if (facts.class === "bill" || facts.class === "fund" || facts.class === "repo") {
    results.push(priceRule(facts, policy, day));
  }
  return rule === undefined ? results : [...results, ...classRules(facts, rule, day)];
}

/** What is paid for from cash, or was sold for it, and the cash itself are of one day: or the same money counts twice. */
function momentRule(facts: AssetFacts, closed: IsoDate): RuleResult {
  return isStanding(facts)
    ? { rule: "B1.moment", ok: facts.date <= closed, found: facts.date, wanted: `begun by ${closed}` }
    : { rule: "B1.moment", ok: facts.date === closed, found: facts.date, wanted: `of ${closed}, as the cash` };
}

function priceRule({ price, class: kind }: AssetFacts, policy: Policy, day: IsoDate): RuleResult {
  const wanted = `at most ${policy.maxAgeDays} days old`;
  if (price === undefined) return { rule: "B1.price", ok: false, found: "no price", wanted };
  if (kind === "bill" && isLower(HIGHEST_BILL_PRICE, price.value)) {
    return {
      rule: "B1.price",
      ok: false,
      found: `${price.value} %`,
      wanted: `at most ${HIGHEST_BILL_PRICE} % of face`,
    };
  }
  return ageRule("B1.price", price.date, policy.maxAgeDays, day);
}

/** Percent: a discount paper above it is a slip of the pen. */
const HIGHEST_BILL_PRICE = "105";

/** An agreement stands as it was confirmed until it matures. */
function isStanding(facts: AssetFacts): boolean {
  return facts.class === "deposit" || facts.class === "repo";
}

function ageRule(rule: string, date: IsoDate, days: number | undefined, day: IsoDate): RuleResult {
  const age = daysBetween(date, day);
  const wanted = days === undefined ? `not after ${day}` : `at most ${days} days before ${day}`;
  return { rule, ok: age >= 0 && (days === undefined || age <= days), found: date, wanted };
}

function classRules(facts: AssetFacts, rule: ClassRule, day: IsoDate): RuleResult[] {
  const results: RuleResult[] = [];
  const { categories, issuers, maxDays, overnight } = rule;
  if (categories !== undefined) {
    const ok = facts.categories.length > 0 && facts.categories.every((category) => categories.includes(category));
    const found = facts.categories.join(", ") || "none";
    results.push({ rule: "B4.category", ok, found, wanted: categories.join(", ") });
  }
  if (issuers !== undefined) {
    const { issuer = "none" } = facts;
    results.push({ rule: "B4.issuer", ok: issuers.includes(issuer), found: issuer, wanted: issuers.join(", ") });
  }
  const { maturity } = facts;
  if (maturity !== undefined) {
    // what has matured is paid back, and is counted where it was paid to
    const ok = maturity > day;
    results.push({ rule: "B4.outstanding", ok, found: maturity, wanted: `after ${day}` });
  }
  if (maxDays !== undefined) {
    // a long deposit does not become a short one by growing old: of an agreement the whole term counts
    const from = isStanding(facts) ? facts.date : day;
    const days = maturity === undefined ? undefined : daysBetween(from, maturity);
    const ok = days !== undefined && days <= maxDays;
    const found = days === undefined ? "no maturity" : `${days} days`;
    results.push({ rule: "B4.tenor", ok, found, wanted: `at most ${maxDays} days` });
  }
  if (overnight === true) {
    const latest = nextBusinessDay(isStanding(facts) ? facts.date : day);
    const ok = maturity !== undefined && maturity <= latest;
    results.push({ rule: "B4.overnight", ok, found: maturity ?? "no maturity", wanted: `by ${latest}` });
  }
  if (facts.class === "repo") results.push(collateralRule(facts));
  return results;
}

function collateralRule({ collateral, market, accrued, currency }: AssetFacts): RuleResult {
  const lent = market + accrued;
  return {
    rule: "B4.collateral",
    ok: collateral !== undefined && collateral >= lent,
    found: collateral === undefined ? "a price is missing" : `${formatUnits(collateral)} ${currency}`,
    wanted: `at least ${formatUnits(lent)} ${currency}`,
  };
}
