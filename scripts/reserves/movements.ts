import { minorToUnits } from "../money/tokenUnits.js";
import type { Movement } from "./document.js";
import { entryKey, type ExplainedEntry } from "./explanation.js";
import type { OpenedEntry, Openings } from "./openings.js";

/** Where entries stand. */
export type EntrySource = Pick<Openings, "statements" | "interim">;

/** Every booked entry of the statements and reports, by `entryKey`. */
export function openedEntries({ statements, interim }: EntrySource): ReadonlyMap<string, OpenedEntry> {
  const entries = [...statements, ...interim].flatMap(({ bic11, account, id: statement, entries: all }) =>
    all.map((entry, index) => [entryKey({ bic11, account, statement, entry: index + 1 }), entry] as const),
  );
  return new Map(entries.filter(([, { status }]) => status === "BOOK"));
}

/** The entries that the explanations name, by kind: counts and sums in token units. */
export function movementsOf(openings: EntrySource & Pick<Openings, "explained" | "currency">): Movement[] {
  const entries = openedEntries(openings);
  const kinds = Map.groupBy(openings.explained, ({ kind }) => kind);
  const sum = (all: readonly ExplainedEntry[], wanted: OpenedEntry["direction"]): bigint =>
    all.reduce((total, one) => {
      const { direction, amount } = entries.get(entryKey(one)) ?? { direction: undefined, amount: 0n };
      return direction === wanted ? total + minorToUnits(amount, openings.currency) : total;
    }, 0n);
  return [...kinds]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([kind, all]) => ({ kind, count: all.length, credits: sum(all, "credit"), debits: sum(all, "debit") }));
}
