import { isAtparError } from "../../scripts/errors/AtparError.js";

/** The code of an error with its violations'. */
export async function codesOf(work: () => Promise<unknown>): Promise<string[]> {
  try {
    await work();
    return [];
  } catch (error) {
    if (!isAtparError(error)) throw error;
    return [error.code, ...error.violations.map(({ code }) => code)];
  }
}
