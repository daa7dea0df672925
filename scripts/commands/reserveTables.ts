import { Option, type Command } from "commander";

import { AtparError } from "../errors/AtparError.js";
import { tablesHtml } from "../reports/tables/html.js";
import { reserveTables, type NamedDocument } from "../reports/tables/reserveTables.js";
import { tableNames, type ReserveTable, type TableName } from "../reports/tables/reserveTable.js";
import { tableData } from "../reports/tables/tableData.js";
import { parseDocument, type ReserveDocument } from "../reserves/document.js";
import { policyHash, type Policy } from "../reserves/policy.js";
import { readInput, writeOutput } from "./files.js";
import { resultJson } from "./output.js";
import { policyNamed } from "./policies.js";
import { action, type Session } from "./session.js";
import { tablesText } from "./tableText.js";

type Format = "text" | "html" | "json";

interface TablesOptions {
  readonly document: readonly string[];
  readonly table?: TableName;
  readonly policy?: string;
  readonly format: Format;
  readonly out?: string;
}

export function registerReserveTables(reserves: Command): void {
  reserves
    .command("tables")
    .description("render a document as the HKMA weekly, GENIUS monthly and AICPA part I tables")
    .requiredOption("--document <file...>", "the document; for the weekly table one of each day of the week")
    .addOption(new Option("--table <name>", "one table (default: all three)").choices(tableNames))
    .option("--policy <name>", "the snapshot's policy, for what may leave (default: the one the document names)")
    .addOption(
      new Option("--format <format>", "what to write").choices(["text", "html", "json"]).default("text" as const),
    )
    .option("--out <file>", "write it there instead of to stdout")
    .action(action(tables));
}

async function tables(session: Session, options: TablesOptions): Promise<undefined> {
  const { output } = session;
  const [first, ...others] = await Promise.all(options.document.map(readDocument));
  if (first === undefined) throw new AtparError("COMMAND_USAGE", { problem: "--document names no file" });
  const last = [first, ...others].reduce((one, other) => (other.document.asOf > one.document.asOf ? other : one));
  if (others.length > 0 && options.table !== undefined && options.table !== "hkma-weekly") {
    throw new AtparError("COMMAND_USAGE", { problem: `--table ${options.table} is of one document` });
  }
  const policy = await policyOf(last.document, options.policy);
  const made = reserveTables(options.table === undefined ? tableNames : [options.table], [first, ...others], policy);
  const data = {
    schema: "atpar.reserves-tables/1" as const,
    ok: true as const,
    currency: last.document.currency,
    out: options.out ?? null,
    tables: made.map(tableData),
  };
  const text = render(options.format, made, data);
  if (options.out !== undefined) {
    await writeOutput(options.out, text);
    output.line(`${made.map(({ name }) => name).join(", ")} written to ${options.out}.`);
  } else {
    for (const line of text.replace(/\n$/u, "").split("\n")) output.line(line);
  }
  session.data("atpar.reserves-tables/1", data);
  return undefined;
}

function render(format: Format, made: readonly ReserveTable[], data: unknown): string {
  switch (format) {
    case "text":
      return tablesText(made);
    case "html":
      return tablesHtml(made);
    case "json":
      return `${resultJson(data)}\n`;
  }
}

export async function readDocument(file: string): Promise<NamedDocument> {
  return { file, document: parseDocument(await readInput(file), file) };
}

/** The policy that was named; else the one of the document's name, if it comes with Atpar and has the document's hash. */
export async function policyOf(document: ReserveDocument, named: string | undefined): Promise<Policy | undefined> {
  const { name, hash } = document.policy;
  if (named !== undefined) return policyNamed(named, document.currency);
  if (!["hkma", "genius", "cash-at-par"].includes(name)) return undefined;
  const policy = await policyNamed(name, document.currency);
  return policyHash(policy) === hash ? policy : undefined;
}
