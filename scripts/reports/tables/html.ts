import { formatTimestamp } from "../../money/timestamps.js";
import { printedCells, rulesOf, type ReserveTable, type TableSection } from "./reserveTable.js";
import { ruleText } from "./rules.js";

/** Everything a page needs; nothing is fetched, and no script runs. */
const style = `
:root { color-scheme: light; }
body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #111; background: #fff;
  font: 1rem/1.45 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 2rem 0 .5rem; }
h2 { font-size: 1rem; margin: 2rem 0 .25rem; }
article + article { border-top: 2px solid #111; margin-top: 3rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .5rem 0 1rem; }
dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 1.5rem 0 .25rem; }
caption { text-align: left; font-weight: 600; padding-bottom: .25rem; }
th, td { padding: .2rem .75rem .2rem 0; text-align: left; vertical-align: top; }
thead th { border-bottom: 1px solid #111; vertical-align: bottom; }
tbody th { font-weight: 400; }
.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.total th, .total td { font-weight: 600; border-top: 1px solid #767676; }
.small { font-size: .875rem; color: #444; margin: .1rem 0; }
.sign { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 2rem; margin-top: 2rem; }
.sign p { margin: .25rem 0; }
.line { border-bottom: 1px solid #111; height: 2.5rem; }
@page { margin: 15mm; }
@media print { body { margin: 0; max-width: none; font-size: 9pt; } .scroll { overflow: visible; }
  table, .sign > div { break-inside: avoid; } article + article { break-before: page; border: 0; margin: 0; } }
`;

/** A page of its own for reports that go together: it can be read, printed, and kept as one file. */
export function tablesHtml(tables: readonly ReserveTable[]): string {
  const title = tables.map((table) => table.title).join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${tables.map(article).join("\n")}
</main>
</body>
</html>
`;
}

function article(table: ReserveTable): string {
  const { name, title, sources, sections, notes, signatures } = table;
  const heading = `${name}-title`;
  const rules = rulesOf(table).map((rule) => `<li>${escapeHtml(ruleText(rule))}</li>`);
  return `<article id="${escapeHtml(name)}" aria-labelledby="${escapeHtml(heading)}">
<h1 id="${escapeHtml(heading)}">${escapeHtml(title)}</h1>
<dl>
${sources
  .map(({ asOf, policy, documentHash }) => {
    return `<dt>${formatTimestamp(asOf)}</dt><dd>policy ${escapeHtml(policy)}, document ${escapeHtml(documentHash)}</dd>`;
  })
  .join("\n")}
</dl>
${notes.map(small).join("\n")}
${sections.map((section) => tableHtml(section, `${name}-${section.id}`)).join("\n")}
${signatures.length === 0 ? "" : `<div class="sign">\n${signatures.map(signature).join("\n")}\n</div>`}
<h2>Rules</h2>
<ul class="small">
${rules.join("\n")}
</ul>
</article>`;
}

function tableHtml(section: TableSection, id: string): string {
  const { columns, rows, title, notes, rules } = section;
  const printed = printedCells(section);
  const figure = columns.map(({ unit }) => (unit === "text" ? "" : ' class="figure"'));
  const head = columns.map((column, index) => `<th scope="col"${figure[index] ?? ""}>${escapeHtml(column.title)}</th>`);
  const body = rows.map(({ role }, place) => {
    const cells = (printed[place] ?? []).map((cell, index) =>
      index === 0 ? `<th scope="row">${escapeHtml(cell)}</th>` : `<td${figure[index] ?? ""}>${escapeHtml(cell)}</td>`,
    );
    return `<tr class="${role}">${cells.join("")}</tr>`;
  });
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(title)}">
<table id="${escapeHtml(id)}">
<caption>${escapeHtml(title)}</caption>
<thead><tr>${head.join("")}</tr></thead>
<tbody>
${body.join("\n")}
</tbody>
</table>
</div>
${[...notes, `Rules ${rules.join(", ")}.`].map(small).join("\n")}`;
}

function small(text: string): string {
  return `<p class="small">${escapeHtml(text)}</p>`;
}

function signature({ role, statement }: ReserveTable["signatures"][number]): string {
  return `<div><p><strong>${escapeHtml(role)}</strong>, certification ${escapeHtml(statement)}</p>
<div class="line"></div><p class="small">Signature</p>
<div class="line"></div><p class="small">Name and date</p></div>`;
}

/** Text that came from outside, as text: no markup, and nothing that turns the line around. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
