import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { AtparError } from "../errors/AtparError.js";
import { readDetail, readEntry } from "./camt053Entry.js";
import { readBalance, readHeader, readPage, startDraft, statementElements } from "./camt053Statement.js";
import { ElementReader } from "./elementReader.js";
import { Findings } from "./findings.js";
import { defaultLimits, type ReadLimits, type ReadResult } from "./readResult.js";
import { settleStatements } from "./settleStatements.js";
import type { StatementDraft } from "./statementDraft.js";
import type { TransactionDetail } from "./statement.js";
import { readXmlUnits, type Visit, type XmlElement, type XmlTag, type XmlVisitor } from "./xmlUnits.js";

const ISO_NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:";
const MESSAGE = /^camt\.053\.001\.(?:0[2-9]|1[0-3])$/u;

/**
 * Reads a camt.053 file (ISO 20022 BankToCustomerStatement, versions 02 to 13), alone, beside an AppHdr or in an
 * envelope. Whatever is wrong with the content is gathered, not thrown; ask {@link requireSound} before using it.
 * @param bytes - the file as delivered.
 * @param file - its name, for messages.
 */
export function readCamt053(bytes: Uint8Array, file: string, limits: ReadLimits = defaultLimits): ReadResult {
  const findings = new Findings(file, limits.violations);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const reader = new Camt053Reader(file, sha256, limits, findings);
  if (bytes.length > limits.bytes) {
    findings.add("STATEMENT_TOO_LARGE", undefined, { bytes: bytes.length, limit: limits.bytes });
  } else if (bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d))) {
    findings.add("STATEMENT_EMPTY", undefined, {});
  } else if (!startsLikeXml(bytes)) {
    findings.add("STATEMENT_MESSAGE_UNKNOWN", undefined, { found: "a text that is not XML" });
  } else {
    reader.finish(readXmlUnits(bytes, limits, reader, findings));
  }
  const statements = settleStatements(reader.drafts, findings);
  return { file, sha256, bytes: bytes.length, statements, violations: findings.violations, ignored: findings.ignored };
}

/**
 * As {@link readCamt053}, from a path; a file over the limit is not loaded.
 * @throws AtparError STATEMENT_FILE_UNREADABLE.
 */
export function readCamt053File(path: string, limits: ReadLimits = defaultLimits): ReadResult {
  const file = basename(path);
  const size = attempt(path, () => {
    const status = statSync(path);
    if (!status.isFile()) throw new Error("it is not a file");
    return status.size;
  });
  if (size > limits.bytes) {
    const findings = new Findings(file, limits.violations);
    findings.add("STATEMENT_TOO_LARGE", undefined, { bytes: size, limit: limits.bytes });
    return { file, sha256: "", bytes: size, statements: [], violations: findings.violations, ignored: [] };
  }
  return readCamt053(
    attempt(path, () => readFileSync(path)),
    file,
    limits,
  );
}

/** False where the first characters are ASCII text, MT940 for instance; what is no text at all is found later. */
function startsLikeXml(bytes: Uint8Array): boolean {
  return !/^\s*[!-;=-~]/u.test(new TextDecoder().decode(bytes.subarray(0, 1024)));
}

function attempt<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new AtparError("STATEMENT_FILE_UNREADABLE", { file: path, problem }, { cause: error });
  }
}

/** Where the reader stands among the elements it looks into one by one. */
type Place = "envelope" | "Document" | "BkToCstmrStmt" | "Stmt";

class Camt053Reader implements XmlVisitor {
  readonly drafts: StatementDraft[] = [];
  readonly #file: string;
  readonly #sha256: string;
  readonly #limits: ReadLimits;
  readonly #findings: Findings;
  readonly #places: Place[] = [];
  #found: string | undefined;
  #namespace = "";
  #documents = 0;
  #statementsBefore = 0;
  #draft: StatementDraft | undefined;
  #header: XmlElement[] = [];
  #details: TransactionDetail[] = [];
  #entries = 0;
  #items = 0;

  constructor(file: string, sha256: string, limits: ReadLimits, findings: Findings) {
    this.#file = file;
    this.#sha256 = sha256;
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
    // elements of another namespace and supplementary data are the bank's own
    if (tag.namespace !== this.#namespace || tag.name === "SplmtryData") return "skip";
    if (tag.inUnit) return tag.name === "TxDtls" ? this.#item(tag, "unit") : "part";
    if (place === "Document") return tag.name === "BkToCstmrStmt" ? this.#descend(tag.name) : "skip";
    if (place === "Stmt") return statementElements.has(tag.name) ? this.#item(tag, "unit") : "skip";
    if (tag.name === "GrpHdr") return "unit";
    if (tag.name !== "Stmt") return "skip";
    this.#startStatement(tag);
    this.#places.push("Stmt");
    return this.#item(tag, "descend");
  }

  close(): void {
    const place = this.#places.pop();
    if (place === "Stmt") this.#endStatement(true);
    if (place !== "Document") return;
    if (this.drafts.length === this.#statementsBefore) {
      this.#findings.add("STATEMENT_MESSAGE_EMPTY", undefined, {});
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
      readEntry(reader, this.#entries, details, this.#draft, this.#findings);
    } else this.#header.push(element);
  }

  #openEnvelope(tag: XmlTag): Visit {
    const iso = tag.namespace.startsWith(ISO_NAMESPACE);
    if (tag.name !== "Document" || !iso) {
      this.#found ??= `<${tag.name}> of namespace "${tag.namespace}"`;
      return tag.name === "AppHdr" ? "skip" : this.#descend("envelope");
    }
    const message = tag.namespace.slice(ISO_NAMESPACE.length);
    if (!MESSAGE.test(message)) {
      // said here, with its line; nothing is left to say at the end
      this.#found = "";
      this.#findings.add("STATEMENT_MESSAGE_UNKNOWN", tag.line, { found: message });
      return "skip";
    }
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
    const figures = { what: "entries, details and balances", limit: this.#limits.items };
    this.#findings.add("STATEMENT_XML_TOO_MANY", tag.line, figures);
    return "stop";
  }

  #startStatement(tag: XmlTag): void {
    const messageVersion = this.#namespace.slice(ISO_NAMESPACE.length);
    const [file, sha256] = [this.#file, this.#sha256];
    this.#draft = startDraft({ kind: "camt.053", messageVersion, file, sha256, line: tag.line });
    this.#header = [];
    this.#details = [];
  }

  #endStatement(complete: boolean): void {
    const draft = this.#draft;
    if (draft === undefined) return;
    this.#draft = undefined;
    const children = this.#header;
    const element = {
      name: "Stmt",
      line: draft.origin.line,
      attributes: new Map<string, string>(),
      children,
      text: "",
    };
    draft.complete = complete;
    readHeader(new ElementReader(element, this.#findings), draft, this.#findings);
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
