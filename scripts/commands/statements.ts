import type { Command } from "commander";

import { summarise, type StatementSummary } from "../audit/statementSummary.js";
import { formatMinorGrouped } from "../money/amount.js";
import { streamStatementFile } from "../statements/readStatementFile.js";
import { isHoldingsFile, readCsvCashFile, readHoldingsFile, readMappingFile } from "../statements/readHoldingsFile.js";
import { defaultLimits, requireSound, type StreamResult } from "../statements/readResult.js";
import { isDayEnd } from "../statements/statement.js";
import { inspectHoldings } from "./inspectHoldings.js";
import { progressBar } from "./progressBar.js";
import { action, type Session } from "./session.js";
import { pairs, table } from "./table.js";

export function registerStatementCommands(program: Command): void {
  const statements = program.command("statements").description("bank statements");
  statements
    .command("inspect")
    .description("read a statement of any account: totals, footing, what was ignored and why; exit 3 if it is refused")
    .argument("<file>", "camt.052, .053, .054, MT940, MT942, MT950, semt.002, MT535 or CSV file")
    .option("--mapping <file>", "for CSV: how its source writes it (atpar.csv-mapping/1)")
    .option("--anonymised-sample", "warn of ISINs whose check digit fails, and do not refuse them")
    .action(action(inspect));
}

interface InspectOptions {
  readonly mapping?: string;
  readonly anonymisedSample?: boolean;
}

function inspect(session: Session, file: string, options: InspectOptions): undefined {
  session.output.progress(`reading ${file} ...`);
  const mapping = options.mapping === undefined ? undefined : readMappingFile(options.mapping);
  const holdings = mapping?.kind === "holdings" ? mapping : undefined;
  if (holdings !== undefined || (mapping === undefined && isHoldingsFile(file))) {
    const anonymisedSample = options.anonymisedSample === true;
    inspectHoldings(session, readHoldingsFile(file, { limits: defaultLimits, anonymisedSample }, holdings));
    return undefined;
  }
  const onProgress = progressBar(session.output, "reading");
  const result =
    mapping?.kind === "cash"
      ? readCsvCashFile(file, mapping)
      : streamStatementFile(file, () => undefined, { onProgress });
  const summaries = result.statements.map(summarise);
  print(session, result, summaries);
  requireSound(result);
  session.output.line();
  session.output.line(session.output.paint("green", "Sound: every rule holds."));
  session.data("atpar.statements-inspect/1", {
    ok: true,
    file: result.file,
    sha256: result.sha256,
    bytes: result.bytes,
    statements: summaries.map((summary) => ({
      ...summary,
      opening: summary.opening?.toString() ?? null,
      closing: summary.closing?.toString() ?? null,
      credits: summary.credits.toString(),
      debits: summary.debits.toString(),
      footingDifference: summary.footingDifference?.toString() ?? null,
    })),
    warnings: result.warnings.map((warning) => ({ ...warning })),
    ignored: result.ignored.map((ignored) => ({ ...ignored })),
  });
  return undefined;
}

function print({ output }: Session, result: StreamResult, summaries: readonly StatementSummary[]): void {
  output.line(output.paint("bold", result.file));
  for (const line of pairs(
    [
      ["SHA-256", result.sha256],
      ["bytes", result.bytes.toLocaleString("en")],
    ],
    2,
  ))
    output.line(line);
  for (const [index, summary] of summaries.entries()) {
    const code = summary.currency ?? "XXX";
    // a report in the course of a day has none
    const absent = isDayEnd(result.statements[index] ?? { kind: "camt.053" }) ? "missing" : "none";
    const money = (minor: bigint | null): string => (minor === null ? absent : formatMinorGrouped(minor, code));
    output.line();
    output.line(`${summary.messageVersion} ${summary.id}, account ${summary.account}, ${code}`);
    const rows = [
      ["opening booked balance", "", money(summary.opening)],
      ["booked credits", String(summary.creditCount), money(summary.credits)],
      ["booked debits", String(summary.debitCount), money(-summary.debits)],
      ["closing booked balance", "", money(summary.closing)],
      ["difference", "", money(summary.footingDifference)],
    ];
    const columns = [{ title: "" }, { title: "entries", align: "right" }, { title: code, align: "right" }] as const;
    for (const line of table(columns, rows)) output.line(`  ${line}`);
  }
  if (result.warnings.length + result.ignored.length > 0) {
    output.line();
    for (const { code, message } of result.warnings) output.line(`  warning ${code}: ${message}`);
    for (const { line, what, reason } of result.ignored) output.line(`  ignored, line ${line}: ${what} (${reason})`);
  }
}
