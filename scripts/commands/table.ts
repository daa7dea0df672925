/** One column of a table: its heading and on which side its text stands. */
export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
}

/** Visible width of a text: colours take no place. */
function width(text: string): number {
  // eslint would have the escape spelled out: ESC [ ... m is a colour
  return text.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "gu"), "").length;
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
  const rule = sizes.map((size) => "-".repeat(size)).join("  ");
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
