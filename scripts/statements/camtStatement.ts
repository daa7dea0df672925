import { isBic } from "./bic.js";
import type { CamtMessage } from "./camtMessages.js";
import type { ElementReader } from "./elementReader.js";
import type { Findings } from "./findings.js";
import { readMoney } from "./printedMoney.js";
import { readPrinted } from "./printedAmount.js";
import type { StatementDraft, StatedTotal } from "./statementDraft.js";
import type { Direction, Statement } from "./statement.js";

/** Children of Stmt, Rpt and Ntfctn that are read; but for Bal and Ntry each may occur once. */
const statementElements: ReadonlySet<string> = new Set(
  "Id ElctrncSeqNb LglSeqNb CreDtTm FrToDt CpyDplctInd Acct Bal TxsSummry Ntry".split(" "),
);

/** True if the child `name` of a statement of `message` is read. */
export function isStatementElement(name: string, message: CamtMessage): boolean {
  return statementElements.has(name) || name === message.pagination;
}

/**
 * Reads Stmt, Rpt or Ntfctn itself, of which `stmt` holds every child but the Bal and Ntry elements; Acct was read when
 * it came. In a statement that broke off (`draft.complete` is false) nothing is called missing.
 */
export function readHeader(stmt: ElementReader, message: CamtMessage, draft: StatementDraft, findings: Findings): void {
  draft.id = stmt.textAt("Id") ?? "";
  if (draft.id === "" && draft.complete) stmt.missing("Id");
  const electronic = readSequence(stmt, "ElctrncSeqNb");
  const legal = readSequence(stmt, "LglSeqNb");
  draft.sequence = { ...(electronic !== undefined && { electronic }), ...(legal !== undefined && { legal }) };
  const page = readPage(stmt, message.pagination);
  if (page !== undefined) draft.page = page;
  const copy = stmt.textAt("CpyDplctInd");
  if (copy !== undefined) draft.copyDuplicate = copy;
  const createdAt = stmt.dateTime("CreDtTm");
  if (createdAt !== undefined) draft.createdAt = createdAt;
  const period = stmt.at("FrToDt");
  const from = period?.dateTime("FrDtTm");
  if (from !== undefined) draft.from = from;
  const to = period?.dateTime("ToDtTm");
  if (to !== undefined) draft.to = to;
  const account = stmt.at("Acct");
  if (account === undefined && draft.complete) stmt.missing("Acct");
  const summary = stmt.at("TxsSummry");
  if (summary !== undefined) draft.totals.push(...readTotals(summary, findings));
}

/** PgNb and LastPgInd at `path`. */
export function readPage(parent: ElementReader, path: string): StatementDraft["page"] {
  const pagination = parent.at(path);
  if (pagination === undefined) return undefined;
  for (const name of ["PgNb", "LastPgInd"]) if (pagination.at(name) === undefined) pagination.missing(name);
  const number = pagination.count("PgNb");
  const last = pagination.indicator("LastPgInd");
  return number === undefined || last === undefined ? undefined : { number, last, line: pagination.line };
}

function readSequence(stmt: ElementReader, name: string): string | undefined {
  return stmt.count(name) === undefined ? undefined : stmt.textAt(name);
}

/** Reads Acct. */
export function readAccount(acct: ElementReader, findings: Findings): Statement["account"] {
  const found = acct.account();
  if (found === undefined) acct.missing("Id");
  const currency = acct.textAt("Ccy");
  const owner = acct.proseAt("Ownr/Nm", "Ownr/Pty/Nm", "Nm");
  const servicer = acct.at("Svcr/FinInstnId");
  // BIC until version 02, BICFI after it
  const bic = servicer?.at("BICFI") ?? servicer?.at("BIC");
  if (bic !== undefined && !isBic(bic.text)) findings.add("STATEMENT_BIC_MALFORMED", bic.line, { bic: bic.text });
  return {
    line: acct.line,
    kind: found?.kind ?? "other",
    id: found?.id ?? "",
    ...(currency !== undefined && { currency, currencySource: "Acct/Ccy" as const }),
    ...(owner !== undefined && { owner }),
    ...(bic !== undefined && { servicerBic: bic.text }),
  };
}

/** Reads one Bal into `draft`. */
export function readBalance(bal: ElementReader, draft: StatementDraft, findings: Findings): void {
  const type = bal.textAt("Tp/CdOrPrtry/Cd", "Tp/CdOrPrtry/Prtry");
  if (type === undefined) bal.missing("Tp");
  const amt = bal.at("Amt");
  if (amt === undefined) bal.missing("Amt");
  const money = amt && readMoney(amt, "Bal", findings);
  const direction = bal.direction();
  const date = bal.date("Dt");
  const subtype = bal.textAt("Tp/SubTp/Cd", "Tp/SubTp/Prtry");
  const creditLineIncluded = bal.all("CdtLine").some((line) => line.indicator("Incl") === true);
  if (type === undefined || money === undefined || direction === undefined) {
    draft.balanceUnread = true;
    return;
  }
  const sign = direction === "credit" ? 1n : -1n;
  const kept = {
    line: bal.line,
    type,
    ...(subtype !== undefined && { subtype }),
    currency: money.currency,
    ...(date !== undefined && { date }),
    creditLineIncluded,
  };
  draft.printedBalances.push({ ...kept, direction, signed: sign * money.scaled });
  if (money.minor !== undefined) draft.balances.push({ ...kept, amountMinor: sign * money.minor });
}

function readTotals(summary: ElementReader, findings: Findings): StatedTotal[] {
  const kinds: readonly (readonly [string, Direction | undefined])[] = [
    ["TtlNtries", undefined],
    ["TtlCdtNtries", "credit"],
    ["TtlDbtNtries", "debit"],
  ];
  return kinds.flatMap(([element, direction]) => {
    const total = summary.at(element);
    if (total === undefined) return [];
    const count = total.count("NbOfNtries");
    const sum = readTotal(total, "Sum", findings);
    const net = readNet(total, findings);
    return {
      line: total.line,
      element,
      ...(direction !== undefined && { direction }),
      ...(count !== undefined && { count }),
      ...(sum !== undefined && { sum }),
      ...(net !== undefined && { net }),
    };
  });
}

/** The net amount is TtlNetNtryAmt with CdtDbtInd beside it in version 02, and both in TtlNetNtry later. */
function readNet(total: ElementReader, findings: Findings): bigint | undefined {
  const later = total.at("TtlNetNtry");
  const amount = later === undefined ? readTotal(total, "TtlNetNtryAmt", findings) : readTotal(later, "Amt", findings);
  if (amount === undefined) return undefined;
  const direction = (later ?? total).direction();
  if (direction === undefined) return undefined;
  return direction === "credit" ? amount : -amount;
}

function readTotal(parent: ElementReader, path: string, findings: Findings): bigint | undefined {
  const found = parent.at(path);
  if (found === undefined) return undefined;
  const printed = readPrinted(found.text);
  const figures = { element: `${parent.name}/${path}`, text: found.text };
  if (printed === undefined) findings.add("STATEMENT_AMOUNT_MALFORMED", found.line, figures);
  return printed?.scaled;
}
