import { z } from "zod";

import type { EntryFields } from "./entryHash.js";
import type { SqlRow } from "./SqlDatabase.js";

/** An entry as it stands in the table. */
export interface StoredEntry extends EntryFields {
  readonly hash: string;
}

/** The select list that {@link storedEntry} reads; bigint as text, since drivers differ in what they make of it. */
export const STORED_COLUMNS = "seq::text as seq, at::text as at, kind, key, body, previous, hash";

const count = z.string().transform(Number).pipe(z.int());

const schema = z.object({
  seq: count,
  at: count,
  kind: z.string(),
  key: z.string(),
  body: z.string(),
  previous: z.string(),
  hash: z.string(),
});

/** Reads a row selected with {@link STORED_COLUMNS}. */
export function storedEntry(row: SqlRow): StoredEntry {
  return schema.parse(row);
}
