import { formatUnitsGrouped } from "../../money/tokenUnits.js";
import { percent } from "../../reserves/breaches.js";
import type { AssetLine, ReserveDocument, RuleResult } from "../../reserves/document.js";
import type { Result } from "../results.js";
import { table } from "../table.js";

/** Every rule that a line fails, with the line. */
export function failedRules({ lines }: ReserveDocument): (RuleResult & { readonly line: AssetLine })[] {
  return lines.flatMap((line) => line.rules.filter(({ ok }) => !ok).map((rule) => ({ ...rule, line })));
}

/** True if the lines add up to gross, what is owed leads from there to the reserves, and they are enough. */
export function reservesAddUp({ lines, totals }: ReserveDocument): boolean {
  const gross = lines.reduce((sum, { value }) => sum + value, 0n);
  return gross === totals.gross && gross - totals.payables === totals.reserves && totals.reserves >= totals.required;
}

/** What stands behind a coin, line by line down to the reserves. */
export function reserveTable({ lines, totals }: ReserveDocument): string[] {
  const shown = formatUnitsGrouped;
  const assets = lines.map((line) => {
    const failed = line.rules.filter(({ ok }) => !ok).map(({ rule }) => rule);
    const less = failed.length > 0 ? failed.join(" ") : line.haircut === 0 ? "" : `-${percent(line.haircut)}`;
    return [
      `${line.class} ${line.instrument ?? ""}`.trim(),
      line.custodian,
      shown(line.amount),
      less,
      shown(line.value),
    ];
  });
  const sums = [
    ["gross", "", "", "", shown(totals.gross)],
    ["owed for burned tokens", "", "", "", shown(-totals.payables)],
    ["reserves", "", "", "", shown(totals.reserves)],
  ];
  const columns = [
    { title: "asset" },
    { title: "held at" },
    { title: "amount", align: "right" },
    { title: "less", align: "right" },
    { title: "counts", align: "right" },
  ] as const;
  return table(columns, [...assets, ...sums]);
}

/** The same as data. */
export function reserveData(document: ReserveDocument): Result<"atpar.demo/1">["reserves"][number] {
  const { currency, policy, lines, totals } = document;
  return {
    currency,
    policy: policy.name,
    lines: lines.map(({ class: assetClass, instrument, custodian, amount, haircut, value, rules }) => ({
      class: assetClass,
      instrument: instrument ?? null,
      custodian,
      amount: amount.toString(),
      haircut,
      value: value.toString(),
      failed: rules.filter(({ ok }) => !ok).map(({ rule }) => rule),
    })),
    gross: totals.gross.toString(),
    payables: totals.payables.toString(),
    reserves: totals.reserves.toString(),
    required: totals.required.toString(),
  };
}
