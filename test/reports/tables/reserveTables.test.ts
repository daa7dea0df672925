import { expect } from "chai";
import fc from "fast-check";

import { tablesText } from "../../../scripts/commands/tableText.js";
import { tablesHtml } from "../../../scripts/reports/tables/html.js";
import { reserveTables } from "../../../scripts/reports/tables/reserveTables.js";
import {
  tableNames,
  unitDecimals,
  type ReserveTable,
  type TableSection,
} from "../../../scripts/reports/tables/reserveTable.js";
import { tableRules } from "../../../scripts/reports/tables/rules.js";
import { tableData } from "../../../scripts/reports/tables/tableData.js";
import type { ReserveDocument } from "../../../scripts/reserves/document.js";
import {
  arbitraryDocument,
  arbitraryWeek,
  documentFrom,
  limitedPolicy,
  monday,
} from "../../reserves/arbitraryDocument.js";
import { thrown } from "../../reserves/thrown.js";
import { figureOf, figuresFromJson, sectionFromHtml, sectionFromText, type ReadSection } from "./readBack.js";

type Figures = readonly (readonly (bigint | undefined)[])[];

function tablesOf(days: readonly [ReserveDocument, ...ReserveDocument[]]): ReserveTable[] {
  const [first, ...others] = days.map((document, index) => ({ file: `${index}.json`, document }));
  return reserveTables(tableNames, [first!, ...others], limitedPolicy);
}

/** Printed cells as figures of their columns. */
function figures(section: TableSection, read: ReadSection): Figures {
  expect(read).to.have.length(section.rows.length);
  return read.map((row) => {
    expect(row).to.have.length(section.columns.length);
    return section.columns.map(({ unit }, index) =>
      unit === "text" || row[index] === "" ? undefined : figureOf(row[index]!, unitDecimals[unit]),
    );
  });
}

/** Every total is the sum of the items above it; the figures are the model's own. @returns how many totals were added. */
function expectReadds(section: TableSection, found: Figures): number {
  let added = 0;
  section.columns.forEach(({ sums, unit }, column) => {
    let sum = 0n;
    section.rows.forEach(({ role, cells }, row) => {
      const figure = found[row]![column];
      if (unit !== "text") expect(figure).to.equal(cells[column]);
      if (!sums) return;
      if (role === "item") sum += figure ?? 0n;
      if (role !== "total" || figure === undefined) return;
      expect(figure, `${section.id}, row ${row}, column ${column}`).to.equal(sum);
      added++;
    });
  });
  return added;
}

function cell(table: ReserveTable, id: string, row: string, column: string): unknown {
  const section = table.sections.find((one) => one.id === id)!;
  const place = section.columns.findIndex((one) => one.id === column);
  return section.rows.find(({ cells }) => cells[0] === row)!.cells[place];
}

/** A bank and a custodian; HKD and USD; a pledged bill. Tokens 1,000.00. */
const plain = documentFrom({
  lines: [
    { class: "cash", custodian: "ATPRHKHHXXX", market: 600_000_000n, other: 1_500_000n },
    { class: "cash", custodian: "EXMPHKHHXXX", market: -2_000_000n },
    { class: "deposit", custodian: "ATPRHKHHXXX", market: 100_000_000n, accrued: 1n, days: 30 },
    {
      class: "bill",
      custodian: "CUSTUS33XXX",
      country: "US",
      market: 50_000_001n,
      currency: "USD",
      haircut: 25,
      days: 90,
    },
    { class: "bill", custodian: "CUSTUS33XXX", country: "US", market: 70_000_000n, days: 60, encumbered: true },
  ],
  supplies: [900_000_000n, 100_000_000n],
  payables: 3_000_000n,
  transit: 4_000_000n,
});

describe("reports/tables", () => {
  it("re-adds every total in text, HTML and JSON, whatever the document", () => {
    let added = 0;
    fc.assert(
      fc.property(arbitraryWeek, (days) => {
        const tables = tablesOf(days);
        const [text, html] = [tablesText(tables), tablesHtml(tables)];
        for (const table of tables) {
          const data = tableData(table);
          for (const section of table.sections) {
            added += expectReadds(section, figures(section, sectionFromText(text, table, section)));
            added += expectReadds(section, figures(section, sectionFromHtml(html, table, section)));
            added += expectReadds(section, figuresFromJson(data, section));
          }
        }
      }),
      { numRuns: 60 },
    );
    expect(added).to.be.above(4_000);
  });

  it("states the document's own totals, and shares that add to 100.00 %", () => {
    fc.assert(
      fc.property(arbitraryDocument(), (document) => {
        const [weekly, monthly, aicpa] = tablesOf([document]) as [ReserveTable, ReserveTable, ReserveTable];
        const { gross, payables, required, transit, excess } = document.totals;
        const outstanding = document.chains.reduce((sum, { supply }) => sum + supply, 0n);
        const day = "2026-11-23";
        expect(cell(weekly, "tokens", "Tokens outstanding", day)).to.equal(outstanding);
        expect(cell(weekly, "reserve", "Assets after haircuts", day)).to.equal(gross);
        expect(cell(weekly, "reserve", "Reserves", day)).to.equal(gross - payables);
        expect(cell(weekly, "reserve", "Required for the tokens", day)).to.equal(-required);
        expect(cell(weekly, "reserve", "Excess (less than 0: missing)", day)).to.equal(excess);
        const market = document.lines
          .filter(({ amount, rules }) => amount < 0n || rules.every(({ ok }) => ok))
          .reduce((sum, { amount }) => sum + amount, 0n);
        expect(cell(weekly, "reserve", "Assets at market value", day)).to.equal(market);
        expect(cell(monthly, "composition", "Reserve", "amount")).to.equal(market);
        expect(cell(monthly, "custody", "Reserve", "amount")).to.equal(market);
        expect(cell(aicpa, "comparison", "Redemption assets available", "amount")).to.equal(
          market - payables - transit,
        );
        const parts = monthly.sections
          .find(({ id }) => id === "composition")!
          .rows.filter(({ role }) => role === "item");
        const share = parts.reduce((sum, { cells }) => sum + ((cells[2] as bigint | undefined) ?? 0n), 0n);
        expect(share).to.equal(market > 0n ? 10_000n : 0n);
      }),
    );
  });

  it("gives the figures of a day, as reckoned by hand", () => {
    const [weekly, monthly, aicpa] = tablesOf([plain]) as [ReserveTable, ReserveTable, ReserveTable];
    const day = "2026-11-23";
    // 50.000001 USD at 7.7512, rounded down; 25 basis points off it, rounded down
    const [bill, counted] = [387_560_007n, 386_591_106n];
    const cash = 601_500_000n - 2_000_000n;
    const market = cash + 100_000_001n + bill;
    expect(cell(weekly, "reserve", "Cash", day)).to.equal(cash);
    expect(cell(weekly, "reserve", "Government bills", day)).to.equal(bill);
    expect(cell(weekly, "reserve", "Haircuts", day)).to.equal(counted - bill);
    expect(cell(weekly, "ratio", "At market value", day)).to.equal(10_840n);
    expect(cell(weekly, "ratio", "After haircuts", day)).to.equal(10_830n);
    expect(cell(weekly, "not-counted", "Government bills US912796AB12", "amount")).to.equal(70_000_000n);
    expect(cell(weekly, "not-counted", "Government bills US912796AB12", "failed")).to.equal("B4.class B5.free");
    expect(cell(monthly, "composition", "Government bills", "tenor")).to.equal(9_000n);
    expect(cell(monthly, "composition", "Cash", "tenor")).to.equal(0n);
    // (100.000001 x 30 + 387.560007 x 90) / (601.50 + 100.000001 + 387.560007) = 34.7825... days, rounded up
    expect(cell(monthly, "composition", "Reserve", "tenor")).to.equal(3_479n);
    // 55.16, 9.20 and 35.65 % by rounding would be 100.01; largest remainder: 55.15 | 9.20 | 35.65
    const shares = ["Cash", "Term deposits", "Government bills"].map((name) =>
      cell(monthly, "composition", name, "share"),
    );
    expect(shares).to.deep.equal([5_515n, 920n, 3_565n]);
    expect(cell(aicpa, "comparison", "Assets above tokens (less than 0: missing)", "amount")).to.equal(
      market - 7_000_000n - 1_000_000_000n,
    );
    expect(cell(aicpa, "assets-USD", "Government bills", "total")).to.equal(50_000_001n);
    expect(monthly.signatures.map(({ role }) => role)).to.deep.equal([
      "Chief Executive Officer",
      "Chief Financial Officer",
    ]);
  });

  it("keeps to 80 columns, claims no licence, and cites from the one table", () => {
    const tables = tablesOf([plain, documentFrom({ lines: [], supplies: [5n], asOf: monday + 86_400n })]);
    const [text, html] = [tablesText(tables), tablesHtml(tables)];
    expect(text.split("\n").filter((line) => line.length > 80)).to.deep.equal([]);
    for (const rendered of [text, html, JSON.stringify(tables.map(tableData))]) {
      expect(rendered).not.to.match(/licen[sc]ed|complian/iu);
      expect(rendered).to.include(tableRules.D4.sources[0]);
    }
    const known = Object.values(tableRules).flatMap(({ sources }): readonly string[] => sources);
    const uncited = known.reduce((left, source) => left.replaceAll(source, ""), text.replaceAll(/\s+/gu, " "));
    expect(uncited).not.to.match(/HKMA Guideline|GENIUS Act|AICPA/u);
  });

  it("lets no text from outside be markup, or turn a line around", () => {
    fc.assert(
      fc.property(arbitraryWeek, (days) => {
        const tables = tablesOf(days);
        const html = tablesHtml(tables).replace(/<style>[\s\S]*<\/style>/u, "");
        const tags = new Set([...html.matchAll(/<\/?([^\s>]+)/gu)].map(([, name]) => name));
        for (const forbidden of ["script", "img", "x"]) expect(tags.has(forbidden)).to.equal(false);
        expect(html).not.to.match(/[\p{Cf}]/u);
        expect(tablesText(tables)).not.to.match(/[\p{Cf}]/u);
      }),
      { numRuns: 25 },
    );
  });

  it("takes one coin, one week, a document a day, its own policy", () => {
    const at = (days: number, file: string) => ({
      file,
      document: documentFrom({ lines: [], supplies: [1n], asOf: monday + BigInt(days) * 86_400n }),
    });
    const apart = (...documents: [ReturnType<typeof at>, ...ReturnType<typeof at>[]]) =>
      thrown(() => reserveTables(["hkma-weekly"], documents)).code;
    expect(apart(at(0, "a"), at(0, "b"))).to.equal("RESERVE_DOCUMENTS_APART");
    expect(apart(at(7, "a"), at(6, "b"))).to.equal("RESERVE_DOCUMENTS_APART");
    const usd = at(1, "c");
    expect(apart(at(0, "a"), { ...usd, document: { ...usd.document, currency: "USD" } })).to.equal(
      "RESERVE_DOCUMENTS_APART",
    );
    const [table] = reserveTables(["hkma-weekly"], [at(6, "b"), at(0, "a")]);
    expect(table!.sources.map(({ day }) => day)).to.deep.equal(["2026-11-23", "2026-11-29"]);
    const other = { ...limitedPolicy, coverage: 10_000 };
    expect(thrown(() => reserveTables(["aicpa-1"], [at(0, "a")], other)).code).to.equal("RESERVE_POLICY_DIFFERS");
  });
});
