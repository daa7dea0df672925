import { floorDivide } from "../../reserves/decimalFactor.js";
import type { ReserveDocument } from "../../reserves/document.js";
import { mayLeave } from "../../reserves/mayLeave.js";
import type { Policy } from "../../reserves/policy.js";
import { amountOf, byClass, classNames, countedLines, dayOf, outstandingOf, sourceOf } from "./documentFigures.js";
import { moneyColumn, textColumn, type ReserveTable, type TableRow, type TableSection } from "./reserveTable.js";
import { custodianSection, frozenNote, marketValue, notCountedSection } from "./sharedSections.js";

const WHOLE = 10_000n;

type Days = readonly [ReserveDocument, ...ReserveDocument[]];

/**
 * The week's statement (rule D1): a column a day; custodians, and what may leave, at the end of the week.
 * @param days - documents of one coin and one week, earliest first.
 * @param policy - the last document's; without it nobody can say what may leave of a class.
 */
export function hkmaWeekly(days: Days, policy?: Policy): ReserveTable {
  const last = days.at(-1) ?? days[0];
  return {
    name: "hkma-weekly",
    title: `Weekly statement of the ${last.currency} coin's reserve, to ${dayOf(last)}`,
    currency: last.currency,
    sources: days.map(sourceOf),
    sections: [
      tokenSection(days),
      reserveSection(days),
      ratioSection(days),
      ...(policy === undefined ? [] : [excessSection(last, policy)]),
      custodianSection(last),
      ...notCountedSection(last),
      ...breachSection(days),
    ],
    notes: [
      `Figures of the end of the week are those of ${dayOf(last)}.`,
      ...(policy === undefined ? ["What may leave of each class is not stated: the policy is not at hand."] : []),
      ...(days.some(({ breaches }) => breaches.length > 0) ? [] : ["No limit of the policy was broken."]),
    ],
    signatures: [],
  };
}

/** A column for each day, after the one of the headings; money that adds up. */
function dayColumns(days: Days, heading: string) {
  return [textColumn("what", heading), ...days.map((document) => moneyColumn(dayOf(document), dayOf(document)))];
}

/** A row with one figure for each day. */
function row(role: TableRow["role"], name: string, days: Days, figure: (day: ReserveDocument) => bigint): TableRow {
  return { role, cells: [name, ...days.map(figure)] };
}

function tokenSection(days: Days): TableSection {
  const chains = [...new Set(days.flatMap((day) => day.chains.map(({ chainId }) => chainId)))];
  chains.sort((one, other) => (one < other ? -1 : 1));
  return {
    id: "tokens",
    title: `Tokens outstanding, ${days[0].currency}`,
    rules: ["D1", "B3"],
    columns: dayColumns(days, "Chain"),
    rows: [
      ...chains.map((id) =>
        row("item", `chain ${id}`, days, ({ chains: all }) => all.find(({ chainId }) => chainId === id)?.supply ?? 0n),
      ),
      row("total", "Tokens outstanding", days, outstandingOf),
    ],
    notes: [frozenNote],
  };
}

function reserveSection(days: Days): TableSection {
  const held = days.map((day) => new Map(byClass(countedLines(day))));
  const classes = (Object.keys(classNames) as (keyof typeof classNames)[]).filter((name) =>
    held.some((day) => day.has(name)),
  );
  return {
    id: "reserve",
    title: `Reserve assets by class at market value, ${days[0].currency}`,
    rules: ["B1", "B2", "B6", "D1"],
    columns: dayColumns(days, "Class"),
    rows: [
      ...classes.map((name): TableRow => {
        return { role: "item", cells: [classNames[name], ...held.map((day) => amountOf(day.get(name) ?? []))] };
      }),
      row("total", "Assets at market value", days, marketValue),
      row("item", "Haircuts", days, (day) => day.totals.gross - marketValue(day)),
      row("total", "Assets after haircuts", days, ({ totals }) => totals.gross),
      row("item", "Burned tokens not yet paid out", days, ({ totals }) => -totals.payables),
      row("total", "Reserves", days, ({ totals }) => totals.gross - totals.payables),
      row("item", "Required for the tokens", days, ({ totals }) => -totals.required),
      row("item", "Customers' money not minted", days, ({ totals }) => -totals.transit),
      row("total", "Excess (less than 0: missing)", days, ({ totals }) => totals.excess),
    ],
    notes: ["Each total is the sum of all lines above it, from the first."],
  };
}

function ratioSection(days: Days): TableSection {
  const ratio = (amount: bigint, day: ReserveDocument): bigint | undefined => {
    const outstanding = outstandingOf(day);
    return outstanding === 0n ? undefined : floorDivide(amount * WHOLE, outstanding);
  };
  return {
    id: "ratio",
    title: "Reserves to tokens outstanding, %",
    rules: ["B1", "B2"],
    columns: dayColumns(days, "Reserves").map((column, index) =>
      index === 0 ? column : { ...column, unit: "percent", sums: false },
    ),
    rows: [
      {
        role: "note",
        cells: ["At market value", ...days.map((day) => ratio(marketValue(day) - day.totals.payables, day))],
      },
      {
        role: "note",
        cells: ["After haircuts", ...days.map((day) => ratio(day.totals.gross - day.totals.payables, day))],
      },
    ],
    notes: [
      "Both after what is owed for burned tokens; rounded down to a hundredth of a percent.",
      ...(days.some((day) => outstandingOf(day) === 0n) ? ["Where no token is outstanding there is no ratio."] : []),
    ],
  };
}

function excessSection(document: ReserveDocument, policy: Policy): TableSection {
  return {
    id: "excess",
    title: `What may leave of one class, ${document.currency} at market value`,
    rules: ["B5"],
    columns: [
      textColumn("class", "Class"),
      { ...moneyColumn("free", "Free of pledges"), sums: false },
      { ...moneyColumn("may-leave", "May leave"), sums: false },
    ],
    rows: mayLeave(document, policy).map(({ class: name, free, amount }) => {
      return { role: "note", cells: [classNames[name], free, amount] };
    }),
    notes: [
      "Of each class alone, taken from its free lines in proportion; at most the excess, and only as far as every limit " +
        "of the policy is still kept afterwards. The figures of several classes do not add.",
    ],
  };
}

function breachSection(days: Days): TableSection[] {
  const rows = days.flatMap((document) =>
    document.breaches.map(({ rule, subject, found, wanted, remedy, due }): TableRow => {
      return { role: "note", cells: [dayOf(document), rule, subject, found, wanted, remedy, due] };
    }),
  );
  if (rows.length === 0) return [];
  const titles = ["Day", "Rule", "Subject", "Found", "Wanted", "Remedy", "Due"];
  return [
    {
      id: "breaches",
      title: "Limits that were not kept",
      rules: ["B2"],
      columns: titles.map((title) => textColumn(title.toLowerCase(), title)),
      rows,
      notes: [],
    },
  ];
}
