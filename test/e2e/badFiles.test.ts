import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { newFolder, root } from "./cli.js";
import { accountOptions, editedCopy, fixture, type Issuer } from "./issuer.js";
import { people } from "./people.js";
import { itRefuses } from "./refusals.js";

const folder = newFolder("files");
const usdFixture = join(root, "test/fixtures/statements/usd-day1.camt053.xml");

/** A file with `text` in it. */
const file = (name: string, text: string | Uint8Array): string => {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const bytes = readFileSync(fixture);
const importing = (...files: readonly string[]) => ["deposits", "import", ...files, "--yes"];
const verifying = ({ document, openings, statements }: Issuer, changes: Readonly<Record<string, string>> = {}) =>
  Object.entries({ document, openings, statements, ...changes }).reduce(
    (command, [name, value]) => [...command, `--${name}`, value],
    ["verify"],
  );

describe("e2e/bad files: statements, documents, reports", function () {
  this.timeout(180_000);
  const input = { exit: 3 } as const;
  itRefuses([
    {
      ...{ ...input, wrong: "a statement cut off half-way", code: "STATEMENT_REFUSED", says: /cut\.xml/u },
      command: () => importing(file("cut.xml", bytes.subarray(0, 4000))),
    },
    {
      ...{ ...input, wrong: "a statement cut off in its last tag", code: "STATEMENT_REFUSED" },
      command: () => ["statements", "inspect", file("cut-tag.xml", bytes.subarray(0, bytes.length - 5))],
    },
    {
      ...{ ...input, wrong: "an empty file", code: "STATEMENT_REFUSED" },
      command: () => ["statements", "inspect", file("empty.xml", "")],
    },
    {
      ...{ ...input, wrong: "a file that is no XML", code: "STATEMENT_REFUSED" },
      command: () => ["statements", "inspect", file("text.xml", "dear customer")],
    },
    {
      ...{ ...input, wrong: "a file that is not there", code: "STATEMENT_FILE_UNREADABLE", says: /nowhere\.xml/u },
      command: () => ["statements", "inspect", "nowhere.xml"],
    },
    {
      ...{ ...input, wrong: "a statement that does not foot", code: "STATEMENT_REFUSED", says: /100000\.00/u },
      command: () => {
        mkdirSync(folder, { recursive: true });
        const changed = editedCopy(fixture, join(folder, "unfooted.xml"), (text) =>
          text
            .replaceAll(">250000.00<", ">350000.00<")
            .replaceAll("<TxsSummry>", "<!--")
            .replaceAll("</TxsSummry>", "-->"),
        );
        return ["statements", "inspect", changed];
      },
    },
    {
      ...{ ...input, wrong: "a statement imported before", code: "RESERVE_STATEMENT_DUPLICATE" },
      command: () => importing(fixture),
    },
    {
      ...{ ...input, wrong: "a statement that was changed under its old name", code: "RESERVE_STATEMENT_CHANGED" },
      command: () => {
        mkdirSync(folder, { recursive: true });
        const changed = editedCopy(fixture, join(folder, "renamed.xml"), (text) =>
          text.replace("Invoice 77", "Invoice 78"),
        );
        return ["reserves", "snapshot", changed, "--out", newFolder("out")];
      },
    },
    {
      ...{ ...input, wrong: "a statement of an account nobody registered", code: "RESERVE_ACCOUNT_UNKNOWN" },
      command: () => [...importing(usdFixture), "--currency", "USD"],
    },
    {
      ...{ ...input, wrong: "a statement of the other coin's account", code: "RESERVE_ACCOUNT_CURRENCY" },
      command: () => ["reserves", "snapshot", fixture, "--currency", "USD", "--out", newFolder("out")],
    },
    {
      ...{ ...input, wrong: "an account registered for another coin", code: "RESERVE_ACCOUNT_TAKEN" },
      command: () => ["account", "register", ...accountOptions, "--currency", "USD", "--yes"],
    },
    {
      ...{ ...input, wrong: "an account with a malformed BIC", code: "RESERVE_ACCOUNT_FIELD", says: /"ATPR"/u },
      command: () => ["account", "register", ...accountOptions, "--bic", "ATPR", "--yes"],
    },
    {
      ...{ ...input, wrong: "a snapshot as of before the statement", code: "RESERVE_DATE_AHEAD" },
      command: () => {
        const asOf = String(Date.UTC(2026, 10, 19) / 1000);
        return ["reserves", "snapshot", fixture, "--as-of", asOf, "--out", newFolder("out")];
      },
    },
    {
      ...{ exit: 2, wrong: "a snapshot as of no time", code: "COMMAND_USAGE", says: /1e9/u },
      command: () => ["reserves", "snapshot", fixture, "--as-of", "1e9", "--out", newFolder("out")],
    },
    {
      ...{ ...input, wrong: "a snapshot into what is no folder", code: "OUTPUT_UNWRITABLE" },
      command: () => ["reserves", "snapshot", fixture, "--out", join(file("plain", ""), "out")],
    },
    {
      ...{ ...input, wrong: "verify without the document", code: "INPUT_UNREADABLE", says: /nowhere\.json/u },
      command: (issuer) => verifying(issuer, { document: "nowhere.json" }),
    },
    {
      ...{ ...input, wrong: "verify with a document that is none", code: "RESERVE_DOCUMENT_MALFORMED" },
      command: (issuer) => verifying(issuer, { document: file("document.json", "{}") }),
    },
    {
      ...{ ...input, wrong: "verify with openings that are none", code: "RESERVE_OPENINGS_MALFORMED" },
      command: (issuer) => verifying(issuer, { openings: file("openings.json", "[]") }),
    },
    {
      ...{ ...input, wrong: "verify with a folder without statements", code: "VERIFY_INPUT" },
      command: (issuer) => {
        const empty = newFolder("empty");
        mkdirSync(empty);
        return verifying(issuer, { statements: empty });
      },
    },
    {
      ...{ exit: 7, wrong: "verify with a truncated statement", code: "VERIFY_FAILED" },
      command: (issuer) => verifying(issuer, { statements: file("short.xml", bytes.subarray(0, 4000)) }),
    },
    {
      ...{ ...input, wrong: "report sign of a file that is no report", code: "REPORT_FILE_MALFORMED" },
      command: ({ document }) => {
        const report = file("report.json", '{"report":1}');
        return [
          "report",
          "sign",
          "--report",
          report,
          "--document",
          document,
          "--signer",
          people.officer.signer,
          "--yes",
        ];
      },
    },
    {
      ...{ ...input, wrong: "report sign with another document", code: "REPORT_DOCUMENT_DIFFERS" },
      command: ({ report, document }) => {
        const other = JSON.parse(readFileSync(document, "utf8")) as { policy: { coverage?: number } };
        const changed = JSON.stringify(other).replace(/"asOf":"?(\d+)"?/u, (field, time: string) =>
          field.replace(time, String(Number(time) - 1)),
        );
        const options = ["--report", report, "--document", file("other.json", changed)];
        return ["report", "sign", ...options, "--signer", people.officer.signer, "--yes"];
      },
    },
    {
      ...{
        ...input,
        wrong: "report submit of a report that is in force already",
        code: "REPORT_SEQUENCE",
        says: /1.*31337.*1/u,
      },
      command: ({ report }) => ["report", "submit", "--report", report, "--signer", people.relayer.signer, "--yes"],
      // on a desk that has not submitted the report itself
      desk: (lane) => lane.with({ journal: newFolder("journal") }),
    },
  ]);
});
