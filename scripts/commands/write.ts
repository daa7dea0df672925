import { createInterface } from "node:readline/promises";

import type { Command } from "commander";
import type { Interface } from "ethers";

import {
  AccessManager__factory,
  IReserveRegistry__factory,
  IStablecoin__factory,
  ReserveRegistry__factory,
  Revoker__factory,
} from "../../typechain-types/index.js";
import type { OperatorSigner } from "../chain/OperatorSigner.js";
import type { SentTransaction } from "../chain/outbox.js";
import { currentIntent } from "../chain/currentIntent.js";
import type { PlannedWrite } from "../chain/plannedWrite.js";
import { openSigner } from "../chain/signers.js";
import { simulate } from "../chain/simulate.js";
import { roleEntry, roleNames } from "../deploy/roleTable.js";
import { AtparError, isAtparError } from "../errors/AtparError.js";
import { pairs, table } from "./table.js";
import type { Session } from "./session.js";

/** Options of a command that writes. */
export interface WriteOptions {
  readonly signer?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  /** Seconds to wait for finality. */
  readonly wait?: string;
}

/** Every contract's errors, for decoding a refusal. */
export const knownInterfaces: readonly Interface[] = [
  IStablecoin__factory.createInterface(),
  ReserveRegistry__factory.createInterface(),
  IReserveRegistry__factory.createInterface(),
  AccessManager__factory.createInterface(),
  Revoker__factory.createInterface(),
];

/** Adds the options of a write to a command. */
export function withWriteOptions(command: Command): Command {
  return withConfirmation(withSigner(command)).option(
    "--wait <seconds>",
    "how long to wait for finality before exiting with 8 (default: 120 locally, 1200 elsewhere)",
  );
}

export function withSigner(command: Command): Command {
  return command.option(
    "--signer <spec>",
    "who signs: keystore:FILE, env:VARIABLE or, on the local chain, dev:N (default: ATPAR_SIGNER)",
  );
}

export function withConfirmation(command: Command): Command {
  return command
    .option("--dry-run", "show what would happen, and change nothing")
    .option("--yes", "do not ask (required where there is no terminal)");
}

/** The signer that was asked for. @throws SIGNER_MISSING and the other signer errors */
export async function signerOf(session: Session, options: WriteOptions, role: string): Promise<OperatorSigner> {
  const spec = options.signer ?? session.env["ATPAR_SIGNER"];
  return openSigner(spec, {
    network: session.network(),
    role,
    env: session.env,
    ...(session.output.interactive ? { ask: askSecret } : {}),
  });
}

/** What a write did; `transaction` is null after a dry run. */
export interface Written {
  readonly ok: true;
  readonly dryRun: boolean;
  readonly title: string;
  readonly signer: string;
  readonly network: string;
  readonly chainId: number;
  readonly changes: { what: string; before: string; after: string }[];
  readonly transaction: { hash: string; block: number; blockHash: string; gasUsed: string; resumed: boolean } | null;
}

/**
 * Carries one write through: shows it, simulates it, asks, sends it through the outbox, waits for finality, prints the
 * receipt. An intent that an earlier run signed is finished, whatever the simulation would say by now.
 */
export async function performWrite(
  session: Session,
  plan: PlannedWrite,
  signer: OperatorSigner,
  role: string,
  options: WriteOptions,
): Promise<Written> {
  const { output } = session;
  const network = session.network();
  const begun = {
    ok: true as const,
    title: plan.title,
    signer: signer.address,
    network: network.name,
    chainId: network.chainId,
  };
  const journal = await session.journal();
  const intentId = plan.repeatable ? await currentIntent(journal, plan.intentId) : plan.intentId;
  const outbox = await session.outbox();
  const state = await outbox.state(intentId);
  const resuming = state !== undefined && state !== "reverted";
  // the chain may hold it already: what was before and comes after can no longer be told
  const changes = resuming ? [] : plan.changes.map((change) => ({ ...change }));
  showPlan(session, { ...plan, changes }, signer, role, resuming);
  if (!resuming) {
    await simulateAs(session, plan, signer);
  }
  if (options.dryRun === true) {
    output.line("Dry run: nothing was sent.");
    return { ...begun, changes, dryRun: true, transaction: null };
  }
  if (!resuming) await confirm(session, options);
  const transaction = { to: plan.to, data: plan.data };
  const sent = await outbox.send(intentId, transaction, signer, knownInterfaces, {
    ...waitOptions(options),
    // what was mined and reverted has just been simulated anew, and agreed to
    retryReverted: state === "reverted",
  });
  showReceipt(session, sent);
  return { ...begun, changes, dryRun: false, transaction: receiptData(sent) };
}

export function receiptData(sent: SentTransaction): NonNullable<Written["transaction"]> {
  const { hash, blockNumber, blockHash, gasUsed, resumed } = sent;
  return { hash, block: blockNumber, blockHash, gasUsed: gasUsed.toString(), resumed };
}

/** How long to wait for finality, seconds. @throws COMMAND_USAGE */
export function waitOptions(options: WriteOptions): { readonly waitSeconds?: number } {
  const text = options.wait;
  if (text === undefined) return {};
  if (!/^\d{1,5}$/u.test(text))
    throw new AtparError("COMMAND_USAGE", { problem: `--wait ${text}: whole seconds, 0 to 99999` });
  return { waitSeconds: Number(text) };
}

/** Simulates a write; a caller without the role gets the signer's error, not the contract's. */
async function simulateAs(session: Session, plan: PlannedWrite, signer: OperatorSigner): Promise<void> {
  const provider = await session.provider();
  try {
    await simulate(provider, { from: signer.address, to: plan.to, data: plan.data }, knownInterfaces);
  } catch (error) {
    if (isAtparError(error, "CHAIN_WOULD_REVERT") && error.parameters.name === "AccessManagedUnauthorized") {
      const fragment = plan.to === null ? null : knownInterfaces[0]?.getFunction(plan.data.slice(0, 10));
      const called = fragment?.name ?? "this call";
      const role = roleNames.find((name) => roleEntry(name).selectors.coin?.includes(called)) ?? "the role";
      throw new AtparError("SIGNER_LACKS_ROLE", { signer: signer.address, role, called }, { cause: error });
    }
    throw error;
  }
}

function showPlan(session: Session, plan: PlannedWrite, signer: OperatorSigner, role: string, resuming: boolean): void {
  const { output } = session;
  const network = session.network();
  output.line(output.paint("bold", plan.title));
  for (const line of pairs(
    [
      ["signer", `${signer.address} (${signer.label})`],
      ["role", role],
      ["network", `${network.name}, chain ${network.chainId}`],
    ],
    2,
  ))
    output.line(line);
  if (plan.changes.length > 0) {
    output.line();
    const rows = plan.changes.map(({ what, before, after }) => [what, before, after]);
    const columns = [
      { title: "figure" },
      { title: "before", align: "right" },
      { title: "after", align: "right" },
    ] as const;
    for (const line of table(columns, rows)) output.line(`  ${line}`);
    output.line();
  }
  if (resuming) output.line("  An earlier run signed this already: finishing it.");
}

export function showReceipt(session: Session, sent: SentTransaction): void {
  const { output } = session;
  output.line(
    `${output.paint("green", "final")} in block ${sent.blockNumber}, gas ${sent.gasUsed.toLocaleString("en")}`,
  );
  output.line(`  ${sent.hash}`);
}

/** Asks before a change. @throws COMMAND_NOT_CONFIRMED without a terminal and without --yes; COMMAND_DECLINED */
export async function confirm(
  session: Session,
  options: Pick<WriteOptions, "yes">,
  question = "Send it?",
): Promise<void> {
  if (options.yes === true) return;
  if (!session.output.interactive || session.output.json) throw new AtparError("COMMAND_NOT_CONFIRMED", {});
  const answer = await ask(session, `${question} [y/N] `);
  if (!/^y(?:es)?$/iu.test(answer.trim())) throw new AtparError("COMMAND_DECLINED", {});
}

async function ask(session: Session, question: string): Promise<string> {
  session.output.done();
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await prompt.question(question);
  } finally {
    prompt.close();
  }
}

/** Asks for a password without showing it. */
async function askSecret(question: string): Promise<string> {
  process.stderr.write(`${question}: `);
  const prompt = createInterface({ input: process.stdin, terminal: true });
  try {
    return await prompt.question("");
  } finally {
    prompt.close();
    process.stderr.write("\n");
  }
}
