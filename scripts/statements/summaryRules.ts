import { addSums, type EntrySum, type EntrySums } from "./entryTally.js";
import type { Findings } from "./findings.js";
import type { PagedStatement } from "./pages.js";
import { formatPrinted } from "./printedAmount.js";
import type { StatedTotal } from "./statementDraft.js";

const NONE: EntrySum = { count: 0, scaled: 0n, minor: 0n };

interface Contradiction {
  readonly line: number;
  readonly element: string;
  readonly stated: string;
  readonly counted: string;
}

/**
 * TxsSummry agrees with the entries. The standard does not say whether it counts entries that are not booked, nor
 * whether it speaks of the page or of the statement, so each reading that agrees in full is accepted.
 */
export function checkSummaries({ draft, pages }: PagedStatement, findings: Findings): void {
  if (draft.entryUnread) return;
  const tallies = pages.map(({ tally }) => tally);
  const [all, booked] = [
    addSums(...tallies.map((tally) => tally.all)),
    addSums(...tallies.map((tally) => tally.booked)),
  ];
  for (const { totals, tally } of pages) {
    const contradictions = [all, booked, tally.all, tally.booked].map((sums) => compare(totals, sums));
    if (contradictions.some((list) => list.length === 0)) continue;
    for (const { line, ...figures } of contradictions[0] ?? []) {
      findings.add("STATEMENT_SUMMARY_CONTRADICTS", line, { statement: draft.id, ...figures });
    }
  }
}

function compare(totals: readonly StatedTotal[], { credit, debit }: EntrySums): Contradiction[] {
  return totals.flatMap(({ line, element, direction, count, sum, net }) => {
    const [credits, debits] = [direction === "debit" ? NONE : credit, direction === "credit" ? NONE : debit];
    const entries = credits.count + debits.count;
    const absolute = credits.scaled + debits.scaled;
    const signed = credits.scaled - debits.scaled;
    const found: Contradiction[] = [];
    if (count !== undefined && count !== entries) {
      const figures = { stated: count.toString(), counted: entries.toString() };
      found.push({ line, element: `${element}/NbOfNtries`, ...figures });
    }
    if (sum !== undefined && sum !== absolute) {
      found.push({ line, element: `${element}/Sum`, stated: formatPrinted(sum), counted: formatPrinted(absolute) });
    }
    if (net !== undefined && net !== signed) {
      found.push({ line, element: `${element} net`, stated: formatPrinted(net), counted: formatPrinted(signed) });
    }
    return found;
  });
}
