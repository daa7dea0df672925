import type { IsoDate } from "../money/dates.js";
import type { EntrySink } from "./entrySink.js";
import type { Findings } from "./findings.js";
import { malformed, readMtDate, readMtEntryDate, readMtMoney } from "./mtFields.js";
import type { SwiftField } from "./swiftMessage.js";
import { NO_REFERENCE } from "./noReference.js";
import { formatPrinted } from "./printedAmount.js";
import type { StatementDraft } from "./statementDraft.js";
import type { Direction, TransactionDetail } from "./statement.js";

/** Value date, entry date (may be blank), mark, funds code, amount, transaction type, references. */
const ENTRY = /^([0-9]{6})([0-9]{4}| {4})?(R?[CD]|E[CD])([A-Z])?([0-9]+,[0-9]*)([NFS][A-Z0-9]{3})(.*)$/u;

/** RC takes a credit back, so it is a debit; RD the reverse. EC and ED (MT942) are only expected. */
const MARKS: Readonly<Record<string, { direction: Direction; reversal: boolean; status: string }>> = {
  C: { direction: "credit", reversal: false, status: "BOOK" },
  D: { direction: "debit", reversal: false, status: "BOOK" },
  RC: { direction: "debit", reversal: true, status: "BOOK" },
  RD: { direction: "credit", reversal: true, status: "BOOK" },
  EC: { direction: "credit", reversal: false, status: "PDNG" },
  ED: { direction: "debit", reversal: false, status: "PDNG" },
};

/**
 * Reads one `:61:` of `draft` and hands it to `sink`. Its amount has no currency of its own: it is that of the statement.
 * @param information - the `:86:` fields that follow it.
 */
export function readMtEntry(
  field: SwiftField,
  information: readonly SwiftField[],
  currency: string,
  ordinalInFile: number,
  draft: StatementDraft,
  sink: EntrySink,
  findings: Findings,
): void {
  const [text = "", ...supplement] = field.lines.map((line) => line.trimEnd());
  const match = ENTRY.exec(text);
  const [, valueDay = "", entryDay = "", markText = "", funds, amount = "", , references = ""] = match ?? [];
  const mark = MARKS[markText];
  if (match === null || mark === undefined) {
    draft.entryUnread = true;
    const format = "value date (yymmdd), entry date (mmdd), C, D, RC or RD, an amount with a decimal comma, a type";
    malformed(field, text, format, findings);
    return;
  }
  const money = readMtMoney(field, amount, currency, findings);
  const { valueDate, bookingDate } = readDates(field, valueDay, entryDay.trim(), findings);
  if (money === undefined || currency === "") {
    draft.entryUnread = true;
    return;
  }
  const { line } = field;
  const signed = mark.direction === "credit" ? money.scaled : -money.scaled;
  if (funds !== undefined && funds !== currency[2]) {
    const figures = {
      element: `an entry of funds code ${funds}`,
      amount: formatPrinted(signed),
      currency: `??${funds}`,
    };
    const [accountCurrency, source] = [currency, "the opening balance"];
    findings.add("STATEMENT_CURRENCY_MISMATCH", line, { ...figures, accountCurrency, source });
  }
  const printed = { line, signed, direction: mark.direction, currency, status: mark.status };
  if (money.minor === undefined) {
    sink.take(draft, printed, undefined);
    return;
  }
  const [customer = "", ...bank] = references.split("//");
  const accountServicerRef = bank.join("//").trim();
  sink.take(draft, printed, {
    line,
    ordinalInFile,
    ...(accountServicerRef !== "" && { accountServicerRef }),
    amountMinor: money.minor,
    currency,
    ...mark,
    ...(bookingDate !== undefined && { bookingDate }),
    ...(valueDate !== undefined && { valueDate }),
    details: readDetails(line, customer.trim(), supplement, information),
  });
}

/** A blank entry date means that the entry was booked on its value date. */
function readDates(
  field: SwiftField,
  valueDay: string,
  entryDay: string,
  findings: Findings,
): { valueDate?: IsoDate; bookingDate?: IsoDate } {
  const valueDate = readMtDate(field, valueDay, findings);
  if (valueDate === undefined) return {};
  const bookingDate = entryDay === "" ? valueDate : readMtEntryDate(field, entryDay, valueDate, findings);
  return { valueDate, ...(bookingDate !== undefined && { bookingDate }) };
}

/** What the message says of the payment behind an entry: it is one at most. */
function readDetails(
  line: number,
  customer: string,
  supplement: readonly string[],
  information: readonly SwiftField[],
): TransactionDetail[] {
  const prose = (lines: readonly string[]) => lines.join(" ").replaceAll(/\s+/gu, " ").trim();
  const remittance = [prose(supplement), ...information.map(({ lines }) => prose(lines))].filter((text) => text !== "");
  const own = customer === "" || customer === NO_REFERENCE ? undefined : customer;
  const endToEndId = information.map(({ lines }) => findEndToEndId(lines.join(""))).find(Boolean) ?? own;
  if (endToEndId === undefined && remittance.length === 0) return [];
  return [{ line, ...(endToEndId !== undefined && { endToEndId }), remittance }];
}

/** The code word EREF of a structured `:86:`, up to the next code word. */
function findEndToEndId(text: string): string | undefined {
  const after = text.split(/(?:^|\/)EREF\//u)[1];
  return after?.split(/\/(?:[A-Z]{2,4}\/|$)/u)[0]?.replaceAll(/\s/gu, "");
}
