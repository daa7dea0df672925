import type { Findings } from "./findings.js";
import type { ReadLimits } from "./readResult.js";
import { textLines, type TextLine } from "./textLines.js";

/** A field of a SWIFT message: `:61:` and what follows until the next field. */
export interface MtField {
  /** Without its colons: 61, 28C. */
  readonly tag: string;
  readonly line: number;
  /** One at least; the first begins behind the tag. */
  readonly lines: string[];
}

/** One message, or as much of it as there was. */
export interface MtMessage {
  /** From block 2, or the lines before bare text: 940, 942, 950. Absent where neither is there. */
  readonly type?: string;
  readonly line: number;
  readonly fields: MtField[];
  /** False where the file broke off, or could not be read on, inside it. */
  complete: boolean;
  /** Its end was marked, by `-}` or `-`. */
  ended: boolean;
}

/** Characters; real ones have some hundred. */
const LONGEST_HEADER = 4096;
const TYPES = new Set(["940", "942", "950"]);
const FIELD = /^:([0-9A-Za-z]{1,4}):(.*)$/u;
/** SOH, ETX and $ part messages in what SWIFT's own programs write. */
const BETWEEN = /^[\s\x01\x03$]+/u; // eslint-disable-line no-control-regex
/** Control characters but the tabulator. */
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f]/u; // eslint-disable-line no-control-regex
/** Some banks put receiver, type and sender on lines of their own before bare text. */
const PREAMBLE = /^(?:[A-Z]{6}[A-Z0-9]{2,6}|9[0-9]{2})$/u;

/** Thrown out of the loop over the lines; never leaves this file. */
class Stopped extends Error {}

/**
 * Takes a text apart into SWIFT messages: in blocks ({1:} {2:} {3:} {4: ... -} {5:}), or bare, from field to field.
 * What cannot be one is a finding, and ends the reading.
 */
export function splitMtMessages(pieces: Iterable<Uint8Array>, limits: ReadLimits, findings: Findings): MtMessage[] {
  return new MtSplitter(limits, findings).split(pieces);
}

class MtSplitter {
  readonly #messages: MtMessage[] = [];
  readonly #limits: ReadLimits;
  readonly #findings: Findings;
  #place: "between" | "header" | "block" | "bare" | "foreign" = "between";
  #message: MtMessage | undefined;
  #line = 0;
  /** A block other than 4 that has not ended yet. */
  #header = "";
  #type: string | undefined;
  /** A header or preamble was read whose message has not begun. */
  #expectsMessage = false;
  #items = 0;
  #characters = 0;

  constructor(limits: ReadLimits, findings: Findings) {
    this.#limits = limits;
    this.#findings = findings;
  }

  split(pieces: Iterable<Uint8Array>): MtMessage[] {
    try {
      for (const line of textLines(pieces, this.#limits.textCharacters)) this.#read(line);
      this.#end();
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      if (this.#message !== undefined) this.#message.complete = false;
    }
    return this.#messages;
  }

  #read({ number, text, fault }: TextLine): void {
    this.#line = number;
    if (fault?.code === "STATEMENT_NOT_UTF8") {
      this.#findings.add(fault.code, number, { problem: fault.problem });
      throw new Stopped();
    }
    if (fault !== undefined) this.#refuseLength();
    this.#readIn(text);
  }

  #readIn(line: string): void {
    let rest: string | undefined = line;
    while (rest !== undefined) rest = this.#step(rest);
  }

  /** Reads the beginning of `text`. @returns what is left to read of it. */
  #step(text: string): string | undefined {
    if (this.#place === "between") return this.#readBetween(text);
    if (this.#place === "header") return this.#readHeader(`\n${text}`);
    if (this.#place === "bare") return this.#readBare(text);
    if (text.startsWith("-}")) return this.#leave(text.slice(2));
    if (this.#place === "block") this.#readField(text);
    return undefined;
  }

  #readBetween(line: string): string | undefined {
    const text = line.replace(BETWEEN, "");
    if (text === "") return undefined;
    if (text.startsWith("{4:") && text[3] !== "{") return this.#enterBlock(text.slice(3));
    if (text.startsWith("{")) return this.#readHeader(text);
    if (FIELD.test(text)) {
      this.#start("bare");
      return text;
    }
    if (!PREAMBLE.test(text.trimEnd())) this.#malformed(`"${text.slice(0, 20)}" between messages`);
    if (/^9[0-9]{2}/u.test(text)) this.#type = this.#checkType(text.trimEnd());
    this.#expectsMessage = true;
    return undefined;
  }

  /** Blocks 1, 2, 3, 5 and acknowledgements: braces in braces. */
  #readHeader(text: string): string | undefined {
    const header = this.#header + text;
    const end = endOfBlock(header);
    if (end === undefined) {
      if (header.length > LONGEST_HEADER) this.#malformed(`a block of more than ${LONGEST_HEADER} characters`);
      this.#header = header;
      this.#place = "header";
      return undefined;
    }
    const block = header.slice(0, end);
    this.#header = "";
    this.#place = "between";
    if (block.startsWith("{1:")) this.#type = undefined;
    if (block.startsWith("{2:")) this.#type = this.#checkType(/^\{2:[IO]([0-9]{3})/u.exec(block)?.[1]);
    if (/^\{[12]:/u.test(block)) this.#expectsMessage = true;
    // an acknowledgement: its block 4 holds blocks, no fields
    if (block.startsWith("{4:")) this.#expectsMessage = false;
    return header.slice(end);
  }

  #checkType(type: string | undefined): string {
    if (type === undefined) return this.#malformed("block 2 names no message type");
    if (!TYPES.has(type)) this.#findings.add("STATEMENT_MESSAGE_UNKNOWN", this.#line, { found: `MT${type}` });
    return type;
  }

  #enterBlock(rest: string): string | undefined {
    if (this.#type !== undefined && !TYPES.has(this.#type)) {
      this.#place = "foreign";
      this.#expectsMessage = false;
    } else this.#start("block");
    return rest.trim() === "" ? undefined : rest;
  }

  #start(place: "block" | "bare"): void {
    this.#count();
    const type = this.#type;
    this.#message = {
      ...(type !== undefined && { type }),
      line: this.#line,
      fields: [],
      complete: false,
      ended: false,
    };
    this.#messages.push(this.#message);
    this.#type = undefined;
    this.#expectsMessage = false;
    this.#place = place;
  }

  #readBare(text: string): string | undefined {
    const mark = text.trimEnd();
    if (mark === "-" || mark === "-}") return this.#leave("");
    const again = text.startsWith(":20:") && this.#message?.fields.some(({ tag }) => tag === "20") === true;
    if (again || text.startsWith("{1:")) {
      this.#finish(false);
      return text;
    }
    this.#readField(text);
    return undefined;
  }

  #readField(text: string): void {
    const message = this.#message;
    if (message === undefined) return;
    if (CONTROL.test(text)) this.#malformed("a control character");
    const field = FIELD.exec(text);
    const current = message.fields.at(-1);
    if (field !== null) {
      const [, tag = "", value = ""] = field;
      this.#characters = value.length;
      message.fields.push({ tag, line: this.#line, lines: [value] });
      if (tag.startsWith("6")) this.#count();
    } else if (text.startsWith(":")) this.#malformed(`a line beginning with ":" that is no field`);
    else if (text.trimEnd() === "-") this.#malformed('"-" alone on a line');
    else if (current === undefined) {
      if (text.trim() !== "") this.#malformed("text before the first field");
    } else {
      this.#characters += text.length + 1;
      if (this.#characters > this.#limits.textCharacters) this.#refuseLength();
      current.lines.push(text);
    }
  }

  #leave(rest: string): string {
    if (this.#place === "foreign") {
      this.#place = "between";
      this.#type = undefined;
    } else this.#finish(true);
    return rest;
  }

  #finish(ended: boolean): void {
    if (this.#message !== undefined) {
      this.#message.complete = true;
      this.#message.ended = ended;
    }
    this.#message = undefined;
    this.#place = "between";
  }

  #end(): void {
    const truncated = (problem: string): never => {
      this.#findings.add("STATEMENT_TRUNCATED", this.#line, { problem });
      throw new Stopped();
    };
    if (this.#place === "block" || this.#place === "foreign") truncated("block 4 does not end with -}");
    if (this.#place === "header") truncated("a block does not end with }");
    if (this.#expectsMessage) truncated("a header without its message");
    if (this.#place === "bare") this.#finish(false);
  }

  #count(): void {
    this.#items++;
    if (this.#items <= this.#limits.items) return;
    const figures = { what: "entries, balances and messages", limit: this.#limits.items };
    this.#findings.add("STATEMENT_XML_TOO_MANY", this.#line, figures);
    throw new Stopped();
  }

  #refuseLength(): never {
    this.#findings.add("STATEMENT_XML_TEXT_LENGTH", this.#line, { limit: this.#limits.textCharacters });
    throw new Stopped();
  }

  #malformed(problem: string): never {
    this.#findings.add("STATEMENT_MT_MALFORMED", this.#line, { problem });
    throw new Stopped();
  }
}

/** Where the block that `text` begins with has ended; undefined where it has not. */
function endOfBlock(text: string): number | undefined {
  let depth = 0;
  for (const { index, 0: brace } of text.matchAll(/[{}]/gu)) {
    depth += brace === "{" ? 1 : -1;
    if (depth === 0) return index + 1;
  }
  return undefined;
}
