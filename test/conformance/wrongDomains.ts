import type { Domain } from "./signedMessages.js";

/** A domain with one field changed, by the field's name: signatures made in it are for somebody else. */
export const otherDomains: readonly (readonly [field: string, changed: (domain: Domain) => Domain])[] = [
  ["name", (domain) => ({ ...domain, name: "Atpar US Dollar" })],
  ["version", (domain) => ({ ...domain, version: "2" })],
  ["chain", (domain) => ({ ...domain, chainId: domain.chainId + 1n })],
  ["contract", (domain) => ({ ...domain, verifyingContract: "0x000000000000000000000000000000000000dEaD" })],
];
