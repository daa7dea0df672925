import { expect } from "chai";

import { isAtparError, type AtparError } from "../../scripts/errors/AtparError.js";

/** The coded error that `action` throws. */
export function thrown(action: () => unknown): AtparError {
  try {
    action();
  } catch (error) {
    if (isAtparError(error)) return error;
    throw error;
  }
  return expect.fail("it was not refused");
}
