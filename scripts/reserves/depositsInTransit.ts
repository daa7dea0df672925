import type { IsoDate } from "../money/dates.js";
import type { BankCredit } from "./bankCredits.js";
import type { Mint } from "./mints.js";
import type { OpenedDeposit } from "./openings.js";

/**
 * Customers' money that was received and not minted (rules M1, B5), oldest first. A credit imported from a report that is
 * not among the snapshot's files counts too, though the balances do not hold it yet: the excess errs to the safe side.
 * @param mints - of all chains, up to the snapshot's blocks.
 * @param day - the snapshot's day in Hong Kong; what was booked later is not counted.
 * @param others - depositRefs of credits that are no customer's money, or went back.
 */
export function depositsInTransit(
  credits: ReadonlyMap<string, BankCredit>,
  mints: readonly Mint[],
  day: IsoDate,
  others: ReadonlySet<string> = new Set(),
): OpenedDeposit[] {
  const minted = new Set(mints.map(({ depositRef }) => depositRef));
  return [...credits.values()]
    .filter(({ depositRef, bookingDate }) => !minted.has(depositRef) && !others.has(depositRef) && bookingDate <= day)
    .map(({ depositRef, bic11, account, statement, bookingDate, amount }) => {
      return { depositRef, bic11, account, statement, bookingDate, amount };
    })
    .sort((one, other) => (order(one) < order(other) ? -1 : 1));
}

function order({ bookingDate, depositRef }: OpenedDeposit): string {
  return `${bookingDate} ${depositRef}`;
}
