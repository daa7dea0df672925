import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { expect } from "chai";

import { catalogue, type ErrorCode } from "../../scripts/errors/catalogue.js";
import { ExitCode } from "../../scripts/errors/group.js";
import { errorPage } from "../../scripts/generate/errorPage.js";

const file = resolve(import.meta.dirname, "../../docs/errors.md");

describe("errorPage", () => {
  const rows = errorPage()
    .split("\n")
    .filter((line) => line.startsWith("| "));

  it("stands on disk as it is generated", () => {
    expect(readFileSync(file, "utf8"), "run npm run generate").to.equal(errorPage());
  });

  it("lists every error once, by code, with its exit code", () => {
    const listed = rows.filter((row) => row.startsWith("| `"));
    const codes = Object.keys(catalogue).sort() as ErrorCode[];
    expect(listed.map((row) => row.split("|").slice(1, 3).join("|"))).to.deep.equal(
      codes.map((code) => ` \`${code}\` | ${catalogue[code].exit} `),
    );
  });

  it("documents every exit code", () => {
    for (const code of Object.values(ExitCode)) {
      expect(
        rows.filter((row) => row.startsWith(`| ${code} |`)),
        code.toString(),
      ).to.have.length(1);
    }
  });

  it("is a table that Markdown shows whole", () => {
    const cells = rows.filter((row) => row.startsWith("| `")).map((row) => row.split(/(?<!\\)\|/u).length);
    expect(new Set(cells)).to.deep.equal(new Set([6]));
    expect(rows.filter((row) => /<(?!br)/u.test(row))).to.deep.equal([]);
    expect(rows.some((row) => row.includes("ATPAR_RPC_URL_&lt;NETWORK>"))).to.equal(true);
  });
});
