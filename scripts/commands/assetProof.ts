import { dirname, join } from "node:path";

import type { Command } from "commander";

import { checkProof, checkProofChain, checkProofDocument } from "../audit/checkAssetProof.js";
import type { Check } from "../audit/verify.js";
import { AtparError } from "../errors/AtparError.js";
import { ExitCode } from "../errors/group.js";
import { formatUnitsGrouped } from "../money/tokenUnits.js";
import {
  assetProofText,
  parseAssetProof,
  proveAssetLine,
  provenLine,
  type AssetProof,
} from "../reserves/assetProof.js";
import { parseDocument } from "../reserves/document.js";
import { parseOpenings } from "../reserves/openings.js";
import { readInput, writeOutput } from "./files.js";
import { printError } from "./output.js";
import { action, type Session } from "./session.js";
import { pairs } from "./table.js";
import { printVerification } from "./verify.js";

interface ProveOptions {
  readonly document: string;
  readonly openings: string;
  readonly line: string;
  readonly out?: string;
}

interface CheckOptions {
  readonly document?: string;
}

export function registerAssetProofCommands(reserves: Command): void {
  reserves
    .command("prove")
    .description("write a proof that one line is part of the reserve, and nothing else of the openings")
    .requiredOption("--document <file>", "the document of the report")
    .requiredOption("--openings <file>", "its openings")
    .requiredOption("--line <number>", "place of the line in the document, from 0")
    .option("--out <file>", "the proof (default: line-<number>.proof.json beside the document)")
    .action(action(prove));
  reserves
    .command("check-proof")
    .description("check a proof of one line: offline, and against the last report where a network is given")
    .argument("<file>", "what `reserves prove` wrote")
    .option("--document <file>", "the document that the proof names")
    .action(action(checkOne));
}

async function prove(session: Session, options: ProveOptions): Promise<undefined> {
  const { output } = session;
  if (!/^\d{1,9}$/u.test(options.line)) {
    throw new AtparError("COMMAND_USAGE", { problem: `--line ${options.line.slice(0, 40)}: a whole number from 0` });
  }
  const document = parseDocument(await readInput(options.document), options.document);
  const openings = parseOpenings(await readInput(options.openings), options.openings);
  output.progress(`building the tree over ${document.lines.length} lines ...`);
  const proof = proveAssetLine(document, openings, Number(options.line));
  const file = options.out ?? join(dirname(options.document), `line-${proof.index}.proof.json`);
  await writeOutput(file, assetProofText(proof), 0o600);
  printProof(session, proof, [["proof", `${file} (for whom it is meant)`]]);
  const { currency, index, count, amount, root, total, documentHash } = proof;
  session.data("atpar.reserves-prove/1", {
    ok: true,
    currency,
    line: index,
    count,
    amount: amount.toString(),
    root,
    total: total.toString(),
    documentHash,
    proof: file,
  });
  return undefined;
}

async function checkOne(session: Session, file: string, options: CheckOptions): Promise<ExitCode> {
  const { output } = session;
  const proof = parseAssetProof(await readInput(file), file);
  const checks = checkProof(proof);
  if (options.document !== undefined) {
    const document = parseDocument(await readInput(options.document), options.document);
    checks.push(...checkProofDocument(proof, document));
  }
  const network = networkGiven(session) ? session.network() : undefined;
  if (network !== undefined) {
    output.progress("reading the registry's last report ...");
    const { coin } = (await session.deployment(proof.currency)).contracts;
    const chain = { provider: await session.provider(), coin: coin.address, firstBlock: coin.block };
    checks.push(...(await checkProofChain(proof, chain)));
  }
  const failed = checks.filter(({ ok }) => !ok);
  printProof(session, proof, []);
  printVerification(output, { ok: failed.length === 0, checks, differences: [] });
  if (network === undefined) output.talk("The chain was not asked: give --network to compare with the last report.");
  const { currency, index, count, amount, root, total, documentHash } = proof;
  const { custodian, date, file: statement } = provenLine(proof);
  session.data("atpar.reserves-check-proof/1", {
    ok: failed.length === 0,
    currency,
    network: network?.name ?? null,
    chainId: network?.chainId ?? null,
    line: index,
    count,
    custodian,
    date,
    file: statement,
    amount: amount.toString(),
    root,
    total: total.toString(),
    documentHash,
    checks: checks.map((one) => ({ ...one })),
  });
  const [first] = failed;
  if (first === undefined) return ExitCode.Ok;
  if (!output.json) printError(output, failure(failed.length, checks.length, first));
  return ExitCode.Drift;
}

function failure(count: number, total: number, { check }: Check): AtparError {
  return new AtparError("RESERVE_PROOF_FAILED", { count, total, first: check });
}

/** True if flag or environment name a network or an endpoint: whoever only has the file is not asked for a chain. */
function networkGiven(session: Session): boolean {
  const { options, env } = session;
  return [options.network, options.rpc, env["ATPAR_NETWORK"], env["ATPAR_RPC_URL"]].some((one) => (one ?? "") !== "");
}

function printProof({ output }: Session, proof: AssetProof, more: readonly (readonly [string, string])[]): void {
  const { custodian, date, file } = provenLine(proof);
  const money = (units: bigint): string => `${formatUnitsGrouped(units)} ${proof.currency}`;
  output.line(output.paint("bold", `Line ${proof.index} of ${proof.count}: cash at ${custodian}, ${date}`));
  // short labels: a whole hash must fit 80 columns
  for (const line of pairs(
    [
      ["value", money(proof.amount)],
      ["total", money(proof.total)],
      ["statement", file],
      ["root", proof.root],
      ["document", proof.documentHash],
      ...more,
    ],
    2,
  ))
    output.line(line);
}
