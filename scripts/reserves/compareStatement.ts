import { formatMinor } from "../money/amount.js";
import type { ReadResult } from "../statements/readResult.js";
import { closingBalance, type Statement } from "../statements/statement.js";
import type { Difference } from "./difference.js";
import { openInterim, openStatement } from "./openedStatement.js";
import type { OpenedEntry, OpenedInterim, OpenedStatement } from "./openings.js";

/** The figures of a statement as they were against the file that is there now. @returns every difference. */
export function compareStatement(
  opened: OpenedStatement,
  currency: string,
  files: readonly ReadResult[],
): Difference[] {
  const found = findStatement(opened, files);
  const file = found?.statement.file ?? opened.file;
  if (found === undefined) {
    return [{ file, figure: `statement ${opened.id}`, was: opened.sha256, is: "not among the files" }];
  }
  const now = openStatement(found.statement, opened);
  if (now === undefined) {
    const line = opened.closing.line;
    return [{ file, line, figure: `statement ${opened.id}`, was: "both booked balances", is: "a balance is missing" }];
  }
  const differences = [
    ...compareOrigin(found.statement, opened, currency),
    ...compareBalance(file, "opening balance", opened.opening, now.opening, currency),
    ...compareEntries(file, opened.entries, now.entries, currency),
    ...compareBalance(file, "closing balance", opened.closing, now.closing, currency),
  ];
  if (now.closingDate !== opened.closingDate) {
    const figure = "closing date";
    differences.push({ file, line: now.closing.line, figure, was: opened.closingDate, is: now.closingDate });
  }
  if (differences.length === 0 && found.sha256 !== opened.sha256) {
    differences.push({ file, figure: "SHA-256", was: opened.sha256, is: found.sha256 });
  }
  return differences;
}

/** The entries of a report of the day as they were against the file that is there now. @returns every difference. */
export function compareInterim(opened: OpenedInterim, currency: string, files: readonly ReadResult[]): Difference[] {
  const found = findStatement({ ...opened, id: opened.id.slice(opened.id.indexOf(":") + 1) }, files);
  const file = found?.statement.file ?? opened.file;
  if (found === undefined) {
    return [{ file, figure: `report ${opened.id}`, was: opened.sha256, is: "not among the files" }];
  }
  const now = openInterim(found.statement, opened);
  const differences = [
    ...compareOrigin(found.statement, opened, currency),
    ...compareEntries(file, opened.entries, now.entries, currency),
  ];
  if (differences.length > 0 || found.sha256 === opened.sha256) return differences;
  return [{ file, figure: "SHA-256", was: opened.sha256, is: found.sha256 }];
}

/** The bank and the currency that a file names are those of the account it is to be of, and no credit line is in it. */
function compareOrigin(
  statement: Statement,
  { bic11 }: Pick<OpenedStatement, "bic11">,
  currency: string,
): Difference[] {
  const { file, account } = statement;
  const { line, servicerBic, currency: stated = currency } = account;
  const differences: Difference[] = [];
  // the branch part differs between what banks register and what they print
  const [was, is] = [bic11, servicerBic ?? bic11].map((bic) => bic.slice(0, 8)) as [string, string];
  if (was !== is) differences.push({ file, line, figure: "bank", was, is });
  if (stated !== currency) differences.push({ file, line, figure: "currency", was: currency, is: stated });
  const balance = closingBalance(statement);
  if (balance?.creditLineIncluded === true) {
    const figure = "closing balance";
    differences.push({ file, line: balance.line, figure, was: "the bank's debt", is: "a credit line is in it" });
  }
  return differences;
}

/** By its bytes, or else by its account and Id. */
function findStatement(
  opened: Pick<OpenedStatement, "id" | "account" | "sha256" | "file">,
  files: readonly ReadResult[],
): { readonly statement: Statement; readonly sha256: string } | undefined {
  const ordered = files.toSorted((one, other) => rank(other, opened) - rank(one, opened));
  for (const { statements, sha256 } of ordered) {
    const statement = statements.find(({ id, account }) => id === opened.id && account.id === opened.account);
    if (statement !== undefined) return { statement, sha256 };
  }
  return undefined;
}

function rank(file: ReadResult, opened: Pick<OpenedStatement, "sha256" | "file">): number {
  if (file.sha256 === opened.sha256) return 2;
  return file.file === opened.file ? 1 : 0;
}

function compareBalance(
  file: string,
  figure: string,
  was: OpenedStatement["closing"],
  is: OpenedStatement["closing"],
  currency: string,
): Difference[] {
  if (was.amount === is.amount) return [];
  return [
    { file, line: is.line, figure, was: formatMinor(was.amount, currency), is: formatMinor(is.amount, currency) },
  ];
}

/** Skips what is equal from both ends, so that an entry put in or taken out is named alone. */
function compareEntries(
  file: string,
  was: readonly OpenedEntry[],
  is: readonly OpenedEntry[],
  currency: string,
): Difference[] {
  const shown = (entry: OpenedEntry) => describe(entry, currency);
  const same = (one?: OpenedEntry, other?: OpenedEntry) => {
    return one !== undefined && other !== undefined && shown(one) === shown(other);
  };
  let start = 0;
  while (same(was[start], is[start])) start++;
  let end = 0;
  while (end < Math.min(was.length, is.length) - start && same(was.at(-1 - end), is.at(-1 - end))) end++;
  const [before, after] = [was.slice(start, was.length - end), is.slice(start, is.length - end)];
  const differences: Difference[] = [];
  for (let index = 0; index < Math.max(before.length, after.length); index++) {
    const [old, now] = [before[index], after[index]];
    if (same(old, now)) continue;
    const line = now?.line ?? old?.line ?? 0;
    const figure = `entry ${old?.reference ?? now?.reference ?? ""}`.trim();
    differences.push({
      file,
      line,
      figure,
      was: old === undefined ? "none" : shown(old),
      is: now === undefined ? "none" : shown(now),
    });
  }
  return differences;
}

function describe(entry: OpenedEntry, currency: string): string {
  const { amount, direction, reference, bookingDate, status, reversal } = entry;
  const kind = reversal ? `reversal, ${direction}` : direction;
  const named = reference === "" ? "no reference" : reference;
  return `${kind} ${formatMinor(amount, currency)}, ${named}, ${bookingDate ?? "undated"}, ${status}`;
}
