import type { Findings } from "./findings.js";
import type { ReadLimits } from "./readResult.js";
import { endOfBlock, senderOf } from "./swiftBlocks.js";
import type { SwiftDialect, SwiftMessage } from "./swiftMessage.js";
import { textLines, type TextLine } from "./textLines.js";

/** Characters; real ones have some hundred. */
const LONGEST_HEADER = 4096;
/** Characters of a message; SWIFT's own have ten thousand at most, banks' bare files hold a day. */
const LONGEST_MESSAGE = 64 * 1024 * 1024;
const FIELD = /^:([0-9A-Za-z]{1,4}):(.*)$/u;
/** SOH, ETX and $ part messages in what SWIFT's own programs write. */
const BETWEEN = /^[\s\x01\x03$]+/u; // eslint-disable-line no-control-regex
/** Control characters but the tabulator. */
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f]/u; // eslint-disable-line no-control-regex
/** Some banks put receiver, type and sender on lines of their own before bare text. */
const PREAMBLE = /^(?:[A-Z]{6}[A-Z0-9]{2,6}|[0-9]{3})$/u;

/** Thrown out of the loop over the lines; never leaves this file. */
class Stopped extends Error {}

/**
 * Takes a text apart into SWIFT messages: in blocks ({1:} {2:} {3:} {4: ... -} {5:}), or bare, from field to field.
 * What cannot be one is a finding, and ends the reading.
 * @param keeps - whether what is handed over stays in memory, and so counts on against the limit of items.
 */
export function splitSwiftMessages(
  pieces: Iterable<Uint8Array>,
  dialect: SwiftDialect,
  limits: ReadLimits,
  findings: Findings,
  keeps = true,
): Generator<SwiftMessage> {
  return new SwiftSplitter(dialect, limits, findings).split(pieces, keeps);
}

class SwiftSplitter {
  readonly #dialect: SwiftDialect;
  readonly #limits: ReadLimits;
  readonly #findings: Findings;
  #place: "between" | "header" | "block" | "bare" | "foreign" = "between";
  #message: SwiftMessage | undefined;
  /** Messages that are over and not handed on yet: a line may end several. */
  #over: SwiftMessage[] = [];
  #line = 0;
  /** A block other than 4 that has not ended yet. */
  #header = "";
  #type: string | undefined;
  /** Blocks 1 and 2 of the message that begins next. */
  #addresses: readonly [string, string] = ["", ""];
  /** A header or preamble was read whose message has not begun. */
  #expectsMessage = false;
  #items = 0;
  #fieldCharacters = 0;
  #messageCharacters = 0;

  constructor(dialect: SwiftDialect, limits: ReadLimits, findings: Findings) {
    this.#dialect = dialect;
    this.#limits = limits;
    this.#findings = findings;
  }

  *split(pieces: Iterable<Uint8Array>, keeps: boolean): Generator<SwiftMessage> {
    let before = 0;
    try {
      for (const line of textLines(pieces, this.#limits.textCharacters)) {
        this.#read(line);
        if (this.#over.length === 0) continue;
        yield* this.#handOver();
        // the message itself stays, as a statement
        if (!keeps) this.#items = ++before + (this.#message === undefined ? 0 : 1);
      }
      this.#end();
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      if (this.#message !== undefined) this.#over.push(this.#message);
    }
    yield* this.#handOver();
  }

  #handOver(): SwiftMessage[] {
    const over = this.#over;
    this.#over = [];
    return over;
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
    if (text.startsWith("{1:")) this.#malformed("a message begins before the one above it has ended with -}");
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
    if (/^[0-9]{3}/u.test(text)) this.#type = this.#checkType(text.trimEnd());
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
    if (block.startsWith("{1:")) {
      this.#type = undefined;
      this.#addresses = [block, ""];
    }
    if (block.startsWith("{2:")) {
      this.#type = this.#checkType(/^\{2:[IO]([0-9]{3})/u.exec(block)?.[1]);
      this.#addresses = [this.#addresses[0], block];
    }
    if (/^\{[12]:/u.test(block)) this.#expectsMessage = true;
    // an acknowledgement: its block 4 holds blocks, no fields
    if (block.startsWith("{4:")) this.#expectsMessage = false;
    return header.slice(end);
  }

  #checkType(type: string | undefined): string {
    if (type === undefined) return this.#malformed("block 2 names no message type");
    if (!this.#dialect.types.has(type)) this.#dialect.unknown(this.#line, `MT${type}`);
    return type;
  }

  #enterBlock(rest: string): string | undefined {
    if (this.#type !== undefined && !this.#dialect.types.has(this.#type)) {
      this.#place = "foreign";
      this.#expectsMessage = false;
    } else this.#start("block");
    return rest.trim() === "" ? undefined : rest;
  }

  #start(place: "block" | "bare"): void {
    this.#count();
    const type = this.#type;
    const sender = senderOf(this.#addresses);
    this.#message = {
      ...(type !== undefined && { type }),
      ...(sender !== undefined && { sender }),
      line: this.#line,
      fields: [],
      complete: false,
      ended: false,
    };
    this.#messageCharacters = 0;
    this.#type = undefined;
    this.#addresses = ["", ""];
    this.#expectsMessage = false;
    this.#place = place;
  }

  #readBare(text: string): string | undefined {
    const mark = text.trimEnd();
    if (mark === "-" || mark === "-}") return this.#leave("");
    if (this.#opensAgain(text) || text.startsWith("{1:")) {
      this.#finish(false);
      return text;
    }
    this.#readField(text);
    return undefined;
  }

  #opensAgain(text: string): boolean {
    const [, opening, value = ""] = FIELD.exec(text) ?? [];
    if (opening === undefined || !this.#dialect.opens(opening, value.trimEnd())) return false;
    return this.#message?.fields.some(({ tag, lines }) => this.#dialect.opens(tag, lines[0] ?? "")) === true;
  }

  #readField(written: string): void {
    const message = this.#message;
    if (message === undefined) return;
    if (CONTROL.test(written)) this.#malformed("a control character");
    const text = written.trimEnd();
    this.#messageCharacters += text.length + 1;
    if (this.#messageCharacters > LONGEST_MESSAGE) this.#refuseLength(LONGEST_MESSAGE);
    const field = FIELD.exec(text);
    const current = message.fields.at(-1);
    if (field !== null) {
      const [, tag = "", value = ""] = field;
      this.#fieldCharacters = value.length;
      message.fields.push({ tag, line: this.#line, lines: [value] });
      if (this.#dialect.counts(tag)) this.#count();
    } else if (text.startsWith(":")) this.#malformed(`a line beginning with ":" that is no field`);
    else if (text === "-") this.#malformed('"-" alone on a line');
    else if (current === undefined) {
      if (text !== "") this.#malformed("text before the first field");
    } else {
      this.#fieldCharacters += text.length + 1;
      if (this.#fieldCharacters > this.#limits.textCharacters) this.#refuseLength();
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
    const message = this.#message;
    if (message !== undefined) {
      message.complete = true;
      message.ended = ended;
      // empty lines at the end of a value are the file's, not the field's
      for (const { lines } of message.fields) while (lines.length > 1 && lines.at(-1) === "") lines.pop();
      this.#over.push(message);
    }
    this.#message = undefined;
    this.#place = "between";
  }

  #end(): void {
    const truncated = (problem: string): never => {
      this.#dialect.truncated(this.#line, problem);
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
    const figures = { what: this.#dialect.items, limit: this.#limits.items };
    this.#findings.add("STATEMENT_XML_TOO_MANY", this.#line, figures);
    throw new Stopped();
  }

  #refuseLength(limit = this.#limits.textCharacters): never {
    this.#findings.add("STATEMENT_XML_TEXT_LENGTH", this.#line, { limit });
    throw new Stopped();
  }

  #malformed(problem: string): never {
    this.#dialect.malformed(this.#line, problem);
    throw new Stopped();
  }
}
