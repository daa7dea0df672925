import type { Findings } from "./findings.js";
import { formatPrinted } from "./printedAmount.js";
import type { PrintedEntry, StatedTotal, StatementDraft } from "./statementDraft.js";

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
export function checkSummaries(statement: StatementDraft, pages: readonly StatementDraft[], findings: Findings): void {
  if (statement.entryUnread) return;
  for (const page of pages) {
    const readings = [statement.printedEntries, page.printedEntries].flatMap((entries) => [
      entries,
      entries.filter(({ status }) => status === "BOOK"),
    ]);
    const contradictions = readings.map((entries) => compare(page.totals, entries));
    if (contradictions.some((list) => list.length === 0)) continue;
    for (const { line, ...figures } of contradictions[0] ?? []) {
      findings.add("STATEMENT_SUMMARY_CONTRADICTS", line, { statement: statement.id, ...figures });
    }
  }
}

function compare(totals: readonly StatedTotal[], entries: readonly PrintedEntry[]): Contradiction[] {
  return totals.flatMap(({ line, element, direction, count, sum, net }) => {
    const counted = entries.filter((entry) => direction === undefined || entry.direction === direction);
    const signed = counted.reduce((total, entry) => total + entry.signed, 0n);
    const absolute = counted.reduce((total, entry) => total + (entry.signed < 0n ? -entry.signed : entry.signed), 0n);
    const found: Contradiction[] = [];
    if (count !== undefined && count !== counted.length) {
      const figures = { stated: count.toString(), counted: counted.length.toString() };
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
