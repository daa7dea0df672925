import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { basename } from "node:path";
import { AtparError } from "../errors/AtparError.js";
import { readCsvCash } from "./csvCash.js";
import { readCsvHoldings } from "./csvHoldings.js";
import { parseMapping, type CashMapping, type CsvMapping } from "./csvMapping.js";
import { HoldingsFindings } from "./holdingsFindings.js";
import { defaultHoldingsOptions, type HoldingsOptions, type HoldingsResult } from "./holdingsResult.js";
import { readMt535 } from "./mt535.js";
import { defaultLimits, type ReadLimits, type ReadResult } from "./readResult.js";
import { readSemt002 } from "./semt002.js";

/** How much of a file is looked at to tell its format. */
const START = 65_536;

/**
 * True if the file at `path` looks like a statement of holdings (semt.*, MT535), not like one of an account.
 * @throws AtparError STATEMENT_FILE_UNREADABLE.
 */
export function isHoldingsFile(path: string): boolean {
  // a pipe would be read empty by a look at its start
  sizeOf(path);
  const start = attempt(path, () => {
    const descriptor = openSync(path, "r");
    try {
      const bytes = new Uint8Array(START);
      return bytes.subarray(0, readSync(descriptor, bytes, 0, START, 0));
    } finally {
      closeSync(descriptor);
    }
  });
  const text = new TextDecoder().decode(start);
  // only what stands first decides: the texts of payments are written by others
  if (/^[\s\ufeff]*</u.test(text)) return /[":]semt\./u.test(firstDocument(text));
  const inBlocks = text.replaceAll("\u0001", "").trimStart().startsWith("{");
  const block = inBlocks ? /\{2:[IO]([0-9]{3})/u.exec(text)?.[1] : undefined;
  const [, tag, value] = /^:([0-9]{2}[A-Z]?):(.*?)\s*$/mu.exec(text) ?? [];
  return block === undefined ? tag === "16R" && value === "GENL" : block === "535";
}

/** The start tag of the first Document element, empty where there is none. */
function firstDocument(text: string): string {
  return /<(?:[\w.-]+:)?Document\b[^>]*>/u.exec(text)?.[0] ?? "";
}

/**
 * Reads the mapping of a CSV source.
 * @throws AtparError STATEMENT_FILE_UNREADABLE, CSV_MAPPING_INVALID.
 */
export function readMappingFile(path: string): CsvMapping {
  return parseMapping(
    attempt(path, () => readFileSync(path, "utf8")),
    basename(path),
  );
}

/**
 * Reads a file of holdings of any format that has a reader; its content decides which, and for CSV the mapping.
 * @throws AtparError STATEMENT_FILE_UNREADABLE.
 */
export function readHoldingsFile(
  path: string,
  options: HoldingsOptions = defaultHoldingsOptions,
  mapping?: CsvMapping & { readonly kind: "holdings" },
): HoldingsResult {
  const file = basename(path);
  const { limits } = options;
  const bytes = load(path, limits);
  if (bytes.length === 0 && sizeOf(path) > 0) {
    const findings = new HoldingsFindings(file, limits.violations, options.anonymisedSample);
    findings.add("STATEMENT_TOO_LARGE", undefined, { bytes: sizeOf(path), limit: limits.bytes });
    const { violations } = findings;
    return { file, sha256: "", bytes: sizeOf(path), statements: [], violations, warnings: [], ignored: [] };
  }
  return readHoldings(bytes, file, options, mapping);
}

/** As {@link readHoldingsFile}, from the bytes. @param file - the file's name, for messages. */
export function readHoldings(
  bytes: Uint8Array,
  file: string,
  options: HoldingsOptions = defaultHoldingsOptions,
  mapping?: CsvMapping & { readonly kind: "holdings" },
): HoldingsResult {
  if (mapping !== undefined) return readCsvHoldings(bytes, file, mapping, options);
  const start = new TextDecoder().decode(bytes.subarray(0, 1024));
  return /^\s*</u.test(start.replace(/^\ufeff/u, ""))
    ? readSemt002(bytes, file, options)
    : readMt535(bytes, file, options);
}

/**
 * Reads a CSV file of account entries.
 * @throws AtparError STATEMENT_FILE_UNREADABLE.
 */
export function readCsvCashFile(path: string, mapping: CashMapping, limits: ReadLimits = defaultLimits): ReadResult {
  const result = readCsvCash(load(path, limits), basename(path), mapping, limits);
  if (result.bytes > 0 || sizeOf(path) === 0) return result;
  const findings = new HoldingsFindings(result.file, limits.violations, false);
  findings.add("STATEMENT_TOO_LARGE", undefined, { bytes: sizeOf(path), limit: limits.bytes });
  return { ...result, bytes: sizeOf(path), sha256: "", statements: [], violations: findings.violations };
}

/** The bytes of a file; none, where it is over the limit. */
function load(path: string, limits: ReadLimits): Uint8Array {
  return sizeOf(path) > limits.bytes ? new Uint8Array() : attempt(path, () => readFileSync(path));
}

function sizeOf(path: string): number {
  return attempt(path, () => {
    const status = statSync(path);
    if (!status.isFile()) throw new Error("it is not a file");
    return status.size;
  });
}

function attempt<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new AtparError("STATEMENT_FILE_UNREADABLE", { file: path, problem }, { cause: error });
  }
}
