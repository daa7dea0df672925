import type { Command } from "commander";

import { planBurn } from "../issuance/controlWrites.js";
import { referenceHash } from "../issuance/reference.js";
import { parseUnits } from "../money/tokenUnits.js";
import { coinAt, withCurrency } from "./coin.js";
import { action, type Session } from "./session.js";
import { performWrite, signerOf, withWriteOptions, type WriteOptions } from "./write.js";

interface BurnOptions extends WriteOptions {
  readonly currency: string;
  readonly amount: string;
  readonly reference: string;
}

export function registerBurn(program: Command): void {
  withWriteOptions(
    withCurrency(
      program.command("burn").description("burn the maker's own tokens, before the money is paid out (role MINTER)"),
    ),
  )
    .requiredOption("--amount <amount>", "tokens, at most 6 decimals")
    .requiredOption("--reference <text>", "EndToEndId of the payment; one reference is burned for once")
    .action(action(burn));
}

async function burn(session: Session, options: BurnOptions): Promise<undefined> {
  const amount = parseUnits(options.amount);
  const burnRef = referenceHash(options.reference);
  const at = await coinAt(session, options.currency);
  const signer = await signerOf(session, options, "MINTER");
  const plan = await planBurn(at, signer.address, amount, burnRef, options.reference);
  const written = await performWrite(session, plan, signer, "MINTER", options);
  session.data("atpar.burn/1", { ...written, amount: amount.toString(), burnRef });
  return undefined;
}
