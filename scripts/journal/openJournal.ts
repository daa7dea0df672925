import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { AtparError, isAtparError } from "../errors/AtparError.js";
import { openEmbeddedDatabase } from "./embeddedDatabase.js";
import { Journal } from "./Journal.js";
import { lockJournal } from "./journalLock.js";
import { migrateSchema } from "./schema.js";
import type { SqlDatabase, SqlSession } from "./SqlDatabase.js";
import { walkChain } from "./walkChain.js";

export interface OpenJournalOptions {
  /** Seconds since 1970, UTC; the machine's clock where none is given. */
  readonly clock?: () => number;
  /** Where DATABASE_URL is looked for. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * Opens the journal in `folder`, and creates it when there is none: takes the exclusive lock, opens the embedded
 * PostgreSQL, migrates its schema, and walks the whole chain. The first opening takes seconds, later ones a fraction.
 *
 * In the folder: `lock.sqlite` (the lock), `holder.json` (who holds it), `pg/` (the database), `created` (written once `pg/`
 * is complete, so that a lost database is not mistaken for a new journal).
 *
 * @throws JOURNAL_LOCKED, JOURNAL_UNUSABLE, JOURNAL_CORRUPT, JOURNAL_VERSION, JOURNAL_SERVER_UNSUPPORTED.
 */
export async function openJournal(folder: string, options: OpenJournalOptions = {}): Promise<Journal> {
  const { clock = () => Math.floor(Date.now() / 1000), env = process.env } = options;
  if (env["DATABASE_URL"] !== undefined && env["DATABASE_URL"] !== "") {
    throw new AtparError("JOURNAL_SERVER_UNSUPPORTED", {});
  }
  usable(folder, () => mkdirSync(folder, { recursive: true, mode: 0o700 }));
  const lock = lockJournal(folder);
  let database: SqlDatabase | undefined;
  try {
    await createOnce(folder);
    database = await readable(folder, () => openEmbeddedDatabase(join(folder, "pg")));
    const opened = database;
    await readable(folder, () => migrateSchema(opened, folder));
    await readable(folder, () => walkChain(opened, folder));
    return new Journal(folder, coded(opened, folder), lock, clock);
  } catch (error) {
    // the first fault is the one to report, whatever closing a damaged database says
    await database?.close().catch(() => undefined);
    lock.release();
    throw error;
  }
}

/** Makes `pg/` complete under another name first: a process killed half-way leaves nothing that looks like a journal. */
async function createOnce(folder: string): Promise<void> {
  const [final, draft, marker] = [join(folder, "pg"), join(folder, "pg.new"), join(folder, "created")];
  // PGlite would quietly make a new database in a folder without PG_VERSION
  if (existsSync(final) ? !existsSync(join(final, "PG_VERSION")) : existsSync(marker)) {
    throw new AtparError("JOURNAL_CORRUPT", {
      folder,
      place: "database files",
      problem: "they are gone",
      expected: "a PostgreSQL database in pg",
      found: "none",
    });
  }
  if (!existsSync(final)) {
    usable(folder, () => {
      rmSync(draft, { recursive: true, force: true });
    });
    try {
      const database = await openEmbeddedDatabase(draft);
      await migrateSchema(database, folder);
      await database.close();
    } catch (error) {
      throw unusable(folder, error);
    }
    usable(folder, () => {
      renameSync(draft, final);
    });
  }
  if (!existsSync(marker)) {
    usable(folder, () => {
      writeFileSync(marker, `${new Date().toISOString()}\n`);
    });
  }
}

/** Gives every fault of an open database a code; what a transaction's own work throws passes as it is. */
function coded(database: SqlDatabase, folder: string): SqlDatabase {
  const session = (inner: SqlSession): SqlSession => ({
    query: async (sql, parameters) => {
      try {
        return await inner.query(sql, parameters);
      } catch (error) {
        throw unusable(folder, error);
      }
    },
  });
  return {
    ...session(database),
    transaction: async (work) => {
      const thrown: { error: unknown }[] = [];
      try {
        return await database.transaction(async (inner) => {
          try {
            return await work(session(inner));
          } catch (error) {
            thrown.push({ error });
            throw error;
          }
        });
      } catch (error) {
        throw thrown.some((own) => own.error === error) ? error : unusable(folder, error);
      }
    },
    close: () => database.close(),
  };
}

function usable(folder: string, step: () => unknown): void {
  try {
    step();
  } catch (error) {
    throw unusable(folder, error);
  }
}

function unusable(folder: string, error: unknown): AtparError {
  return isAtparError(error)
    ? error
    : new AtparError("JOURNAL_UNUSABLE", { folder, problem: problemOf(error) }, { cause: error });
}

/** Runs a step over files that were complete once: what fails now was damaged since. */
async function readable<Result>(folder: string, step: () => Promise<Result>): Promise<Result> {
  try {
    return await step();
  } catch (error) {
    if (isAtparError(error)) {
      throw error;
    }
    const found = problemOf(error);
    throw new AtparError(
      "JOURNAL_CORRUPT",
      { folder, place: "database files", problem: "they cannot be read", expected: "a PostgreSQL database", found },
      { cause: error },
    );
  }
}

function problemOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n", 1)[0] ?? text;
}
