import { join } from "node:path";

import { Command, CommanderError } from "commander";
import { config as loadEnvironment } from "dotenv";

import { registerAccountCommands } from "./commands/account.js";
import { registerBurn } from "./commands/burn.js";
import { registerCustomerCommands } from "./commands/customer.js";
import { registerDemo } from "./commands/demo.js";
import { registerDeploy } from "./commands/deploy.js";
import { registerDepositCommands } from "./commands/deposits.js";
import { registerFreeze } from "./commands/freeze.js";
import { registerMintCommands } from "./commands/mint.js";
import { registerNode } from "./commands/node.js";
import { processOutput } from "./commands/output.js";
import { registerPause } from "./commands/pause.js";
import { registerReportCommands } from "./commands/report.js";
import { registerReservesCommands } from "./commands/reserves.js";
import { registerRoles } from "./commands/roles.js";
import { report } from "./commands/session.js";
import { registerStatementCommands } from "./commands/statements.js";
import { registerStatus } from "./commands/status.js";
import { registerVerify } from "./commands/verify.js";
import { AtparError } from "./errors/AtparError.js";
import { ExitCode } from "./errors/group.js";

/** The program with all its commands. */
function createProgram(): Command {
  const program = new Command("atpar")
    .description(
      "What the issuer of a fiat-pegged stablecoin runs: reserves on-chain, mints against bank credits, proofs.",
    )
    .option("--json", "print one JSON object on stdout (schemas: docs/schemas)")
    .option("--network <name>", "network of the chain (default: ATPAR_NETWORK, else local)")
    .option("--rpc <url>", "RPC endpoint (default: ATPAR_RPC_URL, else the network's)")
    .option("--journal <dir>", "folder of the journal (default: ATPAR_JOURNAL, else ./journal)")
    .option("--deployments <dir>", "folder of the deployment records (default: ATPAR_DEPLOYMENTS, else ./deployments)")
    .addHelpText(
      "after",
      "\nExit codes: 0 ok, 1 unexpected, 2 usage, 3 bad input, 4 signer or role, 5 would revert,\n6 reverted, 7 drift or failed verification, 8 pending, 130 interrupted. Errors: docs/errors.md.",
    )
    .showHelpAfterError(false)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  for (const register of [
    registerDemo,
    registerNode,
    registerDeploy,
    registerStatus,
    registerRoles,
    registerCustomerCommands,
    registerAccountCommands,
    registerStatementCommands,
    registerDepositCommands,
    registerMintCommands,
    registerBurn,
    registerPause,
    registerFreeze,
    registerReservesCommands,
    registerReportCommands,
    registerVerify,
  ]) {
    register(program);
  }
  inherit(program);
  return program;
}

/** Has every subcommand fail like the program: an exception, and no words of its own. */
function inherit(command: Command): void {
  for (const sub of command.commands) {
    sub.copyInheritedSettings(command);
    inherit(sub);
  }
}

async function main(parameters: readonly string[]): Promise<void> {
  loadEnvironment({ path: join(process.cwd(), ".env"), quiet: true });
  try {
    await createProgram().parseAsync([...parameters], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return;
    const problem = error.message === "(outputHelp)" ? "a command is missing" : error.message.replace(/^error: /u, "");
    const usage = new AtparError("COMMAND_USAGE", { problem: problem.replaceAll("\n", " ") });
    process.exitCode = report(processOutput(parameters.includes("--json")), usage);
    process.exitCode = ExitCode.Usage;
  }
}

await main(process.argv.slice(2));
