/** One field of a SWIFT message: `:93B::AGGR//UNIT/100,` has tag 93B. */
export interface SwiftField {
  readonly tag: string;
  /** The value line by line, without space at their ends; at least one, which may be empty. */
  readonly lines: readonly string[];
  /** Line of the tag in the file, from 1. */
  readonly line: number;
}

/** One message of a file, in blocks (`{1:...}{2:...}{4: ... -}`) or as the bare text of block 4. */
export interface SwiftMessage {
  readonly line: number;
  /** Blocks 1, 2, 3, 5 and S by their name, as written; empty for bare text. */
  readonly blocks: ReadonlyMap<string, string>;
  /** `535`, from block 2. */
  readonly type?: string;
  /** BIC of the sender, 11 characters, from the blocks. */
  readonly sender?: string;
  readonly fields: readonly SwiftField[];
  /** Lines before the first field that are not empty: some banks write a header of their own. */
  readonly preamble: readonly { readonly line: number; readonly text: string }[];
}

/** A place where the text is no SWIFT message. */
export interface SwiftFault {
  readonly line: number;
  readonly problem: string;
}

export interface SwiftFile {
  readonly messages: readonly SwiftMessage[];
  readonly faults: readonly SwiftFault[];
}

interface OpenMessage {
  readonly line: number;
  readonly blocks: Map<string, string>;
  readonly fields: { tag: string; lines: string[]; line: number }[];
  readonly preamble: { line: number; text: string }[];
}

const FIELD = /^:([0-9]{2}[A-Z]?|NS):(.*)$/u;

/**
 * Splits a file into messages and these into fields, in their order. Nothing is interpreted. Start and end marks of
 * transports (SOH, ETX, `$` between messages) are passed over.
 * @param text - the file, decoded.
 * @param opens - tells the field that starts a message, for bare texts that follow each other without a `-` line.
 */
export function readSwiftFields(text: string, opens: (field: SwiftField) => boolean): SwiftFile {
  const reader = new SwiftReader(opens);
  const unmarked = text.replaceAll("\u0001", "").replaceAll("\u0003", "");
  for (const [index, line] of unmarked.split(/\r\n|\n|\r/u).entries()) reader.line(line.trimEnd(), index + 1);
  return reader.finish();
}

class SwiftReader {
  readonly #opens: (field: SwiftField) => boolean;
  readonly #messages: SwiftMessage[] = [];
  readonly #faults: SwiftFault[] = [];
  #message: OpenMessage | undefined;
  /** Whether lines are fields now, and whether a `-}` must end them. */
  #place: "outside" | "bare" | "block 4" = "outside";

  constructor(opens: (field: SwiftField) => boolean) {
    this.#opens = opens;
  }

  line(written: string, line: number): void {
    if (this.#place === "outside") this.#outside(written, line);
    else if (/^\$*\{1:/u.test(written)) {
      if (this.#place === "block 4") this.#fault(line, "a message starts before the one above it has ended with -}");
      this.#place = "outside";
      this.#outside(written, line);
    } else if (written.startsWith("-}")) {
      this.#place = "outside";
      this.#outside(written.slice(2), line);
    } else if (this.#place === "bare" && /^-?\$*$/u.test(written) && written !== "") {
      this.#place = "outside";
      this.#close();
    } else this.#field(written, line);
  }

  finish(): SwiftFile {
    if (this.#place === "block 4") this.#fault(this.#message?.line ?? 1, "the file ends before the message's -}");
    this.#close();
    return { messages: this.#messages, faults: this.#faults };
  }

  #outside(written: string, line: number): void {
    let rest = written.replace(/^[$\s]+/u, "");
    while (rest.startsWith("{")) {
      const name = /^\{([1-5S]):/u.exec(rest)?.[1];
      if (name === undefined) break;
      if (name === "1" || this.#message === undefined || this.#message.blocks.has(name)) this.#open(line);
      if (name === "4" && !rest.startsWith("{4:{")) {
        this.#message?.blocks.set("4", "");
        this.#place = "block 4";
        if (rest.length > 3) this.line(rest.slice(3), line);
        return;
      }
      const end = blockEnd(rest);
      if (end === undefined) {
        this.#fault(line, `block ${name} has no end`);
        return;
      }
      this.#message?.blocks.set(name, rest.slice(3, end));
      rest = rest.slice(end + 1).replace(/^[$\s]+/u, "");
    }
    if (rest === "") return;
    if (rest.startsWith("{") || rest.startsWith("}") || this.#message !== undefined) {
      // after blocks only blocks, or the next message, may follow
      if (!FIELD.test(rest) || this.#message?.blocks.has("4") !== true) {
        this.#fault(line, `a text outside of a message's blocks: ${rest}`);
        return;
      }
    }
    this.#open(line);
    this.#place = "bare";
    this.#field(rest, line);
  }

  #field(written: string, line: number): void {
    const [, tag, value = ""] = FIELD.exec(written) ?? [];
    if (tag === undefined) {
      const last = this.#message?.fields.at(-1);
      if (last !== undefined) last.lines.push(written);
      else if (written !== "") this.#message?.preamble.push({ line, text: written });
      return;
    }
    const field = { tag, lines: [value], line };
    const started = (this.#message?.fields.length ?? 0) > 0;
    if (this.#place === "bare" && started && this.#opens(field)) this.#open(line);
    this.#message?.fields.push(field);
  }

  #open(line: number): void {
    this.#close();
    this.#message = { line, blocks: new Map(), fields: [], preamble: [] };
  }

  #close(): void {
    const message = this.#message;
    this.#message = undefined;
    if (message === undefined) return;
    // empty lines at the end of a value are the file's, not the field's
    for (const { lines } of message.fields) while (lines.length > 1 && lines.at(-1) === "") lines.pop();
    const type = /^[IO]([0-9]{3})/u.exec(message.blocks.get("2") ?? "")?.[1];
    const sender = senderOf(message.blocks);
    this.#messages.push({
      ...message,
      ...(type !== undefined && { type }),
      ...(sender !== undefined && { sender }),
    });
  }

  #fault(line: number, problem: string): void {
    this.#faults.push({ line, problem });
  }
}

/** Where the block that `text` starts with ends: the place of its closing brace. */
function blockEnd(text: string): number | undefined {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === "{") depth++;
    if (text[index] === "}" && --depth === 0) return index;
  }
  return undefined;
}

/** An output message (block 2 O) names its sender in block 2, an input message (I) in block 1. */
function senderOf(blocks: ReadonlyMap<string, string>): string | undefined {
  const output = /^O[0-9]{13}([A-Z0-9]{12})/u.exec(blocks.get("2") ?? "")?.[1];
  const input = /^I/u.test(blocks.get("2") ?? "")
    ? /^[A-Z][0-9]{2}([A-Z0-9]{12})/u.exec(blocks.get("1") ?? "")?.[1]
    : "";
  const terminal = output ?? input ?? "";
  return terminal === "" ? undefined : terminal.slice(0, 8) + terminal.slice(9);
}
