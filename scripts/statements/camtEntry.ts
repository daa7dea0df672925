import { checkBatches } from "./camtBatch.js";
import { toProse, type ElementReader } from "./elementReader.js";
import type { EntrySink } from "./entrySink.js";
import type { Findings } from "./findings.js";
import { readMoney, type PrintedMoney } from "./printedMoney.js";
import type { StatementDraft } from "./statementDraft.js";
import type { Entry, TransactionDetail } from "./statement.js";
import { xmlParts } from "./xmlParts.js";

/** What the functions below look at in Ntry; its TxDtls are read on their own. */
export const entryParts = xmlParts(
  "NtryRef Amt CdtDbtInd RvslInd Sts(Cd Prtry) BookgDt(Dt DtTm) ValDt(Dt DtTm) AcctSvcrRef " +
    "NtryDtls(Btch(NbOfTxs TtlAmt CdtDbtInd) TxDtls*)",
);
/** What they look at in TxDtls. */
export const detailParts = xmlParts(
  "Refs(AcctSvcrRef EndToEndId UETR) Amt AmtDtls(TxAmt(Amt)) CdtDbtInd " +
    "RltdPties(Dbtr(Nm Pty(Nm)) DbtrAcct(Id(IBAN Othr(Id)))) RmtInf(Ustrd Strd(CdtrRefInf(Ref)))",
);

/** ExternalEntryStatus1Code. */
const STATUSES = new Set(["BOOK", "PDNG", "INFO", "FUTR"]);

/** Reads one Ntry of `draft` and hands it to `sink`. Its TxDtls were read before it and are `details`. */
export function readEntry(
  ntry: ElementReader,
  ordinalInFile: number,
  details: readonly TransactionDetail[],
  draft: StatementDraft,
  sink: EntrySink,
  findings: Findings,
): void {
  const amt = ntry.at("Amt");
  if (amt === undefined) ntry.missing("Amt");
  const money = amt && readMoney(amt, "Ntry", findings);
  const direction = ntry.direction();
  const status = readStatus(ntry, findings);
  const reversal = ntry.indicator("RvslInd") ?? false;
  const bookingDate = ntry.date("BookgDt");
  const valueDate = ntry.date("ValDt");
  const ntryRef = ntry.textAt("NtryRef");
  const accountServicerRef = ntry.textAt("AcctSvcrRef");
  const batchCount = checkBatches(ntry, details, findings);
  if (money === undefined || direction === undefined || status === undefined) {
    draft.entryUnread = true;
    return;
  }
  const signed = direction === "credit" ? money.scaled : -money.scaled;
  const { minor: amountMinor, currency } = money;
  const { line } = ntry;
  const printed = { line, signed, direction, currency, status };
  if (amountMinor === undefined) {
    sink.take(draft, printed, undefined);
    return;
  }
  // set one by one: spreading each into the literal takes longer than reading it
  const entry: Open<Entry> = { line, ordinalInFile, amountMinor, currency, direction, reversal, status, details };
  if (ntryRef !== undefined) entry.ntryRef = ntryRef;
  if (accountServicerRef !== undefined) entry.accountServicerRef = accountServicerRef;
  if (bookingDate !== undefined) entry.bookingDate = bookingDate;
  if (valueDate !== undefined) entry.valueDate = valueDate;
  if (batchCount !== undefined) entry.batchCount = batchCount;
  sink.take(draft, printed, entry);
}

/** A value while it is put together. */
type Open<Value> = { -readonly [Name in keyof Value]: Value[Name] };

/** Reads one TxDtls. */
export function readDetail(dtls: ElementReader, findings: Findings): TransactionDetail {
  const money = readDetailMoney(dtls, findings);
  const direction = dtls.direction(true);
  const debtorAccount = dtls.at("RltdPties/DbtrAcct")?.account()?.id;
  const remittance: string[] = [];
  for (const info of dtls.all("RmtInf")) {
    for (const { text } of info.all("Ustrd")) if (text !== "") remittance.push(toProse(text));
    for (const part of info.all("Strd")) {
      const reference = part.textAt("CdtrRefInf/Ref");
      if (reference !== undefined) remittance.push(reference);
    }
  }
  const accountServicerRef = dtls.textAt("Refs/AcctSvcrRef");
  const endToEndId = dtls.textAt("Refs/EndToEndId");
  const uetr = dtls.textAt("Refs/UETR");
  // from version 06 on the name stands in Pty
  const debtorName = dtls.proseAt("RltdPties/Dbtr/Nm", "RltdPties/Dbtr/Pty/Nm");
  const detail: Open<TransactionDetail> = { line: dtls.line, remittance };
  if (accountServicerRef !== undefined) detail.accountServicerRef = accountServicerRef;
  if (endToEndId !== undefined) detail.endToEndId = endToEndId;
  if (uetr !== undefined) detail.uetr = uetr;
  if (money?.minor !== undefined) {
    detail.amountMinor = money.minor;
    detail.currency = money.currency;
  }
  if (direction !== undefined) detail.direction = direction;
  if (debtorName !== undefined) detail.debtorName = debtorName;
  if (debtorAccount !== undefined) detail.debtorAccount = debtorAccount;
  return detail;
}

/** TxDtls/Amt came with version 03; before it, and beside it, the amount is AmtDtls/TxAmt. */
function readDetailMoney(dtls: ElementReader, findings: Findings): PrintedMoney | undefined {
  const amt = dtls.at("Amt") ?? dtls.at("AmtDtls/TxAmt/Amt");
  return amt && readMoney(amt, "TxDtls", findings);
}

/** Sts is text in version 02 and a choice of code and own name later. */
function readStatus(ntry: ElementReader, findings: Findings): string | undefined {
  const sts = ntry.at("Sts");
  const text = sts?.textAt("Cd", "Prtry") ?? sts?.text;
  if (sts === undefined || text === undefined || text === "") {
    ntry.missing("Sts");
    return undefined;
  }
  if (sts.at("Prtry") === undefined && STATUSES.has(text)) return text;
  findings.add("STATEMENT_STATUS_UNKNOWN", sts.line, { text });
  return undefined;
}
