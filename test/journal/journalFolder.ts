import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openJournal } from "../../scripts/journal/openJournal.js";

const root = mkdtempSync(join(tmpdir(), "atpar-journal-"));
let template: Promise<string> | undefined;
let count = 0;

process.once("exit", () => {
  rmSync(root, { recursive: true, force: true });
});

/** A folder that does not exist yet, removed when the tests end. */
export function newFolder(): string {
  count += 1;
  return join(root, count.toString());
}

/** The folder of an empty journal: a copy of one made once per process, since making one takes seconds. */
export async function emptyJournalFolder(): Promise<string> {
  template ??= (async () => {
    const folder = newFolder();
    const journal = await openJournal(folder, { env: {} });
    await journal.close();
    return folder;
  })();
  const folder = newFolder();
  cpSync(await template, folder, { recursive: true });
  return folder;
}
