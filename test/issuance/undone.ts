import type { Journal } from "../../scripts/journal/Journal.js";

/** Runs a test's work in a journal transaction that is taken back: the next test finds the journal as it was. */
export async function undone(journal: Journal, work: () => Promise<unknown>): Promise<void> {
  const takenBack = new Error("taken back");
  try {
    await journal.transaction(async () => {
      await work();
      throw takenBack;
    });
  } catch (error) {
    if (error !== takenBack) throw error;
  }
}
