import type { Command } from "commander";

import { AtparError } from "../errors/AtparError.js";
import { formatUnitsGrouped } from "../money/tokenUnits.js";
import { classNames } from "../reports/tables/documentFigures.js";
import { checkPolicy } from "../reports/tables/reserveTables.js";
import { checkFooting } from "../reserves/documentFooting.js";
import { mayLeave } from "../reserves/mayLeave.js";
import { policyOf, readDocument } from "./reserveTables.js";
import { action, type Session } from "./session.js";
import { pairs, table, wrap } from "./table.js";

interface ExcessOptions {
  readonly document: string;
  readonly policy?: string;
}

export function registerReserveExcess(reserves: Command): void {
  reserves
    .command("excess")
    .description("what may leave the reserve, in all and of each class")
    .requiredOption("--document <file>", "the document")
    .option("--policy <name>", "the snapshot's policy (default: the one the document names)")
    .action(action(excess));
}

async function excess(session: Session, options: ExcessOptions): Promise<undefined> {
  const { output } = session;
  const named = await readDocument(options.document);
  const { document, file } = named;
  checkFooting(document, file);
  const policy = await policyOf(document, options.policy);
  if (policy === undefined) {
    const problem = `--policy: the document was made by ${document.policy.name}, which is not at hand`;
    throw new AtparError("COMMAND_USAGE", { problem });
  }
  checkPolicy(named, policy);
  const { currency, totals } = document;
  const classes = mayLeave(document, policy);
  const money = (units: bigint): string => `${formatUnitsGrouped(units)} ${currency}`;
  const lines: (readonly [string, string])[] = [
    ["reserves", money(totals.reserves)],
    ["required", money(totals.required)],
    ["customers' money not minted", money(totals.transit)],
    [totals.excess < 0n ? "missing" : "excess", money(totals.excess < 0n ? -totals.excess : totals.excess)],
  ];
  for (const line of pairs(lines)) output.line(line);
  output.line();
  const columns = ["free of pledges", "may leave", "counts for"].map((title) => ({ title, align: "right" as const }));
  const rows = classes.map(({ class: name, free, amount, value }) => {
    return [classNames[name], ...[free, amount, value].map(formatUnitsGrouped)];
  });
  for (const line of table([{ title: `${currency} of` }, ...columns], rows)) output.line(line);
  const note = "Of each class alone, in proportion of its lines, as far as every limit of the policy stays kept.";
  for (const line of wrap(note, 80)) output.line(line);
  session.data("atpar.reserves-excess/1", {
    ok: true,
    currency,
    policy: policy.name,
    reserves: totals.reserves.toString(),
    required: totals.required.toString(),
    transit: totals.transit.toString(),
    excess: totals.excess.toString(),
    classes: classes.map(({ class: name, free, amount, value }) => ({
      class: name,
      free: free.toString(),
      mayLeave: amount.toString(),
      countsFor: value.toString(),
    })),
  });
  return undefined;
}
