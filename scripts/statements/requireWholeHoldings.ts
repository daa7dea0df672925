import { AtparError } from "../errors/AtparError.js";
import { isWhole } from "./holdings.js";
import { HoldingsFindings } from "./holdingsFindings.js";
import type { HoldingsResult } from "./holdingsResult.js";

/**
 * Returns `files` if every statement in them says all that is held.
 * @throws AtparError STATEMENT_REFUSED with a HOLDINGS_NOT_WHOLE for each that tells of changes only.
 */
export function requireWholeHoldings(files: readonly HoldingsResult[]): readonly HoldingsResult[] {
  for (const { file, statements } of files) {
    const findings = new HoldingsFindings(file, statements.length, false);
    for (const statement of statements) {
      if (isWhole(statement)) continue;
      const { id, line, updateType: type = "" } = statement;
      findings.add("HOLDINGS_NOT_WHOLE", line, { statement: id, type });
    }
    const { violations } = findings;
    const [first] = violations;
    if (first === undefined) continue;
    throw new AtparError("STATEMENT_REFUSED", { file, count: violations.length, first: first.message }, { violations });
  }
  return files;
}
