import { createHash } from "node:crypto";

import { canonicalJson } from "./canonicalJson.js";

/** The columns of an entry as they stand in the table, but for its hash. */
export interface EntryFields {
  /** From 1, without gaps. */
  readonly seq: number;
  /** Seconds since 1970, UTC. */
  readonly at: number;
  readonly kind: string;
  readonly key: string;
  /** Canonical JSON (RFC 8785), as text. */
  readonly body: string;
  /** Hash of the entry before, or {@link GENESIS_HASH}. */
  readonly previous: string;
}

/** What the first entry names as its predecessor. */
export const GENESIS_HASH = "0".repeat(64);

/** SHA-256, in lower-case hex, of the canonical JSON (RFC 8785) of the fields; `body` goes in as a string. */
export function entryHash({ seq, at, kind, key, body, previous }: EntryFields): string {
  return createHash("sha256").update(canonicalJson({ seq, at, kind, key, body, previous })).digest("hex");
}
