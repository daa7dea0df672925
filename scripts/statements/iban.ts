/**
 * True if `text` has the shape of an IBAN (ISO 13616: country, two check digits, up to 30 letters and digits) and its
 * check digits agree (ISO 7064, modulus 97-10). Spaces are not allowed here.
 */
export function isIban(text: string): boolean {
  if (!/^[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30}$/u.test(text)) return false;
  const turned = text.slice(4) + text.slice(0, 4);
  const digits = turned.replaceAll(/[A-Z]/gu, (letter) => (letter.charCodeAt(0) - 55).toString());
  return BigInt(digits) % 97n === 1n;
}
