import { catalogue } from "../errors/catalogue.js";
import { ExitCode, type ErrorEntry } from "../errors/group.js";

const meanings: Readonly<Record<keyof typeof ExitCode, string>> = {
  Ok: "done",
  Unexpected: "a fault of the program itself",
  Usage: "the command line could not be understood, or was not confirmed",
  Input: "an input, configuration, journal or record cannot be used",
  Signer: "a signer is missing, or lacks the role",
  WouldRevert: "the simulation says that the transaction would revert; nothing was sent",
  Reverted: "the transaction was mined and reverted",
  Drift: "a record or report differs from what was recomputed",
  Pending: "sent but not final, or waiting for a delay; run the command again",
  Interrupted: "stopped from the keyboard; nothing half-done is lost",
};

/** docs/errors.md: exit codes, and every error with its message and what to do. */
export function errorPage(): string {
  const codes = Object.entries(ExitCode).map(
    ([name, code]) => `| ${code} | ${meanings[name as keyof typeof ExitCode]} |`,
  );
  const entries = Object.entries(catalogue as Readonly<Record<string, ErrorEntry>>).sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  const rows = entries.map(
    ([code, { exit, message, help }]) => `| \`${code}\` | ${exit} | ${cell(message)} | ${cell(help)} |`,
  );
  return [
    "# Errors",
    "",
    "Generated from `scripts/errors/` by `npm run generate`. An error prints as one line, `CODE: message with the figures`, every",
    "violation below it where an input was refused for several, and one line of help; with `--json`, as one object",
    "(`docs/schemas/atpar.error.1.json`).",
    "",
    "## Exit codes",
    "",
    "| code | meaning |",
    "| --- | --- |",
    ...codes,
    "",
    "## Catalogue",
    "",
    "| code | exit | message | what to do |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

function cell(text: string): string {
  // in Markdown a bar ends the cell, and <NETWORK> would be taken for HTML
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;");
}
