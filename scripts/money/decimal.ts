/**
 * Writes `value` * 10^-`scale` exactly.
 * @param scale - decimals that `value` carries.
 * @param least - decimals always written; zeros beyond them are dropped.
 */
export function formatDecimal(value: bigint, scale: number, least: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale);
  const kept = fraction.slice(0, least) + fraction.slice(least).replace(/0+$/u, "");
  return `${value < 0n ? "-" : ""}${whole}${kept === "" ? "" : `.${kept}`}`;
}

/** Puts a comma between the thousands of plain decimal text. */
export function groupThousands(decimal: string): string {
  const [whole = "", fraction] = decimal.split(".");
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
