import { hongKongDate } from "../money/businessDays.js";
import type { IsoDate } from "../money/dates.js";
import type { ReadResult } from "../statements/readResult.js";
import { isDayEnd, type Statement } from "../statements/statement.js";
import type { Difference } from "./difference.js";
import { closingDate } from "./knownStatement.js";
import type { OpenedStatement, Openings } from "./openings.js";

/**
 * What was delivered by the snapshot's time of an account that counts, and was left out: a later day-end statement, a report
 * of the day with booked entries. What a bank wrote after that time is of no concern. @returns every difference.
 */
export function compareDelivered(openings: Openings, files: readonly ReadResult[]): Difference[] {
  const { statements, interim, asOf } = openings;
  const day = hongKongDate(asOf);
  const opened = new Set([...statements, ...interim].map(({ sha256 }) => sha256));
  const latest = new Map<string, OpenedStatement>();
  for (const one of statements) {
    const other = latest.get(one.account);
    if (other === undefined || other.closingDate < one.closingDate) latest.set(one.account, one);
  }
  return files.flatMap(({ statements: found, sha256 }) =>
    found.flatMap((statement) => {
      const counted = latest.get(statement.account.id);
      if (opened.has(sha256) || counted === undefined || !isOfBank(statement, counted)) return [];
      const of = { file: statement.file, line: statement.line, figure: `statement ${statement.id}` };
      return isDayEnd(statement)
        ? laterBalance(statement, counted, day, asOf).map((is) => ({ ...of, was: counted.closingDate, is }))
        : uncounted(statement, counted, day, asOf).map((is) => ({ ...of, was: "counted", is }));
    }),
  );
}

function isOfBank({ account }: Statement, { bic11 }: OpenedStatement): boolean {
  return account.servicerBic === undefined || account.servicerBic.slice(0, 8) === bic11.slice(0, 8);
}

function laterBalance(statement: Statement, counted: OpenedStatement, day: IsoDate, asOf: bigint): string[] {
  const date = closingDate(statement);
  if (date === undefined || date <= counted.closingDate || date > day) return [];
  return date < day || wasWritten(statement, asOf) ? [`a balance of ${date} that was left out`] : [];
}

function uncounted(statement: Statement, counted: OpenedStatement, day: IsoDate, asOf: bigint): string[] {
  const since = statement.entries.filter(({ status, bookingDate: date }) => {
    return status === "BOOK" && date !== undefined && date > counted.closingDate && date <= day;
  });
  const known = since.some(({ bookingDate = day }) => bookingDate < day) || wasWritten(statement, asOf);
  return since.length > 0 && known ? [`${since.length} booked entries that were left out`] : [];
}

/** True where the bank says that it wrote the statement by then; a time without a zone is Hong Kong's. */
function wasWritten({ createdAt }: Statement, asOf: bigint): boolean {
  if (createdAt === undefined) return false;
  const zoned = /(?:Z|[+-][0-9]{2}:?[0-9]{2})$/u.test(createdAt) ? createdAt : `${createdAt}+08:00`;
  const time = Date.parse(zoned);
  return !Number.isNaN(time) && BigInt(Math.floor(time / 1000)) <= asOf;
}
