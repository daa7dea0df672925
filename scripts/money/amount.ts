import { AtparError } from "../errors/AtparError.js";
import { clip } from "./clip.js";
import { currency } from "./currencies.js";
import { formatDecimal, groupThousands } from "./decimal.js";
import { parseStrict } from "./strictDecimal.js";

/** The most that the ledger's 112 bits hold, minor units or token units. */
export const MAX_AMOUNT = (1n << 112n) - 1n;

/**
 * Reads an amount as an operator types it. Nothing is trimmed, rounded or guessed; zero is the caller's matter.
 * @param text - ASCII digits, optionally a point and at most the currency's decimals.
 * @param code - ISO 4217 code.
 * @returns minor units of the currency, 0 to 2^112 - 1.
 * @throws AtparError MONEY_AMOUNT_MALFORMED, MONEY_AMOUNT_NEGATIVE, MONEY_AMOUNT_DECIMALS, MONEY_AMOUNT_TOO_LARGE,
 * MONEY_CURRENCY_UNKNOWN, MONEY_CURRENCY_NO_MINOR_UNIT.
 */
export function parseAmount(text: string, code: string): bigint {
  const { exponent } = currency(code);
  const minor = parseStrict(text, exponent, code);
  if (minor > MAX_AMOUNT) {
    const limit = formatMinor(MAX_AMOUNT, code);
    throw new AtparError("MONEY_AMOUNT_TOO_LARGE", { text: clip(text), currency: code, limit });
  }
  return minor;
}

/** Minor units as plain decimal text with the currency's decimals: `1234.50`. Negative values get a minus sign. */
export function formatMinor(minor: bigint, code: string): string {
  const { exponent } = currency(code);
  return formatDecimal(minor, exponent, exponent);
}

/** As {@link formatMinor}, with thousands separated for people: `1,234.50`. */
export function formatMinorGrouped(minor: bigint, code: string): string {
  return groupThousands(formatMinor(minor, code));
}
