import { isIsoDate, type IsoDate } from "../money/dates.js";
import type { Findings } from "./findings.js";
import type { SwiftField } from "./swiftMessage.js";
import { readPrintedMoney, type PrintedMoney } from "./printedMoney.js";
import type { Direction } from "./statement.js";

/** A balance of `:60F:`, `:62M:`, `:64:` and their like. */
export interface MtBalance {
  readonly direction: Direction;
  readonly date?: IsoDate;
  readonly money: PrintedMoney;
}

/** The text of a field that has one line; more that is not blank is a finding. */
export function singleLine({ tag, lines, line }: SwiftField, findings: Findings): string {
  const [first = "", ...more] = lines;
  const index = more.findIndex((text) => text.trim() !== "");
  if (index >= 0) {
    const figures = { tag, text: more[index] ?? "", format: "part of a field that has one line" };
    findings.add("STATEMENT_FIELD_MALFORMED", line + index + 1, figures);
  }
  return first.trimEnd();
}

/** C or D, yymmdd, currency, amount with a decimal comma. @returns undefined, with a finding, where it is none. */
export function readMtBalance(field: SwiftField, findings: Findings): MtBalance | undefined {
  const text = singleLine(field, findings);
  const match = /^([CD])([0-9]{6})([A-Z]{3})([0-9]+,[0-9]*)$/u.exec(text);
  if (match === null) {
    malformed(field, text, "C or D, a date (yymmdd), a currency and an amount with a decimal comma", findings);
    return undefined;
  }
  const [, mark = "", day = "", currency = "", amount = ""] = match;
  const money = readMtMoney(field, amount, currency, findings);
  const date = readMtDate(field, day, findings);
  if (money === undefined) return undefined;
  return { direction: mark === "C" ? "credit" : "debit", ...(date !== undefined && { date }), money };
}

/** An amount with a decimal comma, which must be there. */
export function readMtMoney(
  { tag, line }: Pick<SwiftField, "tag" | "line">,
  amount: string,
  currency: string,
  findings: Findings,
): PrintedMoney | undefined {
  // shown as printed where it is wrong: the comma is all that differs from ISO 20022
  return readPrintedMoney({ line, element: `:${tag}:`, text: amount, currency }, findings, amount.replace(",", "."));
}

/** yymmdd; from 80 on years are of the last century, as SWIFT has it. */
export function readMtDate(field: SwiftField, text: string, findings: Findings): IsoDate | undefined {
  const [year, month, day] = [text.slice(0, 2), text.slice(2, 4), text.slice(4)];
  const date = `${year >= "80" ? "19" : "20"}${year}-${month}-${day}`;
  if (isIsoDate(date)) return date;
  findings.add("STATEMENT_DATE_MALFORMED", field.line, { element: `:${field.tag}:`, text });
  return undefined;
}

/** mmdd, which has no year: that which makes it nearest to `near`, over New Year too. */
export function readMtEntryDate(
  field: SwiftField,
  text: string,
  near: IsoDate,
  findings: Findings,
): IsoDate | undefined {
  const year = Number(near.slice(0, 4));
  const dates = [year, year - 1, year + 1]
    .map((candidate) => `${candidate}-${text.slice(0, 2)}-${text.slice(2)}`)
    .filter((date) => isIsoDate(date));
  const distance = (date: IsoDate) => Math.abs(Date.parse(date) - Date.parse(near));
  const [nearest] = dates.sort((one, other) => distance(one) - distance(other));
  if (nearest === undefined) {
    findings.add("STATEMENT_DATE_MALFORMED", field.line, { element: `:${field.tag}: entry date`, text });
  }
  return nearest;
}

export function malformed({ tag, line }: SwiftField, text: string, format: string, findings: Findings): void {
  findings.add("STATEMENT_FIELD_MALFORMED", line, { tag, text, format });
}
