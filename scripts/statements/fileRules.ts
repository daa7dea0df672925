import type { Findings } from "./findings.js";
import { closingBalance, type Statement } from "./statement.js";

/** No statement Id occurs twice; those of SWIFT messages are made of what is only an account's own. */
export function checkIds(statements: readonly Statement[], findings: Findings): void {
  const seen = new Map<string, number>();
  for (const { id, line, kind, account } of statements) {
    if (id === "") continue;
    const key = kind.startsWith("MT") ? JSON.stringify([id, kind, account.id]) : id;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, line);
    else findings.add("STATEMENT_ID_REPEATED", line, { statement: id, line: first });
  }
}

/**
 * The electronic sequence numbers of one account's statements in the file are neither repeated nor gapped; each kind of
 * message has its own. They may start again from 1 with a new year.
 */
export function checkSequences(statements: readonly Statement[], findings: Findings): void {
  const numbered = statements.filter(({ account, sequence }) => sequence.electronic !== undefined && account.id !== "");
  const groups = Map.groupBy(numbered, ({ kind, account }) => `${kind} ${account.id}`);
  for (const group of groups.values()) checkAccount(group[0]?.account.id ?? "", group, findings);
}

function checkAccount(account: string, statements: readonly Statement[], findings: Findings): void {
  const ordered = statements
    .map((statement) => ({ line: statement.line, year: yearOf(statement), number: numberOf(statement) }))
    .sort((a, b) => (a.year === b.year ? compare(a.number, b.number) : a.year < b.year ? -1 : 1));
  for (const [index, { line, year, number }] of ordered.entries()) {
    const previous = ordered[index - 1];
    if (previous === undefined || number === previous.number + 1n) continue;
    if (number === 1n && year > previous.year) continue;
    if (number === previous.number) {
      findings.add("STATEMENT_SEQUENCE_REPEATED", line, { account, number, line: previous.line });
    } else {
      const figures = { account, number, previous: previous.number, line: previous.line };
      findings.add("STATEMENT_SEQUENCE_GAPPED", line, figures);
    }
  }
}

function yearOf(statement: Statement): string {
  return (closingBalance(statement)?.date ?? statement.to ?? statement.createdAt ?? "").slice(0, 4);
}

function numberOf(statement: Statement): bigint {
  return BigInt(statement.sequence.electronic ?? "0");
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
