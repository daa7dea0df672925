import type { Command } from "commander";

import { ExitCode } from "../errors/group.js";
import { formatTimestamp } from "../money/timestamps.js";
import { formatUnitsGrouped } from "../money/tokenUnits.js";
import { reconcileSnapshot, type ReconciledSnapshot } from "../reports/prepareSnapshot.js";
import { equationOf, isLate } from "../reserves/equation.js";
import { BreakError } from "../reserves/incident.js";
import { recordUnlessDry } from "./dryRun.js";
import { printError } from "./output.js";
import { action, type Session } from "./session.js";
import { snapshotInput, withSnapshotInput, type SnapshotInputOptions } from "./snapshotInput.js";
import { pairs, table } from "./table.js";

export function registerReconcile(reserves: Command): void {
  withSnapshotInput(
    reserves.command("reconcile").description("hold bank against chain: the equation, money in transit, breaks"),
  ).action(action(reconcile));
}

/** A snapshot that is taken back: it shows what one would halt at, and records nothing. */
async function reconcile(session: Session, files: readonly string[], options: SnapshotInputOptions): Promise<ExitCode> {
  const input = await snapshotInput(session, files, options);
  session.output.progress("reading the chain ...");
  const found = await recordUnlessDry(input.journal, true, () => reconcileSnapshot(input));
  print(session, found);
  const { breaks, incident, snapshot } = found;
  const { document } = snapshot;
  const { assets, total, outstanding, transit, payables, own } = equationOf(document);
  session.data("atpar.reserves-reconcile/1", {
    ok: breaks.length === 0,
    currency: document.currency,
    asOf: Number(document.asOf),
    assets: assets.map((one) => ({ class: one.class, amount: one.amount.toString() })),
    total: total.toString(),
    outstanding: outstanding.toString(),
    transit: transit.toString(),
    payables: payables.toString(),
    own: own.toString(),
    inTransit: document.transit.map((one) => ({ ...one, amount: one.amount.toString(), late: isLate(one) })),
    movements: document.movements.map((one) => {
      return { ...one, credits: one.credits.toString(), debits: one.debits.toString() };
    }),
    breaks: incident.breaks.map((one) => ({ ...one, amount: one.amount.toString() })),
  });
  if (breaks.length === 0) return ExitCode.Ok;
  if (!session.output.json) printError(session.output, new BreakError(incident, breaks));
  return ExitCode.Drift;
}

function print({ output }: Session, { snapshot: { document } }: ReconciledSnapshot): void {
  const { currency } = document;
  const money = (units: bigint): string => `${formatUnitsGrouped(units)} ${currency}`;
  const { assets, total, outstanding, transit, payables, own } = equationOf(document);
  output.line(output.paint("bold", `Bank and chain of the ${currency} coin as of ${formatTimestamp(document.asOf)}`));
  const rows: [string, string][] = [
    ...assets.map((one): [string, string] => [one.class, money(one.amount)]),
    ["all assets", money(total)],
    ["= tokens outstanding", money(outstanding)],
    ["+ customers' money in transit", money(transit)],
    ["+ unpaid redemptions", money(payables)],
    ["+ the issuer's own funds", output.paint(own < 0n ? "red" : "green", money(own))],
  ];
  for (const line of pairs(rows, 2)) output.line(line);
  const right = { align: "right" } as const;
  if (document.movements.length > 0) {
    output.line();
    const columns = [
      { title: "entries" },
      { title: "count", ...right },
      { title: "in", ...right },
      { title: "out", ...right },
    ];
    const cells = document.movements.map(({ kind, count, credits, debits }) => {
      return [kind, count.toString(), formatUnitsGrouped(credits), formatUnitsGrouped(debits)];
    });
    for (const line of table(columns, cells)) output.line(line);
  }
  if (document.transit.length === 0) return;
  output.line();
  const columns = [
    { title: "in transit" },
    { title: "since" },
    { title: "days", ...right },
    { title: "amount", ...right },
  ];
  const cells = document.transit.map((one) => {
    const days = `${one.businessDays}${isLate(one) ? " late (M2)" : ""}`;
    return [`${one.count} ${one.kind}`, one.since, days, formatUnitsGrouped(one.amount)];
  });
  for (const line of table(columns, cells)) output.line(line);
}
