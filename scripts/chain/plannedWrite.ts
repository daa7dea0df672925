/** One figure that a write changes, as text for people. */
export interface PlannedChange {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/** A write to the chain before it is sent: what it is, in words and bytes, and what it changes. */
export interface PlannedWrite {
  /** Names the intent in the outbox: the same id is never sent twice. */
  readonly intentId: string;
  /** True for what may be done again later (pausing, say): the id then names a series, each sent once. */
  readonly repeatable: boolean;
  /** One line, imperative. */
  readonly title: string;
  /** Null for a contract creation. */
  readonly to: string | null;
  readonly data: string;
  readonly changes: readonly PlannedChange[];
}
