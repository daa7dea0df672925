import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import type { TableData } from "../../scripts/reports/tables/tableData.js";
import { newFolder, runAtpar } from "./cli.js";
import { editedCopy, enterIssuer, type Issuer } from "./issuer.js";
import { onlyObject } from "./schemas.js";

describe("e2e/reserves tables: a document as weekly, monthly and part I tables", function () {
  this.timeout(60_000);
  let issuer: Issuer;
  before(async () => {
    issuer = await enterIssuer();
  });

  /** Offline: no chain, no journal. */
  const tables = (...more: readonly string[]) =>
    runAtpar(["reserves", "tables", "--document", issuer.document, ...more]);

  it("prints all three as text, from the document alone", async () => {
    const { code, stdout, stderr } = await tables();
    expect([code, stderr]).to.deep.equal([0, ""]);
    expect(stdout.split("\n").filter((line) => line.length > 80)).to.deep.equal([]);
    expect(stdout.match(/^Assets at market value +1,325,000\.50$/gmu)).to.have.length(2);
    expect(stdout).to.match(/^Cash +1,325,000\.50 +100\.00 +0\.00$/mu);
    // nothing is minted yet: all of it is the customers', and none of it may leave
    expect(stdout.match(/^Customers' money not minted +-1,325,000\.50$/gmu)).to.have.length(2);
    expect(stdout).to.match(/^Excess \(less than 0: missing\) +0\.00$/mu);
  });

  it("gives one table with --json, as its schema has it, with every total re-added", async () => {
    const { code, stdout } = await tables("--table", "aicpa-1", "--json");
    expect(code).to.equal(0);
    const found = (onlyObject(stdout)["tables"] as TableData[])[0]!;
    expect(found.name).to.equal("aicpa-1");
    for (const { columns, rows } of found.sections) {
      columns.forEach(({ sums }, column) => {
        let sum = 0n;
        for (const { role, cells } of rows) {
          const figure = BigInt((sums ? cells[column] : undefined) ?? 0);
          if (role === "total") expect(figure).to.equal(sum);
          if (role === "item") sum += figure;
        }
      });
    }
    const comparison = found.sections.find(({ id }) => id === "comparison")!;
    expect(comparison.rows.at(-1)!.cells[1]).to.equal("0");
    expect(comparison.rows.map(({ cells }) => cells[1])).to.include.members(["1325000500000", "-1325000500000"]);
  });

  it("writes a page that needs nothing else, and the same JSON as a file", async () => {
    const folder = newFolder("tables");
    const page = `${folder}.html`;
    expect((await tables("--format", "html", "--out", page)).code).to.equal(0);
    const html = readFileSync(page, "utf8");
    expect(html.match(/<article /gu)).to.have.length(3);
    expect(html).to.not.match(/<script|src=|href=|@import|url\(/u);
    const data = `${folder}.json`;
    expect((await tables("--format", "json", "--out", data)).code).to.equal(0);
    expect(onlyObject(readFileSync(data, "utf8"))).to.include({ schema: "atpar.reserves-tables/1", out: data });
  });

  it("refuses what does not add up, is twice there, or is not asked for right", async () => {
    const wrong = editedCopy(issuer.document, join(newFolder("wrong"), "../wrong.json"), (text) =>
      text.replaceAll('"gross":"1325000500000"', '"gross":"1325000500001"'),
    );
    const twice = `${newFolder("twice")}.json`;
    writeFileSync(twice, readFileSync(issuer.document));
    const cases = [
      [["--document", wrong], "RESERVE_DOCUMENT_FOOTING", 7],
      [["--document", issuer.document, twice], "RESERVE_DOCUMENTS_APART", 3],
      [["--document", issuer.document, "--policy", "genius"], "RESERVE_POLICY_DIFFERS", 3],
      [["--document", issuer.document, twice, "--table", "aicpa-1"], "COMMAND_USAGE", 2],
      [["--document", issuer.document, "--table", "weekly"], "COMMAND_USAGE", 2],
      [["--document", issuer.openings], "RESERVE_DOCUMENT_MALFORMED", 3],
    ] as const;
    for (const [parameters, code, exit] of cases) {
      const outcome = await runAtpar(["reserves", "tables", ...parameters, "--json"]);
      expect(outcome.code, parameters.join(" ")).to.equal(exit);
      expect(onlyObject(outcome.stdout)["code"]).to.equal(code);
    }
  });
});
