import { isIsoDate, type IsoDate } from "../money/dates.js";
import type { Findings } from "./findings.js";
import { isIban } from "./iban.js";
import type { Direction } from "./statement.js";
import type { XmlElement } from "./xmlElement.js";

/** xs:date and xs:dateTime: a date, then perhaps a time, then perhaps a zone. */
const DATE_TIME = /^([0-9-]{10})(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?$/u;

/** Entries of one file have few dates and paths: what was made of one is kept, up to so many. */
const KEPT = 1000;
const dates = new Map<string, IsoDate>();
const paths = new Map<string, readonly string[]>();

function dateIn(text: string): IsoDate | undefined {
  const known = dates.get(text);
  if (known !== undefined) return known;
  const date = DATE_TIME.exec(text)?.[1] ?? "";
  if (!isIsoDate(date)) return undefined;
  if (dates.size >= KEPT) dates.clear();
  // its own copy: a piece of the file would keep the file in memory
  dates.set(Buffer.from(text).toString(), date);
  return date;
}

/** `text` with each run of space made one. */
export function toProse(text: string): string {
  return /[\t\r\n]| {2}/u.test(text) ? text.replaceAll(/[ \t\r\n]+/gu, " ") : text;
}

function namesOf(path: string): readonly string[] {
  const known = paths.get(path);
  if (known !== undefined) return known;
  const names = path.split("/");
  paths.set(path, names);
  return names;
}

/** Reads values out of an element; what is missing, repeated or malformed becomes a finding with its line. */
export class ElementReader {
  readonly element: XmlElement;
  readonly #findings: Findings;

  constructor(element: XmlElement, findings: Findings) {
    this.element = element;
    this.#findings = findings;
  }

  get line(): number {
    return this.element.line;
  }

  get name(): string {
    return this.element.name;
  }

  /** The text without the space around it. */
  get text(): string {
    return this.element.text.trim();
  }

  all(name: string): ElementReader[] {
    const found: ElementReader[] = [];
    for (const child of this.element.children) {
      if (child.name === name) found.push(new ElementReader(child, this.#findings));
    }
    return found;
  }

  /** The element at `path` (names with slashes), each of which may occur once. */
  at(path: string): ElementReader | undefined {
    const element = this.#find(path);
    return element && new ElementReader(element, this.#findings);
  }

  #find(path: string): XmlElement | undefined {
    let element: XmlElement | undefined = this.element;
    for (const name of namesOf(path)) {
      element = this.#one(element, name);
      if (element === undefined) return undefined;
    }
    return element;
  }

  #one(parent: XmlElement, name: string): XmlElement | undefined {
    let first: XmlElement | undefined;
    let second: XmlElement | undefined;
    for (const child of parent.children) {
      if (child.name !== name) continue;
      if (first === undefined) first = child;
      else second ??= child;
    }
    if (second !== undefined) {
      const figures = { element: `${parent.name}/${name}`, count: this.#count(parent, name) };
      this.#findings.add("STATEMENT_ELEMENT_REPEATED", second.line, figures);
    }
    return first;
  }

  #count(parent: XmlElement, name: string): number {
    return parent.children.filter((child) => child.name === name).length;
  }

  /** The text at the first of `paths` that is there and not empty. */
  textAt(...paths: readonly string[]): string | undefined {
    for (const path of paths) {
      const text = this.#find(path)?.text.trim() ?? "";
      if (text !== "") return text;
    }
    return undefined;
  }

  /** As {@link textAt}, for people to read: runs of space become one. */
  proseAt(...paths: readonly string[]): string | undefined {
    const text = this.textAt(...paths);
    return text && toProse(text);
  }

  missing(path: string): void {
    this.#findings.add("STATEMENT_ELEMENT_MISSING", this.line, { element: `${this.name}/${path}` });
  }

  /** CdtDbtInd, which must be there unless `optional`. */
  direction(optional = false): Direction | undefined {
    const found = this.at("CdtDbtInd");
    if (found === undefined || found.text === "") {
      if (!optional || found !== undefined) this.missing("CdtDbtInd");
      return undefined;
    }
    if (found.text === "CRDT") return "credit";
    if (found.text === "DBIT") return "debit";
    const figures = { element: `${this.name}/CdtDbtInd`, text: found.text };
    this.#findings.add("STATEMENT_DIRECTION_UNKNOWN", found.line, figures);
    return undefined;
  }

  /** An xs:boolean; undefined where it is absent. */
  indicator(path: string): boolean | undefined {
    const found = this.at(path);
    if (found === undefined) return undefined;
    if (found.text === "true" || found.text === "1") return true;
    if (found.text === "false" || found.text === "0") return false;
    const figures = { element: `${this.name}/${path}`, text: found.text };
    this.#findings.add("STATEMENT_INDICATOR_MALFORMED", found.line, figures);
    return undefined;
  }

  /** A whole number of at most 15 digits; undefined where it is absent or malformed. */
  count(path: string): number | undefined {
    const found = this.at(path);
    if (found === undefined) return undefined;
    if (/^[0-9]{1,15}$/u.test(found.text)) return Number(found.text);
    const figures = { element: `${this.name}/${path}`, text: found.text };
    this.#findings.add("STATEMENT_NUMBER_MALFORMED", found.line, figures);
    return undefined;
  }

  /** The date of a choice of Dt and DtTm, as printed: no zone is applied. */
  date(path: string): IsoDate | undefined {
    const choice = this.at(path);
    if (choice === undefined) return undefined;
    const found = choice.at("Dt") ?? choice.at("DtTm");
    if (found === undefined) {
      choice.missing("Dt");
      return undefined;
    }
    const date = dateIn(found.text);
    if (date !== undefined) return date;
    const figures = { element: `${this.name}/${path}`, text: found.text };
    this.#findings.add("STATEMENT_DATE_MALFORMED", found.line, figures);
    return undefined;
  }

  /** A date and time, as printed. */
  dateTime(path: string): string | undefined {
    const found = this.at(path);
    if (found === undefined) return undefined;
    if (dateIn(found.text) !== undefined) return found.text;
    const figures = { element: `${this.name}/${path}`, text: found.text };
    this.#findings.add("STATEMENT_DATE_MALFORMED", found.line, figures);
    return undefined;
  }

  /** An account number (Id/IBAN or Id/Othr/Id) without spaces. */
  account(): { kind: "IBAN" | "other"; id: string; line: number } | undefined {
    const iban = this.at("Id/IBAN");
    const found = iban ?? this.at("Id/Othr/Id");
    const id = found?.text.replaceAll(/\s/gu, "");
    if (found === undefined || id === undefined || id === "") return undefined;
    if (iban === undefined) return { kind: "other", id, line: found.line };
    if (!isIban(id)) {
      const figures = { element: `${this.name}/Id/IBAN`, iban: id };
      this.#findings.add("STATEMENT_IBAN_INVALID", found.line, figures);
    }
    return { kind: "IBAN", id, line: found.line };
  }
}
