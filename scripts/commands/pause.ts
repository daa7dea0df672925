import type { Command } from "commander";

import { AtparError } from "../errors/AtparError.js";
import { planPause, type PauseKind } from "../issuance/controlWrites.js";
import { coinAt, withCurrency } from "./coin.js";
import { action, type Session } from "./session.js";
import { performWrite, signerOf, withWriteOptions, type WriteOptions } from "./write.js";

interface PauseOptions extends WriteOptions {
  readonly currency: string;
  readonly transfers?: boolean;
  readonly issuance?: boolean;
}

export function registerPause(program: Command): void {
  withWriteOptions(
    withCurrency(program.command("pause").description("stop minting or every transfer, at once (role PAUSER)")),
  )
    .option("--issuance", "stop minting")
    .option("--transfers", "stop transfers")
    .action(action(pause));
}

async function pause(session: Session, options: PauseOptions): Promise<undefined> {
  if ((options.transfers === true) === (options.issuance === true)) {
    throw new AtparError("COMMAND_USAGE", { problem: "pause takes one of --issuance and --transfers" });
  }
  const what: PauseKind = options.transfers === true ? "transfers" : "issuance";
  const at = await coinAt(session, options.currency);
  const signer = await signerOf(session, options, "PAUSER");
  const plan = await planPause(at, what);
  const written = await performWrite(session, plan, signer, "PAUSER", options);
  session.data("atpar.pause/1", { ...written, what });
  return undefined;
}
