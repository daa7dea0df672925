import { z } from "zod";

import { amountText } from "../journal/amountText.js";
import { entryKind } from "../journal/EntryKind.js";

/** A bank credit that was imported for a mint; its key is the depositRef. */
export const depositImported = entryKind(
  "deposit.imported",
  z.strictObject({
    bic11: z.string(),
    account: z.string(),
    currency: z.string(),
    minorUnits: amountText,
    /** yyyymmdd */
    bookingDate: z.int(),
    reference: z.string(),
    ordinal: z.int(),
    statementId: z.string(),
    statementSha256: z.string(),
    file: z.string(),
    line: z.int(),
    debtorName: z.string().optional(),
    needsSecondApproval: z.boolean(),
  }),
);
