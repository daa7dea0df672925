import { hongKongDate } from "../money/businessDays.js";
import { formatMinor } from "../money/amount.js";
import type { Difference } from "./difference.js";
import { directionOf, entryKey, type ExplainedEntry } from "./explanation.js";
import { intradayEntries } from "./intraday.js";
import { openedEntries } from "./movements.js";
import type { OpenedEntry, Openings } from "./openings.js";
import { accountKey } from "./register.js";

/**
 * The explanations of openings against their entries: each entry has one, none is of an entry that is not there, each
 * fits its entry, the redemptions are the payments of the settled burns, and opening balances and movements are the
 * closing ones. @returns every difference.
 */
export function compareExplained(openings: Openings): Difference[] {
  const entries = openedEntries(openings);
  const explained = Map.groupBy(openings.explained, entryKey);
  const missing = mustBeExplained(openings).flatMap(([key, file, entry]) => {
    const count = explained.get(key)?.length ?? 0;
    if (count === 1) return [];
    return { file, line: entry.line, figure: `explanation of ${key}`, was: "1", is: count.toString() };
  });
  const wrong = openings.explained.flatMap((one) => misfit(one, entries, openings));
  return [...missing, ...wrong, ...compareRedemptions(openings, entries), ...compareFooting(openings)];
}

/** The entries of the statements, and of the reports those that count beside them. */
function mustBeExplained(openings: Openings): (readonly [string, string, OpenedEntry])[] {
  const { statements, interim, lines, asOf } = openings;
  const day = hongKongDate(asOf);
  const named = new Set(
    lines.map((line) => (line.source.from === "statement" ? `${accountKey(line)} ${line.source.statement}` : "")),
  );
  const closing = statements.filter((one) => named.has(`${accountKey(one)} ${one.id}`));
  const reports = Map.groupBy(interim, accountKey);
  const counted = new Set(closing.flatMap((one) => intradayEntries(one, reports.get(accountKey(one)) ?? [], day)));
  const dayEnd = new Set(statements.flatMap((one) => one.entries));
  return [...statements, ...interim].flatMap(({ bic11, account, id: statement, file, entries }) =>
    entries.flatMap((entry, index) => {
      if (entry.status !== "BOOK" || !(dayEnd.has(entry) || counted.has(entry))) return [];
      return [[entryKey({ bic11, account, statement, entry: index + 1 }), file, entry] as const];
    }),
  );
}

function misfit(one: ExplainedEntry, entries: ReadonlyMap<string, OpenedEntry>, openings: Openings): Difference[] {
  const key = entryKey(one);
  const figure = `explanation of ${key}`;
  const entry = entries.get(key);
  if (entry === undefined) return [{ file: "openings", figure, was: one.kind, is: "no such entry" }];
  const { kind, counterpart } = one;
  const wanted = wantedDirection(kind);
  if (wanted !== undefined && wanted !== entry.direction) {
    return [{ file: "openings", figure, was: `${kind}, a ${wanted}`, is: entry.direction }];
  }
  if (kind !== "transfer") return [];
  const other = counterpart === undefined ? undefined : entries.get(entryKey(counterpart));
  const back = openings.explained.find((row) => counterpart !== undefined && entryKey(row) === entryKey(counterpart));
  const meets = back?.counterpart !== undefined && entryKey(back.counterpart) === key;
  if (meets && other?.amount === entry.amount && other.direction !== entry.direction) return [];
  return [{ file: "openings", figure, was: "both legs of a transfer", is: "legs that do not meet" }];
}

function wantedDirection(kind: ExplainedEntry["kind"]): OpenedEntry["direction"] | undefined {
  if (kind === "deposit") return "credit";
  if (kind === "redemption") return "debit";
  return kind === "transfer" || kind === "zero" ? undefined : directionOf(kind);
}

/** Of each statement, what its redemptions come to and what the payments of settled burns come to. */
function compareRedemptions(openings: Openings, entries: ReadonlyMap<string, OpenedEntry>): Difference[] {
  const { statements, interim, settled, explained, currency } = openings;
  return [...statements, ...interim].flatMap(({ bic11, account, id, file }) => {
    const isHere = (one: { bic11: string; account: string; statement: string }) =>
      one.bic11 === bic11 && one.account === account && one.statement === id;
    const redeemed = explained
      .filter((one) => one.kind === "redemption" && isHere(one))
      .reduce((sum, one) => sum + (entries.get(entryKey(one))?.amount ?? 0n), 0n);
    const paid = settled
      .filter(({ payment }) => isHere(payment))
      .reduce((sum, { payment }) => sum + payment.amount, 0n);
    if (redeemed === paid) return [];
    const figure = `redemptions of ${accountKey({ bic11, account })}:${id}`;
    return { file, figure, was: formatMinor(paid, currency), is: formatMinor(redeemed, currency) };
  });
}

/** Opening balance and booked entries are the closing balance, in the openings too. */
function compareFooting({ statements, currency }: Openings): Difference[] {
  return statements.flatMap(({ file, id, opening, closing, entries }) => {
    const booked = entries.filter(({ status }) => status === "BOOK");
    const moved = booked.reduce((sum, { amount, direction }) => sum + (direction === "credit" ? amount : -amount), 0n);
    if (opening.amount + moved === closing.amount) return [];
    const is = formatMinor(opening.amount + moved, currency);
    const was = formatMinor(closing.amount, currency);
    return { file, line: closing.line, figure: `opening and movements of ${id}`, was, is };
  });
}
