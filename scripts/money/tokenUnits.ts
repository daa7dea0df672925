import { AtparError } from "../errors/AtparError.js";
import { MAX_AMOUNT } from "./amount.js";
import { clip } from "./clip.js";
import { currency } from "./currencies.js";
import { formatDecimal, groupThousands } from "./decimal.js";
import { parseStrict } from "./strictDecimal.js";

/** Decimals of every Atpar coin: one token is 10^6 token units, whatever its currency. */
export const TOKEN_DECIMALS = 6;

/** What messages call an amount whose currency does not matter. */
const TOKENS = "tokens";

/**
 * Converts minor units of a currency to token units, exactly (every ISO 4217 exponent is at most 4).
 * @throws AtparError MONEY_AMOUNT_TOO_LARGE above 2^112 - 1 token units; MONEY_CURRENCY_UNKNOWN.
 */
export function minorToUnits(minor: bigint, code: string): bigint {
  const units = minor * unitsPerMinor(code);
  refuseTooLarge(units, minor.toString());
  return units;
}

/**
 * Converts token units to minor units of a currency.
 * @throws AtparError MONEY_UNITS_NOT_WHOLE where a part of a minor unit would remain; MONEY_CURRENCY_UNKNOWN.
 */
export function unitsToMinor(units: bigint, code: string): bigint {
  const per = unitsPerMinor(code);
  const remainder = units % per;
  if (remainder !== 0n) throw new AtparError("MONEY_UNITS_NOT_WHOLE", { units, currency: code, remainder });
  return units / per;
}

/**
 * Reads an amount of tokens as an operator types it, with up to 6 decimals.
 * @returns token units, 0 to 2^112 - 1.
 * @throws AtparError MONEY_AMOUNT_MALFORMED, MONEY_AMOUNT_NEGATIVE, MONEY_AMOUNT_DECIMALS, MONEY_AMOUNT_TOO_LARGE.
 */
export function parseUnits(text: string): bigint {
  const units = parseStrict(text, TOKEN_DECIMALS, TOKENS);
  refuseTooLarge(units, text);
  return units;
}

/** Token units as plain decimal text, at least 2 decimals and no more than needed: `1234.50`, `0.000001`. */
export function formatUnits(units: bigint): string {
  return formatDecimal(units, TOKEN_DECIMALS, 2);
}

/** As {@link formatUnits}, with thousands separated for people: `1,234.50`. */
export function formatUnitsGrouped(units: bigint): string {
  return groupThousands(formatUnits(units));
}

function unitsPerMinor(code: string): bigint {
  return 10n ** BigInt(TOKEN_DECIMALS - currency(code).exponent);
}

function refuseTooLarge(units: bigint, text: string): void {
  if (units <= MAX_AMOUNT) return;
  const limit = formatUnits(MAX_AMOUNT);
  throw new AtparError("MONEY_AMOUNT_TOO_LARGE", { text: clip(text), currency: TOKENS, limit });
}
