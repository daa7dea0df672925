import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Violation } from "../../scripts/errors/AtparError.js";
import { readStatement } from "../../scripts/statements/readStatementFile.js";
import { defaultLimits, type ReadLimits, type ReadResult } from "../../scripts/statements/readResult.js";
import type { Statement } from "../../scripts/statements/statement.js";

const folder = join(import.meta.dirname, "../fixtures/statements");

export const hkdPath = join(folder, "hkd-day1.camt053.xml");
export const hkd = readFileSync(hkdPath, "utf8");
export const usd = readFileSync(join(folder, "usd-day1.camt053.xml"), "utf8");

export function read(text: string | Uint8Array, limits: Partial<ReadLimits> = {}): ReadResult {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return readStatement(bytes, "test.xml", { ...defaultLimits, ...limits });
}

export function codes(result: ReadResult): string[] {
  return result.violations.map(({ code }) => code);
}

/** The only violation of `text`, which fails the test if there is none or another. */
export function onlyViolation(text: string | Uint8Array, limits: Partial<ReadLimits> = {}): Violation {
  const { violations } = read(text, limits);
  const [first] = violations;
  if (first === undefined || violations.length > 1) {
    throw new Error(`one violation expected: ${violations.map(({ message }) => message).join("; ") || "none"}`);
  }
  return first;
}

/** `text` with the `nth` (from 1) place of `old` changed; fails where there is no such place. */
export function change(text: string, old: string, now: string, nth = 1): string {
  let at = -1;
  for (let count = 0; count < nth; count++) {
    at = text.indexOf(old, at + 1);
    if (at < 0) throw new Error(`the fixture has no ${nth} x ${JSON.stringify(old)}`);
  }
  return text.slice(0, at) + now + text.slice(at + old.length);
}

/** `text` without everything from the `nth` `open` up to the `close` after it. */
export function cut(text: string, open: string, close: string, nth = 1): string {
  const marked = change(text, open, `\u0001${open}`, nth);
  const from = marked.indexOf("\u0001");
  const to = marked.indexOf(close, from);
  if (to < 0) throw new Error(`the fixture has no ${close} after ${open}`);
  return marked.slice(0, from) + marked.slice(to + close.length);
}

/** The line, from 1, where the `nth` `part` of `text` stands. */
export function lineOf(text: string, part: string, nth = 1): number {
  return change(text, part, "\u0001", nth).split("\u0001")[0]?.split("\n").length ?? 0;
}

/** The single statement of a result. */
export function only(result: ReadResult): Statement {
  const [statement] = result.statements;
  if (statement === undefined || result.statements.length > 1) throw new Error("one statement expected");
  return statement;
}

/** One Ntry of version 08 as compact XML. */
export function ntry(
  amount: string,
  options: { ccy?: string; ind?: string; sts?: string; more?: string } = {},
): string {
  const { ccy = "HKD", ind = "CRDT", sts = "BOOK", more = "" } = options;
  return (
    `<Ntry><Amt Ccy="${ccy}">${amount}</Amt><CdtDbtInd>${ind}</CdtDbtInd><Sts><Cd>${sts}</Cd></Sts>` +
    `<BookgDt><Dt>2026-11-20</Dt></BookgDt>${more}</Ntry>`
  );
}

/** One Bal of version 08 as compact XML. */
export function bal(type: string, amount: string, options: { ccy?: string; ind?: string; more?: string } = {}): string {
  const { ccy = "HKD", ind = "CRDT", more = "" } = options;
  return (
    `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry>${more}</Tp><Amt Ccy="${ccy}">${amount}</Amt>` +
    `<CdtDbtInd>${ind}</CdtDbtInd><Dt><Dt>2026-11-20</Dt></Dt></Bal>`
  );
}

/** One Stmt of version 08 as compact XML. */
export function stmt(
  parts: { id?: string; page?: [number, boolean]; seq?: string; account?: string; body?: string } = {},
): string {
  const { id = "S1", page, seq, account = "<Id><Othr><Id>12</Id></Othr></Id><Ccy>HKD</Ccy>", body = "" } = parts;
  const pagination =
    page === undefined ? "" : `<StmtPgntn><PgNb>${page[0]}</PgNb><LastPgInd>${String(page[1])}</LastPgInd></StmtPgntn>`;
  const sequence = seq === undefined ? "" : `<ElctrncSeqNb>${seq}</ElctrncSeqNb>`;
  return `<Stmt><Id>${id}</Id>${pagination}${sequence}<Acct>${account}</Acct>${body}</Stmt>`;
}

/** A document of version `version` around `statements`. */
export function message(statements: string, version = "08"): string {
  return (
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}"><BkToCstmrStmt>` +
    `<GrpHdr><MsgId>M1</MsgId></GrpHdr>${statements}</BkToCstmrStmt></Document>`
  );
}

/** `text`, a camt.053 file, as the report or notification that has the same in it. */
export function asMessage(text: string, kind: "camt.052" | "camt.054"): string {
  const [root, name] = kind === "camt.052" ? ["BkToCstmrAcctRpt", "Rpt"] : ["BkToCstmrDbtCdtNtfctn", "Ntfctn"];
  return text
    .replaceAll("camt.053", kind)
    .replaceAll("BkToCstmrStmt", root)
    .replaceAll(/<(\/?)Stmt(Pgntn)?>/gu, `<$1${name}$2>`);
}
