import canonicalize from "canonicalize";

/**
 * Canonical JSON (RFC 8785) of `value`: the one text that is hashed. Amounts are decimal strings; a bigint has no form.
 *
 * @throws TypeError where the value has no JSON form.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("the value has no JSON form");
  return text;
}
