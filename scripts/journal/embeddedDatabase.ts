import { PGlite } from "@electric-sql/pglite";

import type { SqlDatabase, SqlSession } from "./SqlDatabase.js";

/** What {@link PGlite} and its transactions have in common. */
type Queryable = Pick<PGlite, "query">;

function sessionOf(database: Queryable): SqlSession {
  return {
    query: async (sql, parameters = []) => (await database.query<Record<string, unknown>>(sql, [...parameters])).rows,
  };
}

/**
 * Opens PostgreSQL embedded (PGlite) in `folder`, which is created when it is not there.
 *
 * The caller holds the journal's lock: two processes on one folder lose rows silently.
 *
 * @throws whatever PGlite throws on a damaged folder: untyped, the caller gives it a code.
 */
export async function openEmbeddedDatabase(folder: string): Promise<SqlDatabase> {
  const database = await PGlite.create(folder, { relaxedDurability: false });
  return {
    ...sessionOf(database),
    transaction: (work) => database.transaction((transaction) => work(sessionOf(transaction))),
    close: () => database.close(),
  };
}
