import type { EntryBody, EntryKind } from "./EntryKind.js";
import type { Entry, Journal } from "./Journal.js";

/**
 * Appends an entry unless the kind has the key already.
 *
 * @returns the entry that stands in the journal: the earlier one where there was one, whatever its body.
 */
export function appendOnce<Kind extends EntryKind>(
  journal: Journal,
  kind: Kind,
  key: string,
  body: EntryBody<Kind>,
): Promise<Entry<EntryBody<Kind>>> {
  return journal.transaction(
    async (entries) => (await entries.find(kind, key)) ?? (await entries.append(kind, key, body)),
  );
}
