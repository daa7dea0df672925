import { readStatement } from "../../scripts/statements/readStatementFile.js";
import type { ReadResult } from "../../scripts/statements/readResult.js";

/** One entry as a bank prints it. */
export interface PrintedEntry {
  /** As printed; a minus sign makes it a debit. */
  readonly amount: string;
  readonly reference: string;
  readonly endToEndId?: string;
  readonly status?: string;
  readonly reversal?: boolean;
}

export interface PrintedStatement {
  readonly id?: string;
  readonly account?: string;
  /** Empty for a bank that does not name itself. */
  readonly bic?: string;
  readonly currency?: string;
  readonly sequence?: string;
  readonly date?: string;
  /** As printed; a minus sign means overdrawn. */
  readonly opening?: string;
  readonly closing?: string;
  readonly creditLine?: boolean;
  readonly version?: string;
  readonly entries?: readonly PrintedEntry[];
}

/** The text of a camt.053 file with one statement, every element on a line of its own. */
export function bankText(printed: PrintedStatement = {}): string {
  const { id = "S-1", account = "012-345678-001", bic = "ATPRHKHHXXX", currency = "HKD", sequence = "1" } = printed;
  const { date = "2026-11-20", opening = "0.00", closing = "0.00", version = "08", entries = [] } = printed;
  const sign = (amount: string) => `<CdtDbtInd>${amount.startsWith("-") ? "DBIT" : "CRDT"}</CdtDbtInd>`;
  const money = (amount: string) => `<Amt Ccy="${currency}">${amount.replace("-", "")}</Amt>`;
  const balance = (type: string, amount: string, line = false) => [
    `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp>`,
    line ? "<CdtLine><Incl>true</Incl></CdtLine>" : "",
    money(amount),
    `${sign(amount)}<Dt><Dt>${date}</Dt></Dt></Bal>`,
  ];
  const entry = ({ amount, reference, endToEndId, status = "BOOK", reversal = false }: PrintedEntry) => [
    "<Ntry>",
    money(amount),
    sign(amount),
    reversal ? "<RvslInd>true</RvslInd>" : "",
    `<Sts><Cd>${status}</Cd></Sts><BookgDt><Dt>${date}</Dt></BookgDt>`,
    `<AcctSvcrRef>${reference}</AcctSvcrRef>`,
    endToEndId === undefined
      ? ""
      : `<NtryDtls><TxDtls><Refs><EndToEndId>${endToEndId}</EndToEndId></Refs></TxDtls></NtryDtls>`,
    "</Ntry>",
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}"><BkToCstmrStmt>`,
    "<GrpHdr><MsgId>M</MsgId><CreDtTm>2026-11-20T22:00:00+08:00</CreDtTm></GrpHdr>",
    `<Stmt><Id>${id}</Id><ElctrncSeqNb>${sequence}</ElctrncSeqNb><CreDtTm>2026-11-20T22:00:00+08:00</CreDtTm>`,
    `<Acct><Id><Othr><Id>${account}</Id></Othr></Id><Ccy>${currency}</Ccy>`,
    bic === "" ? "" : `<Svcr><FinInstnId><BICFI>${bic}</BICFI></FinInstnId></Svcr>`,
    "</Acct>",
    ...balance("OPBD", opening),
    ...balance("CLBD", closing, printed.creditLine),
    ...entries.flatMap(entry),
    "</Stmt></BkToCstmrStmt></Document>",
    "",
  ].join("\n");
}

/** {@link bankText}, read by the reader. */
export function bankFile(printed: PrintedStatement = {}, name = `${printed.id ?? "S-1"}.xml`): ReadResult {
  return readText(bankText(printed), name);
}

/** Any text, read by the reader. */
export function readText(text: string, name: string): ReadResult {
  return readStatement(Buffer.from(text), name);
}
