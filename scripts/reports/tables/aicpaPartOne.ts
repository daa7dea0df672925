import { formatDecimal, groupThousands } from "../../money/decimal.js";
import { formatTimestamp } from "../../money/timestamps.js";
import { floorDivide } from "../../reserves/decimalFactor.js";
import type { AssetLine, ReserveDocument } from "../../reserves/document.js";
import { amountOf, byClass, classNames, countedLines, grouped, outstandingOf, sourceOf } from "./documentFigures.js";
import { moneyColumn, textColumn, type ReserveTable, type TableRow, type TableSection } from "./reserveTable.js";
import { chainSection, custodianSection, frozenNote, marketValue, notCountedSection } from "./sharedSections.js";

/** Part I of the AICPA's criteria (rule D5): tokens, assets available for redemption, and the two compared at one instant. */
export function aicpaPartOne(document: ReserveDocument): ReserveTable {
  const { currency, asOf } = document;
  const currencies = grouped(countedLines(document), (line) => line.currency);
  return {
    name: "aicpa-1",
    title: `Tokens and redemption assets of the ${currency} coin at ${formatTimestamp(asOf)}`,
    currency,
    sources: [sourceOf(document)],
    sections: [
      { ...chainSection(document), rules: ["D5", "B3"] },
      ...currencies.map(([own, lines]) => ownSection(own, lines)),
      comparisonSection(document),
      custodianSection(document),
      ...notCountedSection(document),
    ],
    notes: [
      "Assets are those that the policy counts: free of pledges, and every rule kept. What is held beside them is in the " +
        "table of custodians.",
      "Tokens and assets are of one instant: the chains at the blocks named, the balances as the files prove them.",
    ],
    signatures: [],
  };
}

/** Assets of one currency by class, in that currency. */
function ownSection(currency: string, lines: readonly AssetLine[]): TableSection {
  const row = (role: TableRow["role"], name: string, held: readonly AssetLine[], face?: bigint): TableRow => {
    const [market, accrued, other] = [
      sum(held.map((line) => line.market)),
      sum(held.map((line) => line.accrued)),
      sum(held.map((line) => line.other)),
    ];
    return { role, cells: [name, face, market, accrued, other, market + accrued + other] };
  };
  return {
    id: `assets-${currency}`,
    title: `Redemption assets in ${currency}`,
    rules: ["D5", "B4"],
    columns: [
      textColumn("class", "Class"),
      { id: "face", title: "Face or units", unit: "quantity", sums: false },
      moneyColumn("market", "Market value"),
      moneyColumn("accrued", "Accrued"),
      moneyColumn("other", "Other, net"),
      moneyColumn("total", "Total"),
    ],
    rows: [
      ...byClass(lines).map(([name, held]) => row("item", classNames[name], held, sum(held.map(({ face }) => face)))),
      row("total", `Assets in ${currency}`, lines),
    ],
    notes: [
      "Each total is market value, accrued and other together. Other is, of cash, what was booked after the closing balance.",
    ],
  };
}

function comparisonSection(document: ReserveDocument): TableSection {
  const { currency, totals } = document;
  const assets = byClass(countedLines(document)).flatMap(([name, held]) =>
    grouped(held, (line) => line.currency).map(([own, lines]): TableRow => {
      const title = own === currency ? classNames[name] : `${classNames[name]} in ${own}, converted`;
      return { role: "item", cells: [title, amountOf(lines)] };
    }),
  );
  const available = marketValue(document) - totals.payables - totals.transit;
  const outstanding = outstandingOf(document);
  const percent = outstanding === 0n ? "" : formatDecimal(floorDivide(available * 10_000n, outstanding), 2, 2);
  return {
    id: "comparison",
    title: `Comparison, ${currency}`,
    rules: ["D5", "B1"],
    columns: [textColumn("what", ""), moneyColumn("amount", "Amount")],
    rows: [
      ...assets,
      { role: "total", cells: ["Assets at market value", marketValue(document)] },
      { role: "item", cells: ["Burned tokens not yet paid out", -totals.payables] },
      { role: "item", cells: ["Customers' money not minted", -totals.transit] },
      { role: "total", cells: ["Redemption assets available", available] },
      { role: "item", cells: ["Tokens outstanding", -outstanding] },
      { role: "total", cells: ["Assets above tokens (less than 0: missing)", available - outstanding] },
    ],
    notes: [
      "Each total is the sum of all lines above it, from the first.",
      frozenNote,
      outstanding === 0n
        ? "No token is outstanding, so there is no ratio."
        : `Redemption assets available are ${groupThousands(percent)} % of the tokens outstanding, rounded down.`,
      "Haircuts of the policy are not taken off here; the signed report's reserves are after them.",
    ],
  };
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
