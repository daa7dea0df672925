import type { Command } from "commander";

import { finalBlockNumber } from "../chain/finality.js";
import { AtparError } from "../errors/AtparError.js";
import type { PrepareInput } from "../reports/prepareSnapshot.js";
import { noInputs, parseInputs } from "../reserves/inputs.js";
import { filesOfCoin } from "../reserves/ofCoin.js";
import { listAccounts } from "../reserves/register.js";
import { withCurrency } from "./coin.js";
import { readDelivered } from "./delivered.js";
import { readInput } from "./files.js";
import { policyNamed } from "./policies.js";
import type { Session } from "./session.js";

/** What every command takes that values the reserve. */
export interface SnapshotInputOptions {
  readonly currency: string;
  readonly asOf?: string;
  readonly policy?: string;
  readonly inputs?: string;
}

/** Adds files and options of {@link snapshotInput} to a command. */
export function withSnapshotInput(command: Command): Command {
  return withCurrency(command)
    .argument(
      "<file...>",
      "files or folders: a day-end statement of every account, statements of holdings, reports of the day",
    )
    .option("--policy <name>", "hkma, genius, cash-at-par or a file (default: hkma for HKD, genius for USD)")
    .option("--inputs <file>", "instruments, prices, rates and agreements (atpar.reserve-inputs/1)")
    .option("--as-of <seconds>", "the time it is of, unix seconds (default: the chain's last final block)");
}

/** Reads files, policy, inputs and deployment. */
export async function snapshotInput(
  session: Session,
  files: readonly string[],
  options: SnapshotInputOptions,
): Promise<PrepareInput> {
  const { currency, inputs: file } = options;
  const { statements, holdings, hashes } = await readDelivered(session, files);
  const journal = await session.journal();
  const kept = new Set(filesOfCoin([...statements, ...holdings], await listAccounts(journal), currency));
  const aside = statements.length + holdings.length - kept.size;
  if (aside > 0) session.output.talk(`${aside} of ${aside + kept.size} files are of other coins' accounts`);
  const policy = await policyNamed(options.policy, currency);
  const inputs = file === undefined ? noInputs : parseInputs(await readInput(file), file);
  const { contracts, reportSalt: salt } = await session.deployment(currency);
  const provider = await session.provider();
  const finalBlock = await finalBlockNumber(provider, session.network());
  return {
    ...{
      journal,
      provider,
      files: statements.filter((one) => kept.has(one)),
      holdings: holdings.filter((one) => kept.has(one)),
      hashes,
      inputs,
      policy,
      currency,
      salt,
    },
    coin: contracts.coin.address,
    registry: contracts.registry.address,
    firstBlock: BigInt(contracts.coin.block),
    finalBlock: BigInt(finalBlock),
    asOf: await timeOf(session, options.asOf, finalBlock),
  };
}

async function timeOf(session: Session, text: string | undefined, finalBlock: number): Promise<bigint> {
  if (text !== undefined) {
    if (/^\d{1,12}$/u.test(text)) return BigInt(text);
    throw new AtparError("COMMAND_USAGE", { problem: `--as-of ${text.slice(0, 40)}: unix seconds` });
  }
  const block = await (await session.provider()).getBlock(finalBlock);
  return BigInt(block?.timestamp ?? 0);
}
