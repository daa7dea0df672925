import { checkBalances, checkCurrencies, checkDetails, checkFooting } from "./statementRules.js";
import { checkIds, checkSequences } from "./fileRules.js";
import { checkSummaries } from "./summaryRules.js";
import type { Findings } from "./findings.js";
import { joinPages, type PagedStatement } from "./pages.js";
import { formatPrinted } from "./printedAmount.js";
import type { StatementDraft } from "./statementDraft.js";
import type { Statement } from "./statement.js";

/**
 * Joins the pages of each statement and applies the rules about whole statements, and those about the statements of one
 * file among each other. A statement that broke off is returned unchecked.
 */
export function settleStatements(drafts: readonly StatementDraft[], findings: Findings): Statement[] {
  for (const draft of drafts) adoptCurrency(draft);
  const paged = joinPages(drafts, findings);
  const whole = paged.filter(({ draft }) => draft.complete);
  for (const statement of whole) checkStatement(statement, findings);
  const settled = paged.map(({ draft }) => toStatement(draft));
  const complete = settled.filter((statement) => statement.complete);
  checkIds(complete, findings);
  checkSequences(complete, findings);
  return settled;
}

function checkStatement(statement: PagedStatement, findings: Findings): void {
  const { draft, pages } = statement;
  checkCurrencies(draft, findings);
  checkBalances(draft, pages.length > 1, findings);
  checkFooting(draft, findings);
  checkSummaries(draft, pages, findings);
  checkDetails(draft, findings);
  for (const entry of draft.printedEntries) {
    if (entry.status === "BOOK") continue;
    const what = `entry of ${formatPrinted(entry.signed)} ${entry.currency}`;
    const reason = `its status is ${entry.status}; only booked entries (BOOK) count`;
    findings.ignore({ line: entry.line, statement: draft.id, what, reason });
  }
}

/** An account whose currency the bank does not name has that of its opening balance. */
function adoptCurrency(draft: StatementDraft): void {
  if (draft.account.currency !== undefined) return;
  const { printedBalances } = draft;
  const opening =
    printedBalances.find(({ type }) => type === "OPBD") ?? printedBalances.find(({ type }) => type === "PRCD");
  if (opening === undefined || opening.currency === "") return;
  draft.account = { ...draft.account, currency: opening.currency, currencySource: "the opening balance" };
}

function toStatement(draft: StatementDraft): Statement {
  const { origin, id, complete, sequence, account, balances, entries } = draft;
  const { page, copyDuplicate, createdAt, from, to } = draft;
  return {
    ...origin,
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
  };
}
