import { expect } from "chai";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { defaultHoldingsOptions, requireSoundHoldings } from "../../scripts/statements/holdingsResult.js";
import { isHoldingsFile, readHoldingsFile } from "../../scripts/statements/readHoldingsFile.js";
import { refusal } from "../money/refusal.js";

const folder = join(import.meta.dirname, "../../../shared/statements");

describe("statements/holdingsSamples: what a real custodian delivered", () => {
  const path = join(folder, "16-prowide-semt.002.001.11.xml");

  before(function () {
    if (existsSync(folder)) return;
    console.log("      skipped: the sample statements are not here (../shared/statements beside the repository)");
    this.skip();
  });

  it("is told from statements of accounts by its content", () => {
    expect(isHoldingsFile(path)).to.equal(true);
    for (const name of ["03-ing-camt053.xml", "08-genkgo-camt052.v08.xml", "12-citi-usd.mt940"]) {
      expect(isHoldingsFile(join(folder, name)), name).to.equal(false);
    }
  });

  it("reads 16 as an anonymised sample: 139 positions, its ISINs warned of", () => {
    const result = readHoldingsFile(path, { ...defaultHoldingsOptions, anonymisedSample: true });
    const [statement] = requireSoundHoldings(result).statements;
    expect(statement).to.include({ id: "TESTSTMT0001", date: "2026-01-01", basis: "SETT", activity: true });
    expect(statement?.account.servicerBic).to.equal("CCCCFRPPXXX");
    expect(statement?.positions).to.have.length(139);
    const counts = Map.groupBy(result.warnings, ({ code }) => code);
    // 20 of the made-up ISINs happen to have the right check digit
    expect(counts.get("HOLDINGS_ISIN_INVALID")).to.have.length(119);
    // its quantities are made up too: 100 in all, 100 available and 100 not available
    expect(counts.get("HOLDINGS_QUANTITY_CONTRADICTS")).to.have.length(139);
  });

  it("refuses 16 otherwise, with every ISIN that is none", () => {
    const result = readHoldingsFile(path);
    const error = refusal("STATEMENT_REFUSED", () => requireSoundHoldings(result));
    expect(error.exitCode).to.equal(3);
    expect(new Set(error.violations.map(({ code }) => code))).to.deep.equal(new Set(["HOLDINGS_ISIN_INVALID"]));
    expect(error.violations).to.have.length(119);
    expect(result.statements[0]?.positions).to.have.length(139);
  });
});
