import { SaxesParser } from "saxes";
import type { Figures, Findings, StatementCode } from "./findings.js";
import type { ReadLimits } from "./readResult.js";
import { utf8Chunks } from "./utf8Chunks.js";

/** An element read whole. Names are local names; prefixes are resolved and gone. */
export interface XmlElement {
  readonly name: string;
  readonly line: number;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text, as written. */
  readonly text: string;
}

export interface XmlTag {
  readonly name: string;
  readonly namespace: string;
  readonly line: number;
  /** True within an element that is being read whole. */
  readonly inUnit: boolean;
}

/**
 * What to do with an element: look at its children one by one; read it whole and hand it over on its own; keep it as a
 * part of the unit around it; leave it out with all it holds; or stop reading (the visitor has said why).
 */
export type Visit = "descend" | "unit" | "part" | "skip" | "stop";

export interface XmlVisitor {
  open(tag: XmlTag): Visit;
  /** An element answered with "descend" is over. */
  close(): void;
  unit(element: XmlElement): void;
}

interface OpenUnit extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

interface Frame {
  readonly visit: Visit;
  readonly element?: OpenUnit;
  /** What was counted for the unit around this one. */
  readonly outer?: Count;
}

interface Count {
  elements: number;
  characters: number;
}

const MAX_ATTRIBUTES = 64;

/** Thrown through the tokenizer, which knows no other way to stop it within a chunk; never leaves this file. */
class Stopped extends Error {}

/**
 * Reads XML in pieces and hands `visitor` the elements it asks for, so that memory is bounded by the largest of them.
 * Several roots side by side are read one after the other. A fault that ends the reading is added to `findings`.
 * @returns true if the end was reached.
 */
export function readXmlUnits(bytes: Uint8Array, limits: ReadLimits, visitor: XmlVisitor, findings: Findings): boolean {
  return new UnitReader(limits, visitor, findings).read(bytes);
}

class UnitReader {
  readonly #limits: ReadLimits;
  readonly #visitor: XmlVisitor;
  readonly #findings: Findings;
  readonly #parser = new SaxesParser({ xmlns: true, forceXMLVersion: true, defaultXMLVersion: "1.0" });
  readonly #frames: Frame[] = [];
  #ending = false;
  #lastEventAt = 0;
  #attributes = 0;
  #count: Count = { elements: 0, characters: 0 };

  constructor(limits: ReadLimits, visitor: XmlVisitor, findings: Findings) {
    this.#limits = limits;
    this.#visitor = visitor;
    this.#findings = findings;
    this.#listen();
  }

  read(bytes: Uint8Array): boolean {
    try {
      for (const chunk of utf8Chunks(bytes)) {
        this.#parser.write(chunk.text);
        // saxes gathers a text, comment or tag until it ends: look at what it holds back
        if (this.#parser.position - this.#lastEventAt > this.#limits.textCharacters) this.#refuseLength();
        if (chunk.fault !== undefined) this.#stop("STATEMENT_NOT_UTF8", { problem: chunk.fault });
      }
      this.#ending = true;
      this.#parser.close();
      return true;
    } catch (error) {
      if (error instanceof Stopped) return false;
      throw error;
    }
  }

  #listen(): void {
    const parser = this.#parser;
    const on = <Argument>(handle: (argument: Argument) => void) => {
      return (argument: Argument) => {
        this.#lastEventAt = parser.position;
        handle(argument);
      };
    };
    parser.on(
      "error",
      on((error) => {
        this.#onError(error);
      }),
    );
    parser.on(
      "doctype",
      on(() => {
        this.#stop("STATEMENT_XML_DOCTYPE", {});
      }),
    );
    parser.on(
      "xmldecl",
      on(({ encoding }) => {
        this.#onEncoding(encoding);
      }),
    );
    parser.on(
      "opentagstart",
      on(() => {
        this.#attributes = 0;
      }),
    );
    parser.on(
      "attribute",
      on(() => {
        this.#onAttribute();
      }),
    );
    parser.on(
      "opentag",
      on((tag) => {
        this.#onOpen(
          { name: tag.local, namespace: tag.uri, line: parser.line },
          Object.values(tag.attributes).map(({ local, prefix, value }) => [prefix === "" ? local : `:${local}`, value]),
        );
      }),
    );
    parser.on(
      "closetag",
      on(() => {
        this.#onClose();
      }),
    );
    parser.on(
      "text",
      on((text) => {
        this.#onText(text);
      }),
    );
    parser.on(
      "cdata",
      on((text) => {
        this.#onText(text);
      }),
    );
    parser.on(
      "comment",
      on(() => undefined),
    );
    parser.on(
      "processinginstruction",
      on(() => undefined),
    );
  }

  #onError(error: Error): void {
    const problem = error.message.replace(/^[0-9]+:[0-9]+: /u, "");
    // an application header beside the document makes two roots, which banks deliver
    if (problem === "documents may contain only one root.") return;
    if (problem.includes("doctype")) this.#stop("STATEMENT_XML_DOCTYPE", {});
    else if (problem.includes("entity")) this.#stop("STATEMENT_XML_ENTITY", { problem });
    else this.#stop(this.#ending ? "STATEMENT_TRUNCATED" : "STATEMENT_XML_MALFORMED", { problem });
  }

  #onEncoding(encoding: string | undefined): void {
    if (encoding === undefined || /^utf-?8$/iu.test(encoding)) return;
    this.#stop("STATEMENT_NOT_UTF8", { problem: `the file says that it is ${encoding}` });
  }

  #onAttribute(): void {
    this.#attributes++;
    if (this.#attributes > MAX_ATTRIBUTES) this.#refuseCount("attributes of one element", MAX_ATTRIBUTES);
  }

  #onOpen(tag: Omit<XmlTag, "inUnit">, attributes: readonly (readonly [string, string])[]): void {
    const top = this.#frames.at(-1);
    if (this.#frames.length >= this.#limits.depth) {
      this.#stop("STATEMENT_XML_DEPTH", { limit: this.#limits.depth });
      return;
    }
    const inUnit = top?.element !== undefined;
    const visit = top?.visit === "skip" ? "skip" : this.#visitor.open({ ...tag, inUnit });
    if (visit === "stop") throw new Stopped();
    if (visit !== "unit" && visit !== "part") {
      this.#frames.push({ visit });
      return;
    }
    const outer = this.#count;
    if (visit === "unit") this.#count = { elements: 0, characters: 0 };
    this.#count.elements++;
    if (this.#count.elements > this.#limits.elements) this.#refuseCount("elements in one entry", this.#limits.elements);
    for (const [, value] of attributes) this.#countCharacters(value.length);
    const element: OpenUnit = {
      name: tag.name,
      line: tag.line,
      attributes: new Map(attributes),
      children: [],
      text: "",
    };
    if (visit === "part") top?.element?.children.push(element);
    this.#frames.push(visit === "unit" ? { visit, element, outer } : { visit, element });
  }

  #onClose(): void {
    const frame = this.#frames.pop();
    if (frame?.outer !== undefined) this.#count = frame.outer;
    if (frame?.visit === "descend") this.#visitor.close();
    if (frame?.visit === "unit" && frame.element !== undefined) this.#visitor.unit(frame.element);
  }

  #onText(text: string): void {
    const element = this.#frames.at(-1)?.element;
    if (text.length > this.#limits.textCharacters) this.#refuseLength();
    if (element === undefined) return;
    this.#countCharacters(text.length);
    element.text += text;
  }

  #countCharacters(count: number): void {
    this.#count.characters += count;
    if (this.#count.characters > this.#limits.textCharacters) this.#refuseLength();
  }

  #refuseLength(): never {
    this.#stop("STATEMENT_XML_TEXT_LENGTH", { limit: this.#limits.textCharacters });
  }

  #refuseCount(what: string, limit: number): never {
    this.#stop("STATEMENT_XML_TOO_MANY", { what, limit });
  }

  #stop<Code extends StatementCode>(code: Code, figures: Figures<Code>): never {
    this.#findings.add(code, this.#parser.line, figures);
    throw new Stopped();
  }
}
