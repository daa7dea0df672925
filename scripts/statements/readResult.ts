import { AtparError, type Violation } from "../errors/AtparError.js";
import type { Statement, StatementHead } from "./statement.js";

/** Something in a sound file that was left out of account, and why. */
export interface Ignored {
  readonly line: number;
  /** {@link Statement.id} */
  readonly statement: string;
  readonly what: string;
  readonly reason: string;
}

/** What a reader made of one file. Where `violations` is not empty the file is refused, and the rest is for looking. */
export interface ReadResult {
  readonly file: string;
  /** SHA-256 of the bytes, lower-case hex without 0x; empty where the file is over the limit and was not read. */
  readonly sha256: string;
  readonly bytes: number;
  readonly statements: readonly Statement[];
  readonly violations: readonly Violation[];
  /** What the rules do not forbid: entries that look like one another. */
  readonly warnings: readonly Violation[];
  readonly ignored: readonly Ignored[];
}

/** A {@link ReadResult} without the entries, which were visited. */
export type StreamResult = Omit<ReadResult, "statements"> & { readonly statements: readonly StatementHead[] };

/** Bounds on what a file may cost to read. Each is far above any bank's file. */
export interface ReadLimits {
  readonly bytes: number;
  /** Nesting of elements. */
  readonly depth: number;
  /** Characters of one piece of text, comment or tag; and of all texts of one entry. */
  readonly textCharacters: number;
  /** Elements of one entry (its transaction details count singly), balance or account. */
  readonly elements: number;
  /** What is in memory at once of entries, transaction details, balances and statements, together. */
  readonly items: number;
  /** Entries of a file, whether they are kept or not. */
  readonly entries: number;
  readonly violations: number;
}

export const defaultLimits: ReadLimits = {
  bytes: 256 * 1024 * 1024,
  depth: 64,
  textCharacters: 1024 * 1024,
  elements: 10_000,
  items: 500_000,
  entries: 5_000_000,
  violations: 10_000,
};

/** For files whose entries are not kept: they may be larger. */
export const streamLimits: ReadLimits = { ...defaultLimits, bytes: 8 * 1024 ** 3 };

/**
 * Returns `result` if the file may be used.
 * @throws AtparError STATEMENT_REFUSED with every violation: a file is used whole or not at all.
 */
export function requireSound<Result extends Pick<ReadResult, "file" | "violations">>(result: Result): Result {
  const [first] = result.violations;
  if (first === undefined) return result;
  throw new AtparError(
    "STATEMENT_REFUSED",
    { file: result.file, count: result.violations.length, first: first.message },
    { violations: result.violations },
  );
}
