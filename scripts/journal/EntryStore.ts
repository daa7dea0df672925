import { z } from "zod";

import { AtparError } from "../errors/AtparError.js";
import { canonicalJson } from "./canonicalJson.js";
import { entryHash, GENESIS_HASH } from "./entryHash.js";
import type { EntryBody, EntryKind } from "./EntryKind.js";
import type { Entry, JournalEntries } from "./Journal.js";
import type { SqlSession } from "./SqlDatabase.js";
import { storedEntry, STORED_COLUMNS, type StoredEntry } from "./storedEntry.js";
import type { JournalHead } from "./walkChain.js";

/** Reads and writes typed entries in one SQL session; the journal decides on transactions. */
export class EntryStore implements JournalEntries {
  readonly session: SqlSession;
  readonly #folder: string;
  readonly #clock: () => number;
  /** Appends of one transaction, one after the other: each needs its predecessor's hash. */
  #appended: Promise<unknown> = Promise.resolve();

  constructor(session: SqlSession, folder: string, clock: () => number) {
    this.session = session;
    this.#folder = folder;
    this.#clock = clock;
  }

  /** Keeps other writers out until the transaction ends; readers go on. */
  async lockTable(): Promise<void> {
    await this.session.query("lock table entry in exclusive mode");
  }

  append<Kind extends EntryKind>(kind: Kind, key: string, body: EntryBody<Kind>): Promise<Entry<EntryBody<Kind>>> {
    const appended = this.#appended.then(() => this.#append(kind, key, body));
    this.#appended = appended.catch(() => undefined);
    return appended;
  }

  async #append<Kind extends EntryKind>(
    kind: Kind,
    key: string,
    body: EntryBody<Kind>,
  ): Promise<Entry<EntryBody<Kind>>> {
    const text = encodeBody(kind, key, body);
    const [first] = await this.session.query("select seq::text as seq from entry where kind = $1 and key = $2", [
      kind.name,
      key,
    ]);
    if (first !== undefined) {
      throw new AtparError("JOURNAL_DUPLICATE", { kind: kind.name, key, seq: String(first["seq"]) });
    }
    const head = await this.head();
    const fields = { seq: head.seq + 1, at: this.#clock(), kind: kind.name, key, body: text, previous: head.hash };
    const hash = entryHash(fields);
    await this.session.query(
      "insert into entry (seq, at, kind, key, body, previous, hash) values ($1, $2, $3, $4, $5, $6, $7)",
      [fields.seq, fields.at, fields.kind, fields.key, fields.body, fields.previous, hash],
    );
    return this.#decode(kind, { ...fields, hash });
  }

  async find<Kind extends EntryKind>(kind: Kind, key: string): Promise<Entry<EntryBody<Kind>> | undefined> {
    const [row] = await this.session.query(`select ${STORED_COLUMNS} from entry where kind = $1 and key = $2`, [
      kind.name,
      key,
    ]);
    return row === undefined ? undefined : this.#decode(kind, storedEntry(row));
  }

  async list<Kind extends EntryKind>(
    kind: Kind,
    { keyPrefix = "" }: { readonly keyPrefix?: string } = {},
  ): Promise<readonly Entry<EntryBody<Kind>>[]> {
    const rows = await this.session.query(
      `select ${STORED_COLUMNS} from entry where kind = $1 and starts_with(key, $2) order by entry.seq`,
      [kind.name, keyPrefix],
    );
    return rows.map((row) => this.#decode(kind, storedEntry(row)));
  }

  async head(): Promise<JournalHead> {
    const [row] = await this.session.query(`select ${STORED_COLUMNS} from entry order by entry.seq desc limit 1`);
    if (row === undefined) {
      return { seq: 0, hash: GENESIS_HASH };
    }
    const { seq, hash } = storedEntry(row);
    return { seq, hash };
  }

  #decode<Kind extends EntryKind>(kind: Kind, stored: StoredEntry): Entry<EntryBody<Kind>> {
    try {
      const body = z.decode(kind.schema, JSON.parse(stored.body)) as EntryBody<Kind>;
      return { ...stored, body };
    } catch (error) {
      throw new AtparError(
        "JOURNAL_CORRUPT",
        {
          folder: this.#folder,
          place: `entry ${stored.seq.toString()}`,
          problem: "its body cannot be read",
          expected: `a body of ${kind.name}`,
          found: problemOf(error),
        },
        { cause: error },
      );
    }
  }
}

function encodeBody(kind: EntryKind, key: string, body: unknown): string {
  try {
    if (key === "" || key.includes("\0") || !key.isWellFormed()) {
      throw new TypeError("the key is empty or not well-formed text");
    }
    const text = canonicalJson(z.encode(kind.schema, body));
    // what could not be read back must not be written
    z.decode(kind.schema, JSON.parse(text));
    return text;
  } catch (error) {
    throw new AtparError("JOURNAL_BODY", { kind: kind.name, key, problem: problemOf(error) }, { cause: error });
  }
}

function problemOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`).join("; ");
  }
  return error instanceof Error ? error.message : String(error);
}
