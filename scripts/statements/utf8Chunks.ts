import { isUtf8 } from "node:buffer";

/** A run of decoded text; `fault` says why there is no more of it. */
export interface TextChunk {
  readonly text: string;
  readonly fault?: string;
}

/** Decodes UTF-8 strictly, piece by piece, without a byte order mark; ends at the first byte that is no UTF-8. */
export function* utf8Chunks(pieces: Iterable<Uint8Array>): Generator<TextChunk> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  /** The first bytes of a character whose others stand in the next piece. */
  let rest: Uint8Array = new Uint8Array();
  let offset = 0;
  let isFirst = true;
  for (const piece of pieces) {
    let bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    if (isFirst && bytes.length < BOM.length && bytes.every((byte, index) => byte === BOM[index])) {
      rest = bytes.slice();
      continue;
    }
    if (isFirst && BOM.every((byte, index) => byte === bytes[index])) {
      bytes = bytes.subarray(BOM.length);
      offset = BOM.length;
    }
    isFirst = false;
    const end = characterBoundary(bytes);
    const whole = bytes.subarray(0, end);
    const good = isUtf8(whole) ? whole.length : validLength(whole);
    const text = decoder.decode(whole.subarray(0, good));
    if (good < whole.length) {
      yield { text, fault: describe(bytes, good, offset) };
      return;
    }
    if (text !== "") yield { text };
    // the piece may be written over when the next is asked for
    rest = bytes.slice(end);
    offset += end;
  }
  if (rest.length > 0) yield { text: "", fault: describe(rest, 0, offset) };
}

const BOM = [0xef, 0xbb, 0xbf];

function describe(bytes: Uint8Array, at: number, offset: number): string {
  const byte = (bytes[at] ?? 0).toString(16).padStart(2, "0");
  return `byte 0x${byte} at offset ${offset + at}`;
}

/** The last position that does not fall inside a character which may go on in what follows. */
function characterBoundary(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    return byte >= 0xc0 && back < lengthOf(byte) ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function lengthOf(lead: number): number {
  return lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
}

/** How many bytes of `chunk` are UTF-8, from its start. */
function validLength(chunk: Uint8Array): number {
  let at = 0;
  while (at < chunk.length) {
    const end = at + lengthOf(chunk[at] ?? 0);
    if (end > chunk.length || !isUtf8(chunk.subarray(at, end))) return at;
    at = end;
  }
  return at;
}
