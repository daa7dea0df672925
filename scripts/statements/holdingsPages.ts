import type { HoldingsDraft } from "./holdingsDraft.js";
import type { HoldingsFindings } from "./holdingsFindings.js";

/** A statement with the pages it was delivered in, one at least. */
export interface PagedHoldings {
  readonly draft: HoldingsDraft;
  readonly pages: readonly HoldingsDraft[];
}

/**
 * Brings together the pages of each statement that stand in the file, in the order of their numbers. Pages of one
 * statement share account, moment, number and basis, and in semt.002 their StmtId; in MT535 each page has a reference of
 * its own. Pages that are not there, or twice, are findings.
 */
export function joinHoldingsPages(drafts: readonly HoldingsDraft[], findings: HoldingsFindings): PagedHoldings[] {
  const groups = new Map<string, HoldingsDraft[]>();
  for (const [index, draft] of drafts.entries()) {
    const whole = draft.page === undefined || !draft.complete;
    const key = whole ? index.toString() : pageKey(draft);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [draft]);
    else group.push(draft);
  }
  return [...groups.values()].flatMap((group) => joinGroup(group, findings));
}

function pageKey({ origin, id, account, at, date, number, basis, updateType }: HoldingsDraft): string {
  const own = origin.kind === "MT535" ? "" : id;
  return JSON.stringify([origin.kind, own, account.id, at ?? date, number, basis, updateType]);
}

function joinGroup(group: readonly HoldingsDraft[], findings: HoldingsFindings): PagedHoldings[] {
  const [first] = group;
  if (first?.page === undefined || !first.complete) return group.map((draft) => ({ draft, pages: [draft] }));
  const byNumber = new Map<number, HoldingsDraft>();
  for (const page of group) {
    const number = page.page?.number ?? 0;
    const earlier = byNumber.get(number);
    if (earlier === undefined) byNumber.set(number, page);
    else {
      const problem = `page ${number} stands in line ${earlier.page?.line ?? earlier.origin.line} already`;
      addPage(page, problem, findings);
    }
  }
  const pages = [...byNumber.entries()].sort(([a], [b]) => a - b).map(([, page]) => page);
  checkComplete(pages, findings);
  const last = pages.at(-1) ?? first;
  const joined: HoldingsDraft = {
    ...(pages[0] ?? first),
    ...(last.page !== undefined && { page: last.page }),
    positions: pages.flatMap(({ positions }) => positions),
    totals: pages.flatMap(({ totals }) => totals),
  };
  return [{ draft: joined, pages }];
}

function checkComplete(pages: readonly HoldingsDraft[], findings: HoldingsFindings): void {
  let previous = 0;
  for (const [index, draft] of pages.entries()) {
    const number = draft.page?.number ?? 0;
    if (number === 0) addPage(draft, "page 0 is here, and pages count from 1", findings);
    else if (number === previous + 2)
      addPage(draft, `page ${number} is here, page ${previous + 1} is missing`, findings);
    else if (number > previous + 2) {
      addPage(draft, `page ${number} is here, pages ${previous + 1} to ${number - 1} are missing`, findings);
    }
    const isLast = index === pages.length - 1;
    if (draft.page?.last === true && !isLast) {
      addPage(draft, `page ${number} says that it is the last, and later ones are here`, findings);
    }
    if (draft.page?.last === false && isLast) {
      addPage(draft, `page ${number} says that more follow, and none is here`, findings);
    }
    previous = number;
  }
}

function addPage(draft: HoldingsDraft, problem: string, findings: HoldingsFindings): void {
  const line = draft.page?.line ?? draft.origin.line;
  findings.add("STATEMENT_PAGE_MISSING", line, { what: "statement", id: draft.id, problem });
}
