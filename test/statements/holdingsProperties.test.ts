import { expect } from "chai";
import fc from "fast-check";
import { holdingsCsv, readHoldingsCsv } from "./csvFixture.js";
import { readMt, readSemt, soundStatement } from "./holdingsFixture.js";
import { expectedPositions, foundPositions, held, printHoldingsCsv, printMt535, printSemt } from "./printHoldings.js";

describe("statements: holdings that are printed are holdings that are read", () => {
  it("over generated MT535, in blocks and bare", () => {
    fc.assert(
      fc.property(held, fc.boolean(), (given, inBlocks) => {
        const statement = soundStatement(readMt(printMt535(given, inBlocks)));
        expect(statement).to.include({
          kind: "MT535",
          id: "H1",
          date: "2026-11-20",
          basis: "SETT",
          updateType: "COMP",
        });
        expect(statement.account).to.include(inBlocks ? { servicerBic: "ATPRHKHHXXX" } : { id: given.account });
        expect(statement.account.id).to.equal(given.account);
        expect(foundPositions(statement)).to.deep.equal(expectedPositions(given));
      }),
      { numRuns: 200 },
    );
  });

  it("over generated semt.002, versions 03 to 12", () => {
    fc.assert(
      fc.property(held, fc.integer({ min: 3, max: 12 }), (given, version) => {
        const number = version.toString().padStart(2, "0");
        const statement = soundStatement(readSemt(printSemt(given, number)));
        expect(statement).to.include({ kind: "semt.002", messageVersion: `semt.002.001.${number}`, id: "S1" });
        expect(statement.account.id).to.equal(given.account);
        expect(foundPositions(statement)).to.deep.equal(expectedPositions(given));
      }),
      { numRuns: 200 },
    );
  });

  it("over generated CSV", () => {
    const [head = ""] = holdingsCsv.split("\n", 1);
    fc.assert(
      fc.property(held, (given) => {
        const statement = soundStatement(readHoldingsCsv(printHoldingsCsv(given, head)));
        expect(statement).to.include({ kind: "CSV", date: "2026-11-20" });
        expect(statement.account.id).to.equal(given.account);
        expect(foundPositions(statement)).to.deep.equal(expectedPositions(given));
      }),
      { numRuns: 200 },
    );
  });
});
