import { AtparError } from "../errors/AtparError.js";
import type { JournalEntries } from "../journal/Journal.js";
import type { RegisteredAccount } from "../statements/credits.js";
import { isDayEnd, type Statement } from "../statements/statement.js";
import { creditsOf } from "./bankCredits.js";
import { readBooks } from "./books.js";
import { entryReconciled, explanationKey, listExplanations, type MovementKind } from "./explanation.js";
import { closingDate, statementName, type TakenStatement } from "./knownStatement.js";
import { accountKey } from "./register.js";
import { unsettledCredits } from "./unsettledCredits.js";

/**
 * Refuses statements that do not have what reports of their days told of: a credit that was imported from a report and
 * stands in the statement under another reference would be minted twice.
 * @param taken - what `takeIn` returned, in the same transaction.
 * @throws AtparError RESERVE_BREAK, with a RESERVE_INTRADAY_UNSETTLED for each such credit.
 */
export async function requireSettled(
  entries: JournalEntries,
  currency: string,
  taken: readonly TakenStatement[],
): Promise<void> {
  const dayEnd = taken.filter(({ statement }) => isDayEnd(statement));
  const days = dayEnd.flatMap(({ statement }) => closingDate(statement) ?? []).sort();
  const books = await readBooks(entries, currency, taken);
  const booked = [...books.reconciled.values()].flatMap(({ explained: { voids = [], deposits = [] } }) => {
    return [...voids, ...deposits];
  });
  const said = [...books.explanations.values()].flatMap(({ deposit }) => deposit ?? []);
  const accounts = new Set(dayEnd.map(({ account }) => accountKey(account)));
  const breaks = unsettledCredits(books.credits, books.closingDays, new Set([...booked, ...said]), currency).filter(
    ({ account = "" }) => accounts.has(account),
  );
  const [first] = breaks;
  if (first === undefined) return;
  const violations = breaks.map(({ code, message, line }) => ({ code, message, ...(line !== undefined && { line }) }));
  const figures = { currency, day: days.at(-1) ?? "", count: breaks.length, first: first.message };
  throw new AtparError("RESERVE_BREAK", figures, { violations });
}

/** The credits of a statement that are no deposits, by depositRef: a snapshot or the operator says what they are. */
export async function otherCredits(
  entries: JournalEntries,
  statement: Statement,
  account: RegisteredAccount,
): Promise<ReadonlyMap<string, MovementKind>> {
  const others = new Map<string, MovementKind>();
  const explanations = await listExplanations(entries, account.currency);
  const places = new Map(statement.entries.map((entry, index) => [entry.ordinalInFile, { entry, index }]));
  for (const { depositRef, ordinalInFile } of creditsOf({ statement, account })) {
    const place = places.get(ordinalInFile);
    if (place === undefined) continue;
    const name = { ...account, statement: statementName(statement), line: place.entry.line };
    const said =
      explanations.get(explanationKey({ ...name, entry: place.index + 1 })) ?? explanations.get(explanationKey(name));
    if (said !== undefined) others.set(depositRef, said.kind);
  }
  for (const { body } of await entries.list(entryReconciled)) {
    for (const ref of body.explained.voids ?? []) others.set(ref, body.explained.kind);
  }
  return others;
}
