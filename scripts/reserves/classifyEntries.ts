import { minorToUnits } from "../money/tokenUnits.js";
import type { Break } from "./break.js";
import { breakOf } from "./break.js";
import type { Books, ReconciledEntry } from "./books.js";
import { directionOf, entryKey, explanationKey, type ExplainedEntry, type Explanation } from "./explanation.js";
import { entryFigures, type SeenEntry } from "./seenEntries.js";
import { transferLegs } from "./transferLegs.js";

/** Entries with their explanations, and those that have none or a wrong one. */
export interface Classified {
  readonly explained: readonly ExplainedEntry[];
  /** What is to be remembered of them. */
  readonly fresh: readonly ReconciledEntry[];
  readonly breaks: readonly Break[];
}

/**
 * Gives each entry its one explanation: what an earlier snapshot took it for, else what the operator said, else the burn
 * that it pays, the transfer that it is a leg of, the customer's deposit that a mint may cite.
 * @param paid - keys of the payments that settle burns.
 */
export function classifyEntries(seen: readonly SeenEntry[], books: Books, paid: ReadonlySet<string>): Classified {
  const entries = seen.filter((entry) => entry.counted || isSpokenOf(entry, seen, books));
  const legs = transferLegs(
    entries.filter((entry) => !isSpokenOf(entry, seen, books) && !isRedemption(entry, paid) && entry.counted),
  );
  const explained: ExplainedEntry[] = [];
  const fresh: ReconciledEntry[] = [];
  const breaks: Break[] = [];
  for (const entry of entries) {
    const known = books.reconciled.get(entryKey(entry));
    const said = explanationOf(entry, seen, books);
    const leg = legs.get(entry);
    const found = known?.explained ?? (said === undefined ? explain(entry, leg, paid) : asSaid(entry, said));
    if (known === undefined && said !== undefined) {
      const problem = misfit(entry, said, books, paid);
      if (problem !== undefined) {
        const figures = { ...entryFigures(entry), kind: said.kind, problem };
        breaks.push(breakOf("RESERVE_EXPLANATION_DIFFERS", figures, placed(entry)));
        continue;
      }
    }
    if (found === undefined) {
      const figures = { ...entryFigures(entry), problem: whyNot(entry) };
      breaks.push(breakOf("RESERVE_ENTRY_UNEXPLAINED", figures, placed(entry)));
      continue;
    }
    explained.push(found);
    if (known === undefined && !["deposit", "redemption", "zero"].includes(found.kind)) {
      fresh.push({ currency: entry.source.currency, date: entry.date, explained: found });
    }
  }
  return { explained, fresh, breaks };
}

function placed(entry: SeenEntry) {
  const { file, line, bic11, account, statement, date, source } = entry;
  const { amountMinor, currency, direction } = source;
  const units = minorToUnits(amountMinor, currency);
  return {
    ...{ file, line, account: `${bic11}:${account}`, statement, since: date },
    amount: direction === "credit" ? units : -units,
    deposits: entry.credits.map(({ depositRef }) => depositRef),
  };
}

function name({ bic11, account, statement, line, entry }: SeenEntry) {
  return { bic11, account, statement, line, entry };
}

/** What the operator said of this entry: by its line, where that is its alone, or by its place. */
function explanationOf(entry: SeenEntry, seen: readonly SeenEntry[], { explanations }: Books): Explanation | undefined {
  const named = explanations.get(explanationKey(entry));
  if (named !== undefined) return named;
  const { bic11, account, statement, line } = entry;
  const byLine = explanations.get(explanationKey({ bic11, account, statement, line }));
  if (byLine === undefined) return undefined;
  const alike = seen.filter((one) => one.file === entry.file && one.line === line && one.statement === statement);
  return alike.length === 1 ? byLine : undefined;
}

function isSpokenOf(entry: SeenEntry, seen: readonly SeenEntry[], books: Books): boolean {
  return books.reconciled.has(entryKey(entry)) || explanationOf(entry, seen, books) !== undefined;
}

function asSaid(entry: SeenEntry, { kind, note, deposit }: Explanation): ExplainedEntry {
  return { ...name(entry), kind, note, ...(deposit !== undefined && { deposits: [deposit] }), ...voids(entry) };
}

function explain(entry: SeenEntry, leg: SeenEntry | undefined, paid: ReadonlySet<string>): ExplainedEntry | undefined {
  if (isRedemption(entry, paid)) return { ...name(entry), kind: "redemption" };
  if (leg !== undefined) {
    const { bic11, account, statement, entry: place } = leg;
    const counterpart = { bic11, account, statement, entry: place };
    return { ...name(entry), kind: "transfer", counterpart, ...voids(entry) };
  }
  if (entry.credits.length > 0) {
    return { ...name(entry), kind: "deposit", deposits: entry.credits.map(({ depositRef }) => depositRef) };
  }
  return entry.source.amountMinor === 0n ? { ...name(entry), kind: "zero" } : undefined;
}

/** What no mint may cite, since the credit is something else. */
function voids({ credits }: SeenEntry): Pick<ExplainedEntry, "voids"> {
  return credits.length === 0 ? {} : { voids: credits.map(({ depositRef }) => depositRef) };
}

/** Every payment of the entry settles a burn, and together they are the entry. */
function isRedemption({ payments, source }: SeenEntry, paid: ReadonlySet<string>): boolean {
  const sum = payments.reduce((total, { amount }) => total + amount, 0n);
  return payments.length > 0 && payments.every(({ key }) => paid.has(key)) && sum === source.amountMinor;
}

/** Why what the operator said cannot be; undefined where it can. */
function misfit(
  entry: SeenEntry,
  { kind, deposit }: Explanation,
  { credits }: Books,
  paid: ReadonlySet<string>,
): string | undefined {
  const { direction, amountMinor, currency } = entry.source;
  const wanted = directionOf(kind);
  if (wanted !== undefined && wanted !== direction) return `that is a ${wanted}`;
  if (entry.payments.some(({ key }) => paid.has(key))) return "it pays a burn";
  if (deposit === undefined) return undefined;
  const credit = credits.get(deposit);
  if (credit === undefined) return `no statement has deposit ${deposit}`;
  if (kind === "correction" && direction !== "credit") return "a deposit is booked by a credit";
  return credit.amount === minorToUnits(amountMinor, currency) ? undefined : `deposit ${deposit} is of another amount`;
}

function whyNot({ source, payments }: SeenEntry): string {
  if (source.reversal) return "it takes an earlier entry back";
  if (source.direction === "credit") return "no mint can cite it, and it is nothing else";
  return payments.length > 0 ? "it pays no burn of that reference and amount" : "it names no payment";
}
