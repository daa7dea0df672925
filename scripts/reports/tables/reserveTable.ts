import { formatDecimal, groupThousands } from "../../money/decimal.js";
import { tableRules, type TableRule } from "./rules.js";

/** The tables that a document renders, by the name that the command line knows them by. */
export const tableNames = ["hkma-weekly", "genius-monthly", "aicpa-1"] as const;

export type TableName = (typeof tableNames)[number];

/**
 * What a column's figures are: `money` 10^-6 of a currency, `quantity` 10^-6 of whatever the row holds, `percent`
 * hundredths of a percent, `days` hundredths of a day.
 */
export type Unit = "text" | "money" | "quantity" | "percent" | "days";

/** A figure in the unit of its column; undefined where there is nothing to say. */
export type Cell = string | bigint | undefined;

export interface TableColumn {
  /** Unique in its section; a key for programs. */
  readonly id: string;
  readonly title: string;
  readonly unit: Unit;
  /** True where a total row holds the sum of the items above it. */
  readonly sums: boolean;
}

/**
 * A row. In the columns that sum, a `total` is the sum of every `item` above it in its section, however many totals stand
 * between; a `note` takes no part.
 */
export interface TableRow {
  readonly role: "item" | "total" | "note";
  /** One for each column; the first is the row's heading, a text. */
  readonly cells: readonly [string, ...Cell[]];
}

/** A table in the narrow sense: rows under columns. */
export interface TableSection {
  readonly id: string;
  readonly title: string;
  readonly rules: readonly TableRule[];
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  readonly notes: readonly string[];
}

/** The document that figures are from. */
export interface TableSource {
  /** The day in Hong Kong. */
  readonly day: string;
  /** Unix seconds, UTC. */
  readonly asOf: bigint;
  readonly documentHash: string;
  readonly policy: string;
}

/** A report for one reader, before it is text, HTML or JSON. */
export interface ReserveTable {
  readonly name: TableName;
  readonly title: string;
  /** ISO 4217 code of the coin. */
  readonly currency: string;
  readonly sources: readonly TableSource[];
  readonly sections: readonly TableSection[];
  readonly notes: readonly string[];
  /** Who has yet to sign, and for what. */
  readonly signatures: readonly { readonly role: string; readonly statement: string }[];
}

/** The rules that a table answers to, in the order of their ids. */
export function rulesOf({ sections }: ReserveTable): TableRule[] {
  const named = new Set(sections.flatMap(({ rules }) => rules));
  return (Object.keys(tableRules) as TableRule[]).filter((rule) => named.has(rule));
}

/** Decimals that figures of a unit carry. */
export const unitDecimals: Readonly<Record<Exclude<Unit, "text">, number>> = {
  money: 6,
  quantity: 6,
  percent: 2,
  days: 2,
};

/** A column of texts; texts are never added. */
export function textColumn(id: string, title: string): TableColumn {
  return { id, title, unit: "text", sums: false };
}

/** A column of money whose totals are sums. */
export function moneyColumn(id: string, title: string): TableColumn {
  return { id, title, unit: "money", sums: true };
}

/**
 * Every cell of a section as it is printed, exactly: of the figures of a column all have as many decimals as the one that
 * needs most, and at least two.
 */
export function printedCells({ columns, rows }: Pick<TableSection, "columns" | "rows">): string[][] {
  const decimals = columns.map(({ unit }, index) => {
    if (unit === "text") return 0;
    const figures = rows.map(({ cells }) => cells[index]).filter((cell) => typeof cell === "bigint");
    return Math.max(2, ...figures.map((figure) => decimalsNeeded(figure, unitDecimals[unit])));
  });
  return rows.map(({ cells }) =>
    columns.map(({ unit }, index) => {
      const cell = cells[index];
      if (typeof cell !== "bigint") return cell ?? "";
      if (unit === "text") throw new RangeError("a column of texts holds a figure");
      return groupThousands(formatDecimal(cell, unitDecimals[unit], decimals[index] ?? 2));
    }),
  );
}

function decimalsNeeded(figure: bigint, scale: number): number {
  return (formatDecimal(figure, scale, 0).split(".")[1] ?? "").length;
}
