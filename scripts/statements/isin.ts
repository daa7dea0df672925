/**
 * True if `text` is an ISIN (ISO 6166: two letters, nine letters or digits, a check digit) and its check digit agrees
 * (modulus 10, double add double, letters as 10 to 35).
 */
export function isIsin(text: string): boolean {
  if (!/^[A-Z]{2}[A-Z0-9]{9}[0-9]$/u.test(text)) return false;
  const digits = text.replaceAll(/[A-Z]/gu, (letter) => (letter.charCodeAt(0) - 55).toString());
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    // from the right, every second digit counts double
    const value = Number(digits[digits.length - 1 - index]) * (index % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
