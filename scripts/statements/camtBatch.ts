import { formatMinor } from "../money/amount.js";
import type { ElementReader } from "./elementReader.js";
import type { Findings } from "./findings.js";
import { readMoney } from "./printedMoney.js";
import type { TransactionDetail } from "./statement.js";

/**
 * Reads what the Btch elements of an Ntry say of its payments, and holds it against `details` where the bank gives any.
 * A bank may detail some of the payments only, so fewer than it counts are no contradiction; more are.
 * @returns how many payments they say the entry is made of; undefined where they do not say.
 */
export function checkBatches(
  ntry: ElementReader,
  details: readonly TransactionDetail[],
  findings: Findings,
): number | undefined {
  const parts = ntry.all("NtryDtls").map((part) => part.at("Btch"));
  const batches = parts.filter((batch) => batch !== undefined);
  if (batches.length === 0) return undefined;
  const counts = batches.flatMap((batch) => batch.count("NbOfTxs") ?? []);
  const stated = counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count);
  // details are told apart by entry, not by NtryDtls: one without a Btch makes them incomparable
  if (details.length === 0 || batches.length < parts.length || counts.length < batches.length) return stated;
  const count = details.length;
  const [first] = batches;
  if (first !== undefined && stated !== undefined && count > stated) {
    const figures = { element: "Btch/NbOfTxs", stated: stated.toString(), counted: count.toString(), count };
    findings.add("STATEMENT_BATCH_CONTRADICTS", (first.at("NbOfTxs") ?? first).line, figures);
  }
  if (stated !== undefined && count >= stated) checkTotals(batches, details, findings);
  return stated;
}

/** The totals of the batches are the sum of the details, where all are in one currency; signs by CdtDbtInd. */
function checkTotals(
  batches: readonly ElementReader[],
  details: readonly TransactionDetail[],
  findings: Findings,
): void {
  let stated = 0n;
  let counted = 0n;
  const currencies = new Set<string | undefined>();
  for (const batch of batches) {
    const total = batch.at("TtlAmt");
    const money = total && readMoney(total, "Btch", findings, "TtlAmt");
    if (money?.minor === undefined) return;
    currencies.add(money.currency);
    stated += batch.direction(true) === "debit" ? -money.minor : money.minor;
  }
  for (const { amountMinor, currency, direction } of details) {
    if (amountMinor === undefined) return;
    currencies.add(currency);
    counted += direction === "debit" ? -amountMinor : amountMinor;
  }
  const [currency] = currencies;
  if (currencies.size !== 1 || currency === undefined) return;
  // many banks give the sign of the entry only
  const signed =
    details.every(({ direction }) => direction !== undefined) && batches.every((batch) => batch.at("CdtDbtInd"));
  const [said, sum] = signed ? [stated, counted] : [absolute(stated), absolute(counted)];
  if (said === sum) return;
  const figures = { stated: `${formatMinor(said, currency)} ${currency}`, counted: formatMinor(sum, currency) };
  const [line, count] = [batches[0]?.at("TtlAmt")?.line, details.length];
  findings.add("STATEMENT_BATCH_CONTRADICTS", line, { element: "Btch/TtlAmt", ...figures, count });
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
