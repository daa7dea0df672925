import type { Command } from "commander";

import { planFreeze } from "../issuance/controlWrites.js";
import { parseAddress, referenceHash } from "../issuance/reference.js";
import { coinAt, withCurrency } from "./coin.js";
import { action, type Session } from "./session.js";
import { performWrite, signerOf, withWriteOptions, type WriteOptions } from "./write.js";

interface FreezeOptions extends WriteOptions {
  readonly currency: string;
  readonly account: string;
  readonly orderRef: string;
}

export function registerFreeze(program: Command): void {
  withWriteOptions(
    withCurrency(
      program.command("freeze").description("freeze an account under a lawful order, at once (role FREEZER)"),
    ),
  )
    .requiredOption("--account <address>", "the account")
    .requiredOption("--order-ref <text>", "the order's own reference; its hash goes on-chain")
    .action(action(freeze));
}

async function freeze(session: Session, options: FreezeOptions): Promise<undefined> {
  const account = parseAddress(options.account);
  const orderRef = referenceHash(options.orderRef);
  const at = await coinAt(session, options.currency);
  const signer = await signerOf(session, options, "FREEZER");
  const plan = await planFreeze(at, account, orderRef);
  const written = await performWrite(session, plan, signer, "FREEZER", options);
  session.data("atpar.freeze/1", { ...written, account, orderRef });
  return undefined;
}
