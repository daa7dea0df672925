import { AtparError } from "../errors/AtparError.js";
import { clip } from "./clip.js";
import { iso4217Rows } from "./iso4217.js";

/** A currency that amounts can be written in. */
export interface Currency {
  /** ISO 4217 alphabetic code. */
  readonly code: string;
  /** ISO 4217 numeric code, three digits. */
  readonly numeric: string;
  /** Decimals of the minor unit, 0 to 4. */
  readonly exponent: number;
}

const table = readTable();

/**
 * Looks a currency up in the active ISO 4217 list.
 * @param code - alphabetic code in capitals.
 * @throws AtparError MONEY_CURRENCY_UNKNOWN, MONEY_CURRENCY_NO_MINOR_UNIT (metals, test codes).
 */
export function currency(code: string): Currency {
  const found = table.get(code);
  if (found === undefined) throw new AtparError("MONEY_CURRENCY_UNKNOWN", { code: clip(code) });
  if (found === "no minor unit") throw new AtparError("MONEY_CURRENCY_NO_MINOR_UNIT", { code });
  return found;
}

/** The currency of `code`, or undefined where {@link currency} would throw. */
export function findCurrency(code: string): Currency | undefined {
  const found = table.get(code);
  return found === "no minor unit" ? undefined : found;
}

/** Every active code with a minor unit, in alphabetical order. */
export function currencies(): readonly Currency[] {
  return [...table.values()].filter((row) => row !== "no minor unit");
}

function readTable(): ReadonlyMap<string, Currency | "no minor unit"> {
  const rows = iso4217Rows.matchAll(/([A-Z]{3}) (\d{3}) ([\d-])/gu);
  return new Map(
    [...rows].map(([, code = "", numeric = "", exponent = ""]) => [
      code,
      exponent === "-" ? "no minor unit" : { code, numeric, exponent: Number(exponent) },
    ]),
  );
}
