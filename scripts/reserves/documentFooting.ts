import { AtparError, violation, type Violation } from "../errors/AtparError.js";
import { formatUnits } from "../money/tokenUnits.js";
import { multiply } from "./decimalFactor.js";
import type { AssetLine, ReserveDocument } from "./document.js";
import { eligibleValue } from "./valuation.js";

/**
 * Adds a document up again, line by line and total by total: whoever has the document alone can do as much. What the
 * policy requires of the tokens and the root of the tree need the policy and the salts, and are not looked at.
 * @param file - the document's name, for messages.
 * @throws AtparError RESERVE_DOCUMENT_FOOTING with every figure that does not follow from the others.
 */
export function checkFooting(document: ReserveDocument, file: string): void {
  const { lines, totals, chains, transit } = document;
  const inTransit = (kind: "deposit" | "redemption"): bigint =>
    sum(transit.filter((line) => line.kind === kind).map(({ amount }) => amount));
  const { gross, payables, required } = totals;
  const figures: (readonly [figure: string, stated: bigint, found: bigint])[] = [
    ...lines.flatMap((line, index) => [
      [`lines.${index}.amount`, line.amount, amountOf(line, document.currency)] as const,
      [`lines.${index}.value`, line.value, valueOf(line)] as const,
    ]),
    ...chains.map(({ supply, minted, burned }, index) => [`chains.${index}.supply`, supply, minted - burned] as const),
    ["totals.gross", gross, sum(lines.map(({ value }) => value))],
    ["totals.payables", payables, inTransit("redemption")],
    ["totals.transit", totals.transit, inTransit("deposit")],
    ["totals.reserves", totals.reserves, gross > payables ? gross - payables : 0n],
    ["totals.excess", totals.excess, gross - payables - required - totals.transit],
  ];
  const violations: Violation[] = figures
    .filter(([, stated, found]) => stated !== found)
    .map(([figure, stated, found]) =>
      violation("RESERVE_DOCUMENT_FOOTING", {
        file,
        figure,
        stated: formatUnits(stated),
        found: formatUnits(found),
        count: 1,
      }),
    );
  const [first] = figures.filter(([, stated, found]) => stated !== found);
  if (first === undefined) return;
  const [figure, stated, found] = first;
  throw new AtparError(
    "RESERVE_DOCUMENT_FOOTING",
    { file, figure, stated: formatUnits(stated), found: formatUnits(found), count: violations.length },
    { violations },
  );
}

/** True of a line that is part of the reserve: every rule is kept, or it takes away from it. */
export function isCounted({ amount, rules }: Pick<AssetLine, "amount" | "rules">): boolean {
  return amount <= 0n || rules.every(({ ok }) => ok);
}

function amountOf({ market, accrued, other, currency, rate }: AssetLine, coin: string): bigint {
  const own = market + accrued + other;
  if (currency === coin) return own;
  return rate === undefined ? 0n : multiply(own, rate.value);
}

function valueOf(line: AssetLine): bigint {
  return isCounted(line) ? eligibleValue(line.amount, line.haircut) : 0n;
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
