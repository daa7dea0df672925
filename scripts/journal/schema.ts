import { AtparError } from "../errors/AtparError.js";
import type { SqlDatabase } from "./SqlDatabase.js";

/** Migrations in order; the schema version is how many were applied. Never edit one that was released: add another. */
const migrations: readonly (readonly string[])[] = [
  [
    `create table entry (
       seq      bigint primary key check (seq > 0),
       at       bigint not null,
       kind     text   not null,
       key      text   not null,
       body     text   not null,
       previous text   not null check (previous ~ '^[0-9a-f]{64}$'),
       hash     text   not null unique check (hash ~ '^[0-9a-f]{64}$'),
       unique (kind, key)
     )`,
    // against our own slips; who owns the files can drop it, and then the hash chain tells
    `create function refuse_change() returns trigger language plpgsql as
       $$ begin raise exception 'the journal is append-only'; end $$`,
    `create trigger append_only before update or delete or truncate on entry
       for each statement execute function refuse_change()`,
  ],
];

/**
 * Creates or migrates the journal's tables, all or nothing.
 *
 * @throws JOURNAL_VERSION if a later version of the program wrote them.
 */
export async function migrateSchema(database: SqlDatabase, folder: string): Promise<void> {
  await database.transaction(async (session) => {
    await session.query("create table if not exists journal_schema (version integer primary key)");
    const rows = await session.query("select coalesce(max(version), 0)::integer as version from journal_schema");
    const found = Number(rows[0]?.["version"]);
    if (found > migrations.length) {
      throw new AtparError("JOURNAL_VERSION", { folder, found, known: migrations.length });
    }
    for (const [index, statements] of migrations.slice(found).entries()) {
      for (const statement of statements) {
        await session.query(statement);
      }
      await session.query("insert into journal_schema (version) values ($1)", [found + index + 1]);
    }
  });
}
