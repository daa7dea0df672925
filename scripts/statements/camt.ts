import { detailParts, entryParts, readDetail, readEntry } from "./camtEntry.js";
import { findCamtMessage, type CamtMessage } from "./camtMessages.js";
import { isStatementElement, readAccount, readBalance, readHeader, readPage } from "./camtStatement.js";
import { ElementReader } from "./elementReader.js";
import type { EntrySink } from "./entrySink.js";
import type { Findings } from "./findings.js";
import type { ReadLimits } from "./readResult.js";
import { closeDraft } from "./settleStatements.js";
import { startDraft, type StatementDraft } from "./statementDraft.js";
import type { TransactionDetail } from "./statement.js";
import { XmlElement } from "./xmlElement.js";
import { readXmlUnits, type Visit, type XmlTag, type XmlVisitor } from "./xmlUnits.js";

const ISO_NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:";

/**
 * Reads camt.052, camt.053 and camt.054 (ISO 20022 bank to customer report, statement, notification; versions 02 to
 * 13), alone, beside an AppHdr or in an envelope. Whatever is wrong is gathered in `findings`, not thrown.
 * @param pieces - the file's bytes.
 * @param entries - takes every entry when it has been read.
 */
export function readCamt(
  pieces: Iterable<Uint8Array>,
  limits: ReadLimits,
  entries: EntrySink,
  findings: Findings,
): StatementDraft[] {
  const reader = new CamtReader(limits, entries, findings);
  reader.finish(readXmlUnits(pieces, limits, reader, findings));
  return reader.drafts;
}

/** Where the reader stands among the elements it looks into one by one. */
type Place = "envelope" | "Document" | "message" | "statement";

class CamtReader implements XmlVisitor {
  readonly drafts: StatementDraft[] = [];
  readonly #sink: EntrySink;
  readonly #limits: ReadLimits;
  readonly #findings: Findings;
  readonly #places: Place[] = [];
  #found: string | undefined;
  #namespace = "";
  #message: CamtMessage | undefined;
  #documents = 0;
  #statementsBefore = 0;
  #draft: StatementDraft | undefined;
  #header: XmlElement[] = [];
  #details: TransactionDetail[] = [];
  #entries = 0;
  #items = 0;

  constructor(limits: ReadLimits, sink: EntrySink, findings: Findings) {
    this.#sink = sink;
    this.#limits = limits;
    this.#findings = findings;
  }

  /** Call once after the last element. @param complete - whether the file was read to its end. */
  finish(complete: boolean): void {
    if (this.#draft !== undefined) this.#endStatement(false);
    if (!complete || this.#documents > 0 || this.#found === "") return;
    this.#findings.add("STATEMENT_MESSAGE_UNKNOWN", undefined, { found: this.#found ?? "the file" });
  }

  open(tag: XmlTag): Visit {
    const place = this.#places.at(-1) ?? "envelope";
    if (place === "envelope") return this.#openEnvelope(tag);
    // elements of another namespace are the bank's own
    if (tag.namespace !== this.#namespace) return "skip";
    if (tag.inUnit) return this.#item(tag, detailParts);
    const message = this.#message;
    if (message === undefined) return "skip";
    if (place === "Document") return tag.name === message.root ? this.#descend("message") : "skip";
    if (place === "statement") return this.#openPart(tag, message);
    if (tag.name === "GrpHdr") return "unit";
    if (tag.name !== message.statement) return "skip";
    this.#startStatement(tag, message);
    this.#places.push("statement");
    return this.#item(tag, "descend");
  }

  close(): void {
    const place = this.#places.pop();
    if (place === "statement") this.#endStatement(true);
    if (place !== "Document") return;
    if (this.drafts.length === this.#statementsBefore) {
      const message = this.#namespace.slice(ISO_NAMESPACE.length);
      this.#findings.add("STATEMENT_MESSAGE_EMPTY", undefined, { message });
    }
  }

  unit(element: XmlElement): void {
    const reader = new ElementReader(element, this.#findings);
    if (element.name === "TxDtls") {
      this.#details.push(readDetail(reader, this.#findings));
      return;
    }
    const details = this.#details;
    this.#details = [];
    if (this.#draft === undefined) this.#checkMessagePage(reader);
    else if (element.name === "Bal") readBalance(reader, this.#draft, this.#findings);
    else if (element.name === "Ntry") {
      this.#entries++;
      readEntry(reader, this.#entries, details, this.#draft, this.#sink, this.#findings);
      // what is not kept weighs nothing
      if (!this.#sink.keeps) this.#items -= details.length + 1;
    } else {
      if (element.name === "Acct") this.#draft.account = readAccount(reader, this.#findings);
      this.#header.push(element);
    }
  }

  #openPart(tag: XmlTag, message: CamtMessage): Visit {
    if (tag.name === "Ntry")
      return this.#entries < this.#limits.entries
        ? this.#item(tag, entryParts)
        : this.#refuse(tag, "entries", this.#limits.entries);
    return isStatementElement(tag.name, message) ? this.#item(tag, "unit") : "skip";
  }

  #openEnvelope(tag: XmlTag): Visit {
    const iso = tag.namespace.startsWith(ISO_NAMESPACE);
    if (tag.name !== "Document" || !iso) {
      this.#found ??= `<${tag.name}> of namespace "${tag.namespace}"`;
      return tag.name === "AppHdr" ? "skip" : this.#descend("envelope");
    }
    const identifier = tag.namespace.slice(ISO_NAMESPACE.length);
    const message = findCamtMessage(identifier);
    if (message === undefined) {
      // said here, with its line; nothing is left to say at the end
      this.#found = "";
      this.#findings.add("STATEMENT_MESSAGE_UNKNOWN", tag.line, { found: identifier });
      return "skip";
    }
    this.#message = message;
    this.#documents++;
    this.#namespace = tag.namespace;
    this.#statementsBefore = this.drafts.length;
    return this.#descend("Document");
  }

  #descend(place: Place): Visit {
    this.#places.push(place);
    return "descend";
  }

  #item(tag: XmlTag, visit: Visit): Visit {
    this.#items++;
    if (this.#items <= this.#limits.items) return visit;
    return this.#refuse(tag, "entries, details and balances", this.#limits.items);
  }

  #refuse({ line }: XmlTag, what: string, limit: number): Visit {
    this.#findings.add("STATEMENT_XML_TOO_MANY", line, { what, limit });
    return "stop";
  }

  #startStatement(tag: XmlTag, { kind }: CamtMessage): void {
    const messageVersion = this.#namespace.slice(ISO_NAMESPACE.length);
    this.#draft = startDraft({ kind, messageVersion, line: tag.line });
    this.#header = [];
    this.#details = [];
  }

  #endStatement(complete: boolean): void {
    const [draft, message] = [this.#draft, this.#message];
    if (draft === undefined || message === undefined) return;
    this.#draft = undefined;
    const element = new XmlElement(message.statement, draft.origin.line);
    for (const child of this.#header) element.append(child);
    draft.complete = complete;
    readHeader(new ElementReader(element, this.#findings), message, draft, this.#findings);
    closeDraft(draft);
    this.drafts.push(draft);
  }

  #checkMessagePage(header: ElementReader): void {
    const page = readPage(header, "MsgPgntn");
    if (page === undefined || (page.number === 1 && page.last)) return;
    const place = page.last ? "the last" : "not the last";
    const problem = `page ${page.number} is ${place}, and the message's other pages are not here`;
    const figures = { what: "message", id: header.textAt("MsgId") ?? "", problem };
    this.#findings.add("STATEMENT_PAGE_MISSING", page.line, figures);
  }
}
