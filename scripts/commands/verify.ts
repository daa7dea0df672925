import type { Command } from "commander";

import { verify, type Verification } from "../audit/verify.js";
import { AtparError } from "../errors/AtparError.js";
import { ExitCode } from "../errors/group.js";
import { parseDocument } from "../reserves/document.js";
import { parseOpenings } from "../reserves/openings.js";
import type { DayBooks } from "../reserves/rollForward.js";
import { readInput } from "./files.js";
import { readDelivered } from "./delivered.js";
import { printError, type Output } from "./output.js";
import { action, type Session } from "./session.js";
import { pairs, wrap } from "./table.js";

interface VerifyOptions {
  readonly document: string;
  readonly openings: string;
  readonly statements: string;
  readonly previousDocument?: string;
  readonly previousOpenings?: string;
}

export function registerVerify(program: Command): void {
  program
    .command("verify")
    .description("re-derive the reserve from the statements, the report from the document, the supply from the chain")
    .requiredOption("--document <file>", "the document of the report")
    .requiredOption("--openings <file>", "its openings")
    .requiredOption("--statements <dir>", "folder with the statement files (or one file)")
    .option("--previous-document <file>", "the document of the snapshot before, to see that this day follows from it")
    .option("--previous-openings <file>", "its openings")
    .action(action(runVerify));
}

async function runVerify(session: Session, options: VerifyOptions): Promise<ExitCode> {
  const network = session.network();
  const document = parseDocument(await readInput(options.document), options.document);
  const openings = parseOpenings(await readInput(options.openings), options.openings);
  const previous = await previousBooks(options);
  const { statements: files, holdings, hashes } = await readDelivered(session, [options.statements]);
  const record = await session.deployment(document.currency);
  const verification = await verify({
    provider: await session.provider(),
    coin: record.contracts.coin.address,
    registry: record.contracts.registry.address,
    firstBlock: record.contracts.coin.block,
    document,
    openings,
    files,
    holdings,
    hashes,
    ...(previous !== undefined && { previous }),
    onProgress: (text) => {
      session.output.progress(text);
    },
  });
  printVerification(session.output, verification);
  session.data("atpar.verify/1", {
    ok: verification.ok,
    currency: document.currency,
    network: network.name,
    chainId: network.chainId,
    ...verificationData(verification),
  });
  if (verification.ok) return ExitCode.Ok;
  if (!session.output.json) printError(session.output, failure(verification));
  return ExitCode.Drift;
}

/** The snapshot before, where both its files are named. @throws COMMAND_USAGE where one is missing */
async function previousBooks({ previousDocument, previousOpenings }: VerifyOptions): Promise<DayBooks | undefined> {
  if (previousDocument === undefined && previousOpenings === undefined) return undefined;
  if (previousDocument === undefined || previousOpenings === undefined) {
    throw new AtparError("COMMAND_USAGE", { problem: "--previous-document and --previous-openings go together" });
  }
  return {
    document: parseDocument(await readInput(previousDocument), previousDocument),
    openings: parseOpenings(await readInput(previousOpenings), previousOpenings),
  };
}

/** The one-line error of a failed verification. */
function failure({ checks, differences }: Verification): AtparError {
  const failed = checks.filter(({ ok }) => !ok);
  const [first] = failed;
  const [difference] = differences;
  const place = difference?.line === undefined ? "" : ` (${difference.file}, line ${difference.line})`;
  return new AtparError("VERIFY_FAILED", {
    count: failed.length,
    total: checks.length,
    first: `${first?.check ?? ""}${place}`,
  });
}

export function verificationData({ checks, differences }: Verification) {
  return {
    checks: checks.map((one) => ({ ...one })),
    differences: differences.map(({ file, line, figure, was, is }) => ({
      file,
      line: line ?? null,
      what: figure,
      was,
      is,
    })),
  };
}

/** The checks, one line each; a failed one with both figures; then every difference with its place. */
export function printVerification(output: Output, { ok, checks, differences }: Verification): void {
  const size = Math.max(...checks.map(({ check }) => check.length));
  const room = 80 - 8 - size - 2;
  for (const { check, ok: good, expected, found } of checks) {
    const mark = good ? output.paint("green", "ok    ") : output.paint("red", "FAILED");
    const shown = found.length > room ? `${found.slice(0, room - 3)}...` : found;
    output.line(good ? `${mark}  ${check.padEnd(size)}  ${shown}` : `${mark}  ${check}`);
    if (!good)
      for (const line of pairs(
        [
          ["expected", expected],
          ["found", found],
        ],
        // a whole hash must fit 80 columns
        4,
      ))
        output.line(line);
  }
  for (const { file, line, figure, was, is } of differences) {
    const place = line === undefined ? file : `${file}, line ${line}`;
    for (const part of wrap(`${place}: ${figure} was ${was}, is ${is}`, 78)) output.line(`  ${part}`);
  }
  output.line();
  const failed = checks.filter(({ ok: good }) => !good).length;
  output.line(
    ok
      ? output.paint("green", `OK: ${checks.length} checks hold.`)
      : output.paint("red", `NOT OK: ${failed} of ${checks.length} checks failed.`),
  );
}
