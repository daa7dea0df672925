import type { Command } from "commander";

import { importDeposits, listDeposits, type Deposit, type ImportedDeposits } from "../issuance/deposits.js";
import { formatMinorGrouped } from "../money/amount.js";
import { requireSettled } from "../reserves/importGuard.js";
import { takeIn } from "../reserves/intake.js";
import { readStatementFile } from "../statements/readStatementFile.js";
import type { ReadResult } from "../statements/readResult.js";
import { withCurrency } from "./coin.js";
import { recordUnlessDry } from "./dryRun.js";
import { action, type Session } from "./session.js";
import { table } from "./table.js";
import { confirm, withConfirmation } from "./write.js";

interface DepositOptions {
  readonly currency: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

export function registerDepositCommands(program: Command): void {
  const deposits = program.command("deposits").description("bank credits that a mint may cite");
  withConfirmation(
    withCurrency(
      deposits.command("import").description("read statements of registered accounts and record their credits"),
    ),
  )
    .argument("<file...>", "statement files: camt.052, .053, .054, MT940, MT942, MT950")
    .action(action(importFiles));
  withCurrency(deposits.command("list").description("the deposits in the journal")).action(action(list));
}

async function importFiles(session: Session, files: readonly string[], options: DepositOptions): Promise<undefined> {
  const { output } = session;
  const read: ReadResult[] = [];
  for (const file of files) {
    output.progress(`reading ${file} ...`);
    read.push(readStatementFile(file));
  }
  const journal = await session.journal();
  const dryRun = options.dryRun === true;
  const { deposits, known, unusable } = await recordUnlessDry(journal, dryRun, async (entries) => {
    const imported: ImportedDeposits[] = [];
    const { currency } = options;
    const taken = await takeIn(journal, read, { currency, purpose: "deposits" });
    await requireSettled(entries, currency, taken);
    for (const { statement, account } of taken) {
      imported.push(await importDeposits(entries, statement, account));
    }
    const found = {
      deposits: imported.flatMap((one) => one.deposits),
      known: imported.flatMap((one) => one.known),
      unusable: imported.flatMap((one) => one.unusable),
    };
    printImport(session, found);
    // within the transaction: what is declined was never recorded
    if (!dryRun) await confirm(session, options, "Record them?");
    return found;
  });
  if (dryRun) output.line("Dry run: nothing was recorded.");
  session.data("atpar.deposits-import/1", {
    ok: true,
    dryRun,
    deposits: deposits.map(depositData),
    known: known.map(depositData),
    unusable: unusable.map(({ line, amountMinor, currency, reason }) => ({
      line,
      minorUnits: amountMinor.toString(),
      currency,
      reason,
    })),
  });
  return undefined;
}

function printImport(session: Session, { deposits, known, unusable }: ImportedDeposits): void {
  const { output } = session;
  printDeposits(session, deposits);
  output.line();
  output.line(`${deposits.length} new, ${known.length} known, ${unusable.length} not to be minted.`);
  for (const { line, explanation } of unusable) output.line(`  line ${line}: ${explanation}`);
}

async function list(session: Session, options: DepositOptions): Promise<undefined> {
  const deposits = await listDeposits(await session.journal(), options.currency);
  printDeposits(session, deposits);
  session.data("atpar.deposits-list/1", { ok: true, deposits: deposits.map(depositData) });
  return undefined;
}

/** The deposits as a table: the first digits of each depositRef name it well enough to cite. */
export function printDeposits({ output }: Session, deposits: readonly Deposit[]): void {
  const rows = deposits.map((deposit) => [
    deposit.ref.slice(0, 12),
    deposit.reference,
    (deposit.debtorName ?? "").slice(0, 24),
    formatMinorGrouped(deposit.minorUnits, deposit.currency),
  ]);
  const columns = [
    { title: "deposit" },
    { title: "bank reference" },
    { title: "from" },
    { title: "amount", align: "right" },
  ] as const;
  for (const line of table(columns, rows)) output.line(line);
}

export function depositData(deposit: Deposit) {
  return {
    depositRef: deposit.ref,
    currency: deposit.currency,
    minorUnits: deposit.minorUnits.toString(),
    units: deposit.units.toString(),
    bookingDate: deposit.bookingDate,
    reference: deposit.reference,
    ordinal: deposit.ordinal,
    debtorName: deposit.debtorName ?? null,
    statementId: deposit.statementId,
    file: deposit.file,
    line: deposit.line,
    needsSecondApproval: deposit.needsSecondApproval,
  };
}
