import { Option, type Command } from "commander";

import { AtparError } from "../errors/AtparError.js";
import { explainEntry, explanationKinds, type Explanation, type ExplanationKind } from "../reserves/explanation.js";
import { toBic11 } from "../statements/bic.js";
import { withCurrency } from "./coin.js";
import { recordUnlessDry } from "./dryRun.js";
import { action, type Session } from "./session.js";
import { pairs } from "./table.js";
import { confirm, withConfirmation, type WriteOptions } from "./write.js";

interface ExplainOptions extends Omit<WriteOptions, "signer"> {
  readonly currency: string;
  readonly account: string;
  readonly statement: string;
  readonly line: string;
  readonly entry?: string;
  readonly kind: ExplanationKind;
  readonly note: string;
  readonly deposit?: string;
}

export function registerExplain(reserves: Command): void {
  withConfirmation(
    withCurrency(reserves.command("explain").description("record what an entry of a statement is, for the snapshots")),
  )
    .requiredOption("--account <bic:account>", "BIC, a colon and the account number")
    .requiredOption("--statement <id>", "its Id; of a report of the day camt.052:ID, camt.054:ID or MT942:ID")
    .requiredOption("--line <number>", "line of the file that the entry begins on")
    .addOption(new Option("--kind <kind>", "what it is").choices(explanationKinds).makeOptionMandatory())
    .requiredOption("--note <text>", "in words")
    .option("--entry <number>", "place among the statement's entries, from 1, where several stand on the line")
    .option("--deposit <ref>", "depositRef of the deposit that is returned, or that a correction books")
    .action(action(explain));
}

async function explain(session: Session, options: ExplainOptions): Promise<undefined> {
  const { output } = session;
  const dryRun = options.dryRun === true;
  const explanation = read(options);
  const { bic11, account, statement, line, entry, kind, note, deposit } = explanation;
  output.line(output.paint("bold", `Explain an entry of the ${explanation.currency} reserve`));
  const facts: [string, string][] = [
    ["account", `${bic11}:${account}`],
    ["statement", statement],
    ["line", entry === undefined ? line.toString() : `${line}, entry ${entry}`],
    ["is", kind],
    ["note", note],
    ...(deposit === undefined ? [] : [["of deposit", deposit] as [string, string]]),
    ["journal", session.journalFolder],
  ];
  for (const text of pairs(facts, 2)) output.line(text);
  if (!dryRun) await confirm(session, options, "Record it?");
  const journal = await session.journal();
  const recorded = await recordUnlessDry(journal, dryRun, () => explainEntry(journal, explanation));
  output.line(dryRun ? "Dry run: nothing was recorded." : "Recorded.");
  const data = { ...recorded, entry: recorded.entry ?? null, deposit: recorded.deposit ?? null };
  session.data("atpar.reserves-explain/1", { ok: true, dryRun, ...data });
  return undefined;
}

function read({ account, line, entry, deposit, ...options }: ExplainOptions): Explanation {
  const [, bic, number] = /^([A-Z0-9]{8}|[A-Z0-9]{11}):([!-9;-~]{1,64})$/u.exec(account) ?? [];
  if (bic === undefined || number === undefined) throw usage("--account", account, "BIC11:ACCOUNT");
  if (deposit !== undefined && !/^0x[0-9a-f]{64}$/u.test(deposit)) {
    throw usage("--deposit", deposit, "0x and 64 hex digits, as `deposits list --json` prints it");
  }
  const { currency, statement, kind, note } = options;
  return {
    ...{ currency, bic11: toBic11(bic), account: number, statement, kind, note, line: numberOf("--line", line) },
    ...(entry !== undefined && { entry: numberOf("--entry", entry) }),
    ...(deposit !== undefined && { deposit }),
  };
}

function numberOf(option: string, text: string): number {
  if (/^[1-9]\d{0,8}$/u.test(text)) return Number(text);
  throw usage(option, text, "a whole number from 1");
}

function usage(option: string, text: string, wanted: string): AtparError {
  return new AtparError("COMMAND_USAGE", { problem: `${option} ${text.slice(0, 40)}: ${wanted}` });
}
