import { z } from "zod";

import { hash32 } from "../../reserves/figureText.js";
import { tableNames, unitDecimals, type ReserveTable } from "./reserveTable.js";
import { tableRules, type TableRule } from "./rules.js";

const text = z.string();

const columnData = z.strictObject({
  id: text,
  title: text,
  unit: z.enum(["text", "money", "quantity", "percent", "days"]),
  /** Decimals that the column's figures carry: 6 says that 1325000500000 is 1325000.5. Null for texts. */
  decimals: z.int().nullable(),
  /** True where a row of role `total` is the sum of all rows of role `item` above it. */
  sums: z.boolean(),
});

const rowData = z.strictObject({
  role: z.enum(["item", "total", "note"]),
  /** By column: text, a whole number of the column's decimals, or null. */
  cells: z.array(text.nullable()),
});

/** A table for programs. */
export const tableDataSchema = z.strictObject({
  name: z.enum(tableNames),
  title: text,
  currency: text,
  sources: z.array(
    z.strictObject({ day: text, asOf: z.string().regex(/^[0-9]+$/u), documentHash: hash32, policy: text }),
  ),
  sections: z.array(
    z.strictObject({
      id: text,
      title: text,
      rules: z.array(z.strictObject({ id: text, asks: text, sources: z.array(text) })),
      columns: z.array(columnData),
      rows: z.array(rowData),
      notes: z.array(text),
    }),
  ),
  notes: z.array(text),
  signatures: z.array(z.strictObject({ role: text, statement: text })),
});

export type TableData = z.infer<typeof tableDataSchema>;

/** A table as JSON tells it: figures as decimal strings, whole numbers of their column's decimals. */
export function tableData({ name, title, currency, sources, sections, notes, signatures }: ReserveTable): TableData {
  return {
    name,
    title,
    currency,
    sources: sources.map((source) => ({ ...source, asOf: source.asOf.toString() })),
    sections: sections.map(({ id, title: heading, rules, columns, rows, notes: below }) => ({
      id,
      title: heading,
      rules: rules.map(ruleData),
      columns: columns.map((column) => {
        return { ...column, decimals: column.unit === "text" ? null : unitDecimals[column.unit] };
      }),
      rows: rows.map(({ role, cells }) => ({ role, cells: cells.map((cell) => cell?.toString() ?? null) })),
      notes: [...below],
    })),
    notes: [...notes],
    signatures: signatures.map((one) => ({ ...one })),
  };
}

function ruleData(id: TableRule) {
  const { asks, sources } = tableRules[id];
  return { id, asks, sources: [...sources] };
}
