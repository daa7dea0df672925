import type { Command } from "commander";

import { startLocalChain } from "../localchain/localChain.js";
import { AtparError } from "../errors/AtparError.js";
import { action, type Session } from "./session.js";
import { table } from "./table.js";

/** What the local profile uses each development account for. */
const devRoles = [
  "deployer",
  "maker (MINTER)",
  "checker (MINT_APPROVER)",
  "onboarder (ONBOARDER)",
  "compliance officer (FREEZER)",
  "seizure officer (SEIZER)",
  "guard (PAUSER)",
  "board (ADMIN, LOOSENER, UPGRADER)",
  "canceller (CANCELLER)",
  "issuer officer, signs reports",
  "custodian, signs reports",
  "auditor, signs reports",
  "second checker (MINT_APPROVER)",
  "customer",
  "customer",
  "holder",
] as const;

export function registerNode(program: Command): void {
  program
    .command("node")
    .description("run a local chain with development accounts, until stopped")
    .option("--port <port>", "port on the loopback address", "8545")
    .action(action(runNode));
}

async function runNode(session: Session, options: { readonly port: string }): Promise<undefined> {
  const { output } = session;
  if (!/^\d{1,5}$/u.test(options.port) || Number(options.port) > 65_535) {
    throw new AtparError("COMMAND_USAGE", { problem: `--port ${options.port}: 0 to 65535` });
  }
  output.progress("starting the chain ...");
  const chain = await startLocalChain({ port: Number(options.port) });
  output.line(`Local chain ${chain.chainId} at ${chain.url}, until Ctrl-C. Its state is gone when it stops.`);
  output.line();
  const accounts = devRoles.map((role, index) => ({
    signer: `dev:${index}`,
    account: chain.accounts[index] ?? "",
    role,
  }));
  const rows = accounts.map(({ signer, account, role }) => [signer, account, role]);
  for (const line of table([{ title: "--signer" }, { title: "address" }, { title: "local profile" }], rows))
    output.line(line);
  session.data("atpar.node/1", { ok: true, url: chain.url, chainId: chain.chainId, accounts });
  await chain.closed;
  return undefined;
}
