import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultHoldingsOptions } from "../../scripts/statements/holdingsResult.js";
import {
  isHoldingsFile,
  readCsvCashFile,
  readHoldings,
  readHoldingsFile,
  readMappingFile,
} from "../../scripts/statements/readHoldingsFile.js";
import { defaultLimits } from "../../scripts/statements/readResult.js";
import { refusal } from "../money/refusal.js";
import { cashMappingPath, cashPath, holdingsMappingPath, holdingsPath } from "./csvFixture.js";
import { hkdPath } from "./fixture.js";
import { balForAcct, bytesOf, faults, isins, mt535Path, semt } from "./holdingsFixture.js";

describe("statements/readHoldingsFile", () => {
  const folder = mkdtempSync(join(tmpdir(), "atpar-holdings-"));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("tells holdings from statements of accounts by what stands in the file", () => {
    expect(isHoldingsFile(mt535Path)).to.equal(true);
    expect(isHoldingsFile(file("bare.txt", "\n:16R:GENL\n:28E:1/ONLY\n"))).to.equal(true);
    expect(isHoldingsFile(file("semt.xml", semt(balForAcct(isins[0]))))).to.equal(true);
    for (const path of [
      hkdPath,
      cashPath,
      file("camt.xml", '<Document xmlns="a:camt"><x>"semt.002</x>'),
      file("mt940.txt", ":20:1\n:86:x\n:16R:GENL\n{2:O535 semt.002.001.11\n"),
      file("none", ""),
    ]) {
      expect(isHoldingsFile(path), path).to.equal(false);
    }
  });

  it("reads each format from a path", () => {
    expect(readHoldingsFile(mt535Path).statements.map(({ kind }) => kind)).to.deep.equal(["MT535"]);
    expect(readHoldings(bytesOf(`\ufeff${semt(balForAcct(isins[0]))}`), "a.xml").violations).to.deep.equal([]);
    const holdings = readMappingFile(holdingsMappingPath);
    const cash = readMappingFile(cashMappingPath);
    if (holdings.kind !== "holdings" || cash.kind !== "cash") throw new Error("the fixtures are of both kinds");
    const read = readHoldingsFile(holdingsPath, defaultHoldingsOptions, holdings);
    expect([read.violations, read.file, read.statements[0]?.positions.length]).to.deep.equal([[], "holdings.csv", 3]);
    expect(readCsvCashFile(cashPath, cash).violations).to.deep.equal([]);
  });

  it("does not load a file over the limit, and gives its size", () => {
    const limits = { ...defaultLimits, bytes: 100 };
    const holdings = readHoldingsFile(mt535Path, { limits, anonymisedSample: false });
    expect(faults(holdings)).to.deep.equal([["STATEMENT_TOO_LARGE", undefined]]);
    expect(holdings.bytes).to.be.above(100);
    const cash = readMappingFile(cashMappingPath);
    if (cash.kind !== "cash") throw new Error("the fixture is of cash");
    expect(faults(readCsvCashFile(cashPath, cash, limits))).to.deep.equal([["STATEMENT_TOO_LARGE", undefined]]);
  });

  it("says which file cannot be read", () => {
    const nowhere = join(folder, "nowhere");
    for (const read of [isHoldingsFile, readHoldingsFile, readMappingFile]) {
      const error = refusal("STATEMENT_FILE_UNREADABLE", () => read(nowhere));
      expect(error.parameters).to.include({ file: nowhere });
      refusal("STATEMENT_FILE_UNREADABLE", () => read(folder));
    }
  });
});
