import { AtparError } from "../errors/AtparError.js";
import { clip } from "../money/clip.js";

/** True if `text` has the shape of a BIC (ISO 9362), 8 or 11 characters in capitals. */
export function isBic(text: string): boolean {
  return /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/u.test(text);
}

/**
 * The 11-character form of a BIC: 8 characters name the head office, which is branch XXX.
 * @throws AtparError STATEMENT_DEPOSIT_FIELD.
 */
export function toBic11(bic: string): string {
  if (!isBic(bic)) {
    throw new AtparError("STATEMENT_DEPOSIT_FIELD", {
      field: "BIC",
      text: clip(bic),
      rule: "8 or 11 capitals, ISO 9362",
    });
  }
  return bic.padEnd(11, "X");
}
