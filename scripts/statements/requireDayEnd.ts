import { AtparError } from "../errors/AtparError.js";
import { Findings } from "./findings.js";
import type { ReadResult } from "./readResult.js";
import { isDayEnd } from "./statement.js";

/**
 * Returns `files` if every statement in them proves a day.
 * @throws AtparError STATEMENT_REFUSED with a STATEMENT_INTRADAY for each that is a report in the course of one.
 */
export function requireDayEnd(files: readonly ReadResult[]): readonly ReadResult[] {
  for (const { file, statements } of files) {
    const findings = new Findings(file, statements.length);
    for (const statement of statements) {
      if (isDayEnd(statement)) continue;
      const { id, messageVersion: message, line } = statement;
      findings.add("STATEMENT_INTRADAY", line, { statement: id, message });
    }
    const { violations } = findings;
    const [first] = violations;
    if (first === undefined) continue;
    throw new AtparError("STATEMENT_REFUSED", { file, count: violations.length, first: first.message }, { violations });
  }
  return files;
}
