/** Written where the bank gave no reference of its own, as SWIFT has it in MT940. */
export const NO_REFERENCE = "NONREF";

/** Ways banks say that there is no reference, in capitals. */
export const NO_REFERENCES: ReadonlySet<string> = new Set([NO_REFERENCE, "NOTPROVIDED", "NOT PROVIDED"]);

/** True of text by which banks say that there is no reference. */
export function isNoReference(text: string): boolean {
  return NO_REFERENCES.has(text.toUpperCase());
}
