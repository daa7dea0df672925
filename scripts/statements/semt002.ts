import { createHash } from "node:crypto";
import { isBic } from "./bic.js";
import { bytesInMemory } from "./byteSource.js";
import { ElementReader } from "./elementReader.js";
import { startHoldings, type HoldingsDraft } from "./holdingsDraft.js";
import { HoldingsFindings } from "./holdingsFindings.js";
import { defaultHoldingsOptions, type HoldingsOptions, type HoldingsResult } from "./holdingsResult.js";
import { settleHoldings } from "./holdingsRules.js";
import { readPosition, readSignedMoney } from "./semt002Position.js";
import { XmlElement } from "./xmlElement.js";
import { readXmlUnits, type Visit, type XmlTag, type XmlVisitor } from "./xmlUnits.js";

const ISO_NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:";
/** Version 02 is another message (CustodyStatementOfHoldings). */
const MESSAGE = /^semt\.002\.001\.(?:0[3-9]|1[0-2])$/u;

/** Children of SctiesBalCtdyRpt that are read; BalForAcct and SubAcctDtls may occur often. */
const HEADER = new Set(["Id", "Pgntn", "StmtGnlDtls", "AcctSvcr", "SfkpgAcct", "AcctBaseCcyTtlAmts"]);

/**
 * Reads a semt.002 file (ISO 20022 SecuritiesBalanceCustodyReport, versions 03 to 12), alone, beside an AppHdr or in an
 * envelope. Whatever is wrong with the content is gathered, not thrown; ask requireSoundHoldings before using it.
 * @param bytes - the file as delivered.
 * @param file - its name, for messages.
 */
export function readSemt002(
  bytes: Uint8Array,
  file: string,
  { limits, anonymisedSample }: HoldingsOptions = defaultHoldingsOptions,
): HoldingsResult {
  const findings = new HoldingsFindings(file, limits.violations, anonymisedSample);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const reader = new Semt002Reader({ file, sha256 }, limits.items, findings);
  if (bytes.length > limits.bytes) {
    findings.add("STATEMENT_TOO_LARGE", undefined, { bytes: bytes.length, limit: limits.bytes });
  } else reader.finish(readXmlUnits(bytesInMemory(bytes).pieces(), limits, reader, findings));
  const statements = settleHoldings(reader.drafts, findings);
  const { violations, warnings, ignored } = findings;
  return { file, sha256, bytes: bytes.length, statements, violations, warnings, ignored };
}

/** Where the reader stands among the elements it looks into one by one. */
type Place = "envelope" | "Document" | "SctiesBalCtdyRpt" | "SubAcctDtls";

class Semt002Reader implements XmlVisitor {
  readonly drafts: HoldingsDraft[] = [];
  readonly #file: { readonly file: string; readonly sha256: string };
  readonly #limit: number;
  readonly #findings: HoldingsFindings;
  readonly #places: Place[] = [];
  #found: string | undefined;
  #namespace = "";
  #documents = 0;
  #items = 0;
  #before = 0;
  #draft: HoldingsDraft | undefined;
  #header: XmlElement[] = [];
  #subAccount: string | undefined;

  constructor(file: { file: string; sha256: string }, limit: number, findings: HoldingsFindings) {
    this.#file = file;
    this.#limit = limit;
    this.#findings = findings;
  }

  /** Call once after the last element. @param complete - whether the file was read to its end. */
  finish(complete: boolean): void {
    if (this.#draft !== undefined) this.#endStatement(false);
    if (!complete || this.#documents > 0 || this.#found === "") return;
    this.#findings.add("HOLDINGS_MESSAGE_UNKNOWN", undefined, { found: this.#found ?? "the file" });
  }

  open(tag: XmlTag): Visit {
    const place = this.#places.at(-1) ?? "envelope";
    if (place === "envelope") return this.#openEnvelope(tag);
    // elements of another namespace are the custodian's own
    if (tag.namespace !== this.#namespace) return "skip";
    if (place === "Document") {
      if (tag.name !== "SctiesBalCtdyRpt") return "skip";
      const messageVersion = this.#namespace.slice(ISO_NAMESPACE.length);
      this.#draft = startHoldings({ kind: "semt.002", messageVersion, ...this.#file, line: tag.line });
      this.#header = [];
      return this.#descend("SctiesBalCtdyRpt");
    }
    if (place === "SubAcctDtls") {
      if (tag.name === "SfkpgAcct") return "unit";
      return tag.name === "BalForSubAcct" ? this.#item(tag) : "skip";
    }
    if (tag.name === "SubAcctDtls") {
      this.#subAccount = undefined;
      return this.#descend("SubAcctDtls");
    }
    return tag.name === "BalForAcct" ? this.#item(tag) : HEADER.has(tag.name) ? "unit" : "skip";
  }

  close(): void {
    const place = this.#places.pop();
    if (place === "SctiesBalCtdyRpt") this.#endStatement(true);
    if (place === "Document" && this.drafts.length === this.#before) {
      this.#findings.add("HOLDINGS_MESSAGE_EMPTY", undefined, {});
    }
  }

  unit(element: XmlElement): void {
    const reader = new ElementReader(element, this.#findings);
    const inSub = this.#places.at(-1) === "SubAcctDtls";
    if (element.name === "BalForAcct" || element.name === "BalForSubAcct") {
      const account = inSub ? this.#subAccount : undefined;
      this.#draft?.positions.push(readPosition(reader, account, this.#findings));
    } else if (inSub) this.#subAccount = reader.textAt("Id")?.replaceAll(/\s/gu, "");
    else this.#header.push(element);
  }

  #openEnvelope(tag: XmlTag): Visit {
    if (tag.name !== "Document" || !tag.namespace.startsWith(ISO_NAMESPACE)) {
      this.#found ??= `<${tag.name}> of namespace "${tag.namespace}"`;
      return tag.name === "AppHdr" ? "skip" : this.#descend("envelope");
    }
    const message = tag.namespace.slice(ISO_NAMESPACE.length);
    if (!MESSAGE.test(message)) {
      // said here, with its line; nothing is left to say at the end
      this.#found = "";
      this.#findings.add("HOLDINGS_MESSAGE_UNKNOWN", tag.line, { found: message });
      return "skip";
    }
    this.#documents++;
    this.#namespace = tag.namespace;
    this.#before = this.drafts.length;
    return this.#descend("Document");
  }

  #descend(place: Place): Visit {
    this.#places.push(place);
    return "descend";
  }

  #item(tag: XmlTag): Visit {
    this.#items++;
    if (this.#items <= this.#limit) return "unit";
    this.#findings.add("STATEMENT_XML_TOO_MANY", tag.line, { what: "positions", limit: this.#limit });
    return "stop";
  }

  #endStatement(complete: boolean): void {
    const draft = this.#draft;
    if (draft === undefined) return;
    this.#draft = undefined;
    draft.complete = complete;
    const element = new XmlElement("SctiesBalCtdyRpt", draft.origin.line);
    for (const child of this.#header) element.append(child);
    readHeader(new ElementReader(element, this.#findings), draft, this.#findings);
    this.drafts.push(draft);
  }
}

/** Reads what stands beside the positions. In a report that broke off nothing is called missing. */
function readHeader(report: ElementReader, draft: HoldingsDraft, findings: HoldingsFindings): void {
  const missing = (path: string): void => {
    if (draft.complete) report.missing(path);
  };
  const page = report.at("Pgntn");
  if (page === undefined) missing("Pgntn");
  else {
    for (const name of ["PgNb", "LastPgInd"]) if (page.at(name) === undefined) page.missing(name);
    const [number, last] = [page.count("PgNb"), page.indicator("LastPgInd")];
    if (number !== undefined && last !== undefined) draft.page = { number, last, line: page.line };
  }
  const details = report.at("StmtGnlDtls");
  if (details === undefined) missing("StmtGnlDtls");
  // until version 03 the page has an Id of its own, and StmtId names the statement
  draft.id = details?.textAt("StmtId") ?? report.textAt("Id/Id") ?? "";
  if (details !== undefined && draft.id === "") missing("StmtGnlDtls/StmtId");
  const number = details?.textAt("RptNb/Shrt", "RptNb/Lng", "RptNb");
  if (number !== undefined) draft.number = number;
  const date = details?.date("StmtDtTm");
  if (date !== undefined) draft.date = date;
  else if (details?.at("StmtDtTm") === undefined) missing("StmtGnlDtls/StmtDtTm");
  const at = details?.textAt("StmtDtTm/DtTm");
  if (date !== undefined && at !== undefined) draft.at = at;
  const basis = details?.textAt("StmtBsis/Cd", "StmtBsis/Prtry/Id");
  if (basis !== undefined) draft.basis = basis;
  const update = details?.textAt("UpdTp/Cd", "UpdTp/Prtry/Id");
  if (update !== undefined) draft.updateType = update;
  const activity = details?.indicator("ActvtyInd");
  if (activity !== undefined) draft.activity = activity;
  const account = report.at("SfkpgAcct");
  if (account === undefined) missing("SfkpgAcct");
  else if (account.textAt("Id") === undefined) account.missing("Id");
  const servicer = report.at("AcctSvcr");
  const bic = servicer?.textAt("Id/AnyBIC", "AnyBIC", "Id/BICOrBEI", "BICOrBEI");
  if (bic !== undefined && !isBic(bic)) findings.add("STATEMENT_BIC_MALFORMED", servicer?.line, { bic });
  draft.account = {
    line: account?.line ?? draft.origin.line,
    id: account?.textAt("Id")?.replaceAll(/\s/gu, "") ?? "",
    ...(bic !== undefined && { servicerBic: bic }),
  };
  for (const [name, kind] of [
    ["TtlHldgsValOfPg", "HOLP"],
    ["TtlHldgsValOfStmt", "HOLS"],
  ] as const) {
    const total = report.at("AcctBaseCcyTtlAmts")?.at(name);
    const money = total && readSignedMoney(total, findings);
    if (money !== undefined) draft.totals.push({ kind, ...money });
  }
}
