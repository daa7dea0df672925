import { createHash } from "node:crypto";
import { basename } from "node:path";
import { bytesInMemory, isBlank, withFile, type ByteSource } from "./byteSource.js";
import { readCamt } from "./camt.js";
import { EntrySink, type EntryVisitor } from "./entrySink.js";
import { Findings } from "./findings.js";
import { readMt } from "./mt.js";
import { defaultLimits, streamLimits, type ReadLimits, type ReadResult, type StreamResult } from "./readResult.js";
import { settleStatements } from "./settleStatements.js";
import type { StatementDraft } from "./statementDraft.js";

/**
 * Reads a statement file of any format that has a reader; its content decides which. Whatever is wrong with the content
 * is gathered, not thrown; ask {@link requireSound} before using it.
 * @param bytes - the file as delivered.
 * @param file - its name, for messages.
 */
export function readStatement(bytes: Uint8Array, file: string, limits: ReadLimits = defaultLimits): ReadResult {
  return readSource(bytesInMemory(bytes), file, limits);
}

/**
 * As {@link readStatement}, from a path; a file over the limit is not read.
 * @throws AtparError STATEMENT_FILE_UNREADABLE.
 */
export function readStatementFile(path: string, limits: ReadLimits = defaultLimits): ReadResult {
  return withFile(path, (source) => readSource(source, basename(path), limits));
}

export interface StreamOptions {
  readonly limits?: ReadLimits;
  /** Told of the bytes read so far and of all there are. */
  readonly onProgress?: (read: number, of: number) => void;
}

/**
 * As {@link readStatementFile}, but that each entry goes to `visitor` and is not kept: memory does not grow with the file
 * but for 16 to 40 bytes an entry, by which repeated ones are found. What was visited counts only if the result is sound.
 * @throws AtparError STATEMENT_FILE_UNREADABLE, and whatever `visitor` throws.
 */
export function streamStatementFile(
  path: string,
  visitor: EntryVisitor,
  { limits = streamLimits, onProgress }: StreamOptions = {},
): StreamResult {
  return withFile(path, (source) => readSource(source, basename(path), limits, visitor, onProgress));
}

function readSource(
  source: ByteSource,
  file: string,
  limits: ReadLimits,
  visitor?: EntryVisitor,
  onProgress?: StreamOptions["onProgress"],
): ReadResult {
  const findings = new Findings(file, limits.violations);
  const bytes = source.size;
  if (bytes > limits.bytes) {
    findings.add("STATEMENT_TOO_LARGE", undefined, { bytes, limit: limits.bytes });
    const { violations, warnings, ignored } = findings;
    return { file, sha256: "", bytes, statements: [], violations, warnings, ignored };
  }
  const pieces = new HashedPieces(source, onProgress);
  const drafts = readDrafts(source, pieces, limits, new EntrySink(limits, findings, visitor), findings);
  const statements = settleStatements(drafts, { file, sha256: pieces.digest() }, findings);
  const { violations, warnings, ignored } = findings;
  return { file, sha256: pieces.digest(), bytes, statements, violations, warnings, ignored };
}

function readDrafts(
  source: ByteSource,
  pieces: Iterable<Uint8Array>,
  limits: ReadLimits,
  sink: EntrySink,
  findings: Findings,
): StatementDraft[] {
  if (isBlank(source)) {
    findings.add("STATEMENT_EMPTY", undefined, {});
    return [];
  }
  const start = startOf(source);
  if (startsLikeMt(start)) return readMt(pieces, limits, sink, findings);
  if (!startsLikeXml(start)) {
    findings.add("STATEMENT_MESSAGE_UNKNOWN", undefined, { found: "a text that is neither XML nor a SWIFT message" });
    return [];
  }
  return readCamt(pieces, limits, sink, findings);
}

/** The bytes of a source, which are hashed as they are read; what the reader leaves is hashed at the end. */
class HashedPieces implements Iterable<Uint8Array> {
  readonly #hash = createHash("sha256");
  readonly #pieces: Iterator<Uint8Array>;
  #digest: string | undefined;

  constructor(source: ByteSource, onProgress: StreamOptions["onProgress"]) {
    this.#pieces = this.#read(source, onProgress);
  }

  [Symbol.iterator](): Iterator<Uint8Array> {
    // without a return(), so that a reader which stops early does not end it
    return { next: () => this.#pieces.next() };
  }

  /** SHA-256 of all bytes, lower-case hex. */
  digest(): string {
    if (this.#digest !== undefined) return this.#digest;
    while (this.#pieces.next().done !== true);
    return (this.#digest = this.#hash.digest("hex"));
  }

  *#read(source: ByteSource, onProgress: StreamOptions["onProgress"]): Generator<Uint8Array> {
    let read = 0;
    for (const piece of source.pieces()) {
      this.#hash.update(piece);
      yield piece;
      read += piece.length;
      onProgress?.(read, source.size);
    }
  }
}

/** The first characters. */
function startOf(source: ByteSource): string {
  for (const piece of source.pieces()) return new TextDecoder().decode(piece.subarray(0, 1024));
  return "";
}

/** A block, or a field, before which some banks put receiver, type and sender. */
function startsLikeMt(start: string): boolean {
  // eslint-disable-next-line no-control-regex
  return /^[\s\x01$]*(?:\{[1-5]:|(?:[A-Z0-9]{3,12}\s+){0,3}:[0-9]{2}[A-Z]?:)/u.test(start);
}

/** False where the first characters are ASCII text; what is no text at all is found later. */
function startsLikeXml(start: string): boolean {
  return !/^\s*[!-;=-~]/u.test(start);
}
