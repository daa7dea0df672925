import { formatMinor } from "../../money/amount.js";

/** The bank account of the demo's Hong Kong dollar reserve: fictitious bank, fictitious account. */
export const demoAccount = {
  currency: "HKD",
  bic: "ATPRHKHHXXX",
  account: "012875004567001",
  custodian: "Demo Bank (Hong Kong)",
  trustReference: "TRUST-HKD-1",
  country: "HK",
} as const;

/** The day of the demo's statement, a Monday; the embedded chain's clock is set to fit. */
export const DEMO_DATE = "2026-11-23";

/** The three customer credits of the demo, minor units. */
export const demoCredits = [
  { reference: "AB26112300000017", endToEndId: "INV-2026-1181", debtor: "Kowloon Trading Ltd", minor: 1_000_000_00n },
  { reference: "AB26112300000018", endToEndId: "TOPUP-77", debtor: "Harbour Retail Ltd", minor: 250_000_00n },
  { reference: "AB26112300000019", endToEndId: "SUBS-0093", debtor: "Lantau Capital Ltd", minor: 75_000_50n },
] as const;

/** A camt.053 (version 08) day-end statement as a bank sends it, with {@link demoCredits} booked. */
export function demoStatement(): string {
  const total = demoCredits.reduce((sum, { minor }) => sum + minor, 0n);
  const money = (minor: bigint): string => formatMinor(minor, demoAccount.currency);
  const balance = (type: string, minor: bigint): string => `
      <Bal>
        <Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp>
        <Amt Ccy="HKD">${money(minor)}</Amt>
        <CdtDbtInd>CRDT</CdtDbtInd>
        <Dt><Dt>${DEMO_DATE}</Dt></Dt>
      </Bal>`;
  const entry = ({ reference, endToEndId, debtor, minor }: (typeof demoCredits)[number]): string => `
      <Ntry>
        <Amt Ccy="HKD">${money(minor)}</Amt>
        <CdtDbtInd>CRDT</CdtDbtInd>
        <Sts><Cd>BOOK</Cd></Sts>
        <BookgDt><Dt>${DEMO_DATE}</Dt></BookgDt>
        <ValDt><Dt>${DEMO_DATE}</Dt></ValDt>
        <AcctSvcrRef>${reference}</AcctSvcrRef>
        <NtryDtls>
          <TxDtls>
            <Refs><EndToEndId>${endToEndId}</EndToEndId></Refs>
            <Amt Ccy="HKD">${money(minor)}</Amt>
            <CdtDbtInd>CRDT</CdtDbtInd>
            <RltdPties><Dbtr><Pty><Nm>${debtor}</Nm></Pty></Dbtr></RltdPties>
          </TxDtls>
        </NtryDtls>
      </Ntry>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
  <BkToCstmrStmt>
    <GrpHdr>
      <MsgId>DEMO-${DEMO_DATE}</MsgId>
      <CreDtTm>${DEMO_DATE}T17:30:00+08:00</CreDtTm>
    </GrpHdr>
    <Stmt>
      <Id>STMT-${DEMO_DATE}</Id>
      <ElctrncSeqNb>1</ElctrncSeqNb>
      <CreDtTm>${DEMO_DATE}T17:30:00+08:00</CreDtTm>
      <Acct>
        <Id><Othr><Id>${demoAccount.account}</Id></Othr></Id>
        <Ccy>HKD</Ccy>
        <Svcr><FinInstnId><BICFI>${demoAccount.bic}</BICFI></FinInstnId></Svcr>
      </Acct>${balance("OPBD", 0n)}${balance("CLBD", total)}
      <TxsSummry>
        <TtlCdtNtries><NbOfNtries>${demoCredits.length}</NbOfNtries><Sum>${money(total)}</Sum></TtlCdtNtries>
      </TxsSummry>${demoCredits.map(entry).join("")}
    </Stmt>
  </BkToCstmrStmt>
</Document>
`;
}
