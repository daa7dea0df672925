import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Command } from "commander";

import { finalBlockNumber } from "../chain/finality.js";
import { AtparError } from "../errors/AtparError.js";
import { formatTimestamp } from "../money/timestamps.js";
import { formatUnitsGrouped } from "../money/tokenUnits.js";
import { prepareSnapshot } from "../reports/prepareSnapshot.js";
import { documentHash, documentText } from "../reserves/document.js";
import { noInputs, parseInputs } from "../reserves/inputs.js";
import { openingsText } from "../reserves/openings.js";
import type { Snapshot } from "../reserves/snapshot.js";
import { registerAssetProofCommands } from "./assetProof.js";
import { withCurrency } from "./coin.js";
import { readDelivered } from "./delivered.js";
import { readInput } from "./files.js";
import { policyNamed } from "./policies.js";
import { registerReserveAnalyses } from "./reserveAnalyses.js";
import { action, type Session } from "./session.js";
import { pairs } from "./table.js";

interface SnapshotOptions {
  readonly currency: string;
  readonly asOf?: string;
  readonly out: string;
  readonly policy?: string;
  readonly inputs?: string;
}

export function registerReservesCommands(program: Command): void {
  const reserves = program.command("reserves").description("what the coin is backed by");
  withCurrency(
    reserves.command("snapshot").description("value the reserve from statements; write document and openings"),
  )
    .argument(
      "<file...>",
      "files or folders: a day-end statement of every account, statements of holdings, reports of the day",
    )
    .option("--policy <name>", "hkma, genius, cash-at-par or a file (default: hkma for HKD, genius for USD)")
    .option("--inputs <file>", "instruments, prices, rates and agreements (atpar.reserve-inputs/1)")
    .option("--as-of <seconds>", "the time it is of, unix seconds (default: the chain's last final block)")
    .option("--out <dir>", "folder for document.json (to publish) and openings.json (private)", "reserve-report")
    .action(action(snapshot));
  registerAssetProofCommands(reserves);
  registerReserveAnalyses(reserves);
}

async function snapshot(session: Session, files: readonly string[], options: SnapshotOptions): Promise<undefined> {
  const { output } = session;
  const { statements, holdings } = await readDelivered(session, files);
  const policy = await policyNamed(options.policy, options.currency);
  const { inputs: file } = options;
  const inputs = file === undefined ? noInputs : parseInputs(await readInput(file), file);
  const record = await session.deployment(options.currency);
  const provider = await session.provider();
  const finalBlock = await finalBlockNumber(provider, session.network());
  const asOf = await timeOf(session, options.asOf, finalBlock);
  const journal = await session.journal();
  output.progress("reading the chain ...");
  const taken = await prepareSnapshot({
    journal,
    provider,
    files: statements,
    holdings,
    inputs,
    policy,
    currency: options.currency,
    coin: record.contracts.coin.address,
    registry: record.contracts.registry.address,
    salt: record.reportSalt,
    firstBlock: BigInt(record.contracts.coin.block),
    finalBlock: BigInt(finalBlock),
    asOf,
  });
  const written = await writeSnapshot(options.out, taken);
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

async function timeOf(session: Session, text: string | undefined, finalBlock: number): Promise<bigint> {
  if (text !== undefined) {
    if (/^\d{1,12}$/u.test(text)) return BigInt(text);
    throw new AtparError("COMMAND_USAGE", { problem: `--as-of ${text.slice(0, 40)}: unix seconds` });
  }
  const block = await (await session.provider()).getBlock(finalBlock);
  return BigInt(block?.timestamp ?? 0);
}

/** Writes both files: the openings hold account numbers and salts, and are for the owner's eyes. */
async function writeSnapshot(folder: string, taken: Snapshot): Promise<{ document: string; openings: string }> {
  const [document, openings] = [join(folder, "document.json"), join(folder, "openings.json")];
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(document, documentText(taken.document));
    await writeFile(openings, openingsText(taken.openings), { mode: 0o600 });
  } catch (error) {
    throw new AtparError("OUTPUT_UNWRITABLE", { file: folder, problem: (error as Error).message }, { cause: error });
  }
  return { document, openings };
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
