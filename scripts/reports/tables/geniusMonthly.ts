import type { AssetLine, ReserveDocument } from "../../reserves/document.js";
import { averageTenor, shares } from "./composition.js";
import { amountOf, byClass, classNames, countedLines, dayOf, grouped, sourceOf } from "./documentFigures.js";
import { moneyColumn, textColumn, type ReserveTable, type TableRow, type TableSection } from "./reserveTable.js";
import { chainSection, notCountedSection, shareColumn } from "./sharedSections.js";

/** The month's report (rule D4): tokens outstanding; amount, composition, average tenor and place of custody by class. */
export function geniusMonthly(document: ReserveDocument): ReserveTable {
  const { currency } = document;
  const day = dayOf(document);
  const certified = `as to the accuracy of this report of ${day}`;
  return {
    name: "genius-monthly",
    title: `Monthly report on the ${currency} coin's reserve, ${day}`,
    currency,
    sources: [sourceOf(document)],
    sections: [
      { ...chainSection(document), rules: ["D4", "B3"] },
      compositionSection(document),
      countrySection(document),
      ...notCountedSection(document),
    ],
    notes: [
      "Amounts are at market value with accrued interest, before haircuts, in the coin's currency.",
      "Percentages are hundredths by largest remainder, so that they add to 100.00.",
      "Average tenor: days to maturity weighted by amount, rounded up to a hundredth of a day; what is there on demand " +
        "(cash, fund units) has 0 days.",
    ],
    signatures: [
      { role: "Chief Executive Officer", statement: certified },
      { role: "Chief Financial Officer", statement: certified },
    ],
  };
}

function compositionSection(document: ReserveDocument): TableSection {
  const day = dayOf(document);
  const lines = countedLines(document);
  const classes = byClass(lines);
  const amounts = classes.map(([, held]) => amountOf(held));
  const parts = shares(amounts);
  const row = (role: TableRow["role"], name: string, held: readonly AssetLine[], share?: bigint): TableRow => {
    return { role, cells: [name, amountOf(held), share, averageTenor(held, day)] };
  };
  return {
    id: "composition",
    title: `Composition of the reserve, ${document.currency}`,
    rules: ["D4", "B4"],
    columns: [
      textColumn("class", "Class"),
      moneyColumn("amount", "Amount"),
      shareColumn,
      { id: "tenor", title: "Average tenor, days", unit: "days", sums: false },
    ],
    rows: [
      ...classes.map(([name, held], index) => row("item", classNames[name], held, parts?.[index])),
      row("total", "Reserve", lines, parts && 10_000n),
    ],
    notes: parts === undefined ? ["Nothing is held in sum, so nothing has a share."] : [],
  };
}

function countrySection(document: ReserveDocument): TableSection {
  const lines = countedLines(document);
  const groups = byClass(lines).flatMap(([name, held]) =>
    grouped(held, ({ country }) => country).map(([country, there]) => [name, country, amountOf(there)] as const),
  );
  const parts = shares(groups.map(([, , amount]) => amount));
  return {
    id: "custody",
    title: `Location of custody of each class, ${document.currency}`,
    rules: ["D4", "B5"],
    columns: [
      textColumn("class", "Class"),
      textColumn("country", "Country"),
      moneyColumn("amount", "Amount"),
      shareColumn,
    ],
    rows: [
      ...groups.map(([name, country, amount], index): TableRow => {
        return { role: "item", cells: [classNames[name], country, amount, parts?.[index]] };
      }),
      { role: "total", cells: ["Reserve", "", amountOf(lines), parts && 10_000n] },
    ],
    notes: [],
  };
}
