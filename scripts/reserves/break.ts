import { violation, type ErrorParameters, type Violation } from "../errors/AtparError.js";
import type { ErrorCode } from "../errors/catalogue.js";
import type { IsoDate } from "../money/dates.js";

/** Where bank and chain do not agree, with what an incident file says of it. */
export interface Break extends Violation {
  readonly file?: string;
  /** BIC11 and account number. */
  readonly account?: string;
  readonly statement?: string;
  /** Token units; negative of a debit. */
  readonly amount: bigint;
  /** The day that the entry was booked or the tokens minted. */
  readonly since: IsoDate;
  /** The block of the mint. */
  readonly block?: bigint;
  /** The depositRefs that must not be minted before the break is cured. */
  readonly deposits: readonly string[];
}

/** A break with the message of its code. */
export function breakOf<Code extends ErrorCode>(
  code: Code,
  figures: ErrorParameters<Code>,
  facts: Omit<Break, keyof Violation> & { readonly line?: number },
): Break {
  return { ...facts, ...violation(code, figures, facts.line) };
}
