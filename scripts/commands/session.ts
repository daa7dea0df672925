import { join } from "node:path";

import type { Command } from "commander";

import { connect } from "../chain/connect.js";
import type { RpcProvider } from "../chain/RpcProvider.js";
import { resolveNetwork, type ResolvedNetwork } from "../chain/networks.js";
import { createOutbox, type Outbox } from "../chain/outbox.js";
import { loadDeployment, readAllRecords, recordFolder, type DeploymentRecord } from "../deploy/record.js";
import { AtparError, isAtparError } from "../errors/AtparError.js";
import { ExitCode } from "../errors/group.js";
import type { Journal } from "../journal/Journal.js";
import { openJournal } from "../journal/openJournal.js";
import { printError, processOutput, type Output } from "./output.js";
import { results, type Result, type ResultName } from "./results.js";

/** Options that every command takes. */
export interface GlobalOptions {
  readonly json?: boolean;
  readonly network?: string;
  readonly rpc?: string;
  readonly journal?: string;
  readonly deployments?: string;
}

/** What a command works with; everything is opened when first asked for and closed at the end. */
export class Session {
  readonly output: Output;
  readonly options: GlobalOptions;
  readonly env: Readonly<Record<string, string | undefined>>;
  #provider: Promise<RpcProvider> | undefined;
  #journal: Promise<Journal> | undefined;

  constructor(options: GlobalOptions, output: Output, env: Readonly<Record<string, string | undefined>> = process.env) {
    this.options = options;
    this.output = output;
    this.env = env;
  }

  /** Where records are: --deployments, ATPAR_DEPLOYMENTS, or `deployments` in this folder. */
  get deployments(): string {
    return this.options.deployments ?? this.env["ATPAR_DEPLOYMENTS"] ?? "deployments";
  }

  /** Where the journal is: --journal, ATPAR_JOURNAL, or `journal` in this folder. */
  get journalFolder(): string {
    return this.options.journal ?? this.env["ATPAR_JOURNAL"] ?? "journal";
  }

  network(): ResolvedNetwork {
    const { network, rpc } = this.options;
    return resolveNetwork({
      ...(network === undefined ? {} : { network }),
      ...(rpc === undefined ? {} : { rpcUrl: rpc }),
      env: this.env,
    });
  }

  provider(): Promise<RpcProvider> {
    this.#provider ??= connect(this.network());
    return this.#provider;
  }

  journal(): Promise<Journal> {
    this.output.progress(`opening the journal ${this.journalFolder} ...`);
    this.#journal ??= openJournal(this.journalFolder).finally(() => {
      this.output.done();
    });
    return this.#journal;
  }

  async outbox(): Promise<Outbox> {
    return createOutbox({
      journal: await this.journal(),
      provider: await this.provider(),
      network: this.network(),
      onProgress: (text) => {
        this.output.progress(text);
      },
    });
  }

  /** The record of one coin, checked against the chain. */
  async deployment(currency: string): Promise<DeploymentRecord> {
    const network = this.network();
    return loadDeployment(this.deployments, network, currency, await this.provider());
  }

  /** The currencies that have a record on this network. @throws DEPLOYMENT_MISSING if there is none */
  async deployedCurrencies(): Promise<string[]> {
    const network = this.network();
    const currencies = (await readAllRecords(this.deployments))
      .filter(({ record }) => record.chainId === network.chainId && record.network === network.name)
      .map(({ record }) => record.currency);
    if (currencies.length > 0) return currencies;
    const file = join(recordFolder(this.deployments, network.chainId, network.name), "*.json");
    throw new AtparError("DEPLOYMENT_MISSING", { currency: "coin's", network: network.name, file });
  }

  /** The chain's own time: the latest block's, unix seconds. */
  async chainTime(): Promise<number> {
    const block = await (await this.provider()).getBlock("latest");
    if (block === null)
      throw new AtparError("CHAIN_UNREACHABLE", { url: this.network().rpcUrl, problem: "no latest block" });
    return block.timestamp;
  }

  /** Checks a result against its schema and prints it where `--json` was given. */
  data<Name extends ResultName>(name: Name, result: Omit<Result<Name>, "schema">): void {
    if (!this.output.json) return;
    this.output.data(results[name].parse({ schema: name, ...result }));
  }

  async close(): Promise<void> {
    this.output.done();
    if (this.#journal !== undefined) await (await this.#journal.catch(() => undefined))?.close();
    if (this.#provider !== undefined) (await this.#provider.catch(() => undefined))?.destroy();
  }
}

/**
 * Wraps a command's work: opens the session, runs it, prints an error with its code, closes everything and sets the exit
 * code. The work may return an exit code of its own.
 */
export function action<Arguments extends readonly unknown[]>(
  work: (session: Session, ...parameters: Arguments) => Promise<ExitCode | undefined> | ExitCode | undefined,
): (...parameters: [...Arguments, Command]) => Promise<void> {
  return async (...parameters) => {
    const command = parameters.at(-1) as Command;
    const options = command.optsWithGlobals<GlobalOptions>();
    const session = new Session(options, processOutput(options.json === true));
    const stop = interruption(session);
    try {
      process.exitCode = (await work(session, ...(parameters.slice(0, -1) as unknown as Arguments))) ?? ExitCode.Ok;
    } catch (error) {
      process.exitCode = report(session.output, error);
    } finally {
      await session.close();
      stop();
    }
  };
}

/** Prints whatever was thrown; the exit code it asks for. */
export function report(output: Output, error: unknown): ExitCode {
  if (isAtparError(error)) {
    printError(output, error);
    if (process.env["ATPAR_DEBUG"] === "1") output.talk(error.stack ?? "");
    return error.exitCode;
  }
  const problem = error instanceof Error ? `${error.name}: ${error.message.split("\n", 1)[0] ?? ""}` : String(error);
  const unexpected = new AtparError("COMMAND_UNEXPECTED", { problem }, { cause: error });
  printError(output, unexpected);
  if (process.env["ATPAR_DEBUG"] === "1" && error instanceof Error) output.talk(error.stack ?? "");
  return unexpected.exitCode;
}

/** On Ctrl-C: close the journal, say so, exit 130. What was signed is in the outbox. */
function interruption(session: Session): () => void {
  const handler = (): void => {
    const error = new AtparError("COMMAND_INTERRUPTED", {});
    printError(session.output, error);
    void session.close().finally(() => process.exit(error.exitCode));
  };
  process.once("SIGINT", handler);
  process.once("SIGTERM", handler);
  return () => {
    process.removeListener("SIGINT", handler);
    process.removeListener("SIGTERM", handler);
  };
}
