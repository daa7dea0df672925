import { AtparError, type Violation } from "../errors/AtparError.js";
import type { HoldingsStatement } from "./holdings.js";
import { defaultLimits, type Ignored, type ReadLimits } from "./readResult.js";

export interface HoldingsOptions {
  readonly limits: ReadLimits;
  /** Warn of ISINs whose check digit fails instead of refusing them: for anonymised samples, never for reserves. */
  readonly anonymisedSample: boolean;
}

export const defaultHoldingsOptions: HoldingsOptions = { limits: defaultLimits, anonymisedSample: false };

/** What a reader made of one file of holdings. Where `violations` is not empty the file is refused. */
export interface HoldingsResult {
  readonly file: string;
  /** SHA-256 of the bytes, lower-case hex without 0x. */
  readonly sha256: string;
  readonly bytes: number;
  readonly statements: readonly HoldingsStatement[];
  readonly violations: readonly Violation[];
  readonly warnings: readonly Violation[];
  readonly ignored: readonly Ignored[];
}

/**
 * Returns `result` if the file may be used.
 * @throws AtparError STATEMENT_REFUSED with every violation: a file is used whole or not at all.
 */
export function requireSoundHoldings(result: HoldingsResult): HoldingsResult {
  const [first] = result.violations;
  if (first === undefined) return result;
  throw new AtparError(
    "STATEMENT_REFUSED",
    { file: result.file, count: result.violations.length, first: first.message },
    { violations: result.violations },
  );
}
