import { netOf } from "./entryTally.js";
import type { Findings } from "./findings.js";
import { formatPrinted } from "./printedAmount.js";
import type { PrintedBalance, StatementDraft } from "./statementDraft.js";

/** The balance a page closes with, be it that of the statement or one carried over. */
export function closingOf({ printedBalances }: StatementDraft): PrintedBalance | undefined {
  return printedBalances.find(({ type }) => type === "CLBD");
}

/** Pages of MT940 and MT950 each foot, and each opens with the balance that the one before it carries over. */
export function checkCarry(pages: readonly StatementDraft[], findings: Findings): void {
  if (pages.length < 2) return;
  for (const [index, draft] of pages.entries()) {
    if (draft.origin.kind !== "MT940" && draft.origin.kind !== "MT950") return;
    if (draft.balanceUnread) continue;
    const { id: statement, origin } = draft;
    const opening = draft.printedBalances.find(({ type }) => type === "OPBD");
    const closing = closingOf(draft);
    if (opening === undefined) findings.add("STATEMENT_ELEMENT_MISSING", origin.line, { element: ":60M:" });
    if (closing === undefined) findings.add("STATEMENT_ELEMENT_MISSING", origin.line, { element: ":62M:" });
    checkPageFooting(draft, opening, closing, findings);
    const before = pages[index - 1];
    const carried = before && closingOf(before);
    if (opening === undefined || carried === undefined || opening.signed === carried.signed) continue;
    // a page that is missing is named as missing
    if (draft.page?.number !== (before?.page?.number ?? 0) + 1) continue;
    findings.add("STATEMENT_CARRY_CONTRADICTS", opening.line, {
      statement,
      page: draft.page.number,
      opening: formatPrinted(opening.signed),
      closing: formatPrinted(carried.signed),
    });
  }
}

function checkPageFooting(
  draft: StatementDraft,
  opening: PrintedBalance | undefined,
  closing: PrintedBalance | undefined,
  findings: Findings,
): void {
  if (opening === undefined || closing === undefined || draft.entryUnread) return;
  const entries = netOf(draft.tally.booked);
  const expected = opening.signed + entries;
  if (expected === closing.signed) return;
  findings.add("STATEMENT_NOT_FOOTING", closing.line, {
    statement: `${draft.id}, page ${draft.page?.number ?? 1},`,
    opening: formatPrinted(opening.signed),
    entries: formatPrinted(entries),
    expected: formatPrinted(expected),
    closing: formatPrinted(closing.signed),
    difference: formatPrinted(closing.signed - expected),
  });
}
