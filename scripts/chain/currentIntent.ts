import type { JournalEntries } from "../journal/Journal.js";
import { outboxFinal } from "./outboxEntries.js";

/**
 * The intent of a series that is to be sent or finished now. Something that may be done again, such as pausing, is a new
 * intent once the one before is final; until then repeating the command finishes that one.
 */
export async function currentIntent(journal: JournalEntries, series: string): Promise<string> {
  const finals = await journal.list(outboxFinal, { keyPrefix: `${series}/` });
  return `${series}/${new Set(finals.map(({ key }) => key.split("#", 1)[0])).size + 1}`;
}
