import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { z } from "zod";

import { AtparError } from "../errors/AtparError.js";

/** An exclusive lock on a journal folder, held until it is released or the process dies. */
export interface JournalLock {
  release(): void;
}

/** SQLite's primary result code for a lock that another connection holds. */
const SQLITE_BUSY = 5;

const holderSchema = z.object({ pid: z.int(), since: z.string() });

/**
 * Takes the exclusive lock on a journal folder, or fails at once.
 *
 * The lock is a transaction held open on `lock.sqlite`: a lock of the kernel, so `kill -9` leaves none behind, and SQLite
 * also refuses a second one within the process. `holder.json` only names the holder for the message; it locks nothing.
 * Nothing else in this process may open `lock.sqlite`: closing such a file would drop the lock (POSIX).
 *
 * @throws JOURNAL_LOCKED with the holder's process id; JOURNAL_UNUSABLE where no lock can be taken.
 */
export function lockJournal(folder: string): JournalLock {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(join(folder, "lock.sqlite"), { timeout: 0 });
    database.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
    const holder = { pid: process.pid, since: new Date().toISOString() };
    writeFileSync(join(folder, "holder.json"), `${JSON.stringify(holder)}\n`);
  } catch (error) {
    database?.close();
    if (isBusy(error)) {
      throw new AtparError("JOURNAL_LOCKED", { folder, ...readHolder(folder) });
    }
    throw new AtparError("JOURNAL_UNUSABLE", { folder, problem: problemOf(error) }, { cause: error });
  }
  const held = database;
  return {
    release: () => {
      held.close();
    },
  };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;
}

function problemOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function readHolder(folder: string): { readonly pid: number | string; readonly since: string } {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(join(folder, "holder.json"), "utf8")));
  } catch {
    // the holder has the lock but has not written its name yet
    return { pid: "unknown", since: "just now" };
  }
}
