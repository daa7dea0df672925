import { formatDecimal } from "../money/decimal.js";

/** A decimal number as printed: `value` * 10^-`scale`, trailing zeros kept. */
export interface ExactDecimal {
  readonly value: bigint;
  readonly scale: number;
}

/** More digits than any field of the formats has. */
const MAX_DIGITS = 48;

/**
 * Reads digits with at most one `separator`; no sign, no space, no exponent.
 * @returns undefined where the text is none of that.
 */
export function readExact(text: string, separator: "." | ","): ExactDecimal | undefined {
  const [whole = "", fraction = "", ...more] = text.split(separator);
  const digits = whole + fraction;
  if (more.length > 0 || digits.length > MAX_DIGITS || !/^[0-9]+$/u.test(digits)) return undefined;
  return { value: BigInt(digits), scale: fraction.length };
}

/** The number with its sign turned where `negative`. */
export function signed({ value, scale }: ExactDecimal, negative: boolean): ExactDecimal {
  return { value: negative ? -value : value, scale };
}

/** The sum, exactly. */
export function addExact(one: ExactDecimal, other: ExactDecimal): ExactDecimal {
  const scale = Math.max(one.scale, other.scale);
  const at = (number: ExactDecimal): bigint => number.value * 10n ** BigInt(scale - number.scale);
  return { value: at(one) + at(other), scale };
}

/** Whether both are the same number, however printed. */
export function equalExact(one: ExactDecimal, other: ExactDecimal): boolean {
  return addExact(one, signed(other, true)).value === 0n;
}

/** As printed, with a point: `1000`, `98.50`. */
export function formatExact({ value, scale }: ExactDecimal): string {
  return formatDecimal(value, scale, scale);
}

/** The number in minor units of a currency with `exponent` decimals; undefined where it is printed with more. */
export function exactToMinor({ value, scale }: ExactDecimal, exponent: number): bigint | undefined {
  return scale > exponent ? undefined : value * 10n ** BigInt(exponent - scale);
}
