import { checkBatches } from "./camtBatch.js";
import type { ElementReader } from "./elementReader.js";
import type { Findings } from "./findings.js";
import { readMoney, type PrintedMoney } from "./printedMoney.js";
import type { StatementDraft } from "./statementDraft.js";
import type { TransactionDetail } from "./statement.js";

/** ExternalEntryStatus1Code. */
const STATUSES = new Set(["BOOK", "PDNG", "INFO", "FUTR"]);

/** Reads one Ntry into `draft`. Its TxDtls were read before it and are `details`. */
export function readEntry(
  ntry: ElementReader,
  ordinalInFile: number,
  details: readonly TransactionDetail[],
  draft: StatementDraft,
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
  draft.printedEntries.push({ line: ntry.line, signed, direction, currency: money.currency, status });
  if (money.minor === undefined) return;
  draft.entries.push({
    line: ntry.line,
    ordinalInFile,
    ...(ntryRef !== undefined && { ntryRef }),
    ...(accountServicerRef !== undefined && { accountServicerRef }),
    amountMinor: money.minor,
    currency: money.currency,
    direction,
    reversal,
    status,
    ...(bookingDate !== undefined && { bookingDate }),
    ...(valueDate !== undefined && { valueDate }),
    ...(batchCount !== undefined && { batchCount }),
    details,
  });
}

/** Reads one TxDtls. */
export function readDetail(dtls: ElementReader, findings: Findings): TransactionDetail {
  const money = readDetailMoney(dtls, findings);
  const direction = dtls.direction(true);
  const debtorAccount = dtls.at("RltdPties/DbtrAcct")?.account()?.id;
  const references = dtls.all("RmtInf").flatMap((info) => {
    const structured = info.all("Strd").flatMap((part) => part.textAt("CdtrRefInf/Ref") ?? []);
    return [...info.all("Ustrd").map(({ text }) => text.replaceAll(/[ \t\r\n]+/gu, " ")), ...structured];
  });
  return {
    line: dtls.line,
    ...optional("accountServicerRef", dtls.textAt("Refs/AcctSvcrRef")),
    ...optional("endToEndId", dtls.textAt("Refs/EndToEndId")),
    ...optional("uetr", dtls.textAt("Refs/UETR")),
    ...(money?.minor !== undefined && { amountMinor: money.minor, currency: money.currency }),
    ...(direction !== undefined && { direction }),
    // from version 06 on the name stands in Pty
    ...optional("debtorName", dtls.proseAt("RltdPties/Dbtr/Nm", "RltdPties/Dbtr/Pty/Nm")),
    ...optional("debtorAccount", debtorAccount),
    remittance: references.filter((text) => text !== ""),
  };
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

function optional<Name extends string>(name: Name, value: string | undefined): Partial<Record<Name, string>> {
  return (value === undefined ? {} : { [name]: value }) as Partial<Record<Name, string>>;
}
