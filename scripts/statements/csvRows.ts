import { CsvError, parse } from "csv-parse/sync";
import type { CsvMapping } from "./csvMapping.js";
import type { HoldingsFindings } from "./holdingsFindings.js";
import type { ReadLimits } from "./readResult.js";

/** One row below the headings. */
export interface CsvRow {
  /** The line it starts in. */
  readonly line: number;
  /** Cells by field of the mapping, trimmed; several columns of remittance are several values. */
  readonly cells: ReadonlyMap<string, readonly string[]>;
}

export interface CsvTable {
  readonly rows: readonly CsvRow[];
  /** Heading of each mapped field, for messages. */
  readonly headings: ReadonlyMap<string, string>;
  /** Headings of columns that the mapping ignores. */
  readonly ignored: readonly string[];
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads the rows of a CSV text under its headings.
 * @returns undefined, with findings, where it is no such table or its columns are not those of the mapping.
 */
export function readCsvRows(
  text: string,
  mapping: CsvMapping,
  limits: ReadLimits,
  findings: HoldingsFindings,
): CsvTable | undefined {
  // the headings alone first: rows are as wide as they are
  const [head] = parseText(text, mapping, 1, limits, findings) ?? [];
  if (head === undefined) return undefined;
  const names = head.record.map((name) => name.trim());
  if (!checkHeadings(names, Object.keys(mapping.columns), head.info.lines, findings)) return undefined;
  const body = parseText(text, mapping, limits.items + 2, limits, findings)?.slice(1);
  if (body === undefined) return undefined;
  if (body.length === 0) findings.add("CSV_ROWS_MISSING", head.info.lines, {});
  if (body.length > limits.items) {
    findings.add("STATEMENT_XML_TOO_MANY", undefined, { what: "rows", limit: limits.items });
    return undefined;
  }
  const columns = new Map(Object.entries(mapping.columns));
  const fields = names.map((name) => columns.get(name) ?? "ignored");
  const rows = body.map(({ record, info }) => {
    const cells = new Map<string, string[]>();
    for (const [index, field] of fields.entries()) {
      if (field === "ignored") continue;
      const cell = (record[index] ?? "").trim();
      const earlier = cells.get(field);
      if (earlier === undefined) cells.set(field, [cell]);
      else earlier.push(cell);
    }
    // the parser counts to the last line of a row; a cell may hold line breaks
    const breaks = record.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/gu)?.length ?? 0), 0);
    return { line: info.lines - breaks, cells };
  });
  const headings = new Map(names.map((name, index) => [fields[index] ?? "", name]));
  return { rows, headings, ignored: names.filter((_, index) => fields[index] === "ignored") };
}

/** @param records - how many are read at most, the headings counted. */
function parseText(
  text: string,
  { delimiter, quote }: CsvMapping,
  records: number,
  limits: ReadLimits,
  findings: HoldingsFindings,
): Parsed[] | undefined {
  try {
    const max_record_size = limits.textCharacters;
    const options = {
      delimiter,
      quote,
      escape: quote,
      info: true,
      skip_empty_lines: true,
      max_record_size,
      to: records,
    } as const;
    return parse(text, options) as unknown as Parsed[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const lines: unknown = error["lines"];
    findings.add("CSV_MALFORMED", typeof lines === "number" ? lines : undefined, { problem: error.message });
    return undefined;
  }
}

/** The file has the columns of the mapping, each once, and no other. */
function checkHeadings(
  names: readonly string[],
  mapped: readonly string[],
  line: number,
  findings: HoldingsFindings,
): boolean {
  const unknown = [...new Set(names.filter((name) => !mapped.includes(name)))];
  const missing = mapped.filter((name) => !names.includes(name));
  const repeated = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  for (const column of unknown) findings.add("CSV_COLUMN_UNKNOWN", line, { column });
  for (const column of missing) findings.add("CSV_COLUMN_MISSING", line, { column });
  for (const column of repeated) findings.add("CSV_COLUMN_REPEATED", line, { column });
  return unknown.length + missing.length + repeated.length === 0;
}
