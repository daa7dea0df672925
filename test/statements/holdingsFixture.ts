import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Violation } from "../../scripts/errors/AtparError.js";
import type { HoldingsStatement } from "../../scripts/statements/holdings.js";
import { defaultHoldingsOptions, type HoldingsResult } from "../../scripts/statements/holdingsResult.js";
import { readMt535 } from "../../scripts/statements/mt535.js";
import { defaultLimits, type ReadLimits } from "../../scripts/statements/readResult.js";
import { readSemt002 } from "../../scripts/statements/semt002.js";

export const mt535Path = join(import.meta.dirname, "../fixtures/statements/hkd-holdings.mt535");
export const mt535 = readFileSync(mt535Path, "utf8");

/** ISINs made for tests whose check digits agree. */
export const isins = ["HK0000000007", "US9127970005", "US0000000002"] as const;

export function bytesOf(text: string | Uint8Array): Uint8Array {
  return typeof text === "string" ? new TextEncoder().encode(text) : text;
}

export function readMt(text: string | Uint8Array, limits: Partial<ReadLimits> = {}): HoldingsResult {
  return readMt535(bytesOf(text), "test.mt535", { ...defaultHoldingsOptions, limits: { ...defaultLimits, ...limits } });
}

export function readSemt(text: string | Uint8Array, limits: Partial<ReadLimits> = {}): HoldingsResult {
  return readSemt002(bytesOf(text), "test.xml", { ...defaultHoldingsOptions, limits: { ...defaultLimits, ...limits } });
}

/** Code and line of every violation. */
export function faults({
  violations,
}: {
  readonly violations: readonly Violation[];
}): (string | number | undefined)[][] {
  return violations.map(({ code, line }) => [code, line]);
}

/** The single statement of a result without violations. */
export function soundStatement(result: HoldingsResult): HoldingsStatement {
  const [statement] = result.statements;
  const said = result.violations.map(({ message }) => message).join("; ");
  if (statement === undefined || result.statements.length > 1 || said !== "")
    throw new Error(`one sound statement: ${said}`);
  return statement;
}

/** A BalForAcct with one position. */
export function balForAcct(isin: string, more = "", quantity = "<Unit>100</Unit>", short = "LONG"): string {
  return (
    `<BalForAcct><FinInstrmId><ISIN>${isin}</ISIN></FinInstrmId><AggtBal><ShrtLngInd>${short}</ShrtLngInd>` +
    `<Qty><Qty><Qty>${quantity}</Qty></Qty></Qty></AggtBal>${more}</BalForAcct>`
  );
}

/** A semt.002 document. */
export function semt(
  body: string,
  parts: { version?: string; id?: string; page?: [number, boolean]; flag?: string; tail?: string } = {},
): string {
  const { version = "11", id = "S1", page = [1, true], flag = "true", tail = "" } = parts;
  return (
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:semt.002.001.${version}"><SctiesBalCtdyRpt>` +
    `<Pgntn><PgNb>${page[0]}</PgNb><LastPgInd>${String(page[1])}</LastPgInd></Pgntn>` +
    `<StmtGnlDtls><StmtId>${id}</StmtId><StmtDtTm><Dt>2026-11-20</Dt></StmtDtTm><Frqcy><Cd>DAIL</Cd></Frqcy>` +
    `<UpdTp><Cd>COMP</Cd></UpdTp><StmtBsis><Cd>SETT</Cd></StmtBsis><ActvtyInd>${flag}</ActvtyInd></StmtGnlDtls>` +
    `<AcctSvcr><Id><AnyBIC>ATPRHKHHXXX</AnyBIC></Id></AcctSvcr><SfkpgAcct><Id>RESERVE 01</Id></SfkpgAcct>` +
    `${body}${tail}</SctiesBalCtdyRpt></Document>`
  );
}
