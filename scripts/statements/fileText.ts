import type { Findings } from "./findings.js";
import type { ReadLimits } from "./readResult.js";
import { bytesInMemory } from "./byteSource.js";
import { utf8Chunks } from "./utf8Chunks.js";

/**
 * The text of a file that is not XML, without its byte order mark.
 * @returns undefined, with a finding, where the file is too large, empty or no UTF-8.
 */
export function fileText(bytes: Uint8Array, limits: ReadLimits, findings: Findings): string | undefined {
  if (bytes.length > limits.bytes) {
    findings.add("STATEMENT_TOO_LARGE", undefined, { bytes: bytes.length, limit: limits.bytes });
    return undefined;
  }
  const parts: string[] = [];
  let line = 1;
  for (const { text, fault } of utf8Chunks(bytesInMemory(bytes).pieces())) {
    parts.push(text);
    line += text.match(/\r\n|\n|\r/gu)?.length ?? 0;
    if (fault === undefined) continue;
    findings.add("STATEMENT_NOT_UTF8", line, { problem: fault });
    return undefined;
  }
  const text = parts.join("");
  if (text.trim() !== "") return text;
  findings.add("STATEMENT_EMPTY", undefined, {});
  return undefined;
}
