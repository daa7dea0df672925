import { z } from "zod";

import { AtparError } from "../errors/AtparError.js";
import { schemaProblem } from "./figureText.js";

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/u, "small letters, digits and hyphens");

/** Interest rates rise by as much for every tenor. */
const rateShock = z.strictObject({
  name,
  kind: z.literal("rate-shock"),
  /** Basis points. */
  points: z.int().min(1).max(10_000),
  /** Days that a fund's portfolio is taken to run on average: the document does not say what a fund holds. */
  fundDays: z.int().min(0).max(397),
});

/** Holders redeem the same share of the tokens outstanding at the snapshot on every business day. */
const run = z.strictObject({
  name,
  kind: z.literal("run"),
  /** Basis points of the tokens at the snapshot. */
  dailyPoints: z.int().min(1).max(10_000),
  /** Business days. */
  days: z.int().min(1).max(60),
  /** Business days from the first order to sell until the money of fund units and bills is there. */
  settlementDays: z.int().min(0).max(5),
  /** Basis points that fund units bring less than they count for. */
  fundHaircut: z.int().min(0).max(9_999),
  /** Basis points that bills sold before they mature bring less than they count for. */
  billHaircut: z.int().min(0).max(9_999),
});

/** All that a custodian holds is gone; what is owed to it is owed still. */
const custodianLost = z.strictObject({
  name,
  kind: z.literal("custodian-lost"),
  /** The one that holds most, or each of them in turn. */
  which: z.enum(["largest", "each"]),
});

/** Scenarios as data (rule B2). */
export const scenariosSchema = z.strictObject({
  schema: z.literal("atpar.stress-scenarios/1"),
  name: z.string().min(1).max(64),
  version: z.int().positive(),
  scenarios: z
    .array(z.discriminatedUnion("kind", [rateShock, run, custodianLost]))
    .min(1)
    .refine((all) => new Set(all.map((one) => one.name)).size === all.length, "a name occurs twice"),
});

export type StressScenarios = z.infer<typeof scenariosSchema>;
export type StressScenario = StressScenarios["scenarios"][number];
export type RateShock = z.infer<typeof rateShock>;
export type Run = z.infer<typeof run>;
export type CustodianLost = z.infer<typeof custodianLost>;

/** @throws AtparError RESERVE_SCENARIOS_MALFORMED. */
export function parseScenarios(text: string, file: string): StressScenarios {
  try {
    return scenariosSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new AtparError("RESERVE_SCENARIOS_MALFORMED", { file, problem: schemaProblem(error) }, { cause: error });
  }
}
