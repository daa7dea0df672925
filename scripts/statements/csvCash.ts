import { createHash } from "node:crypto";
import { clip } from "../money/clip.js";
import { CsvCells } from "./csvCells.js";
import type { CashMapping } from "./csvMapping.js";
import { readCsvRows, type CsvTable } from "./csvRows.js";
import { EntrySink } from "./entrySink.js";
import { addExact, equalExact, formatExact, signed, type ExactDecimal } from "./exactDecimal.js";
import { fileText } from "./fileText.js";
import { HoldingsFindings } from "./holdingsFindings.js";
import { isIban } from "./iban.js";
import { PRINTED_SCALE } from "./printedAmount.js";
import { defaultLimits, type ReadLimits, type ReadResult } from "./readResult.js";
import { settleStatements } from "./settleStatements.js";
import type { Direction } from "./statement.js";
import { startDraft, type StatementDraft } from "./statementDraft.js";

/** Text like an IBAN, whose check digits must then hold. */
const LIKE_IBAN = /^[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30}$/u;

/** A row with its signed amount, where that could be read. */
interface CashRow {
  readonly cells: CsvCells;
  readonly amount?: ExactDecimal;
  /** The column the amount stands in. */
  readonly field: string;
}

/**
 * Reads a CSV file of account entries by the mapping of its source: the rows of one account are one statement, which
 * must foot like any other. Whatever is wrong with the content is gathered, not thrown.
 * @param bytes - the file as delivered.
 * @param file - its name, for messages.
 */
export function readCsvCash(
  bytes: Uint8Array,
  file: string,
  mapping: CashMapping,
  limits: ReadLimits = defaultLimits,
): ReadResult {
  const findings = new HoldingsFindings(file, limits.violations, false);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const text = fileText(bytes, limits, findings);
  const table = text === undefined ? undefined : readCsvRows(text, mapping, limits, findings);
  const drafts = table === undefined ? [] : readAccounts(table, mapping, new EntrySink(limits, findings), findings);
  const statements = settleStatements(drafts, { file, sha256 }, findings);
  for (const column of table?.ignored ?? []) {
    findings.ignore({ line: 1, statement: "", what: `column "${clip(column)}"`, reason: "the mapping says so" });
  }
  const { violations, warnings, ignored } = findings;
  return { file, sha256, bytes: bytes.length, statements, violations, warnings, ignored };
}

function readAccounts(
  table: CsvTable,
  mapping: CashMapping,
  sink: EntrySink,
  findings: HoldingsFindings,
): StatementDraft[] {
  const cells = table.rows.map((row) => new CsvCells(row, mapping, table, findings));
  const ordinals = new Map(cells.map((row, index) => [row, index + 1]));
  const groups = Map.groupBy(cells, (row) => row.required("account")?.replaceAll(/\s/gu, "") ?? "");
  return [...groups].map(([account, all]) => {
    const rows = mapping.order === "newest first" ? all.toReversed() : all;
    const line = all[0]?.row.line ?? 1;
    const draft = startDraft({ kind: "CSV", messageVersion: "CSV", line });
    draft.complete = true;
    draft.account = { line, kind: isIban(account) ? "IBAN" : "other", id: account };
    if (draft.account.kind === "other" && LIKE_IBAN.test(account)) {
      const element = `column "${all[0]?.heading("account") ?? ""}"`;
      findings.add("STATEMENT_IBAN_INVALID", line, { element, iban: account });
    }
    readAccount(draft, rows, ordinals, mapping, sink, findings);
    return draft;
  });
}

function readAccount(
  draft: StatementDraft,
  rows: readonly CsvCells[],
  ordinals: ReadonlyMap<CsvCells, number>,
  mapping: CashMapping,
  sink: EntrySink,
  findings: HoldingsFindings,
): void {
  const currency = rows[0]?.currency("currency");
  const { bic } = mapping.constants;
  draft.account = {
    ...draft.account,
    ...(currency !== undefined && { currency, currencySource: "Acct/Ccy" as const }),
    ...(bic !== undefined && { servicerBic: bic }),
  };
  const [first, last] = [rows[0], rows.at(-1)];
  const [from, to] = [first?.date("bookingDate"), last?.date("bookingDate")];
  draft.id = first?.text("statementId") ?? [draft.account.id, from ?? "", to ?? ""].join(" ");
  if (from !== undefined) draft.from = from;
  if (to !== undefined) draft.to = to;
  const amounts = rows.map((cells): CashRow => ({ cells, ...readAmount(cells, mapping) }));
  for (const row of amounts) readEntry(draft, row, ordinals.get(row.cells) ?? 0, sink);
  if (first?.row.cells.has("balance") === true) readRunning(draft, amounts, findings);
  // stated beside a running balance they must agree with it
  readStated(draft, "OPBD", "opening", rows, findings);
  readStated(draft, "CLBD", "closing", rows, findings);
}

/** The signed amount of a row: one signed column, one with a direction, or two columns of which one is filled. */
function readAmount(cells: CsvCells, { directions }: CashMapping): Omit<CashRow, "cells"> {
  if (cells.row.cells.has("amount")) {
    const field = "amount";
    const number = cells.required(field) === undefined ? undefined : cells.number(field);
    if (directions === undefined) return { field, ...(number !== undefined && { amount: number }) };
    const word = cells.required("direction") ?? "";
    const credit = directions.credit.includes(word);
    if (!credit && !directions.debit.includes(word)) {
      if (word !== "") cells.malformed("direction", word, "one of the mapping's directions");
      return { field };
    }
    if (number !== undefined && number.value < 0n) {
      cells.malformed(field, cells.text(field) ?? "", "without a sign, which the direction gives");
      return { field };
    }
    return { field, ...(number !== undefined && { amount: signed(number, !credit) }) };
  }
  const [credit, debit] = [cells.number("credit"), cells.number("debit")];
  const filled = [cells.text("credit"), cells.text("debit")].filter((text) => text !== undefined);
  const zero = (number: ExactDecimal | undefined): boolean => number === undefined || number.value === 0n;
  if (filled.length === 0) cells.required("credit");
  else if (!zero(credit) && !zero(debit)) cells.malformed("debit", filled[1] ?? "", "empty, as the credit is filled");
  else if (!zero(debit) && debit !== undefined) return { field: "debit", amount: signed(debit, true) };
  else if (credit !== undefined) return { field: "credit", amount: credit };
  else if (debit !== undefined) return { field: "debit", amount: debit };
  return { field: "credit" };
}

function readEntry(
  draft: StatementDraft,
  { cells, amount, field }: CashRow,
  ordinalInFile: number,
  sink: EntrySink,
): void {
  const { line } = cells.row;
  const currency = cells.currency("currency");
  const bookingDate = cells.required("bookingDate") === undefined ? undefined : cells.date("bookingDate");
  const valueDate = cells.date("valueDate");
  if (amount === undefined || currency === undefined) {
    draft.entryUnread = true;
    return;
  }
  const direction: Direction = amount.value < 0n ? "debit" : "credit";
  const printed = { line, signed: scaled(amount), direction, currency, status: "BOOK" };
  const minor = cells.minor(field, amount, currency);
  if (minor === undefined) {
    sink.take(draft, printed, undefined);
    return;
  }
  const text = (name: string): string | undefined => cells.text(name);
  const [entryRef, bankRef, endToEndId] = [text("entryRef"), text("bankRef"), text("endToEndId")];
  const [debtorName, debtorAccount] = [text("debtorName"), text("debtorAccount")?.replaceAll(/\s/gu, "")];
  sink.take(draft, printed, {
    line,
    ordinalInFile,
    ...(entryRef !== undefined && { ntryRef: entryRef }),
    ...(bankRef !== undefined && { accountServicerRef: bankRef }),
    amountMinor: minor < 0n ? -minor : minor,
    currency,
    direction,
    reversal: false,
    status: "BOOK",
    ...(bookingDate !== undefined && { bookingDate }),
    ...(valueDate !== undefined && { valueDate }),
    details: [
      {
        line,
        ...(endToEndId !== undefined && { endToEndId }),
        ...(debtorName !== undefined && { debtorName }),
        ...(debtorAccount !== undefined && { debtorAccount }),
        remittance: cells.all("remittance"),
      },
    ],
  });
}

/** A balance that stands in every row, or in some of them, always the same. */
function readStated(
  draft: StatementDraft,
  type: string,
  field: string,
  rows: readonly CsvCells[],
  findings: HoldingsFindings,
): void {
  let kept: { cells: CsvCells; number: ExactDecimal } | undefined;
  for (const cells of rows) {
    const number = cells.number(field);
    if (number === undefined) {
      if (cells.text(field) !== undefined) draft.balanceUnread = true;
    } else if (kept === undefined) kept = { cells, number };
    else if (!equalExact(kept.number, number)) {
      findings.add("CSV_VALUE_CONTRADICTS", cells.row.line, {
        column: cells.heading(field),
        second: formatExact(number),
        first: formatExact(kept.number),
        line: kept.cells.row.line,
      });
    }
  }
  if (kept !== undefined) addBalance(draft, type, field, kept.cells, kept.number);
}

/** A balance after each row: it starts from the first less its amount, and each follows from the one before. */
function readRunning(draft: StatementDraft, rows: readonly CashRow[], findings: HoldingsFindings): void {
  let before: ExactDecimal | undefined;
  for (const [index, { cells, amount }] of rows.entries()) {
    const printed = cells.required("balance") === undefined ? undefined : cells.number("balance");
    if (printed === undefined || amount === undefined) {
      draft.balanceUnread = true;
      before = undefined;
      continue;
    }
    if (index === 0) addBalance(draft, "OPBD", "balance", cells, addExact(printed, signed(amount, true)));
    const expected = before && addExact(before, amount);
    if (before !== undefined && expected !== undefined && !equalExact(expected, printed)) {
      findings.add("CSV_BALANCE_CONTRADICTS", cells.row.line, {
        printed: formatExact(printed),
        before: formatExact(before),
        amount: formatExact(amount),
        expected: formatExact(expected),
      });
    }
    if (index === rows.length - 1) addBalance(draft, "CLBD", "balance", cells, printed);
    before = printed;
  }
}

function addBalance(draft: StatementDraft, type: string, field: string, cells: CsvCells, number: ExactDecimal): void {
  const currency = draft.account.currency ?? "";
  const { line } = cells.row;
  const date = type === "OPBD" ? draft.from : draft.to;
  const direction: Direction = number.value < 0n ? "debit" : "credit";
  const kept = { line, type, currency, creditLineIncluded: false };
  draft.printedBalances.push({ ...kept, direction, signed: scaled(number), ...(date !== undefined && { date }) });
  const minor = currency === "" ? undefined : cells.minor(field, number, currency);
  const day = cells.date("bookingDate");
  if (minor !== undefined)
    draft.balances.push({ ...kept, amountMinor: minor, ...(day !== undefined && { date: day }) });
}

function scaled({ value, scale }: ExactDecimal): bigint {
  return scale > PRINTED_SCALE
    ? value / 10n ** BigInt(scale - PRINTED_SCALE)
    : value * 10n ** BigInt(PRINTED_SCALE - scale);
}
