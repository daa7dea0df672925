import { formatMinor } from "../../../money/amount.js";
import type { PrintedHoldings, PrintedPosition } from "./printedFiles.js";

/** A complete statement of settled holdings, semt.002 version 11, as ISO 20022 defines it, on one page. */
export function printSemt002({ custodian, account, id, date, positions }: PrintedHoldings): string {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:semt.002.001.11">',
    "<SctiesBalCtdyRpt>",
    "<Pgntn><PgNb>1</PgNb><LastPgInd>true</LastPgInd></Pgntn>",
    "<StmtGnlDtls>",
    `<StmtId>${id}</StmtId>`,
    `<StmtDtTm><Dt>${date}</Dt></StmtDtTm>`,
    "<Frqcy><Cd>DAIL</Cd></Frqcy>",
    "<UpdTp><Cd>COMP</Cd></UpdTp>",
    "<StmtBsis><Cd>SETT</Cd></StmtBsis>",
    `<ActvtyInd>${String(positions.length > 0)}</ActvtyInd>`,
    "</StmtGnlDtls>",
    `<AcctSvcr><Id><AnyBIC>${custodian}</AnyBIC></Id></AcctSvcr>`,
    `<SfkpgAcct><Id>${account}</Id></SfkpgAcct>`,
    ...positions.flatMap(printPosition),
    "</SctiesBalCtdyRpt>",
    "</Document>",
  ];
  return `${lines.join("\n")}\n`;
}

function printPosition({ isin, name, currency, face, pledged }: PrintedPosition): string[] {
  const amount = (minor: bigint): string => `<FaceAmt>${formatMinor(minor, currency)}</FaceAmt>`;
  return [
    "<BalForAcct>",
    `<FinInstrmId><ISIN>${isin}</ISIN><Desc>${name}</Desc></FinInstrmId>`,
    `<FinInstrmAttrbts><DnmtnCcy>${currency}</DnmtnCcy></FinInstrmAttrbts>`,
    `<AggtBal><ShrtLngInd>LONG</ShrtLngInd><Qty><Qty><Qty>${amount(face)}</Qty></Qty></Qty></AggtBal>`,
    `<AvlblBal><Qty><Qty>${amount(face - pledged)}</Qty></Qty></AvlblBal>`,
    ...(pledged > 0n ? [`<NotAvlblBal><Qty>${amount(pledged)}</Qty></NotAvlblBal>`] : []),
    "</BalForAcct>",
  ];
}
