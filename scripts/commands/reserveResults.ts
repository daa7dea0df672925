import { z } from "zod";

import { tableDataSchema } from "../reports/tables/tableData.js";

const currency = z.string().regex(/^[A-Z]{3}$/u);

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
} as const;
