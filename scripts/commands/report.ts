import { dirname, join } from "node:path";

import type { Command } from "commander";

import { outboxIntent } from "../chain/outboxEntries.js";
import type { PlannedWrite } from "../chain/plannedWrite.js";
import { AtparError } from "../errors/AtparError.js";
import { formatTimestamp } from "../money/timestamps.js";
import { formatUnitsGrouped, parseUnits } from "../money/tokenUnits.js";
import { draftReport } from "../reports/draft.js";
import { readRegistryState } from "../reports/registryState.js";
import {
  mergeReportFiles,
  newReportFile,
  parseReportFile,
  reportFileText,
  type ReportFile,
} from "../reports/reportFile.js";
import { reportProse } from "../reports/reportProse.js";
import { priorReports } from "../reports/reportRecords.js";
import { checkDocument, signReport } from "../reports/sign.js";
import { prepareSubmission, readAttestorClass, recordSubmission } from "../reports/submit.js";
import { parseDocument } from "../reserves/document.js";
import { parseOpenings } from "../reserves/openings.js";
import { readInput, writeOutput } from "./files.js";
import { action, type Session } from "./session.js";
import { pairs } from "./table.js";
import {
  confirm,
  performWrite,
  signerOf,
  withConfirmation,
  withSigner,
  withWriteOptions,
  type WriteOptions,
} from "./write.js";

interface DraftOptions {
  readonly document: string;
  readonly openings: string;
  readonly limit?: string;
  readonly validUntil?: string;
  readonly out?: string;
}

interface SignOptions extends WriteOptions {
  readonly report: string;
  readonly document: string;
}

interface SubmitOptions extends WriteOptions {
  readonly report: string[];
}

export function registerReportCommands(program: Command): void {
  const report = program
    .command("report")
    .description("reserve reports: drafted from a snapshot, signed by attestors, submitted by anyone");
  report
    .command("draft")
    .description("make the report that follows from a snapshot")
    .requiredOption("--document <file>", "the snapshot's document")
    .requiredOption("--openings <file>", "the snapshot's openings")
    .option("--limit <amount>", "most tokens that may ever be minted here (default: all the reserves allow)")
    .option("--valid-until <seconds>", "unix seconds (default: the end of Hong Kong's next business day)")
    .option("--out <file>", "the report file (default: report.json beside the document)")
    .action(action(draft));
  withSigner(withConfirmation(report.command("sign").description("sign a report as an attestor")))
    .requiredOption("--report <file>", "the report file; the signature is added to it")
    .requiredOption("--document <file>", "the document, as you have it")
    .action(action(sign));
  withWriteOptions(report.command("submit").description("send a signed report to the registry; anyone may"))
    .requiredOption("--report <file...>", "the report file, or copies with different signatures")
    .action(action(submit));
}

async function draft(session: Session, options: DraftOptions): Promise<undefined> {
  const limit = options.limit === undefined ? undefined : parseUnits(options.limit);
  const until = options.validUntil === undefined ? undefined : secondsOf(options.validUntil);
  const document = parseDocument(await readInput(options.document), options.document);
  const openings = parseOpenings(await readInput(options.openings), options.openings);
  const record = await session.deployment(document.currency);
  const provider = await session.provider();
  const journal = await session.journal();
  const state = await readRegistryState(provider, {
    registry: record.contracts.registry.address,
    firstBlock: BigInt(record.contracts.registry.block),
  });
  const made = draftReport({
    document,
    openings,
    registries: [state],
    prior: await priorReports(journal, document.currency, record.reportSalt),
    ...(limit === undefined ? {} : { limits: new Map([[state.chainId, limit]]) }),
    ...(until === undefined ? {} : { validUntil: until }),
  });
  const file = newReportFile(made.report, record.reportSalt);
  const out = options.out ?? join(dirname(options.document), "report.json");
  await writeOutput(out, reportFileText(file));
  for (const line of reportProse(made.report, made.digest)) session.output.line(line);
  for (const { code, message } of made.warnings) session.output.talk(`${code}: ${message}`);
  session.output.line(`Draft written to ${out}; attestors sign it with ./atpar report sign.`);
  const { sequence, reserves, asOf, validUntil } = made.report;
  session.data("atpar.report-draft/1", {
    ok: true,
    currency: document.currency,
    sequence: sequence.toString(),
    digest: made.digest,
    reserves: reserves.toString(),
    mintLimit: (made.report.allocations.find(({ chainId }) => chainId === state.chainId)?.mintLimit ?? 0n).toString(),
    asOf: Number(asOf),
    validUntil: Number(validUntil),
    report: out,
  });
  return undefined;
}

function secondsOf(text: string): bigint {
  if (/^\d{1,12}$/u.test(text)) return BigInt(text);
  throw new AtparError("COMMAND_USAGE", { problem: `--valid-until ${text.slice(0, 40)}: unix seconds` });
}

async function sign(session: Session, options: SignOptions): Promise<undefined> {
  const file = parseReportFile(await readInput(options.report), options.report);
  const document = parseDocument(await readInput(options.document), options.document);
  const record = await session.deployment(file.report.currency);
  const signer = await signerOf(session, options, "attestor");
  const registry = record.contracts.registry.address;
  const attestorClass = await readAttestorClass(await session.provider(), registry, signer.address);
  if (attestorClass === undefined) throw new AtparError("REPORT_SIGNER_UNKNOWN", { signer: signer.address, registry });
  const dryRun = options.dryRun === true;
  let signed: ReportFile = file;
  if (dryRun) {
    checkDocument(file, document);
    for (const line of reportProse(file.report, file.digest)) session.output.line(line);
    session.output.line("Dry run: nothing was signed.");
  } else {
    signed = await signReport({
      file,
      document,
      signer,
      salt: record.reportSalt,
      journal: await session.journal(),
      class: attestorClass,
      show: async (prose) => {
        for (const line of prose) session.output.line(line);
        await confirm(session, options, "Sign it?");
      },
    });
    await writeOutput(options.report, reportFileText(signed));
    session.output.line(`Signed as ${attestorClass} by ${signer.address}.`);
  }
  session.data("atpar.report-sign/1", {
    ok: true,
    dryRun,
    sequence: file.report.sequence.toString(),
    digest: file.digest,
    signer: signer.address,
    signatures: signed.signatures.length,
    report: options.report,
  });
  return undefined;
}

async function submit(session: Session, options: SubmitOptions): Promise<undefined> {
  const [first, ...others] = await Promise.all(
    options.report.map(async (name) => ({ file: name, content: parseReportFile(await readInput(name), name) })),
  );
  if (first === undefined) throw new AtparError("COMMAND_USAGE", { problem: "--report names no file" });
  const file = mergeReportFiles(first.content, others);
  const { report } = file;
  const record = await session.deployment(report.currency);
  const signer = await signerOf(session, options, "any account: the signatures decide");
  const chainId = BigInt(record.chainId);
  const mintLimit = report.allocations.find((line) => line.chainId === chainId)?.mintLimit ?? 0n;
  const plan = await planSubmission(
    session,
    file,
    record.contracts.registry.address,
    BigInt(record.contracts.registry.block),
  );
  for (const line of pairs(
    [
      ["report", `${report.sequence} of ${report.currency}`],
      ["as of", formatTimestamp(report.asOf)],
      ["valid until", formatTimestamp(report.validUntil)],
      ["signed by", file.signatures.map((one) => one.class ?? one.signer).join(", ")],
    ],
    2,
  ))
    session.output.line(line);
  const written = await performWrite(session, plan, signer, "anyone", options);
  if (written.transaction !== null) {
    await recordSubmission(
      await session.journal(),
      file,
      { to: record.contracts.registry.address, chainId, mintLimit, digest: file.digest },
      { transaction: written.transaction.hash, blockNumber: BigInt(written.transaction.block) },
    );
  }
  session.data("atpar.report-submit/1", {
    ...written,
    sequence: report.sequence.toString(),
    digest: file.digest,
    mintLimit: mintLimit.toString(),
    validUntil: Number(report.validUntil),
  });
  return undefined;
}

/** The submission as a write; one that an earlier run signed is taken from the outbox, whatever the registry says by now. */
async function planSubmission(
  session: Session,
  file: ReportFile,
  registry: string,
  firstBlock: bigint,
): Promise<PlannedWrite> {
  const { report, digest } = file;
  const intentId = ["report", session.network().chainId, registry, digest].join(":");
  const title = `Submit reserve report ${report.sequence} of the ${report.currency} coin`;
  const state = await (await session.outbox()).state(intentId);
  if (state !== undefined && state !== "reverted") {
    const intent = await (await session.journal()).find(outboxIntent, intentId);
    if (intent !== undefined) {
      const { to, data } = intent.body;
      return { intentId, repeatable: false, title, to, data, changes: [] };
    }
  }
  const provider = await session.provider();
  const before = await readRegistryState(provider, { registry, firstBlock });
  const submission = await prepareSubmission(provider, file, { registry, firstBlock });
  const money = formatUnitsGrouped;
  return {
    intentId,
    repeatable: false,
    title,
    to: submission.to,
    data: submission.data,
    changes: [
      { what: "report in force", before: before.last.sequence.toString(), after: report.sequence.toString() },
      { what: "mint limit", before: money(before.liveLimit), after: money(submission.mintLimit) },
      { what: "reserves", before: "", after: money(report.reserves) },
    ],
  };
}
