import type { Journal, JournalEntries } from "../journal/Journal.js";

/** Thrown to take a dry run's transaction back. */
class TakenBack extends Error {}

/** Does journal work as one transaction; a dry run does everything, checks included, and takes it back. */
export async function recordUnlessDry<Outcome>(
  journal: Journal,
  dryRun: boolean,
  work: (entries: JournalEntries) => Promise<Outcome>,
): Promise<Outcome> {
  const done: Outcome[] = [];
  try {
    await journal.transaction(async (entries) => {
      done.push(await work(entries));
      if (dryRun) throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
  const [outcome] = done;
  if (done.length === 0) throw new Error("the transaction did no work");
  return outcome as Outcome;
}
