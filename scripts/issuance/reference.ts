import { readFile } from "node:fs/promises";

import { getAddress, keccak256, toUtf8Bytes } from "ethers";

import { AtparError } from "../errors/AtparError.js";
import { isReference } from "../statements/depositRef.js";

/** An address as typed, checksummed. @throws ADDRESS_MALFORMED */
export function parseAddress(text: string): string {
  try {
    // ethers would also take it without 0x, and as an ICAP number
    if (!/^0x[0-9a-fA-F]{40}$/u.test(text)) throw new TypeError("not 0x and 40 hex digits");
    return getAddress(text);
  } catch (error) {
    throw new AtparError("ADDRESS_MALFORMED", { text: text.slice(0, 80) }, { cause: error });
  }
}

/**
 * The bytes32 under which a reference of the paper world (a court order, a payment) goes on-chain: keccak256 of its UTF-8.
 *
 * @throws REFERENCE_MALFORMED
 */
export function referenceHash(text: string): string {
  if (!isReference(text)) throw new AtparError("REFERENCE_MALFORMED", { text: text.slice(0, 80) });
  return keccak256(toUtf8Bytes(text));
}

/** keccak256 of an evidence file's bytes (screening result, travel-rule payload). @throws EVIDENCE_UNREADABLE */
export async function evidenceHash(file: string): Promise<string> {
  try {
    return keccak256(await readFile(file));
  } catch (error) {
    throw new AtparError("EVIDENCE_UNREADABLE", { file, problem: (error as Error).message }, { cause: error });
  }
}
