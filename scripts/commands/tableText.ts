import { formatTimestamp } from "../money/timestamps.js";
import { printedCells, rulesOf, type ReserveTable, type TableSection } from "../reports/tables/reserveTable.js";
import { ruleText } from "../reports/tables/rules.js";
import { pairs, table, wrap, type Column } from "./table.js";

/** Places of a line. */
const WIDTH = 80;

/** Reports as text, 80 columns wide where their words allow it. */
export function tablesText(tables: readonly ReserveTable[]): string {
  return `${tables.map((one) => tableText(one).join("\n")).join("\n\n\n")}\n`;
}

function tableText(report: ReserveTable): string[] {
  const { title, sources, sections, notes, signatures } = report;
  return [
    ...paragraph(title),
    "=".repeat(Math.min(WIDTH, title.length)),
    ...pairs(
      sources.flatMap(({ asOf, policy, documentHash }) => [
        ["as of", `${formatTimestamp(asOf)}, policy ${oneLine(policy)}`] as const,
        ["document", documentHash] as const,
      ]),
      2,
    ),
    ...notes.flatMap(paragraph),
    ...sections.flatMap((section) => ["", ...sectionText(section)]),
    ...signatures.flatMap(({ role, statement }) => [
      "",
      ...paragraph(`${role}, certification ${statement}`),
      "",
      `Signature ${"_".repeat(34)}  Date ${"_".repeat(20)}`,
      `Name      ${"_".repeat(34)}`,
    ]),
    "",
    "Rules",
    "",
    ...pairs(rulesOf(report).map((rule) => [rule, ruleText(rule).slice(rule.length + 1)])),
  ];
}

function sectionText(section: TableSection): string[] {
  const columns = section.columns.map(({ title, unit }): Column => {
    return { title, align: unit === "text" ? "left" : "right" };
  });
  const rows = printedCells(section).map((row) => row.map(oneLine));
  return [
    ...paragraph(section.title),
    "",
    ...blocks(columns, rows),
    "",
    ...section.notes.flatMap(paragraph),
    ...paragraph(`Rules ${section.rules.join(", ")}.`),
  ];
}

/**
 * A table that fits; one that is too wide in pieces, each with as many columns as fit beside the first one; and where not
 * even one fits beside it, row by row.
 */
function blocks(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const pick = (places: readonly number[]): string[] =>
    table(
      places.flatMap((place) => columns[place] ?? []),
      rows.map((row) => places.map((place) => row[place] ?? "")),
    );
  const fits = (places: readonly number[]): boolean => pick(places).every((line) => line.length <= WIDTH);
  const pieces: number[][] = [];
  for (let place = 1; place < columns.length; place++) {
    const open = pieces.at(-1);
    if (open !== undefined && fits([...open, place])) open.push(place);
    else pieces.push([0, place]);
  }
  if (pieces.every(fits))
    return pieces.flatMap((places, index) => (index === 0 ? pick(places) : ["", ...pick(places)]));
  return rows.flatMap((row, index) => {
    const shown = pairs(columns.map(({ title }, place) => [title, row[place] ?? ""] as const));
    return index === 0 ? shown : ["", ...shown];
  });
}

function paragraph(text: string): string[] {
  return wrap(oneLine(text), WIDTH);
}

/** A text that came from outside on one line: no line breaks, and nothing a terminal would obey. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu, " ");
}
