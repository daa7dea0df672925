import { isAtparError } from "../errors/AtparError.js";
import { formatUnits } from "../money/tokenUnits.js";
import type { HoldingsStatement } from "../statements/holdings.js";
import type { HoldingsResult } from "../statements/holdingsResult.js";
import type { Difference } from "./difference.js";
import { openHoldings } from "./openedHoldings.js";
import type { OpenedHoldings, OpenedPosition } from "./openings.js";

/** A statement of holdings as it was against the file that is there now. @returns every difference. */
export function compareHoldings(opened: OpenedHoldings, files: readonly HoldingsResult[]): Difference[] {
  const found = findHoldings(opened, files);
  const file = found?.file ?? opened.file;
  const figure = `holdings ${opened.id}`;
  if (found === undefined) return [{ file, figure, was: opened.sha256, is: "not among the files" }];
  const now = reopened(found, opened);
  if ("problem" in now) return [{ file, figure, was: "complete", is: now.problem }];
  const differences = comparePositions(file, opened.positions, now.positions);
  const bank = found.account.servicerBic?.slice(0, 8) ?? opened.bic11.slice(0, 8);
  if (bank !== opened.bic11.slice(0, 8)) {
    differences.push({ file, figure: `${figure}, custodian`, was: opened.bic11.slice(0, 8), is: bank });
  }
  if (now.date !== opened.date) differences.push({ file, figure: `${figure}, date`, was: opened.date, is: now.date });
  if (differences.length > 0 || found.sha256 === opened.sha256) return differences;
  return [{ file, figure: "SHA-256", was: opened.sha256, is: found.sha256 }];
}

/** By its bytes, or else by its account and Id. */
function findHoldings(
  { id, account, sha256 }: OpenedHoldings,
  files: readonly HoldingsResult[],
): HoldingsStatement | undefined {
  const all = files.flatMap(({ statements }) => statements);
  const named = all.filter((statement) => statement.id === id && statement.account.id === account);
  return named.find((statement) => statement.sha256 === sha256) ?? named[0];
}

function reopened(found: HoldingsStatement, account: OpenedHoldings): OpenedHoldings | { readonly problem: string } {
  try {
    return openHoldings(found, account);
  } catch (error) {
    if (isAtparError(error)) return { problem: error.message };
    throw error;
  }
}

function comparePositions(file: string, was: readonly OpenedPosition[], is: readonly OpenedPosition[]): Difference[] {
  const isins = new Set([...was, ...is].map(({ isin }) => isin));
  return [...isins].flatMap((isin) => {
    const [before, after] = [was, is].map((all) => all.find((position) => position.isin === isin));
    const [old, now] = [shown(before), shown(after)];
    const line = after?.line ?? before?.line ?? 1;
    return old === now ? [] : [{ file, line, figure: `holding of ${isin}`, was: old, is: now }];
  });
}

function shown(position: OpenedPosition | undefined): string {
  if (position === undefined) return "none";
  const { type, quantity, encumbered, accrued, accruedCurrency = "" } = position;
  const interest = accrued === undefined ? "" : `, ${formatUnits(accrued)} ${accruedCurrency} accrued`;
  return `${type} ${formatUnits(quantity)}, ${formatUnits(encumbered)} not free${interest}`;
}
