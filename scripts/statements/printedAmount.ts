import { formatDecimal } from "../money/decimal.js";

/** Decimals that {@link PrintedAmount.scaled} carries: more than 18 printed digits can have. */
export const PRINTED_SCALE = 18;

/** An amount as a file prints it, before any currency is applied. */
export interface PrintedAmount {
  /** The value times 10^18. */
  readonly scaled: bigint;
  /** Decimals as printed, trailing zeros included. */
  readonly decimals: number;
}

/**
 * Reads an xs:decimal as ISO 20022 amounts restrict it: not negative, at most 18 digits.
 * @returns undefined where the text is none.
 */
export function readPrinted(text: string): PrintedAmount | undefined {
  const match = /^\+?([0-9]{0,18})(?:\.([0-9]{0,18}))?$/u.exec(text);
  if (match === null) return undefined;
  const [, whole = "", fraction = ""] = match;
  const digits = whole.length + fraction.length;
  if (digits === 0 || digits > 18) return undefined;
  return { scaled: BigInt(whole + fraction.padEnd(PRINTED_SCALE, "0")), decimals: fraction.length };
}

/**
 * The amount in minor units of a currency with `exponent` decimals; undefined where it was printed with more decimals,
 * even if those are zeros.
 */
export function printedToMinor(printed: PrintedAmount, exponent: number): bigint | undefined {
  return printed.decimals > exponent ? undefined : printed.scaled / 10n ** BigInt(PRINTED_SCALE - exponent);
}

/** Writes a scaled value with two decimals, more where it has more. */
export function formatPrinted(scaled: bigint): string {
  return formatDecimal(scaled, PRINTED_SCALE, 2);
}
