import { closeSync, openSync, writeSync } from "node:fs";

const NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";
const OPENING = 100_000_000_00n;
/** Entries written at a time. */
const BLOCK = 1000;

/**
 * Writes a camt.053 of one statement of `entries` entries that foots, as a bank prints them: each one payment with its
 * references, debtor and remittance. `twice`, if given, is an entry (from 1) that repeats the one before it.
 * @returns bytes written.
 */
export function writeCamtFile(path: string, entries: number, twice?: number): number {
  const descriptor = openSync(path, "w");
  try {
    let bytes = writeSync(descriptor, head(closingOf(entries, twice)));
    for (let first = 1; first <= entries; first += BLOCK) {
      const texts: string[] = [];
      for (let place = first; place < first + BLOCK && place <= entries; place++) {
        texts.push(entry(place === twice ? place - 1 : place));
      }
      bytes += writeSync(descriptor, texts.join(""));
    }
    return bytes + writeSync(descriptor, "</Stmt></BkToCstmrStmt></Document>\n");
  } finally {
    closeSync(descriptor);
  }
}

/** Cents: no two neighbours alike. */
function amountOf(place: number): bigint {
  return BigInt((place * 7919) % 9_999_991) + 1n;
}

function isCredit(place: number): boolean {
  return place % 3 !== 0;
}

function closingOf(entries: number, twice: number | undefined): bigint {
  let closing = OPENING;
  for (let index = 1; index <= entries; index++) {
    const place = index === twice ? index - 1 : index;
    closing += isCredit(place) ? amountOf(place) : -amountOf(place);
  }
  return closing;
}

function head(closing: bigint): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="${NAMESPACE}">
<BkToCstmrStmt>
<GrpHdr><MsgId>ATPAR-BENCH-1</MsgId><CreDtTm>2026-11-20T23:00:00+08:00</CreDtTm></GrpHdr>
<Stmt>
<Id>BENCH-1</Id><ElctrncSeqNb>1</ElctrncSeqNb><CreDtTm>2026-11-20T23:00:00+08:00</CreDtTm>
<Acct><Id><Othr><Id>012345678001</Id></Othr></Id><Ccy>HKD</Ccy><Svcr><FinInstnId><BICFI>ATPRHKHHXXX</BICFI></FinInstnId></Svcr></Acct>
${balance("OPBD", OPENING)}
${balance("CLBD", closing)}
`;
}

function balance(type: string, minor: bigint): string {
  const [amount, direction] = [print(minor < 0n ? -minor : minor), minor < 0n ? "DBIT" : "CRDT"];
  return (
    `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp><Amt Ccy="HKD">${amount}</Amt>` +
    `<CdtDbtInd>${direction}</CdtDbtInd><Dt><Dt>2026-11-20</Dt></Dt></Bal>`
  );
}

function entry(place: number): string {
  const amount = `<Amt Ccy="HKD">${print(amountOf(place))}</Amt>`;
  const reference = place.toString().padStart(9, "0");
  return `<Ntry>
  <NtryRef>${reference}</NtryRef>
  ${amount}
  <CdtDbtInd>${isCredit(place) ? "CRDT" : "DBIT"}</CdtDbtInd>
  <Sts><Cd>BOOK</Cd></Sts>
  <BookgDt><Dt>2026-11-20</Dt></BookgDt>
  <ValDt><Dt>2026-11-20</Dt></ValDt>
  <AcctSvcrRef>FT26324${reference}</AcctSvcrRef>
  <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
  <NtryDtls>
    <TxDtls>
      <Refs><AcctSvcrRef>FT26324${reference}</AcctSvcrRef><EndToEndId>E2E-${reference}</EndToEndId></Refs>
      ${amount}
      <CdtDbtInd>${isCredit(place) ? "CRDT" : "DBIT"}</CdtDbtInd>
      <RltdPties><Dbtr><Pty><Nm>Customer ${place % 5000} Limited</Nm></Pty></Dbtr><DbtrAcct><Id><Othr><Id>0987654321</Id></Othr></Id></DbtrAcct></RltdPties>
      <RmtInf><Ustrd>Invoice ${reference}</Ustrd></RmtInf>
    </TxDtls>
  </NtryDtls>
</Ntry>
`;
}

function print(minor: bigint): string {
  return `${minor / 100n}.${(minor % 100n).toString().padStart(2, "0")}`;
}
