import { isIsoDate, type IsoDate } from "../money/dates.js";
import type { Findings } from "./findings.js";
import { isIban } from "./iban.js";
import type { Direction } from "./statement.js";
import type { XmlElement } from "./xmlUnits.js";

/** xs:date and xs:dateTime: a date, then perhaps a time, then perhaps a zone. */
const DATE_TIME = /^([0-9-]{10})(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?$/u;

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
    const children = this.element.children.filter((child) => child.name === name);
    return children.map((child) => new ElementReader(child, this.#findings));
  }

  /** The element at `path` (names with slashes), each of which may occur once. */
  at(path: string): ElementReader | undefined {
    let reader: ElementReader | undefined = new ElementReader(this.element, this.#findings);
    for (const name of path.split("/")) {
      const found: ElementReader[] = reader.all(name);
      const second = found[1];
      if (second !== undefined) {
        const element = `${reader.name}/${name}`;
        this.#findings.add("STATEMENT_ELEMENT_REPEATED", second.line, { element, count: found.length });
      }
      reader = found[0];
      if (reader === undefined) return undefined;
    }
    return reader;
  }

  /** The text at the first of `paths` that is there and not empty. */
  textAt(...paths: readonly string[]): string | undefined {
    for (const path of paths) {
      const text = this.at(path)?.text;
      if (text !== undefined && text !== "") return text;
    }
    return undefined;
  }

  /** As {@link textAt}, for people to read: runs of space become one. */
  proseAt(...paths: readonly string[]): string | undefined {
    return this.textAt(...paths)?.replaceAll(/[ \t\r\n]+/gu, " ");
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
    const date = DATE_TIME.exec(found.text)?.[1] ?? "";
    if (isIsoDate(date)) return date;
    const figures = { element: `${this.name}/${path}`, text: found.text };
    this.#findings.add("STATEMENT_DATE_MALFORMED", found.line, figures);
    return undefined;
  }

  /** A date and time, as printed. */
  dateTime(path: string): string | undefined {
    const found = this.at(path);
    if (found === undefined) return undefined;
    if (isIsoDate(DATE_TIME.exec(found.text)?.[1] ?? "")) return found.text;
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
