import { formatDecimal } from "../money/decimal.js";

/** Decimals that {@link PrintedAmount.scaled} carries: more than 18 printed digits can have. */
export const PRINTED_SCALE = 18;

const POWERS = Array.from({ length: PRINTED_SCALE + 1 }, (_, exponent) => 10n ** BigInt(exponent));

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
  const scaled = BigInt(whole + fraction) * (POWERS[PRINTED_SCALE - fraction.length] ?? 1n);
  return { scaled, decimals: fraction.length };
}

/**
 * The amount in minor units of a currency with `exponent` decimals; undefined where it was printed with more decimals,
 * even if those are zeros.
 */
export function printedToMinor(printed: PrintedAmount, exponent: number): bigint | undefined {
  return printed.decimals > exponent ? undefined : printed.scaled / (POWERS[PRINTED_SCALE - exponent] ?? 1n);
}

/** Writes a scaled value with two decimals, more where it has more. */
export function formatPrinted(scaled: bigint): string {
  return formatDecimal(scaled, PRINTED_SCALE, 2);
}
