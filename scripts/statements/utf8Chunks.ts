import { isUtf8 } from "node:buffer";

/** Bytes decoded at a time. */
const CHUNK = 65_536;

/** A run of decoded text; `fault` says why there is no more of it. */
export interface TextChunk {
  readonly text: string;
  readonly fault?: string;
}

/** Decodes UTF-8 strictly, piece by piece, without a byte order mark; ends at the first byte that is no UTF-8. */
export function* utf8Chunks(bytes: Uint8Array): Generator<TextChunk> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (start < bytes.length) {
    const chunk = bytes.subarray(start, characterBoundary(bytes, start + CHUNK));
    const good = isUtf8(chunk) ? chunk.length : validLength(chunk);
    const text = decoder.decode(chunk.subarray(0, good));
    if (good < chunk.length) {
      const byte = (chunk[good] ?? 0).toString(16).padStart(2, "0");
      yield { text, fault: `byte 0x${byte} at offset ${start + good}` };
      return;
    }
    yield { text };
    start += chunk.length;
  }
}

/** The last position not after `end` that does not fall inside a character. */
function characterBoundary(bytes: Uint8Array, end: number): number {
  if (end >= bytes.length) return bytes.length;
  for (let back = 0; back < 4; back++) {
    if (((bytes[end - back] ?? 0) & 0xc0) !== 0x80) return end - back;
  }
  return end;
}

/** How many bytes of `chunk` are UTF-8, from its start. */
function validLength(chunk: Uint8Array): number {
  let at = 0;
  while (at < chunk.length) {
    const lead = chunk[at] ?? 0;
    const length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    const end = at + length;
    if (end > chunk.length || !isUtf8(chunk.subarray(at, end))) return at;
    at = end;
  }
  return at;
}
