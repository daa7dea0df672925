import { keccak256, toUtf8Bytes } from "ethers";
import { z } from "zod";

import { AtparError } from "../errors/AtparError.js";
import { canonicalJson } from "../journal/canonicalJson.js";
import { isLower } from "./decimalFactor.js";
import { currencyText, decimalText, haircutPoints, schemaProblem } from "./figureText.js";

/** Classes of assets (rule B4). `other` is what no policy counts: securities that turn up and are not wanted. */
export const assetClasses = ["cash", "deposit", "bill", "repo", "fund", "other"] as const;

export const assetClass = z.enum(assetClasses);

export type AssetClass = z.output<typeof assetClass>;

/** What a class of assets counts for, and which of its assets count at all (rules B2, B4). */
const classRule = z.strictObject({
  class: assetClass.exclude(["other"]),
  /** Basis points taken off the amount, 0 to 10,000. */
  haircut: haircutPoints,
  /** Categories of the instrument that are eligible; any where there is none. Of a repo: of its collateral. */
  categories: z.array(z.string().min(1).max(64)).min(1).optional(),
  /** Issuers that are eligible, as the inputs name them; of a deposit or repo its counterparties. Any where there is none. */
  issuers: z.array(z.string().min(1).max(140)).min(1).optional(),
  /** Most calendar days to maturity: from the snapshot's day, of deposits and repos from their start. */
  maxDays: z.int().positive().max(3660).optional(),
  /** The asset must be back by the next business day. */
  overnight: z.boolean().optional(),
});

/** Assets in another currency than the coin's (rule B6). */
const foreignCurrency = z
  .strictObject({
    coin: currencyText,
    asset: currencyText,
    /** Basis points taken off beside the class's. */
    haircut: haircutPoints,
    /** Who the day's rate must come from; the inputs' rate names it. */
    source: z.string().min(1).max(140),
    /** Units of the coin's currency for one of the asset's: a convertibility band, of which the worse side is used. */
    band: z
      .strictObject({ low: decimalText, high: decimalText })
      .refine(({ low, high }) => !isLower(high, low), "the band is upside down")
      .optional(),
  })
  .refine(({ coin, asset }) => coin !== asset, "one currency");

/** The most that one custodian, issuer or class may hold of the reserves, or the least that a class must (rule B2). */
const limitRule = z
  .strictObject({
    of: z.enum(["custodian", "issuer", "class"]),
    /** Where `of` is class: which. */
    class: assetClass.optional(),
    /** Basis points of gross. */
    atMost: haircutPoints.optional(),
    atLeast: haircutPoints.optional(),
    /** Business days in which a breach must be cured. */
    cureDays: z.int().min(0).max(60),
  })
  .refine(({ atMost, atLeast }) => atMost !== undefined || atLeast !== undefined, "it limits nothing")
  .refine(({ atMost = 10_000, atLeast = 0 }) => atLeast <= atMost, "no share is both")
  .refine((rule) => rule.of === "class" || rule.atLeast === undefined, "only a class can be asked for");

/** The eligibility policy as data; its hash stands in every report. */
export const policySchema = z.strictObject({
  schema: z.literal("atpar.reserve-policy/2"),
  name: z.string().min(1).max(64),
  version: z.int().positive(),
  /** Least ratio of reserves to tokens, basis points, 10,000 to 65,535. */
  coverage: z.int().min(10_000).max(65_535),
  /** Most calendar days that a balance, price or rate may be older than the snapshot's day. */
  maxAgeDays: z.int().min(0).max(31),
  classes: z
    .array(classRule)
    .min(1)
    .refine((rules) => new Set(rules.map((rule) => rule.class)).size === rules.length, "a class occurs twice"),
  currencies: z
    .array(foreignCurrency)
    .refine(
      (rules) => new Set(rules.map(({ coin, asset }) => coin + asset)).size === rules.length,
      "a pair occurs twice",
    ),
  limits: z
    .array(limitRule)
    .refine(
      (rules) => new Set(rules.map((rule) => `${rule.of} ${rule.class ?? ""}`)).size === rules.length,
      "a limit occurs twice",
    ),
});

export type Policy = z.infer<typeof policySchema>;
export type ClassRule = Policy["classes"][number];
export type LimitRule = Policy["limits"][number];

/** Cash at registered custodians at par, and nothing else. */
export const cashAtPar: Policy = {
  schema: "atpar.reserve-policy/2",
  name: "cash-at-par",
  version: 1,
  coverage: 10_000,
  maxAgeDays: 31,
  classes: [{ class: "cash", haircut: 0 }],
  currencies: [],
  limits: [],
};

/** keccak256 of the policy's canonical JSON (RFC 8785). */
export function policyHash(policy: Policy): string {
  return keccak256(toUtf8Bytes(canonicalJson(policy)));
}

/** @throws AtparError RESERVE_POLICY_MALFORMED. */
export function parsePolicy(text: string, file: string): Policy {
  try {
    return policySchema.parse(JSON.parse(text));
  } catch (error) {
    throw new AtparError("RESERVE_POLICY_MALFORMED", { file, problem: schemaProblem(error) }, { cause: error });
  }
}
