import { formatMinor } from "../../../money/amount.js";
import type { IsoDate } from "../../../money/dates.js";
import { closingOf, type PrintedBookings, type PrintedDay, type PrintedEntry } from "./printedFiles.js";

/** What the three messages call their root and one account's part of it. */
const messages = {
  "camt.052": ["BkToCstmrAcctRpt", "Rpt"],
  "camt.053": ["BkToCstmrStmt", "Stmt"],
  "camt.054": ["BkToCstmrDbtCdtNtfctn", "Ntfctn"],
} as const;

/** A day-end statement, version 08, as ISO 20022 defines it: one element on a line. */
export function printCamt053(day: PrintedDay): string {
  const { date, account, opening } = day;
  const balances = [
    ...printBalance("OPBD", opening, account.currency, date),
    ...printBalance("CLBD", closingOf(day), account.currency, date),
  ];
  return printMessage("camt.053", day, "17:30:00", balances);
}

/** A report or advice of the course of a day, version 08: it has entries and no balance. */
export function printIntraday(kind: "camt.052" | "camt.054", bookings: PrintedBookings): string {
  return printMessage(kind, bookings, "11:45:00", []);
}

function printMessage(
  kind: keyof typeof messages,
  { id, number, date, account, entries }: PrintedBookings,
  time: string,
  balances: readonly string[],
): string {
  const [root, part] = messages[kind];
  const created = `<CreDtTm>${date}T${time}+08:00</CreDtTm>`;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:${kind}.001.08">`,
    `<${root}>`,
    "<GrpHdr>",
    `<MsgId>MSG-${id}</MsgId>`,
    created,
    "</GrpHdr>",
    `<${part}>`,
    `<Id>${id}</Id>`,
    `<ElctrncSeqNb>${number}</ElctrncSeqNb>`,
    created,
    "<Acct>",
    `<Id><Othr><Id>${account.account}</Id></Othr></Id>`,
    `<Ccy>${account.currency}</Ccy>`,
    `<Svcr><FinInstnId><BICFI>${account.bic}</BICFI></FinInstnId></Svcr>`,
    "</Acct>",
    ...balances,
    ...entries.flatMap((entry) => printEntry(entry, account.currency, date)),
    `</${part}>`,
    `</${root}>`,
    "</Document>",
  ];
  return `${lines.join("\n")}\n`;
}

function printBalance(type: string, minor: bigint, currency: string, date: IsoDate): string[] {
  return [
    "<Bal>",
    `<Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp>`,
    ...printMoney(minor, currency),
    `<Dt><Dt>${date}</Dt></Dt>`,
    "</Bal>",
  ];
}

function printEntry({ reference, endToEndId, party, minor }: PrintedEntry, currency: string, date: IsoDate): string[] {
  const role = minor < 0n ? "Cdtr" : "Dbtr";
  return [
    "<Ntry>",
    ...printMoney(minor, currency),
    "<Sts><Cd>BOOK</Cd></Sts>",
    `<BookgDt><Dt>${date}</Dt></BookgDt>`,
    `<ValDt><Dt>${date}</Dt></ValDt>`,
    `<AcctSvcrRef>${reference}</AcctSvcrRef>`,
    "<NtryDtls>",
    "<TxDtls>",
    `<Refs><EndToEndId>${endToEndId}</EndToEndId></Refs>`,
    ...printMoney(minor, currency),
    `<RltdPties><${role}><Pty><Nm>${party}</Nm></Pty></${role}></RltdPties>`,
    "</TxDtls>",
    "</NtryDtls>",
    "</Ntry>",
  ];
}

function printMoney(minor: bigint, currency: string): string[] {
  const amount = formatMinor(minor < 0n ? -minor : minor, currency);
  return [`<Amt Ccy="${currency}">${amount}</Amt>`, `<CdtDbtInd>${minor < 0n ? "DBIT" : "CRDT"}</CdtDbtInd>`];
}
