import { findCurrency } from "../money/currencies.js";
import { isIsoDate, type IsoDate } from "../money/dates.js";
import type { CsvMapping } from "./csvMapping.js";
import type { CsvRow, CsvTable } from "./csvRows.js";
import { exactToMinor, readExact, signed, type ExactDecimal } from "./exactDecimal.js";
import type { HoldingsFindings } from "./holdingsFindings.js";

/** Reads values out of the cells of one row; what is missing or malformed becomes a finding with its line and column. */
export class CsvCells {
  readonly row: CsvRow;
  readonly #mapping: CsvMapping;
  readonly #table: CsvTable;
  readonly #findings: HoldingsFindings;

  constructor(row: CsvRow, mapping: CsvMapping, table: CsvTable, findings: HoldingsFindings) {
    this.row = row;
    this.#mapping = mapping;
    this.#table = table;
    this.#findings = findings;
  }

  /** The cells of `field` that are not empty. */
  all(field: string): readonly string[] {
    return (this.row.cells.get(field) ?? []).filter((cell) => cell !== "");
  }

  /** The cell of `field`, or the mapping's constant; undefined where there is neither, or the cell is empty. */
  text(field: string): string | undefined {
    const [cell] = this.row.cells.get(field) ?? [];
    if (cell !== undefined) return cell === "" ? undefined : cell;
    const constants: Readonly<Record<string, string | undefined>> = this.#mapping.constants;
    return constants[field];
  }

  /** As {@link text}, where an empty cell is a finding. */
  required(field: string): string | undefined {
    const text = this.text(field);
    if (text === undefined) this.#findings.add("CSV_VALUE_MISSING", this.row.line, { column: this.heading(field) });
    return text;
  }

  /** The date in the mapping's form. A constant has ISO form. */
  date(field: string): IsoDate | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const pattern = this.row.cells.has(field) ? this.#mapping.date : "yyyy-mm-dd";
    const at = (part: string): string => text.slice(pattern.indexOf(part), pattern.indexOf(part) + part.length);
    const between = pattern.replaceAll(/[ymd]/gu, "0");
    const date = `${at("yyyy")}-${at("mm")}-${at("dd")}`;
    if (text.replaceAll(/[0-9]/gu, "0") === between && isIsoDate(date)) return date;
    this.malformed(field, text, `a date written ${pattern}`);
    return undefined;
  }

  /** A number as the mapping writes it, with its sign. */
  number(field: string): ExactDecimal | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const number = readCsvNumber(text, this.#mapping);
    if (number !== undefined) return number;
    const { decimal, thousands, negative } = this.#mapping;
    const groups = thousands === "" ? "" : `, "${thousands}" between thousands`;
    this.malformed(field, text, `a number with "${decimal}" before its decimals${groups}, the sign ${negative}`);
    return undefined;
  }

  /** A currency: the cell's, or the constant's. */
  currency(field: string): string | undefined {
    const code = this.required(field);
    if (code === undefined || findCurrency(code) !== undefined) return code;
    const figures = { element: `column "${this.heading(field)}"`, currency: code };
    this.#findings.add("STATEMENT_CURRENCY_UNKNOWN", this.row.line, figures);
    return undefined;
  }

  /** `number` of the column `field` in minor units of `currency`. */
  minor(field: string, number: ExactDecimal, currency: string): bigint | undefined {
    const allowed = findCurrency(currency)?.exponent ?? 0;
    const minor = exactToMinor(number, allowed);
    if (minor !== undefined) return minor;
    const element = `column "${this.heading(field)}"`;
    const figures = { element, text: this.text(field) ?? "", decimals: number.scale, currency, allowed };
    this.#findings.add("STATEMENT_AMOUNT_DECIMALS", this.row.line, figures);
    return undefined;
  }

  malformed(field: string, text: string, format: string): void {
    this.#findings.add("CSV_VALUE_MALFORMED", this.row.line, { column: this.heading(field), text, format });
  }

  heading(field: string): string {
    return this.#table.headings.get(field) ?? field;
  }
}

/** Reads a number strictly in the form of `mapping`: groups, where there are any, are of three digits. */
export function readCsvNumber(
  text: string,
  { decimal, thousands, negative }: Pick<CsvMapping, "decimal" | "thousands" | "negative">,
): ExactDecimal | undefined {
  const forms = { before: /^([-+]?)([^-+]*)$/u, after: /^()([^-+]*)(-?)$/u, parentheses: /^(\(?)([^-+()]*)(\)?)$/u };
  const match = forms[negative].exec(text);
  if (match === null) return undefined;
  const [, opening = "", figures = "", closing = ""] = match;
  if (negative === "parentheses" && (opening === "(") !== (closing === ")")) return undefined;
  const point = figures.indexOf(decimal);
  const whole = point < 0 ? figures : figures.slice(0, point);
  const grouped = thousands !== "" && whole.includes(thousands);
  const groups = grouped ? whole.split(thousands) : [whole];
  if (grouped && !groups.every((group, index) => (index === 0 ? /^[0-9]{1,3}$/u : /^[0-9]{3}$/u).test(group))) {
    return undefined;
  }
  if (!/^[0-9]+$/u.test(groups.join("")) || point === figures.length - 1) return undefined;
  const number = readExact(groups.join("") + (point < 0 ? "" : figures.slice(point)), decimal);
  return number && signed(number, opening === "-" || opening === "(" || closing === "-");
}
