import { utf8Chunks } from "./utf8Chunks.js";

/** A line of a text file, without its end; `fault` says why the file cannot be read on. */
export interface TextLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  readonly fault?: { readonly code: "STATEMENT_NOT_UTF8" | "STATEMENT_XML_TEXT_LENGTH"; readonly problem: string };
}

/**
 * The lines of a UTF-8 text, ended by CR LF, LF or CR; memory is bounded by the longest that is allowed.
 * @param longest - characters of a line.
 */
export function* textLines(pieces: Iterable<Uint8Array>, longest: number): Generator<TextLine> {
  let number = 1;
  let rest = "";
  for (const { text, fault } of utf8Chunks(pieces)) {
    rest += text;
    let start = 0;
    for (const { index, 0: end } of rest.matchAll(/\r\n|\n|\r/gu)) {
      // the second half of a CR LF may stand in the next chunk
      if (end === "\r" && index === rest.length - 1) break;
      yield { number, text: rest.slice(start, index) };
      number++;
      start = index + end.length;
    }
    rest = rest.slice(start);
    if (fault !== undefined) {
      yield { number, text: rest, fault: { code: "STATEMENT_NOT_UTF8", problem: fault } };
      return;
    }
    if (rest.length > longest) {
      yield { number, text: "", fault: { code: "STATEMENT_XML_TEXT_LENGTH", problem: "" } };
      return;
    }
  }
  yield { number, text: rest.replace(/\r$/u, "") };
}
