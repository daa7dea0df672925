import { existsSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { root, runAtpar } from "./cli.js";
import type { Data, Refusal } from "./operator.js";
import { onlyObject } from "./schemas.js";

const fixtures = join(root, "test/fixtures/statements");
const sample = join(root, "../shared/statements/16-prowide-semt.002.001.11.xml");

describe("e2e/statements inspect: holdings and CSV", function () {
  this.timeout(30_000);
  const inspect = async (exit: number, ...options: string[]): Promise<Data> => {
    const { code, stdout } = await runAtpar(["statements", "inspect", ...options, "--json"]);
    expect(code, stdout).to.equal(exit);
    return onlyObject(stdout);
  };

  it("reads the MT535 fixture: positions, totals of each currency, the page", async () => {
    const result = await inspect(0, join(fixtures, "hkd-holdings.mt535"));
    expect(result["schema"]).to.equal("atpar.holdings-inspect/1");
    const [statement] = result["statements"] as (Data & { positions: Data[]; totals: Data[] })[];
    expect(statement).to.include({ account: "RESERVE01", servicerBic: "ATPRHKHHXXX", date: "2026-11-20" });
    expect(statement?.["page"]).to.deep.equal({ number: 2, last: true });
    expect(statement?.positions.map(({ quantity }) => quantity)).to.deep.equal(["50000000", "1000000", "-100"]);
    expect(statement?.totals.map(({ key, minorUnits }) => [key, minorUnits])).to.deep.equal([
      ["HOLD HKD", "5734628120"],
      ["HOLD USD", "98750400"],
      ["ACRU HKD", "5"],
    ]);
    const { stdout } = await runAtpar(["statements", "inspect", join(fixtures, "hkd-holdings.mt535")]);
    expect(stdout).to.match(/total HOLD HKD: 57,346,281\.20/u);
  });

  it("reads CSV of both kinds by their mappings, and not without", async () => {
    const mapped = (name: string): string[] => [
      join(fixtures, `${name}.csv`),
      "--mapping",
      join(fixtures, `${name}.csv-mapping.json`),
    ];
    const holdings = await inspect(0, ...mapped("holdings"));
    expect(holdings["schema"]).to.equal("atpar.holdings-inspect/1");
    const cash = await inspect(0, ...mapped("cash"));
    expect((cash["statements"] as Data[])[0]).to.include({
      closing: "107500050",
      footingDifference: "0",
      currency: "HKD",
    });
    await inspect(3, join(fixtures, "cash.csv"));
    const wrong = (await inspect(3, join(fixtures, "cash.csv"), ...mapped("holdings").slice(1))) as unknown as Refusal;
    const codes = new Set(wrong.violations.map(({ code }) => code));
    expect([...codes]).to.deep.equal(["CSV_COLUMN_UNKNOWN", "CSV_COLUMN_MISSING"]);
  });

  it("refuses the anonymised sample, exit 3, with every ISIN, and reads it behind the flag", async function () {
    if (!existsSync(sample)) {
      console.log("      skipped: the sample statements are not here (../shared/statements beside the repository)");
      this.skip();
    }
    const refused = (await inspect(3, sample)) as unknown as Refusal;
    expect([refused.code, refused.violations.length]).to.deep.equal(["STATEMENT_REFUSED", 119]);
    const read = await inspect(0, sample, "--anonymised-sample");
    const [statement] = read["statements"] as (Data & { positions: Data[] })[];
    expect(statement?.positions).to.have.length(139);
  });
});
