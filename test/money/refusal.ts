import { expect } from "chai";
import { AtparError, isAtparError } from "../../scripts/errors/AtparError.js";
import type { ErrorCode } from "../../scripts/errors/catalogue.js";

/** Runs `action`, expects an AtparError of `code`, and returns it for its figures. */
export function refusal<Code extends ErrorCode>(code: Code, action: () => unknown): AtparError<Code> {
  let thrown: unknown;
  try {
    action();
  } catch (error) {
    thrown = error;
  }
  expect(thrown, `nothing was thrown, ${code} was expected`).to.be.instanceOf(AtparError);
  if (!isAtparError(thrown, code)) throw new Error(`expected ${code}, got ${String(thrown)}`);
  return thrown;
}
