import { closingOf } from "./carryRules.js";
import type { MtPage } from "./mtStatement.js";

/**
 * Tells which messages are pages of one statement and names the statements. Messages between which a balance is carried
 * over (`:60M:`, `:62M:`) and that have account and statement number in common are pages; of MT942, which has no
 * balances, those that print a page.
 */
export function nameStatements(messages: readonly MtPage[]): void {
  const groups = new Map<string, MtPage[]>();
  const open = new Map<string, string>();
  for (const [index, message] of messages.entries()) {
    const key = groupOf(message, index, open);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [message]);
    else group.push(message);
  }
  for (const group of groups.values()) nameGroup(group);
}

function groupOf(message: MtPage, index: number, open: Map<string, string>): string {
  const { draft, number, first, last, page } = message;
  const single = draft.origin.kind === "MT942" ? page === undefined : first && last;
  if (single || !draft.complete) return index.toString();
  const account = JSON.stringify([draft.origin.kind, draft.account.id]);
  if (number !== undefined) return JSON.stringify([account, BigInt(number).toString(), dateOf(message).slice(0, 4)]);
  // without numbers, pages are those that follow each other
  const key = (first ? undefined : open.get(account)) ?? index.toString();
  if (last) open.delete(account);
  else open.set(account, key);
  return key;
}

function nameGroup(group: readonly MtPage[]): void {
  const pages = group.map((message, index) => ({ message, number: pageNumber(message, index) }));
  const ordered = pages.toSorted((one, other) => one.number - other.number);
  const [first, last] = [ordered[0], ordered.at(-1)];
  if (first === undefined || last === undefined) return;
  const { reference, number } = first.message;
  const id = reference === "" ? "" : [reference, number, dateOf(last.message)].filter(Boolean).join("/");
  for (const { message, number: page } of pages) {
    const { draft, pageLine } = message;
    draft.id = id;
    const isLast = draft.origin.kind === "MT942" ? page === last.number : message.last;
    if (message.page === undefined && message.first && isLast) continue;
    draft.page = { number: page, last: isLast, line: pageLine };
  }
}

/** A page that carries no number and opens with a carried-over balance is at least the second. */
function pageNumber({ page, first }: MtPage, index: number): number {
  return page ?? (first ? 1 : Math.max(index + 1, 2));
}

function dateOf({ draft }: MtPage): string {
  return closingOf(draft)?.date ?? draft.createdAt ?? "";
}
