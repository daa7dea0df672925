import { stripVTControlCharacters } from "node:util";

/** One column of a table: its heading and on which side its text stands. */
export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
}

/** Chinese, Japanese and Korean characters, which take two places. */
const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\u{20000}-\u{3fffd}]/gu;

const graphemes = new Intl.Segmenter("en");

/** Places that a text takes on a terminal: colours take none. */
function width(text: string): number {
  const seen = stripVTControlCharacters(text);
  return [...graphemes.segment(seen)].length + (seen.match(WIDE)?.length ?? 0);
}

function pad(text: string, size: number, align: "left" | "right"): string {
  const space = " ".repeat(Math.max(0, size - width(text)));
  return align === "right" ? space + text : text + space;
}

/** Rows under headings, two spaces between columns, as lines without trailing space. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const headings = columns.map(({ title }) => title);
  const sizes = columns.map((_, index) => Math.max(...[headings, ...rows].map((row) => width(row[index] ?? ""))));
  const render = (row: readonly string[]): string =>
    columns
      .map(({ align = "left" }, index) => pad(row[index] ?? "", sizes[index] ?? 0, align))
      .join("  ")
      .trimEnd();
  const rule = sizes
    .map((size) => "-".repeat(size))
    .join("  ")
    .trimEnd();
  return [render(headings), rule, ...rows.map(render)];
}

/** Label and value pairs, values in one column; a value that would pass 80 columns goes on under itself. */
export function pairs(entries: readonly (readonly [label: string, value: string])[], indent = 0): string[] {
  const size = Math.max(...entries.map(([label]) => width(label)));
  const margin = " ".repeat(indent);
  return entries.flatMap(([label, value]) => {
    const room = 80 - indent - size - 2;
    return wrap(value, room).map((part, index) =>
      `${margin}${pad(index === 0 ? label : "", size, "left")}  ${part}`.trimEnd(),
    );
  });
}

/** Breaks a text at spaces so that no line is longer than `room`, where words allow it. */
export function wrap(text: string, room: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && width(line) + 1 + width(word) > room) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
