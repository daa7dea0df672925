import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { AtparError } from "../errors/AtparError.js";
import { readCamt } from "./camt.js";
import { Findings } from "./findings.js";
import { readMt } from "./mt.js";
import { defaultLimits, type ReadLimits, type ReadResult } from "./readResult.js";
import { settleStatements } from "./settleStatements.js";
import type { SourceFile, StatementDraft } from "./statementDraft.js";

/**
 * Reads a statement file of any format that has a reader; its content decides which. Whatever is wrong with the content
 * is gathered, not thrown; ask {@link requireSound} before using it.
 * @param bytes - the file as delivered.
 * @param file - its name, for messages.
 */
export function readStatement(bytes: Uint8Array, file: string, limits: ReadLimits = defaultLimits): ReadResult {
  const findings = new Findings(file, limits.violations);
  const source = { file, sha256: createHash("sha256").update(bytes).digest("hex") };
  const drafts = readDrafts(bytes, source, limits, findings);
  const statements = settleStatements(drafts, findings);
  const { violations, ignored } = findings;
  return { ...source, bytes: bytes.length, statements, violations, ignored };
}

/**
 * As {@link readStatement}, from a path; a file over the limit is not loaded.
 * @throws AtparError STATEMENT_FILE_UNREADABLE.
 */
export function readStatementFile(path: string, limits: ReadLimits = defaultLimits): ReadResult {
  const file = basename(path);
  const size = attempt(path, () => {
    const status = statSync(path);
    if (!status.isFile()) throw new Error("it is not a file");
    return status.size;
  });
  if (size > limits.bytes) {
    const findings = new Findings(file, limits.violations);
    findings.add("STATEMENT_TOO_LARGE", undefined, { bytes: size, limit: limits.bytes });
    return { file, sha256: "", bytes: size, statements: [], violations: findings.violations, ignored: [] };
  }
  return readStatement(
    attempt(path, () => readFileSync(path)),
    file,
    limits,
  );
}

function readDrafts(bytes: Uint8Array, source: SourceFile, limits: ReadLimits, findings: Findings): StatementDraft[] {
  if (bytes.length > limits.bytes) {
    findings.add("STATEMENT_TOO_LARGE", undefined, { bytes: bytes.length, limit: limits.bytes });
    return [];
  }
  if (bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d))) {
    findings.add("STATEMENT_EMPTY", undefined, {});
    return [];
  }
  const start = new TextDecoder().decode(bytes.subarray(0, 1024));
  if (startsLikeMt(start)) return readMt(bytes, source, limits, findings);
  if (!startsLikeXml(start)) {
    findings.add("STATEMENT_MESSAGE_UNKNOWN", undefined, { found: "a text that is neither XML nor a SWIFT message" });
    return [];
  }
  return readCamt(bytes, source, limits, findings);
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

function attempt<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new AtparError("STATEMENT_FILE_UNREADABLE", { file: path, problem }, { cause: error });
  }
}
