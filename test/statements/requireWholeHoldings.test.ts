import { expect } from "chai";
import { AtparError } from "../../scripts/errors/AtparError.js";
import { ExitCode } from "../../scripts/errors/group.js";
import { requireWholeHoldings } from "../../scripts/statements/requireWholeHoldings.js";
import { lineOf } from "./fixture.js";
import { mt535, readMt } from "./holdingsFixture.js";

describe("statements/requireWholeHoldings", () => {
  const kind = (code: string): string => mt535.replaceAll(/:22F::CODE\/\/[A-Z]{4}/gu, `:22F::CODE//${code}`);

  it("lets statements of all that is held pass, said or unsaid", () => {
    expect(mt535).to.include(":22F::CODE//COMP");
    const unsaid = mt535.replaceAll(/:22F::CODE\/\/[A-Z]{4}\r?\n/gu, "");
    const files = [readMt(mt535), readMt(unsaid)];
    for (const { violations } of files) expect(violations).to.deep.equal([]);
    expect(requireWholeHoldings(files)).to.equal(files);
  });

  it("does not take a page of changes for a page of a whole statement", () => {
    const [, , second = ""] = mt535.split(":22F::CODE//COMP");
    const file = readMt(mt535.slice(0, mt535.length - second.length).replace(/COMP$/u, "DELT") + second);
    expect(file.violations.map(({ code }) => code)).to.include("STATEMENT_PAGE_MISSING");
  });

  it("refuses one of changes only, which is read, with its line, exit code 3", () => {
    const file = readMt(kind("DELT"));
    expect(file.violations).to.deep.equal([]);
    expect(file.statements[0]?.updateType).to.equal("DELT");
    try {
      requireWholeHoldings([readMt(mt535), file]);
      expect.fail("it was let pass");
    } catch (error) {
      if (!(error instanceof AtparError)) throw error;
      expect([error.code, error.exitCode]).to.deep.equal(["STATEMENT_REFUSED", ExitCode.Input]);
      const found = error.violations.map(({ code, line }) => [code, line]);
      expect(found).to.deep.equal([["HOLDINGS_NOT_WHOLE", lineOf(mt535, "{4:")]]);
    }
  });
});
