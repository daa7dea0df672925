import { AsyncLocalStorage } from "node:async_hooks";

import type { EntryBody, EntryKind } from "./EntryKind.js";
import { EntryStore } from "./EntryStore.js";
import type { JournalLock } from "./journalLock.js";
import type { SqlDatabase } from "./SqlDatabase.js";
import { walkChain, type JournalHead } from "./walkChain.js";

/** One entry of the journal, its body decoded. */
export interface Entry<Body> {
  /** From 1, without gaps. */
  readonly seq: number;
  /** When it was written: seconds since 1970, UTC, by this machine's clock. */
  readonly at: number;
  readonly kind: string;
  /** Unique within the kind. */
  readonly key: string;
  readonly body: Body;
  readonly previous: string;
  /** SHA-256, lower-case hex. */
  readonly hash: string;
}

/** What can be read from and added to a journal; inside {@link Journal.transaction}, all of it or nothing. */
export interface JournalEntries {
  /**
   * Adds one entry, and returns once it is committed.
   *
   * @throws JOURNAL_DUPLICATE if the kind has the key already; JOURNAL_BODY if the body does not fit the kind.
   */
  append<Kind extends EntryKind>(kind: Kind, key: string, body: EntryBody<Kind>): Promise<Entry<EntryBody<Kind>>>;
  /** @throws JOURNAL_CORRUPT if the stored body does not fit the kind. */
  find<Kind extends EntryKind>(kind: Kind, key: string): Promise<Entry<EntryBody<Kind>> | undefined>;
  /**
   * All entries of a kind in the order they were written; with `keyPrefix`, those whose key starts with it.
   *
   * @throws JOURNAL_CORRUPT if a stored body does not fit the kind.
   */
  list<Kind extends EntryKind>(
    kind: Kind,
    options?: { readonly keyPrefix?: string },
  ): Promise<readonly Entry<EntryBody<Kind>>[]>;
  /** The last entry's number and hash; 0 and 64 zeros in an empty journal. */
  head(): Promise<JournalHead>;
}

/**
 * The operator's durable record: an append-only, hash-chained table of typed entries, one writer at a time.
 *
 * What was committed survives a killed process. It does not survive a power cut for certain: the embedded PostgreSQL
 * (PGlite) runs without fsync, so the last entries may sit in the operating system's cache. Back the folder up.
 */
export class Journal implements JournalEntries {
  readonly folder: string;
  readonly #database: SqlDatabase;
  readonly #lock: JournalLock;
  readonly #clock: () => number;
  /** The transaction that the running code is in: calls on the journal itself join it instead of waiting for it. */
  readonly #current = new AsyncLocalStorage<EntryStore>();
  #closed: Promise<void> | undefined;

  /** Use `openJournal`: it takes the lock and checks the chain first. */
  constructor(folder: string, database: SqlDatabase, lock: JournalLock, clock: () => number) {
    this.folder = folder;
    this.#database = database;
    this.#lock = lock;
    this.#clock = clock;
  }

  append<Kind extends EntryKind>(kind: Kind, key: string, body: EntryBody<Kind>): Promise<Entry<EntryBody<Kind>>> {
    return this.transaction((entries) => entries.append(kind, key, body));
  }

  find<Kind extends EntryKind>(kind: Kind, key: string): Promise<Entry<EntryBody<Kind>> | undefined> {
    return this.#entries().find(kind, key);
  }

  list<Kind extends EntryKind>(
    kind: Kind,
    options: { readonly keyPrefix?: string } = {},
  ): Promise<readonly Entry<EntryBody<Kind>>[]> {
    return this.#entries().list(kind, options);
  }

  head(): Promise<JournalHead> {
    return this.#entries().head();
  }

  /**
   * Walks the whole chain again.
   *
   * @returns the head.
   * @throws JOURNAL_CORRUPT names the first entry that is not what was written, and both hashes.
   */
  check(): Promise<JournalHead> {
    return walkChain(this.#entries().session, this.folder);
  }

  /**
   * Runs `work` and commits what it appended when it resolves; if it throws, none of it was written. Transactions run one
   * after the other; one begun inside another joins it.
   */
  async transaction<Result>(work: (entries: JournalEntries) => Promise<Result>): Promise<Result> {
    const joined = this.#current.getStore();
    if (joined !== undefined) {
      return work(joined);
    }
    return this.#database.transaction(async (session) => {
      const entries = new EntryStore(session, this.folder, this.#clock);
      await entries.lockTable();
      return this.#current.run(entries, () => work(entries));
    });
  }

  /** Closes the database and gives up the lock. Calling it again does nothing. */
  close(): Promise<void> {
    this.#closed ??= this.#database.close().finally(() => {
      this.#lock.release();
    });
    return this.#closed;
  }

  #entries(): EntryStore {
    return this.#current.getStore() ?? new EntryStore(this.#database, this.folder, this.#clock);
  }
}
