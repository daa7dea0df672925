import { SaxesParser, type SaxesTagPlain } from "saxes";
import type { Figures, Findings, StatementCode } from "./findings.js";
import type { ReadLimits } from "./readResult.js";
import { utf8Chunks } from "./utf8Chunks.js";
import { XmlElement } from "./xmlElement.js";
import { NamespaceFault, XmlNamespaces } from "./xmlNamespaces.js";
import { partOf, type XmlParts } from "./xmlParts.js";

export interface XmlTag {
  readonly name: string;
  readonly namespace: string;
  readonly line: number;
  /** True within an element that is being read whole. */
  readonly inUnit: boolean;
}

/**
 * What to do with an element: look at its children one by one; read it with all it holds, or with the parts that are
 * named, and hand it over on its own; leave it out with all it holds; or stop reading (the visitor has said why).
 */
export type Visit = "descend" | "unit" | XmlParts | "skip" | "stop";

export interface XmlVisitor {
  /** Asked of every element that is not within a unit, and of those within that are units of their own. */
  open(tag: XmlTag): Visit;
  /** An element answered with "descend" is over. */
  close(): void;
  unit(element: XmlElement): void;
}

/** A unit that is being read, with what was counted of it. */
interface Unit {
  readonly element: XmlElement;
  readonly namespace: string;
  elements: number;
  characters: number;
}

const MAX_ATTRIBUTES = 64;
/** Holds what is a bank's own, whatever it is. */
const SUPPLEMENT = "SplmtryData";

/** Thrown through the tokenizer, which knows no other way to stop it within a chunk; never leaves this file. */
class Stopped extends Error {}

/**
 * Reads XML in pieces and hands `visitor` the elements it asks for, so that memory is bounded by the largest of them.
 * Several roots side by side are read one after the other. A fault that ends the reading is added to `findings`.
 * @param pieces - the file's bytes, in pieces of any length.
 * @returns true if the end was reached.
 */
export function readXmlUnits(
  pieces: Iterable<Uint8Array>,
  limits: ReadLimits,
  visitor: XmlVisitor,
  findings: Findings,
): boolean {
  return new UnitReader(limits, visitor, findings).read(pieces);
}

class UnitReader {
  readonly #limits: ReadLimits;
  readonly #visitor: XmlVisitor;
  readonly #findings: Findings;
  readonly #parser = new SaxesParser({ xmlns: false, forceXMLVersion: true, defaultXMLVersion: "1.0" });
  readonly #namespaces = new XmlNamespaces();
  /** Units that are being read, each within the one before it, and their elements that are open. */
  readonly #units: Unit[] = [];
  readonly #elements: XmlElement[] = [];
  /** Of each of these what is read; undefined where that is all. */
  readonly #parts: (XmlParts | undefined)[] = [];
  /** The innermost unit and element. */
  #unit: Unit | undefined;
  #element: XmlElement | undefined;
  /** Open elements, and how many of them are the innermost ones that are left out. */
  #depth = 0;
  #skipped = 0;
  #ending = false;
  #lastEventAt = 0;
  #attributes = 0;
  #attributeCharacters = 0;

  constructor(limits: ReadLimits, visitor: XmlVisitor, findings: Findings) {
    this.#limits = limits;
    this.#visitor = visitor;
    this.#findings = findings;
    this.#listen();
  }

  read(pieces: Iterable<Uint8Array>): boolean {
    const parser = this.#parser;
    try {
      for (const chunk of utf8Chunks(pieces)) {
        parser.write(chunk.text);
        // saxes gathers a text, comment or tag until it ends: look at what it holds back
        if (parser.position - this.#lastEventAt > this.#limits.textCharacters) this.#refuseLength();
        if (chunk.fault !== undefined) this.#stop("STATEMENT_NOT_UTF8", { problem: chunk.fault });
      }
      this.#ending = true;
      parser.close();
      return true;
    } catch (error) {
      if (error instanceof NamespaceFault) {
        this.#findings.add("STATEMENT_XML_MALFORMED", parser.line, { problem: error.message });
      } else if (!(error instanceof Stopped)) throw error;
      return false;
    }
  }

  /** Handlers are as plain as they are because a large file has some hundred million events. */
  #listen(): void {
    const parser = this.#parser;
    parser.on("error", (error) => {
      this.#onError(error);
    });
    parser.on("doctype", () => {
      this.#stop("STATEMENT_XML_DOCTYPE", {});
    });
    parser.on("xmldecl", ({ encoding }) => {
      this.#onEncoding(encoding);
    });
    parser.on("attribute", ({ name, value }) => {
      this.#onAttribute(name, value);
    });
    parser.on("opentag", (tag) => {
      this.#lastEventAt = parser.position;
      this.#onOpen(tag);
    });
    parser.on("closetag", () => {
      this.#lastEventAt = parser.position;
      this.#onClose();
    });
    parser.on("text", (text) => {
      this.#lastEventAt = parser.position;
      this.#onText(text);
    });
    parser.on("cdata", (text) => {
      this.#lastEventAt = parser.position;
      this.#onText(text);
    });
    const pass = () => {
      this.#lastEventAt = parser.position;
    };
    parser.on("comment", pass);
    parser.on("processinginstruction", pass);
    // so many handlers make V8 keep the parser as a dictionary, in which it runs three times as long; that something
    // inherits from it makes V8 lay it out as an object again
    Object.create(parser);
  }

  #onError(error: Error): void {
    this.#lastEventAt = this.#parser.position;
    const problem = error.message.replace(/^[0-9]+:[0-9]+: /u, "");
    // an application header beside the document makes two roots, which banks deliver
    if (problem === "documents may contain only one root.") return;
    if (problem.includes("doctype")) this.#stop("STATEMENT_XML_DOCTYPE", {});
    else if (problem.includes("entity")) this.#stop("STATEMENT_XML_ENTITY", { problem });
    else this.#stop(this.#ending ? "STATEMENT_TRUNCATED" : "STATEMENT_XML_MALFORMED", { problem });
  }

  #onEncoding(encoding: string | undefined): void {
    this.#lastEventAt = this.#parser.position;
    if (encoding === undefined || /^utf-?8$/iu.test(encoding)) return;
    this.#stop("STATEMENT_NOT_UTF8", { problem: `the file says that it is ${encoding}` });
  }

  #onAttribute(name: string, value: string): void {
    this.#lastEventAt = this.#parser.position;
    this.#attributeCharacters += value.length;
    this.#attributes++;
    if (this.#attributes > MAX_ATTRIBUTES) this.#refuseCount("attributes of one element", MAX_ATTRIBUTES);
    this.#namespaces.attribute(name, value);
  }

  #onOpen(tag: SaxesTagPlain): void {
    const characters = this.#attributeCharacters;
    this.#attributes = 0;
    this.#attributeCharacters = 0;
    this.#depth++;
    if (this.#depth > this.#limits.depth) this.#stop("STATEMENT_XML_DEPTH", { limit: this.#limits.depth });
    const { local, namespace } = this.#namespaces.open(tag.name, this.#depth);
    const unit = this.#unit;
    if (unit === undefined) {
      if (this.#skipped > 0) this.#skipped++;
      else this.#look(local, namespace, tag.attributes, characters, false);
      return;
    }
    const parts = this.#parts[this.#parts.length - 1];
    const child = parts === undefined ? undefined : partOf(parts, local);
    const isRead =
      this.#skipped === 0 &&
      (parts === undefined || child !== undefined) &&
      namespace === unit.namespace &&
      local !== SUPPLEMENT;
    if (isRead && child?.isUnit === true) {
      this.#look(local, namespace, tag.attributes, characters, true);
      return;
    }
    unit.elements++;
    if (unit.elements > this.#limits.elements) this.#refuseCount("elements in one entry", this.#limits.elements);
    this.#countCharacters(unit, characters);
    if (!isRead) {
      this.#skipped++;
      return;
    }
    const element = new XmlElement(child?.name ?? local, this.#parser.line, tag.attributes);
    this.#element?.append(element);
    this.#enter(element, child);
  }

  /** Asks the visitor what to do with an element. */
  #look(
    name: string,
    namespace: string,
    attributes: SaxesTagPlain["attributes"],
    characters: number,
    inUnit: boolean,
  ): void {
    const { line } = this.#parser;
    const visit = this.#visitor.open({ name, namespace, line, inUnit });
    if (visit === "stop") throw new Stopped();
    if (visit === "descend") return;
    if (visit === "skip") {
      this.#skipped = 1;
      return;
    }
    const unit = { element: new XmlElement(name, line, attributes), namespace, elements: 1, characters: 0 };
    this.#countCharacters(unit, characters);
    this.#units.push(unit);
    this.#unit = unit;
    this.#enter(unit.element, visit === "unit" ? undefined : visit);
  }

  #enter(element: XmlElement, parts: XmlParts | undefined): void {
    this.#elements.push(element);
    this.#parts.push(parts);
    this.#element = element;
  }

  #onClose(): void {
    this.#namespaces.close(this.#depth);
    this.#depth--;
    const element = this.#element;
    if (this.#skipped > 0) this.#skipped--;
    else if (element === undefined) this.#visitor.close();
    else {
      this.#elements.pop();
      this.#parts.pop();
      this.#element = this.#elements[this.#elements.length - 1];
      if (element !== this.#unit?.element) return;
      this.#units.pop();
      this.#unit = this.#units.at(-1);
      this.#visitor.unit(element);
    }
  }

  #onText(text: string): void {
    if (text.length > this.#limits.textCharacters) this.#refuseLength();
    const unit = this.#unit;
    const element = this.#element;
    if (unit === undefined || element === undefined) return;
    this.#countCharacters(unit, text.length);
    if (this.#skipped > 0) return;
    // between elements stands space, which is not worth keeping
    if (element.children.length > 0 && text.trim() === "") return;
    element.text = element.text === "" ? text : element.text + text;
  }

  #countCharacters(unit: Unit, count: number): void {
    unit.characters += count;
    if (unit.characters > this.#limits.textCharacters) this.#refuseLength();
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
