import type { ReserveTable, TableSection } from "../../../scripts/reports/tables/reserveTable.js";
import type { TableData } from "../../../scripts/reports/tables/tableData.js";

/** A section as somebody reads it from a rendering: printed cells by row and column. */
export type ReadSection = readonly (readonly string[])[];

/** A printed figure as a whole number of 10^-`decimals`; it must be written as figures are. */
export function figureOf(printed: string, decimals: number): bigint {
  const match = /^(-?)([0-9]{1,3}(?:,[0-9]{3})*)\.([0-9]+)$/u.exec(printed);
  if (match === null) throw new Error(`no figure: ${JSON.stringify(printed)}`);
  const [, sign, whole = "", fraction = ""] = match;
  const value = BigInt(whole.replaceAll(",", "") + fraction.padEnd(decimals, "0"));
  return sign === "-" ? -value : value;
}

/** Reads a section out of the text of a table: columns as the rules under the headings have them, or row by row. */
export function sectionFromText(text: string, table: ReserveTable, section: TableSection): ReadSection {
  const start = text.indexOf(`\n${section.title}\n\n`, text.indexOf(table.title));
  if (start < 0) throw new Error(`no section ${section.title}`);
  const lines = text.slice(start + section.title.length + 3).split("\n");
  const rows: string[][] = section.rows.map(() => []);
  let line = 0;
  while (/^[- ]*-{2,}[- ]*$/u.test(lines[line + 1] ?? "") || /^-+$/u.test(lines[line + 1] ?? "")) {
    const spans = [...lines[line + 1]!.matchAll(/-+/gu)].map(({ 0: dashes, index }) => [index, index + dashes.length]);
    // every piece repeats the first column
    const first = rows[0]?.length === 0 || rows.length === 0 ? 0 : 1;
    section.rows.forEach((_, place) => {
      const row = lines[line + 2 + place]!;
      rows[place]!.push(...spans.slice(first).map(([from, to]) => row.slice(from, to).trim()));
    });
    line += 2 + section.rows.length + 1;
  }
  if (line > 0) return rows;
  return section.rows.map(() => {
    const cells = section.columns.map(({ title }) => {
      if (!(lines[line] ?? "").startsWith(title)) throw new Error(`${title} expected: ${lines[line] ?? ""}`);
      let cell = lines[line]!.slice(title.length).trim();
      for (line += 1; lines[line]?.startsWith("  "); line++) cell += ` ${lines[line]!.trim()}`;
      return cell;
    });
    line += 1;
    return cells;
  });
}

/** Reads a section out of the page. */
export function sectionFromHtml(html: string, table: ReserveTable, section: TableSection): ReadSection {
  const start = html.indexOf(`<table id="${table.name}-${section.id}">`);
  if (start < 0) throw new Error(`no table ${section.id}`);
  const body = /<tbody>([\s\S]*?)<\/tbody>/u.exec(html.slice(start))![1]!;
  return [...body.matchAll(/<tr class="(?:item|total|note)">(.*)<\/tr>/gu)].map(([, row = ""]) =>
    [...row.matchAll(/<t[hd][^>]*>([^<]*)<\/t[hd]>/gu)].map(([, cell = ""]) =>
      cell
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&quot;", '"')
        .replaceAll("&#39;", "'")
        .replaceAll("&amp;", "&"),
    ),
  );
}

/** The figures of a section of the JSON form by row and column; undefined where there is none. */
export function figuresFromJson(data: TableData, section: TableSection): readonly (readonly (bigint | undefined)[])[] {
  const found = data.sections.find(({ id }) => id === section.id)!;
  return found.rows.map(({ cells }) =>
    found.columns.map(({ unit }, index) => {
      const cell = cells[index] ?? null;
      return unit === "text" || cell === null ? undefined : BigInt(cell);
    }),
  );
}
