import { formatMinor } from "../money/amount.js";
import { addExact, equalExact, formatExact } from "./exactDecimal.js";
import {
  securityName,
  type HoldingsStatement,
  type HoldingsTotal,
  type HoldingValue,
  type Position,
} from "./holdings.js";
import { toHoldings, type HoldingsDraft } from "./holdingsDraft.js";
import type { HoldingsFindings } from "./holdingsFindings.js";
import { joinHoldingsPages, type PagedHoldings } from "./holdingsPages.js";

/**
 * Joins the pages of each statement and applies the rules about whole statements. A statement that broke off is
 * returned unchecked.
 */
export function settleHoldings(drafts: readonly HoldingsDraft[], findings: HoldingsFindings): HoldingsStatement[] {
  const paged = joinHoldingsPages(drafts, findings);
  const whole = paged.filter(({ draft }) => draft.complete);
  for (const statement of whole) checkStatement(statement, findings);
  checkIds(
    whole.map(({ draft }) => draft),
    findings,
  );
  return paged.map(({ draft }) => toHoldings(draft));
}

function checkStatement({ draft, pages }: PagedHoldings, findings: HoldingsFindings): void {
  for (const position of draft.positions) {
    checkValues(position, findings);
    checkAvailability(position, findings);
  }
  checkRepeated(draft, findings);
  checkActivity(draft, findings);
  for (const page of pages) {
    for (const total of page.totals) {
      checkTotal(draft, total, total.kind === "HOLP" ? page.positions : draft.positions, findings);
    }
  }
}

/** No statement id occurs twice. */
function checkIds(drafts: readonly HoldingsDraft[], findings: HoldingsFindings): void {
  const seen = new Map<string, number>();
  for (const { id, account, origin } of drafts) {
    // custodians that have no references say NONREF
    if (id === "" || id === "NONREF") continue;
    const key = JSON.stringify([id, account.id]);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, origin.line);
    else findings.add("STATEMENT_ID_REPEATED", origin.line, { statement: id, line: first });
  }
}

/** A value that stands twice for one currency is the same figure; values in other currencies are other values. */
function checkValues(position: Position, findings: HoldingsFindings): void {
  const seen = new Map<string, HoldingValue>();
  for (const value of position.values) {
    const key = JSON.stringify([value.kind, value.currency]);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, value);
    else if (first.amountMinor !== value.amountMinor) {
      findings.add("HOLDINGS_VALUE_CONTRADICTS", value.line, {
        security: securityName(position),
        value: value.kind,
        currency: value.currency,
        second: formatMinor(value.amountMinor, value.currency),
        first: formatMinor(first.amountMinor, first.currency),
        line: first.line,
      });
    }
  }
}

/** Available and not available should add up to the aggregate: the standards advise it, so it is warned of. */
function checkAvailability(position: Position, findings: HoldingsFindings): void {
  const { quantity, available, notAvailable } = position;
  if (quantity === undefined || available === undefined || notAvailable === undefined) return;
  if (available.type !== quantity.type || notAvailable.type !== quantity.type) return;
  if (equalExact(addExact(available, notAvailable), quantity)) return;
  findings.warn("HOLDINGS_QUANTITY_CONTRADICTS", quantity.line, {
    security: securityName(position),
    available: formatExact(available),
    notAvailable: formatExact(notAvailable),
    aggregate: formatExact(quantity),
  });
}

/** The same security on the same account at the same place stands once. */
function checkRepeated(draft: HoldingsDraft, findings: HoldingsFindings): void {
  const seen = new Map<string, number>();
  for (const position of draft.positions) {
    const security = position.isin ?? position.otherIds[0];
    if (security === undefined) continue;
    const account = position.account ?? draft.account.id;
    const key = JSON.stringify([security, account, position.safekeeping]);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, position.line);
    else {
      const safekeeping = position.safekeeping.join(", ") || "no place named";
      findings.add("HOLDINGS_POSITION_REPEATED", position.line, { security, account, safekeeping, line: first });
    }
  }
}

/** The activity flag says whether there are positions. */
function checkActivity(draft: HoldingsDraft, findings: HoldingsFindings): void {
  const { activity, positions, id, origin } = draft;
  if (activity === undefined || activity === positions.length > 0) return;
  const figures = { statement: id, flag: activity ? "yes" : "no", count: positions.length };
  findings.add("HOLDINGS_ACTIVITY_CONTRADICTS", origin.line, figures);
}

/**
 * A stated total is what the positions give. The standards do not say whether accrued interest is counted, so either
 * reading is accepted. Where a position has no value in the total's currency nothing can be added up.
 */
function checkTotal(
  draft: HoldingsDraft,
  total: HoldingsTotal,
  positions: readonly Position[],
  findings: HoldingsFindings,
): void {
  const { currency, line, kind, amountMinor } = total;
  const without = positions.find((position) => valueOf(position, "HOLD", currency) === undefined);
  if (without !== undefined) {
    const what = `total ${kind} of ${formatMinor(amountMinor, currency)} ${currency}`;
    const reason = `${securityName(without)} has no holding value in ${currency}, so it cannot be checked`;
    findings.ignore({ line, statement: draft.id, what, reason });
    return;
  }
  const sum = (of: string): bigint =>
    positions.reduce((result, position) => result + (valueOf(position, of, currency) ?? 0n), 0n);
  const held = sum("HOLD");
  if (amountMinor === held || amountMinor === held + sum("ACRU")) return;
  findings.add("HOLDINGS_TOTAL_CONTRADICTS", line, {
    statement: draft.id,
    total: kind,
    stated: formatMinor(amountMinor, currency),
    currency,
    counted: formatMinor(held, currency),
  });
}

function valueOf(position: Position, kind: string, currency: string): bigint | undefined {
  return position.values.find((value) => value.kind === kind && value.currency === currency)?.amountMinor;
}
