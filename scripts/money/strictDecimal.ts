import { AtparError } from "../errors/AtparError.js";
import { clip } from "./clip.js";

/** Longer than any amount that fits the ledger, leading zeros included; nothing longer is looked at. */
const MAX_TEXT = 64;

/**
 * Reads strict decimal text as a whole number of 10^-`decimals`.
 * @param unit - what the amount is in, for the message.
 * @throws AtparError MONEY_AMOUNT_MALFORMED, MONEY_AMOUNT_NEGATIVE, MONEY_AMOUNT_DECIMALS.
 */
export function parseStrict(text: string, decimals: number, unit: string): bigint {
  const shown = { text: clip(text), currency: unit };
  const match = text.length > MAX_TEXT ? null : /^(-?)([0-9]+)(?:\.([0-9]+))?$/u.exec(text);
  if (match === null) throw new AtparError("MONEY_AMOUNT_MALFORMED", shown);
  const [, sign, whole = "", fraction = ""] = match;
  if (sign === "-") throw new AtparError("MONEY_AMOUNT_NEGATIVE", shown);
  if (fraction.length > decimals) {
    throw new AtparError("MONEY_AMOUNT_DECIMALS", { ...shown, decimals: fraction.length, allowed: decimals });
  }
  return BigInt(whole + fraction.padEnd(decimals, "0"));
}
