import { minorToUnits } from "../money/tokenUnits.js";
import type { Openings } from "../reserves/openings.js";
import { bookedCredits } from "../statements/credits.js";
import { depositRef } from "../statements/depositRef.js";
import type { ReadResult } from "../statements/readResult.js";
import type { Statement } from "../statements/statement.js";

/**
 * The credits that the statements of the openings' accounts prove, by depositRef, in token units. Statements of other
 * accounts, and statements that broke off, prove none.
 */
export function tracedCredits(openings: Openings, files: readonly ReadResult[]): Map<string, bigint> {
  const traced = new Map<string, bigint>();
  for (const statement of files.flatMap(({ statements }) => statements)) {
    const line = openings.lines.find((one) => isOf(statement, one, openings.currency));
    if (line === undefined || !statement.complete) continue;
    const registered = { bic11: line.bic11, account: line.account, currency: openings.currency };
    for (const credit of bookedCredits(statement, registered).credits) {
      traced.set(depositRef(credit), minorToUnits(credit.minorUnits, credit.currency));
    }
  }
  return traced;
}

/** Two banks may have the same number; branches aside, as the register has it. */
function isOf({ account }: Statement, line: Openings["lines"][number], currency: string): boolean {
  const { id, servicerBic } = account;
  const isOfBank = servicerBic === undefined || servicerBic.slice(0, 8) === line.bic11.slice(0, 8);
  return id === line.account && isOfBank && account.currency === currency;
}
