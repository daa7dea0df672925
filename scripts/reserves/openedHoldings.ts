import { AtparError } from "../errors/AtparError.js";
import { minorToUnits, TOKEN_DECIMALS } from "../money/tokenUnits.js";
import { exactToMinor, type ExactDecimal } from "../statements/exactDecimal.js";
import { isWhole, securityName, type HoldingsStatement, type Position, type Quantity } from "../statements/holdings.js";
import type { OpenedHoldings, OpenedPosition } from "./openings.js";
import type { ReserveAccount } from "./register.js";

/**
 * What a complete, sound statement of holdings says of each security, positions of one security added up.
 * @throws AtparError RESERVE_HOLDINGS_PARTIAL, RESERVE_HOLDINGS_FIELD.
 */
export function openHoldings(
  statement: HoldingsStatement,
  account: Pick<ReserveAccount, "bic11" | "account">,
): OpenedHoldings {
  const { file, sha256, id, line, date, updateType = "" } = statement;
  const place = `${file}:${line}`;
  const { basis = "SETT" } = statement;
  // on trade date, what was bought is held and the money for it has not left
  if (basis !== "SETT") throw fieldError(place, `statement ${id}`, `it is on basis ${basis}, not as settled`);
  if (!isWhole(statement)) throw new AtparError("RESERVE_HOLDINGS_PARTIAL", { place, statement: id, type: updateType });
  if (date === undefined) throw fieldError(place, `statement ${id}`, "the statement has no date");
  const positions = new Map<string, OpenedPosition>();
  for (const position of statement.positions) {
    const opened = openPosition(statement, position);
    const other = positions.get(opened.isin);
    positions.set(opened.isin, other === undefined ? opened : addPositions(other, opened, place));
  }
  const { bic11, account: number } = account;
  return { file, sha256, bic11, account: number, id, date, positions: [...positions.values()] };
}

function openPosition(statement: HoldingsStatement, position: Position): OpenedPosition {
  const place = `${statement.file}:${position.line}`;
  const refuse = (problem: string) => fieldError(place, securityName(position), problem);
  const { isin, quantity, line, account } = position;
  if (isin === undefined) throw refuse("it has no ISIN");
  if (quantity === undefined) throw refuse("it has no quantity");
  if (account !== undefined && account !== statement.account.id) throw refuse(`it is on sub-account ${account}`);
  const units = scaled(quantity, refuse);
  if (units < 0n) throw refuse("it is short");
  const encumbered = notFree(position, units, refuse);
  const currency = quantity.currency ?? position.denomination;
  const accrued = position.values.find(({ kind, base }) => kind === "ACRU" && base !== "account");
  return {
    line,
    isin,
    type: quantity.type as OpenedPosition["type"],
    quantity: units,
    encumbered,
    ...(currency !== undefined && { currency }),
    ...(accrued !== undefined && {
      accrued: minorToUnits(accrued.amountMinor, accrued.currency),
      accruedCurrency: accrued.currency,
    }),
  };
}

/** What the custodian says is not available, or holds in a state that is not available; never more than all. */
function notFree(position: Position, units: bigint, refuse: (problem: string) => AtparError): bigint {
  const { available, notAvailable, subBalances } = position;
  const figures = [
    notAvailable === undefined ? 0n : scaled(notAvailable, refuse),
    available === undefined ? 0n : units - scaled(available, refuse),
    subBalances
      .filter((part) => part.available !== true && !FREE.has(part.type))
      .reduce((sum, { quantity }) => sum + scaled(quantity, refuse), 0n),
  ];
  const most = figures.reduce((one, other) => (other > one ? other : one), 0n);
  if (most > units) throw refuse("more of it is not free than there is");
  return most;
}

/** States of a sub-balance in which its owner can dispose of it; in any other it cannot, or does not own it. */
const FREE: ReadonlySet<string> = new Set(["AVAI", "AWAS"]);

/** 10^-6 of face or units. */
function scaled(quantity: Quantity & ExactDecimal, refuse: (problem: string) => AtparError): bigint {
  if (quantity.type !== "FAMT" && quantity.type !== "UNIT") throw refuse(`its quantity is a ${quantity.type}`);
  const units = exactToMinor(quantity, TOKEN_DECIMALS);
  if (units === undefined) throw refuse(`its quantity has more than ${TOKEN_DECIMALS} decimals`);
  return units;
}

/** Of one security, parts that stand apart in the statement. */
function addPositions(one: OpenedPosition, other: OpenedPosition, place: string): OpenedPosition {
  if (one.type !== other.type || one.currency !== other.currency || one.accruedCurrency !== other.accruedCurrency) {
    throw fieldError(place, one.isin, "its parts are stated in different units");
  }
  return {
    ...one,
    quantity: one.quantity + other.quantity,
    encumbered: one.encumbered + other.encumbered,
    ...(one.accrued !== undefined && { accrued: one.accrued + (other.accrued ?? 0n) }),
  };
}

function fieldError(place: string, security: string, problem: string): AtparError {
  return new AtparError("RESERVE_HOLDINGS_FIELD", { place, security, problem });
}
