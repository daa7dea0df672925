import { checkCarry } from "./carryRules.js";
import { checkBalances, checkCurrencies, checkFooting } from "./statementRules.js";
import { checkIds, checkSequences } from "./fileRules.js";
import { addSums, totalsOf } from "./entryTally.js";
import { checkSummaries } from "./summaryRules.js";
import type { Findings } from "./findings.js";
import { joinPages, type PagedStatement } from "./pages.js";
import { formatPrinted } from "./printedAmount.js";
import type { StatementDraft } from "./statementDraft.js";
import { isDayEnd, type Statement } from "./statement.js";

/** The file that statements are read from. */
export type SourceFile = Pick<Statement, "file" | "sha256">;

/**
 * Joins the pages of each statement and applies the rules about whole statements, and those about the statements of one
 * file among each other. A statement that broke off is returned unchecked.
 */
export function settleStatements(
  drafts: readonly StatementDraft[],
  source: SourceFile,
  findings: Findings,
): Statement[] {
  for (const draft of drafts) closeDraft(draft);
  const paged = joinPages(drafts, findings);
  const whole = paged.filter(({ draft }) => draft.complete);
  for (const statement of whole) checkStatement(statement, findings);
  const settled = paged.map((statement) => toStatement(statement, source));
  const complete = settled.filter((statement) => statement.complete);
  checkIds(complete, findings);
  checkSequences(complete, findings);
  return settled;
}

function checkStatement(statement: PagedStatement, findings: Findings): void {
  const { draft, pages } = statement;
  checkCurrencies(statement, findings);
  checkBalances(draft, pages.length > 1, findings);
  checkFooting(statement, findings);
  checkCarry(pages, findings);
  checkSummaries(statement, findings);
  for (const entry of pages.flatMap(({ tally }) => tally.unbooked)) {
    const what = `entry of ${formatPrinted(entry.signed)} ${entry.currency}`;
    const reason = `its status is ${entry.status}; only booked entries (BOOK) count`;
    findings.ignore({ line: entry.line, statement: draft.id, what, reason });
  }
}

/**
 * Call when all of a statement was read. An account whose currency the bank does not name has that of its opening
 * balance, or of what else there is.
 */
export function closeDraft(draft: StatementDraft): void {
  adoptCurrency(draft);
  draft.tally.settleCurrency(draft.account.currency);
}

function adoptCurrency(draft: StatementDraft): void {
  if (draft.account.currency !== undefined) return;
  const { printedBalances, tally } = draft;
  const opening =
    printedBalances.find(({ type }) => type === "OPBD") ?? printedBalances.find(({ type }) => type === "PRCD");
  const sources = [
    [opening, "the opening balance"],
    [printedBalances[0], "the first balance"],
    [tally.first, "the first entry"],
  ] as const;
  // a day-end statement has an opening balance, or is refused for want of it
  for (const [figure, currencySource] of isDayEnd(draft.origin) ? sources.slice(0, 1) : sources) {
    if (figure === undefined || figure.currency === "") continue;
    draft.account = { ...draft.account, currency: figure.currency, currencySource };
    return;
  }
}

function toStatement({ draft, pages }: PagedStatement, { file, sha256 }: SourceFile): Statement {
  const { origin, id, complete, sequence, account, balances, entries } = draft;
  const { page, copyDuplicate, createdAt, from, to } = draft;
  const booked = addSums(...pages.map(({ tally }) => tally.booked));
  return {
    ...origin,
    file,
    sha256,
    id,
    complete,
    sequence,
    ...(page !== undefined && { page: { number: page.number, last: page.last } }),
    ...(copyDuplicate !== undefined && { copyDuplicate }),
    ...(createdAt !== undefined && { createdAt }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    account,
    balances,
    entries,
    booked: totalsOf(booked),
  };
}
