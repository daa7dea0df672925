import type { Findings } from "./findings.js";
import type { StatementDraft } from "./statementDraft.js";

/** A statement with the pages it was delivered in, one at least. */
export interface PagedStatement {
  /** All pages together. */
  readonly draft: StatementDraft;
  readonly pages: readonly StatementDraft[];
}

/**
 * Brings together the pages of each statement (same Id, same account, StmtPgntn) that stand in the file, in the order
 * of their numbers. Pages that are not there, or twice, are findings.
 */
export function joinPages(drafts: readonly StatementDraft[], findings: Findings): PagedStatement[] {
  const groups = new Map<string, StatementDraft[]>();
  for (const [index, draft] of drafts.entries()) {
    // without pagination each statement stands for itself
    const whole = draft.page === undefined || draft.id === "" || !draft.complete;
    const key = whole ? index.toString() : JSON.stringify([draft.id, draft.account.id]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [draft]);
    else group.push(draft);
  }
  return [...groups.values()].flatMap((group) => joinGroup(group, findings));
}

function joinGroup(group: readonly StatementDraft[], findings: Findings): PagedStatement[] {
  const [first] = group;
  if (first?.page === undefined || !first.complete) return group.map((draft) => ({ draft, pages: [draft] }));
  const byNumber = new Map<number, StatementDraft>();
  const repeated: StatementDraft[] = [];
  for (const page of group) {
    const number = page.page?.number ?? 0;
    if (byNumber.has(number)) repeated.push(page);
    else byNumber.set(number, page);
  }
  const pages = [...byNumber.entries()].sort(([a], [b]) => a - b).map(([, page]) => page);
  checkComplete(pages, findings);
  // a page that is there twice stays a statement of its own, and its Id is found repeated
  return [{ draft: join(pages), pages }, ...repeated.map((draft) => ({ draft, pages: [draft] }))];
}

function checkComplete(pages: readonly StatementDraft[], findings: Findings): void {
  const numbers = pages.map(({ page }) => page?.number ?? 0);
  const here = numbers.length === 1 ? `page ${String(numbers[0])} is here` : `pages ${numbers.join(", ")} are here`;
  const add = (draft: StatementDraft, problem: string) => {
    const figures = { what: "statement", id: draft.id, problem: `${here}, ${problem}` };
    findings.add("STATEMENT_PAGE_MISSING", draft.page?.line ?? draft.origin.line, figures);
  };
  for (const [index, draft] of pages.entries()) {
    const previous = numbers[index - 1] ?? 0;
    const number = numbers[index] ?? 0;
    if (number === previous + 2) add(draft, `page ${previous + 1} is missing`);
    else if (number > previous + 2) add(draft, `pages ${previous + 1} to ${number - 1} are missing`);
    else if (number === 0) add(draft, "and pages count from 1");
    const isLast = index === pages.length - 1;
    if (draft.page?.last === true && !isLast) add(draft, `yet page ${number} says that it is the last`);
    if (draft.page?.last === false && isLast) add(draft, `and page ${number} says that more follow`);
  }
}

function join(pages: readonly StatementDraft[]): StatementDraft {
  const [first, ...rest] = pages;
  if (first === undefined) throw new RangeError("a statement has a page");
  const last = rest.at(-1);
  if (last === undefined) return first;
  return {
    ...first,
    ...(last.page !== undefined && { page: last.page }),
    balances: pages.flatMap((page) => page.balances),
    entries: pages.flatMap((page) => page.entries),
    printedBalances: pages.flatMap((page) => page.printedBalances),
    totals: pages.flatMap((page) => page.totals),
    entryUnread: pages.some((page) => page.entryUnread),
    balanceUnread: pages.some((page) => page.balanceUnread),
  };
}
