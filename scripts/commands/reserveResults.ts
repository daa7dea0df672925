import { z } from "zod";

import { tableDataSchema } from "../reports/tables/tableData.js";

const currency = z.string().regex(/^[A-Z]{3}$/u);
/** Token units as decimal text. */
const amount = z.string().regex(/^-?(0|[1-9][0-9]*)$/u);

const stressPosition = z.strictObject({
  gross: amount,
  payables: amount,
  transit: amount,
  outstanding: amount,
  required: amount,
  /** Negative is what is missing. */
  excess: amount,
  /** Gross less payables over tokens, basis points; null where there are no tokens. */
  coverage: amount.nullable(),
});

/** What the commands that look at a document print with `--json`. */
export const reserveResults = {
  "atpar.reserves-tables/1": z.strictObject({
    schema: z.literal("atpar.reserves-tables/1"),
    ok: z.literal(true),
    currency,
    /** The file that was written; null where it went to stdout. */
    out: z.string().nullable(),
    tables: z.array(tableDataSchema),
  }),
  "atpar.reserves-stress/1": z.strictObject({
    schema: z.literal("atpar.reserves-stress/1"),
    ok: z.literal(true),
    currency,
    /** Unix seconds, UTC. */
    asOf: z.int().nonnegative(),
    scenarios: z.strictObject({ name: z.string(), version: z.int() }),
    outcomes: z.array(
      z.strictObject({
        scenario: z.string(),
        kind: z.enum(["rate-shock", "run", "custodian-lost"]),
        /** The custodian that is lost. */
        subject: z.string().nullable(),
        before: stressPosition,
        after: stressPosition,
        run: z
          .strictObject({
            /** The first day on which not all could be paid; null where the money lasts. */
            runsOut: z.string().nullable(),
            days: z.array(
              z.strictObject({
                day: z.string(),
                due: amount,
                cash: amount,
                repo: amount,
                maturities: amount,
                funds: amount,
                sales: amount,
                unpaid: amount,
              }),
            ),
          })
          .nullable(),
      }),
    ),
  }),
  "atpar.reserves-excess/1": z.strictObject({
    schema: z.literal("atpar.reserves-excess/1"),
    ok: z.literal(true),
    currency,
    policy: z.string(),
    reserves: amount,
    required: amount,
    transit: amount,
    /** Negative is what is missing. */
    excess: amount,
    classes: z.array(
      z.strictObject({
        class: z.string(),
        /** At market value. */
        free: amount,
        /** At market value, if nothing of another class leaves. */
        mayLeave: amount,
        /** After haircuts. */
        countsFor: amount,
      }),
    ),
  }),
  "atpar.reserves-breaches/1": z.strictObject({
    schema: z.literal("atpar.reserves-breaches/1"),
    ok: z.literal(true),
    currency,
    /** The day that decided what is overdue. */
    on: z.string(),
    breaches: z.array(
      z.strictObject({
        rule: z.string(),
        subject: z.string(),
        found: z.string(),
        wanted: z.string(),
        remedy: z.string(),
        /** Times of the first and the last snapshot that found it: unix seconds, UTC. */
        opened: z.int().nonnegative(),
        lastSeen: z.int().nonnegative(),
        /** The last day to cure it. */
        due: z.string(),
        overdue: z.boolean(),
      }),
    ),
  }),
} as const;
