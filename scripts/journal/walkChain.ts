import { AtparError } from "../errors/AtparError.js";
import { entryHash, GENESIS_HASH } from "./entryHash.js";
import { storedEntry, STORED_COLUMNS } from "./storedEntry.js";
import type { SqlSession } from "./SqlDatabase.js";

/** Where the chain ends: the figure that a report document names. */
export interface JournalHead {
  /** How many entries there are; 0 in an empty journal. */
  readonly seq: number;
  readonly hash: string;
}

const PAGE = 1000;

/**
 * Recomputes every hash from the first entry to the last. A journal cut short at its end is whole to this check: compare
 * the head with the one that the last signed report names.
 *
 * @returns the head.
 * @throws JOURNAL_CORRUPT at the first entry that is not what was written.
 */
export async function walkChain(session: SqlSession, folder: string): Promise<JournalHead> {
  let head: JournalHead = { seq: 0, hash: GENESIS_HASH };
  for (;;) {
    const page = await session.query(
      `select ${STORED_COLUMNS} from entry where seq > $1 order by entry.seq limit ${PAGE.toString()}`,
      [head.seq],
    );
    for (const row of page) {
      const entry = storedEntry(row);
      const fail = (problem: string, expected: string, found: string): never => {
        throw new AtparError("JOURNAL_CORRUPT", {
          folder,
          place: `entry ${(head.seq + 1).toString()}`,
          problem,
          expected,
          found,
        });
      };
      if (entry.seq !== head.seq + 1) {
        fail("the entry is missing", `entry ${(head.seq + 1).toString()}`, `entry ${entry.seq.toString()}`);
      }
      if (entry.previous !== head.hash) {
        fail("it does not follow the entry before it", `previous hash ${head.hash}`, entry.previous);
      }
      const hash = entryHash(entry);
      if (hash !== entry.hash) {
        fail("it was changed after it was written", `hash ${hash}`, entry.hash);
      }
      head = { seq: entry.seq, hash };
    }
    if (page.length < PAGE) {
      return head;
    }
  }
}
