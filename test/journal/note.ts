import { z } from "zod";

import { amountText } from "../../scripts/journal/amountText.js";
import { entryKind } from "../../scripts/journal/EntryKind.js";

/** The kind of entry that the journal's tests write. */
export const note = entryKind("test.note", z.strictObject({ text: z.string(), amount: amountText }));
