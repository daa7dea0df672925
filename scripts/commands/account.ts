import { Option, type Command } from "commander";

import { holdsOf, registerAccount } from "../reserves/register.js";
import { recordUnlessDry } from "./dryRun.js";
import { withCurrency } from "./coin.js";
import { action, type Session } from "./session.js";
import { pairs } from "./table.js";
import { confirm, withConfirmation, type WriteOptions } from "./write.js";

interface AccountOptions extends Omit<WriteOptions, "signer"> {
  readonly currency: string;
  readonly bic: string;
  readonly account: string;
  readonly custodian: string;
  readonly country?: string;
  readonly trust: string;
  readonly holds: "cash" | "securities";
  readonly custodianType: string;
}

export function registerAccountCommands(program: Command): void {
  const account = program.command("account").description("the register of reserve accounts");
  withConfirmation(withCurrency(account.command("register").description("register a bank account of a coin's reserve")))
    .requiredOption("--bic <bic>", "BIC of the bank, 8 or 11 characters")
    .requiredOption("--account <number>", "IBAN or account number")
    .requiredOption("--custodian <name>", "name of the bank")
    .requiredOption("--trust <reference>", "trust deed or segregation agreement")
    .addOption(
      new Option("--holds <what>", "what is on it").choices(["cash", "securities"] as const).default("cash" as const),
    )
    .option("--custodian-type <type>", "bank, central-bank, broker, fund-administrator or trust-company", "bank")
    .option("--country <code>", "where the money is held, if not where the BIC says")
    .action(action(register));
}

async function register(session: Session, options: AccountOptions): Promise<undefined> {
  const { output } = session;
  output.line(output.paint("bold", `Register an account of the ${options.currency} reserve`));
  for (const line of pairs(
    [
      ["bank", `${options.bic} (${options.custodian})`],
      ["account", options.account],
      ["trust", options.trust],
      ["journal", session.journalFolder],
    ],
    2,
  ))
    output.line(line);
  if (options.dryRun !== true) await confirm(session, options, "Register it?");
  const journal = await session.journal();
  const account = await recordUnlessDry(journal, options.dryRun === true, () =>
    registerAccount(journal, {
      currency: options.currency,
      bic: options.bic,
      account: options.account,
      custodian: options.custodian,
      ...(options.country === undefined ? {} : { country: options.country }),
      trustReference: options.trust,
      custodianType: options.custodianType,
      holds: options.holds,
    }),
  );
  output.line(options.dryRun === true ? "Dry run: nothing was recorded." : "Registered.");
  session.data("atpar.account-register/1", {
    ok: true,
    dryRun: options.dryRun === true,
    currency: account.currency,
    bic11: account.bic11,
    account: account.account,
    custodian: account.custodian,
    country: account.country,
    custodianType: account.custodianType ?? "bank",
    holds: holdsOf(account),
    trustReference: account.trustReference,
  });
  return undefined;
}
