import { readExact } from "../statements/exactDecimal.js";

/**
 * `amount` times a price, rate or percentage over `divisor`, rounded to minus infinity: what counts as an asset is never
 * rounded up, nor what counts against it rounded towards nothing.
 * @param factor - decimal text, checked by its schema.
 */
export function multiply(amount: bigint, factor: string, divisor = 1n): bigint {
  const exact = readExact(factor, ".");
  if (exact === undefined) throw new RangeError(`${factor} is no decimal number`);
  return floorDivide(amount * exact.value, 10n ** BigInt(exact.scale) * divisor);
}

/** True if the decimal text `one` is the lower number. */
export function isLower(one: string, other: string): boolean {
  const scale = 10n ** 24n;
  return multiply(scale, one) < multiply(scale, other);
}

/** Division rounded to minus infinity. */
export function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor !== 0n && dividend < 0n !== divisor < 0n ? quotient - 1n : quotient;
}

/** Division of two numbers that are not negative, rounded up. */
export function ceilDivide(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}
