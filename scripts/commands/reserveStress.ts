import { resolve } from "node:path";

import type { Command } from "commander";

import { AtparError } from "../errors/AtparError.js";
import { formatDecimal, groupThousands } from "../money/decimal.js";
import { formatUnitsGrouped } from "../money/tokenUnits.js";
import { checkFooting } from "../reserves/documentFooting.js";
import { stress, type StressOutcome, type StressPosition } from "../reserves/stress.js";
import { type RunOutcome } from "../reserves/stressRun.js";
import { parseScenarios, type StressScenario } from "../reserves/stressScenarios.js";
import { readInput } from "./files.js";
import { readDocument } from "./reserveTables.js";
import { action, type Session } from "./session.js";
import { pairs, table } from "./table.js";

/** The scenarios that come with Atpar. */
const standard = resolve(import.meta.dirname, "../../deployments/stress/standard.json");

interface StressOptions {
  readonly document: string;
  readonly scenario?: string;
  readonly scenarios?: string;
}

export function registerReserveStress(reserves: Command): void {
  reserves
    .command("stress")
    .description("what is left of the reserve if rates rise, holders run, or a custodian is lost")
    .requiredOption("--document <file>", "the document")
    .option("--scenario <name>", "one scenario (default: all of them)")
    .option("--scenarios <file>", "scenarios (default: deployments/stress/standard.json)")
    .action(action(runStress));
}

async function runStress(session: Session, options: StressOptions): Promise<undefined> {
  const { output } = session;
  const { file, document } = await readDocument(options.document);
  checkFooting(document, file);
  const name = options.scenarios ?? standard;
  const known = parseScenarios(await readInput(name), name);
  const chosen = known.scenarios.filter((one) => options.scenario === undefined || one.name === options.scenario);
  if (chosen.length === 0) {
    const names = known.scenarios.map((one) => one.name).join(", ");
    throw new AtparError("COMMAND_USAGE", { problem: `--scenario ${options.scenario ?? ""}: one of ${names}` });
  }
  const outcomes = chosen.flatMap((scenario) => stress(document, scenario));
  outcomes.forEach((outcome, index) => {
    if (index > 0) output.line();
    print(session, outcome, document.currency);
  });
  session.data("atpar.reserves-stress/1", {
    ok: true,
    currency: document.currency,
    asOf: Number(document.asOf),
    scenarios: { name: known.name, version: known.version },
    outcomes: outcomes.map(({ scenario, subject, before, after, run }) => ({
      scenario: scenario.name,
      kind: scenario.kind,
      subject: subject ?? null,
      before: positionData(before),
      after: positionData(after),
      run: run === undefined ? null : runData(run),
    })),
  });
  return undefined;
}

function positionData({ coverage, ...amounts }: StressPosition) {
  const { gross, payables, transit, outstanding, required, excess } = amounts;
  return {
    gross: gross.toString(),
    payables: payables.toString(),
    transit: transit.toString(),
    outstanding: outstanding.toString(),
    required: required.toString(),
    excess: excess.toString(),
    coverage: coverage?.toString() ?? null,
  };
}

function runData({ days, runsOut }: RunOutcome) {
  return {
    runsOut: runsOut ?? null,
    days: days.map(({ day, due, paid, unpaid }) => ({
      day,
      due: due.toString(),
      cash: paid.cash.toString(),
      repo: paid.repo.toString(),
      maturities: paid.maturities.toString(),
      funds: paid.funds.toString(),
      sales: paid.sales.toString(),
      unpaid: unpaid.toString(),
    })),
  };
}

function print({ output }: Session, { scenario, subject, before, after, run }: StressOutcome, currency: string): void {
  const money = (units: bigint): string => `${formatUnitsGrouped(units)} ${currency}`;
  const change = (one: string, other: string): string => `${other} (now ${one})`;
  const good = after.excess >= 0n;
  output.line(output.paint("bold", `${scenario.name}: ${describe(scenario, subject)}`));
  const gap = good ? "excess" : "missing";
  const was = before.excess >= 0n ? "excess" : "missing";
  const lines: (readonly [string, string])[] = [
    ["coverage", change(percent(before.coverage), percent(after.coverage))],
    ["counted assets", change(money(before.gross), money(after.gross))],
    ["tokens", change(money(before.outstanding), money(after.outstanding))],
    [gap, output.paint(good ? "green" : "red", money(magnitude(after.excess)))],
    ["now", `${was} ${money(magnitude(before.excess))}`],
  ];
  if (run !== undefined) lines.push(["the money", run.runsOut === undefined ? "lasts" : `runs out on ${run.runsOut}`]);
  for (const line of pairs(lines, 2)) output.line(line);
  if (run === undefined) return;
  for (const sources of [["due", "cash", "repo"] as const, ["maturities", "funds", "sales", "unpaid"] as const]) {
    const rows = run.days.map(({ day, due, paid, unpaid }) => {
      const figures = { due, unpaid, ...paid };
      return [day, ...sources.map((source) => formatUnitsGrouped(figures[source]))];
    });
    const columns = sources.map((title) => ({ title, align: "right" as const }));
    output.line();
    for (const line of table([{ title: "day" }, ...columns], rows)) output.line(line);
  }
}

function describe(scenario: StressScenario, subject: string | undefined): string {
  switch (scenario.kind) {
    case "rate-shock":
      return `rates rise by ${formatDecimal(BigInt(scenario.points), 2, 2)} %`;
    case "run": {
      const daily = formatDecimal(BigInt(scenario.dailyPoints), 2, 2);
      return `${daily} % of the tokens redeemed on each of ${scenario.days} business days`;
    }
    case "custodian-lost":
      return `all that ${subject ?? ""} holds is lost`;
  }
}

function percent(points: bigint | undefined): string {
  return points === undefined ? "no tokens" : `${groupThousands(formatDecimal(points, 2, 2))} %`;
}

function magnitude(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}
