import fc from "fast-check";

import { addDays, type IsoDate } from "../../scripts/money/dates.js";
import { hongKongDate } from "../../scripts/money/businessDays.js";
import { findBreaches } from "../../scripts/reserves/breaches.js";
import { multiply } from "../../scripts/reserves/decimalFactor.js";
import type { AssetLine, ReserveDocument, TransitLine } from "../../scripts/reserves/document.js";
import { assetClasses, policyHash, type Policy } from "../../scripts/reserves/policy.js";
import { eligibleValue } from "../../scripts/reserves/valuation.js";

/** Noon of Monday 23 November 2026 in Hong Kong. */
export const monday = BigInt(Date.parse("2026-11-23T04:00:00Z")) / 1000n;

const hash = `0x${"ab".repeat(32)}`;

/** Limits of every kind, none of them harsh, so that some documents keep them all. */
export const limitedPolicy: Policy = {
  schema: "atpar.reserve-policy/2",
  name: "limited",
  version: 3,
  coverage: 10_100,
  maxAgeDays: 5,
  classes: [
    { class: "cash", haircut: 0 },
    { class: "bill", haircut: 25 },
  ],
  currencies: [],
  limits: [
    { of: "custodian", atMost: 9_000, cureDays: 5 },
    { of: "issuer", atMost: 9_500, cureDays: 5 },
    { of: "class", class: "fund", atMost: 8_000, cureDays: 2 },
    { of: "class", class: "cash", atLeast: 500, cureDays: 1 },
  ],
};

/** What a line is given; the rest follows. */
export interface LineFacts {
  readonly class: AssetLine["class"];
  readonly custodian: string;
  readonly country?: string;
  readonly custodianType?: string;
  readonly issuer?: string;
  readonly currency?: string;
  readonly market: bigint;
  readonly accrued?: bigint;
  readonly other?: bigint;
  readonly haircut?: number;
  readonly eligible?: boolean;
  readonly encumbered?: boolean;
  /** Days to maturity. */
  readonly days?: number | undefined;
}

/** A line of an HKD coin's document on `day`, valued as a policy would. */
export function lineOf(facts: LineFacts, day: IsoDate): AssetLine {
  const { market, accrued = 0n, other = 0n, haircut = 0, eligible = true, encumbered = false } = facts;
  const currency = facts.currency ?? "HKD";
  const rate = { value: "7.7512", source: "HKAB", date: day };
  const own = market + accrued + other;
  const amount = currency === "HKD" ? own : multiply(own, rate.value);
  const ok = eligible && !encumbered;
  return {
    class: facts.class,
    custodian: facts.custodian,
    custodianType: facts.custodianType ?? "bank",
    country: facts.country ?? "HK",
    accountHash: hash,
    file: "ef".repeat(32),
    date: day,
    ...(facts.class !== "cash" && { instrument: "US912796AB12", category: "us-treasury-bill" }),
    ...(facts.issuer !== undefined && { issuer: facts.issuer }),
    ...(facts.days !== undefined && { maturity: addDays(day, facts.days) }),
    currency,
    face: market + 7n,
    market,
    accrued,
    other,
    encumbered,
    ...(currency !== "HKD" && { rate }),
    amount,
    haircut,
    rules: [
      { rule: "B4.class", ok, found: facts.class, wanted: "what the policy takes" },
      { rule: "B5.free", ok: !encumbered, found: encumbered ? "pledged" : "free", wanted: "free" },
    ],
    value: amount <= 0n || ok ? eligibleValue(amount, haircut) : 0n,
  };
}

export interface DocumentFacts {
  readonly lines: readonly LineFacts[];
  /** Token units outstanding by chain. */
  readonly supplies: readonly bigint[];
  readonly payables?: bigint;
  readonly transit?: bigint;
  readonly asOf?: bigint;
  readonly policy?: Policy;
}

/** A document that adds up: totals, transit and breaches follow from its lines. */
export function documentFrom(facts: DocumentFacts): ReserveDocument {
  const { payables = 0n, transit = 0n, asOf = monday, policy = limitedPolicy, supplies } = facts;
  const day = hongKongDate(asOf);
  const lines = facts.lines.map((line) => lineOf(line, day));
  const gross = lines.reduce((sum, { value }) => sum + value, 0n);
  const outstanding = supplies.reduce((sum, supply) => sum + supply, 0n);
  const required = (outstanding * BigInt(policy.coverage) + 9_999n) / 10_000n;
  const totals = {
    gross,
    payables,
    reserves: gross > payables ? gross - payables : 0n,
    required,
    transit,
    excess: gross - payables - required - transit,
  };
  const moving = (kind: TransitLine["kind"], amount: bigint): TransitLine[] =>
    amount === 0n ? [] : [{ kind, since: day, businessDays: 0, count: 1, amount }];
  return {
    schema: "atpar.reserve-document/2",
    currency: "HKD",
    asOf,
    policy: { name: policy.name, version: policy.version, hash: policyHash(policy) },
    lines,
    totals,
    assetsRoot: hash,
    chains: supplies.map((supply, index) => ({
      chainId: BigInt(index + 1),
      token: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
      blockNumber: 5n,
      blockHash: hash,
      minted: supply + 11n,
      burned: 11n,
      supply,
    })),
    transit: [...moving("deposit", transit), ...moving("redemption", payables)],
    movements: [],
    breaches: findBreaches("HKD", lines, totals, policy, day),
    journal: { seq: 4, hash: "cd".repeat(32) },
    files: ["ef".repeat(32)],
  };
}

const money = fc.bigInt({ min: 0n, max: 10n ** 17n });

/** Texts as registers and inputs may hold them, markup and marks that turn a line around included. */
export const roughText = fc.constantFrom("US Treasury", "HKSAR", "<script>x</script>", `a"b'c & d`, "a\u202eb\u0007c");

const lineFacts: fc.Arbitrary<LineFacts> = fc.record({
  class: fc.constantFrom(...assetClasses),
  custodian: fc.constantFrom("ATPRHKHHXXX", "EXMPHKHHXXX", "CUSTUS33XXX"),
  country: fc.constantFrom("HK", "US", "SG"),
  custodianType: fc.oneof(fc.constant("bank"), roughText),
  issuer: roughText,
  currency: fc.constantFrom("HKD", "HKD", "USD"),
  market: fc.oneof(money, money, fc.bigInt({ min: -(10n ** 9n), max: 0n })),
  accrued: fc.bigInt({ min: 0n, max: 10n ** 9n }),
  other: fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }),
  haircut: fc.integer({ min: 0, max: 200 }),
  eligible: fc.boolean(),
  encumbered: fc.boolean(),
  days: fc.option(fc.integer({ min: 1, max: 366 }), { nil: undefined }),
});

/**
 * A document of the day `offset` days after Monday 23 November 2026.
 * @param tokens - how many may be outstanding on a chain, and how much owed or on its way.
 */
export function arbitraryDocument(offset = 0, tokens = money): fc.Arbitrary<ReserveDocument> {
  return fc
    .record({
      lines: fc.array(lineFacts, { maxLength: 9 }),
      supplies: fc.array(tokens, { minLength: 1, maxLength: 3 }),
      payables: fc.oneof(fc.constant(0n), tokens),
      transit: fc.oneof(fc.constant(0n), tokens),
    })
    .map((facts) => documentFrom({ ...facts, asOf: monday + BigInt(offset) * 86_400n }));
}

/** Documents of one week, one to five days. */
export const arbitraryWeek: fc.Arbitrary<[ReserveDocument, ...ReserveDocument[]]> = fc
  .integer({ min: 1, max: 5 })
  .chain((days) => fc.tuple(...Array.from({ length: days }, (_, offset) => arbitraryDocument(offset))))
  .map((days) => days as [ReserveDocument, ...ReserveDocument[]]);
