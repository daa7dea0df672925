import type { IsoDate } from "../money/dates.js";
import { formatUnits } from "../money/tokenUnits.js";
import type { BankCredit } from "./bankCredits.js";
import { breakOf, type Break } from "./break.js";
import type { MovementKind } from "./explanation.js";
import type { Mint } from "./mints.js";

/**
 * Mints without their bank credit, of another amount, or of a credit that is no deposit or went back (rule M1).
 * @param day - the snapshot's; the caller puts in that of the block.
 * @param others - depositRefs that no mint may cite, with what they are instead.
 */
export function mintBreaks(
  mints: readonly Mint[],
  credits: ReadonlyMap<string, BankCredit>,
  others: ReadonlyMap<string, MovementKind>,
  currency: string,
  day: IsoDate,
): Break[] {
  return mints.flatMap(({ depositRef: ref, amount, transaction, blockNumber: block }): Break | [] => {
    const credit = credits.get(ref);
    const figures = { transaction, amount: formatUnits(amount), currency, ref };
    if (credit === undefined) {
      return breakOf("RESERVE_MINT_UNBACKED", figures, { amount, since: day, block, deposits: [ref] });
    }
    const { bic11, account, statement, file, line } = credit;
    const place = `${file}:${line}`;
    const facts = { file, line, account: `${bic11}:${account}`, statement, amount, since: day, block, deposits: [ref] };
    const kind = others.get(ref);
    if (kind !== undefined) return breakOf("RESERVE_MINT_OTHER", { ...figures, place, kind }, facts);
    if (credit.amount === amount) return [];
    return breakOf("RESERVE_MINT_DIFFERS", { ...figures, place, credited: formatUnits(credit.amount) }, facts);
  });
}
