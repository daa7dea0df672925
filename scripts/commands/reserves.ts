import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Command } from "commander";

import { AtparError } from "../errors/AtparError.js";
import { formatTimestamp } from "../money/timestamps.js";
import { formatUnitsGrouped } from "../money/tokenUnits.js";
import { prepareSnapshot } from "../reports/prepareSnapshot.js";
import { documentHash, documentText } from "../reserves/document.js";
import { BreakError, incidentText } from "../reserves/incident.js";
import { openingsText } from "../reserves/openings.js";
import type { Snapshot } from "../reserves/snapshot.js";
import { registerAssetProofCommands } from "./assetProof.js";
import { registerExplain } from "./explain.js";
import { writeOutput } from "./files.js";
import { registerReconcile } from "./reconcile.js";
import { registerReserveAnalyses } from "./reserveAnalyses.js";
import { action, type Session } from "./session.js";
import { snapshotInput, withSnapshotInput, type SnapshotInputOptions } from "./snapshotInput.js";
import { pairs } from "./table.js";

interface SnapshotOptions extends SnapshotInputOptions {
  readonly out: string;
}

export function registerReservesCommands(program: Command): void {
  const reserves = program.command("reserves").description("what the coin is backed by");
  withSnapshotInput(
    reserves.command("snapshot").description("value the reserve from statements; write document and openings"),
  )
    .option("--out <dir>", "folder for document.json (to publish) and openings.json (private)", "reserve-report")
    .action(action(snapshot));
  registerReconcile(reserves);
  registerExplain(reserves);
  registerAssetProofCommands(reserves);
  registerReserveAnalyses(reserves);
}

async function snapshot(session: Session, files: readonly string[], options: SnapshotOptions): Promise<undefined> {
  const input = await snapshotInput(session, files, options);
  session.output.progress("reading the chain ...");
  // what cannot be written was not taken either; and the files get their names once the journal has what they cite
  const taken = await withIncident(session, options.out, () =>
    input.journal.transaction(async () => {
      const prepared = await prepareSnapshot(input);
      await stageSnapshot(options.out, prepared);
      return prepared;
    }),
  );
  const written = await publishSnapshot(options.out);
  print(session, taken, written);
  const { document } = taken;
  session.data("atpar.reserves-snapshot/1", {
    ok: true,
    currency: document.currency,
    asOf: Number(document.asOf),
    gross: document.totals.gross.toString(),
    payables: document.totals.payables.toString(),
    reserves: document.totals.reserves.toString(),
    required: document.totals.required.toString(),
    transit: document.totals.transit.toString(),
    excess: document.totals.excess.toString(),
    policy: document.policy.name,
    breaches: document.breaches.map((breach) => ({ ...breach })),
    assetsRoot: document.assetsRoot,
    documentHash: documentHash(document),
    lines: document.lines.length,
    ...written,
  });
  return undefined;
}

/** Where the snapshot halts, the incident is written first: it names accounts, and is for the owner's eyes. */
async function withIncident<Taken>(session: Session, folder: string, take: () => Promise<Taken>): Promise<Taken> {
  try {
    return await take();
  } catch (error) {
    if (!(error instanceof BreakError)) throw error;
    const file = join(folder, `incident-${error.incident.asOf}.json`);
    await mkdir(folder, { recursive: true }).catch(() => undefined);
    await writeOutput(file, incidentText(error.incident), 0o600);
    session.output.talk(`incident written to ${file}`);
    throw error;
  }
}

/** Where the two files of a snapshot stand. */
function snapshotFiles(folder: string): { readonly document: string; readonly openings: string } {
  return { document: join(folder, "document.json"), openings: join(folder, "openings.json") };
}

/** Writes both files beside their places: the openings hold account numbers and salts, and are for the owner's eyes. */
async function stageSnapshot(folder: string, taken: Snapshot): Promise<void> {
  const { document, openings } = snapshotFiles(folder);
  await inFolder(folder, async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(`${document}.next`, documentText(taken.document));
    await writeFile(`${openings}.next`, openingsText(taken.openings), { mode: 0o600 });
  });
}

/** Puts the staged files in their places. A document whose openings are still the old ones is refused by whoever reads both. */
async function publishSnapshot(folder: string): Promise<{ readonly document: string; readonly openings: string }> {
  const files = snapshotFiles(folder);
  await inFolder(folder, async () => {
    for (const file of [files.openings, files.document]) await rename(`${file}.next`, file);
  });
  return files;
}

async function inFolder(folder: string, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    throw new AtparError("OUTPUT_UNWRITABLE", { file: folder, problem: (error as Error).message }, { cause: error });
  }
}

function print(
  { output }: Session,
  { document, warnings }: Snapshot,
  written: { document: string; openings: string },
): void {
  const { currency, totals } = document;
  const money = (units: bigint): string => `${formatUnitsGrouped(units)} ${currency}`;
  output.line(output.paint("bold", `Reserves of the ${currency} coin as of ${formatTimestamp(document.asOf)}`));
  for (const line of document.lines) {
    const name = line.instrument === undefined ? line.class : `${line.class} ${line.instrument}`;
    output.line(`  ${name} at ${line.custodian}, ${line.date}: ${money(line.value)}`);
    for (const { rule, found, wanted } of line.rules.filter(({ ok }) => !ok)) {
      output.line(output.paint("red", `    not counted, ${rule}: ${found}, wanted ${wanted}`));
    }
  }
  for (const line of pairs(
    [
      ["gross", money(totals.gross)],
      ["owed for burned tokens", money(totals.payables)],
      ["customers' money not minted", money(totals.transit)],
      ["required", money(totals.required)],
      ["excess, which may leave", money(totals.excess)],
      ["reserves", output.paint("green", money(totals.reserves))],
      ["assets root", document.assetsRoot],
      ["document", `${written.document} (to publish)`],
      ["its hash", documentHash(document)],
      ["openings", `${written.openings} (private)`],
    ],
    2,
  ))
    output.line(line);
  for (const { rule, subject, found, wanted, remedy, due } of document.breaches) {
    output.talk(`${rule}: ${subject} ${found}, wanted ${wanted}: ${remedy}, by ${due}`);
  }
  for (const { code, message } of warnings) output.talk(`${code}: ${message}`);
}
