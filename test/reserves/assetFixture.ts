import type { AssetFacts } from "../../scripts/reserves/assetFacts.js";
import { noInputs, type ReserveInputs } from "../../scripts/reserves/inputs.js";
import type { Policy } from "../../scripts/reserves/policy.js";
import type { ValuationContext } from "../../scripts/reserves/valuation.js";
import { valueAsset } from "../../scripts/reserves/valuation.js";

/** Friday; Monday is the next business day. */
export const day = "2026-11-20";

/** ISINs made for tests whose check digits agree. */
export const bill = "HK0000000007";
export const treasury = "US9127970005";
export const fund = "US0000000002";

export const policy: Policy = {
  schema: "atpar.reserve-policy/2",
  name: "test",
  version: 1,
  coverage: 10_000,
  maxAgeDays: 3,
  classes: [
    { class: "cash", haircut: 0 },
    { class: "deposit", haircut: 0, maxDays: 92 },
    {
      class: "bill",
      haircut: 100,
      categories: ["hk-exchange-fund-bill", "us-treasury-bill"],
      issuers: ["HKMA", "US Treasury"],
      maxDays: 93,
    },
    { class: "repo", haircut: 0, categories: ["us-treasury-bill"], overnight: true },
    { class: "fund", haircut: 50, categories: ["government-money-fund"] },
  ],
  currencies: [{ coin: "HKD", asset: "USD", haircut: 200, source: "HKAB", band: { low: "7.75", high: "7.85" } }],
  limits: [],
};

export const inputs: ReserveInputs = {
  ...noInputs,
  instruments: [
    {
      isin: bill,
      class: "bill",
      category: "hk-exchange-fund-bill",
      issuer: "HKMA",
      currency: "HKD",
      maturity: "2027-01-20",
    },
    {
      isin: treasury,
      class: "bill",
      category: "us-treasury-bill",
      issuer: "US Treasury",
      currency: "USD",
      maturity: "2027-02-19",
    },
    { isin: fund, class: "fund", category: "government-money-fund", issuer: "Example Fund", currency: "HKD" },
  ],
  prices: [
    { isin: bill, price: "99.5", source: "HKMA", date: day },
    { isin: treasury, price: "99.0625", source: "Treasury", date: day },
    { isin: fund, price: "1.0001", source: "Example Fund", date: day },
  ],
  rates: [{ base: "USD", quote: "HKD", bid: "7.7801", ask: "7.7805", source: "HKAB", date: day }],
};

export const context: ValuationContext = { currency: "HKD", policy, inputs, day, closed: day };

/** A Hong Kong bill of 1,000,000.00 face, all in order; `changed` is what is not. */
export function billFacts(changed: Partial<AssetFacts> = {}): AssetFacts {
  return {
    class: "bill",
    file: "ab".repeat(32),
    date: day,
    categories: ["hk-exchange-fund-bill"],
    instrument: bill,
    issuer: "HKMA",
    maturity: "2027-01-20",
    currency: "HKD",
    face: 1_000_000_000_000n,
    price: { value: "99.5", source: "HKMA", date: day },
    market: 995_000_000_000n,
    accrued: 0n,
    other: 0n,
    encumbered: false,
    ...changed,
  };
}

/** The ids of the rules that `facts` fail. */
export function failing(facts: AssetFacts, changed: Partial<ValuationContext> = {}): string[] {
  const { rules } = valueAsset(facts, { ...context, ...changed });
  return rules.filter(({ ok }) => !ok).map(({ rule }) => rule);
}
