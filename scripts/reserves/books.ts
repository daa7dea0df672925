import type { JournalEntries } from "../journal/Journal.js";
import type { IsoDate } from "../money/dates.js";
import { allCredits, type BankCredit } from "./bankCredits.js";
import { entryKey, entryReconciled, listExplanations, type ExplainedEntry, type Explanation } from "./explanation.js";
import { knownStatements, type TakenStatement } from "./knownStatement.js";
import { accountKey } from "./register.js";

/** An entry that is neither deposit nor redemption. */
export interface ReconciledEntry {
  readonly currency: string;
  readonly date: IsoDate;
  readonly explained: ExplainedEntry;
}

/** What the journal knows of a coin's accounts, beside the statements that are given now. */
export interface Books {
  /** By depositRef. */
  readonly credits: ReadonlyMap<string, BankCredit>;
  /** What operators said, by `explanationKey`. */
  readonly explanations: ReadonlyMap<string, Explanation>;
  /** What earlier snapshots took entries for, by `entryKey`. */
  readonly reconciled: ReadonlyMap<string, ReconciledEntry>;
  /** The days that statements close on, ascending, by account key. */
  readonly closingDays: ReadonlyMap<string, readonly IsoDate[]>;
}

/** Reads the books of a coin, the given statements among them: they were taken in before. */
export async function readBooks(
  entries: JournalEntries,
  currency: string,
  taken: readonly TakenStatement[],
): Promise<Books> {
  const closings = Map.groupBy(await knownStatements(entries, currency), accountKey);
  const reconciled = (await entries.list(entryReconciled)).map(({ body }) => body);
  return {
    credits: await allCredits(entries, currency, taken),
    explanations: await listExplanations(entries, currency),
    reconciled: new Map(
      reconciled.filter((one) => one.currency === currency).map((one) => [entryKey(one.explained), one]),
    ),
    closingDays: new Map(
      [...closings].map(([key, known]) => [key, known.map(({ closingDate }) => closingDate).sort()]),
    ),
  };
}

/** Remembers what a snapshot took entries for. */
export async function recordReconciled(entries: JournalEntries, fresh: readonly ReconciledEntry[]): Promise<void> {
  for (const one of fresh) {
    await entries.append(entryReconciled, entryKey(one.explained), one);
  }
}
