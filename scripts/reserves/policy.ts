import { keccak256, toUtf8Bytes } from "ethers";
import { z } from "zod";

import { AtparError } from "../errors/AtparError.js";
import { canonicalJson } from "../journal/canonicalJson.js";
import { haircutPoints, schemaProblem } from "./figureText.js";

const BASIS_POINTS = 10_000n;

/** What a class of assets counts for (rules B2, B4). Further classes bring further fields. */
const classRule = z.strictObject({
  /** Cash on a booked account of a registered custodian. */
  class: z.literal("cash"),
  /** Basis points taken off the amount, 0 to 10,000. */
  haircut: haircutPoints,
});

/** The eligibility policy as data; its hash stands in every report. */
export const policySchema = z.strictObject({
  schema: z.literal("atpar.reserve-policy/1"),
  name: z.string().min(1).max(64),
  version: z.int().positive(),
  /** Least ratio of reserves to tokens, basis points, 10,000 to 65,535. */
  coverage: z.int().min(10_000).max(65_535),
  classes: z
    .array(classRule)
    .min(1)
    .refine((rules) => new Set(rules.map((rule) => rule.class)).size === rules.length, "a class occurs twice"),
});

export type Policy = z.infer<typeof policySchema>;
export type AssetClass = Policy["classes"][number]["class"];

/** Cash at registered custodians at par, and nothing else. */
export const cashAtPar: Policy = {
  schema: "atpar.reserve-policy/1",
  name: "cash-at-par",
  version: 1,
  coverage: 10_000,
  classes: [{ class: "cash", haircut: 0 }],
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

/**
 * The haircut of a class, basis points.
 * @throws AtparError RESERVE_CLASS_NOT_ELIGIBLE.
 */
export function haircutOf(policy: Policy, assetClass: AssetClass): number {
  const haircut = new Map(policy.classes.map((rule) => [rule.class, rule.haircut])).get(assetClass);
  if (haircut !== undefined) return haircut;
  throw new AtparError("RESERVE_CLASS_NOT_ELIGIBLE", { policy: policy.name, class: assetClass });
}

/**
 * What an amount counts for after its haircut, rounded down. A negative amount counts in full.
 * @param amount - token units.
 * @param haircut - basis points.
 */
export function eligibleValue(amount: bigint, haircut: number): bigint {
  return amount <= 0n ? amount : (amount * (BASIS_POINTS - BigInt(haircut))) / BASIS_POINTS;
}
