import type { Command } from "commander";

import { planCustomer } from "../issuance/controlWrites.js";
import { evidenceHash, parseAddress } from "../issuance/reference.js";
import { coinAt, withCurrency } from "./coin.js";
import { action, type Session } from "./session.js";
import { performWrite, signerOf, withWriteOptions, type WriteOptions } from "./write.js";

interface CustomerOptions extends WriteOptions {
  readonly currency: string;
  readonly account: string;
  readonly evidence: string;
}

export function registerCustomerCommands(program: Command): void {
  const customer = program.command("customer").description("who may be minted to");
  withWriteOptions(withCurrency(customer.command("add").description("admit a customer (role ONBOARDER)")))
    .requiredOption("--account <address>", "the customer's address")
    .requiredOption("--evidence <file>", "the onboarding file; its hash goes on-chain")
    .action(action(addCustomer));
}

async function addCustomer(session: Session, options: CustomerOptions): Promise<undefined> {
  const account = parseAddress(options.account);
  const evidence = await evidenceHash(options.evidence);
  const at = await coinAt(session, options.currency);
  const signer = await signerOf(session, options, "ONBOARDER");
  const plan = await planCustomer(at, account, evidence);
  const written = await performWrite(session, plan, signer, "ONBOARDER", options);
  session.data("atpar.customer-add/1", { ...written, account, evidence });
  return undefined;
}
