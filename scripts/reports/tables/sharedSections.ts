import type { AssetLine, ReserveDocument } from "../../reserves/document.js";
import { isCounted } from "../../reserves/documentFooting.js";
import { shares } from "./composition.js";
import { amountOf, classNames, countedLines, grouped, outstandingOf } from "./documentFigures.js";
import { moneyColumn, textColumn, type TableColumn, type TableRow, type TableSection } from "./reserveTable.js";

export const shareColumn: TableColumn = { id: "share", title: "Share, %", unit: "percent", sums: true };

/** That what is frozen stays in the supply, and what the document therefore cannot tell (rule B3). */
export const frozenNote =
  "Frozen tokens are outstanding and stay backed (rule B3): no figure here is less for them. The document does not tell " +
  "them apart, so the tokens that could be redeemed at this instant are not stated beside them.";

/** Tokens outstanding, chain by chain, at the block that each chain was read at. */
export function chainSection(document: ReserveDocument): TableSection {
  const { chains, currency } = document;
  return {
    id: "tokens",
    title: `Tokens outstanding, ${currency}`,
    rules: ["B3"],
    columns: [
      textColumn("chain", "Chain"),
      textColumn("block", "Block"),
      moneyColumn("minted", "Ever minted"),
      moneyColumn("burned", "Ever burned"),
      moneyColumn("outstanding", "Outstanding"),
    ],
    rows: [
      ...chains.map(({ chainId, blockNumber, minted, burned, supply }): TableRow => {
        return { role: "item", cells: [`chain ${chainId}`, blockNumber.toString(), minted, burned, supply] };
      }),
      {
        role: "total",
        cells: [
          "Tokens outstanding",
          "",
          chains.reduce((sum, { minted }) => sum + minted, 0n),
          chains.reduce((sum, { burned }) => sum + burned, 0n),
          outstandingOf(document),
        ],
      },
    ],
    notes: [frozenNote, ...chains.map(({ chainId, token }) => `The token on chain ${chainId} is ${token}.`)],
  };
}

/** Who holds it, where, and whether it is pledged: what counts, and what does not beside it (rules B5, D5). */
export function custodianSection(document: ReserveDocument): TableSection {
  const { currency, lines } = document;
  const groups = grouped(
    [...lines],
    (line) => `${line.custodian} ${line.custodianType} ${line.country} ${standing(line)}`,
  );
  const amounts = groups.map(([, held]) => amountOf(held));
  const parts = shares(amounts);
  return {
    id: "custodians",
    title: `Custodians, ${currency} at market value`,
    rules: ["B5"],
    columns: [
      textColumn("custodian", "Custodian"),
      textColumn("type", "Type"),
      textColumn("country", "Country"),
      textColumn("standing", "Standing"),
      moneyColumn("amount", "Amount"),
      shareColumn,
    ],
    rows: [
      ...groups.flatMap(([, held], index): TableRow[] => {
        const [line] = held;
        if (line === undefined) return [];
        const { custodian, custodianType, country } = line;
        const texts = [custodian, custodianType, country, standing(line)] as const;
        return [{ role: "item", cells: [...texts, amounts[index], parts?.[index]] }];
      }),
      {
        role: "total",
        cells: ["All assets held", "", "", "", amountOf(lines), parts && 10_000n],
      },
    ],
    notes: [
      "What is free is counted; what is pledged, or fails a rule, is not.",
      ...(parts === undefined ? ["Nothing is held in sum, so nothing has a share."] : []),
    ],
  };
}

function standing(line: AssetLine): string {
  return line.encumbered ? "pledged" : isCounted(line) ? "free" : "not counted";
}

/** What is held and is not part of the reserve, each with the rules that it fails (rule B4); no section where all counts. */
export function notCountedSection(document: ReserveDocument): TableSection[] {
  const lines = document.lines.filter((line) => !isCounted(line));
  if (lines.length === 0) return [];
  return [
    {
      id: "not-counted",
      title: `Held and not counted, ${document.currency} at market value`,
      rules: ["B4"],
      columns: [
        textColumn("asset", "Asset"),
        textColumn("custodian", "Custodian"),
        textColumn("failed", "Rules failed"),
        moneyColumn("amount", "Amount"),
      ],
      rows: [
        ...lines.map((line): TableRow => {
          const failed = line.rules.filter(({ ok }) => !ok).map(({ rule }) => rule);
          const name = line.instrument ?? line.category;
          const asset = name === undefined ? classNames[line.class] : `${classNames[line.class]} ${name}`;
          return { role: "item", cells: [asset, line.custodian, failed.join(" "), line.amount] };
        }),
        { role: "total", cells: ["Held and not counted", "", "", amountOf(lines)] },
      ],
      notes: [],
    },
  ];
}

/** Token units of the reserve at market value: before haircuts, debts and what is on its way. */
export function marketValue(document: ReserveDocument): bigint {
  return amountOf(countedLines(document));
}
