import { expect } from "chai";

import { isAtparError, type AtparError } from "../../scripts/errors/AtparError.js";
import type { ErrorCode } from "../../scripts/errors/catalogue.js";

/** Waits for `promise` to be refused with `code`, and gives the error for a look at its figures. */
export async function rejection<Code extends ErrorCode>(
  promise: Promise<unknown>,
  code: Code,
  about = "",
): Promise<AtparError<Code>> {
  const error: unknown = await promise.then(
    () => "it was not refused",
    (caught: unknown) => caught,
  );
  if (isAtparError(error, code)) {
    return error;
  }
  return expect.fail(`${about} expected ${code}, got ${error instanceof Error ? (error.stack ?? "") : String(error)}`);
}
