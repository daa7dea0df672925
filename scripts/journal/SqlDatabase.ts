/** A row as SQL gives it; every column of the journal's queries is cast to text or integer. */
export type SqlRow = Readonly<Record<string, unknown>>;

/** Runs one statement with `$1`-style parameters. */
export interface SqlSession {
  query(sql: string, parameters?: readonly unknown[]): Promise<readonly SqlRow[]>;
}

/** The little the journal asks of PostgreSQL, so that a server can stand in for the embedded one. */
export interface SqlDatabase extends SqlSession {
  /** Runs `work` in one transaction: committed when it resolves, rolled back when it throws. */
  transaction<Result>(work: (session: SqlSession) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}
