import { expect } from "chai";

import type { Mutant } from "../../scripts/mutation/mutants.js";
import { objections, reportText, type Judged } from "../../scripts/mutation/report.js";
import type { Outcome } from "../../scripts/mutation/results.js";

/** A mutant of Ledger.sol, and what came of it. */
function judged(id: string, outcome: Outcome | undefined, kind = "comparison"): Judged {
  const mutant: Mutant = {
    id,
    file: "contracts/token/Ledger.sol",
    line: 71,
    kind,
    start: 0,
    end: 1,
    before: ">",
    replacement: ">=",
    text: "",
  };
  return { mutant, result: outcome && { id, outcome, sources: "", tests: "" } };
}

const many = (count: number, outcome: Outcome): Judged[] =>
  Array.from({ length: count }, (_, index) => judged(`${outcome}${index}`, outcome));

describe("mutation report", () => {
  it("has nothing against 95 of 100, with a reason for each of the others", () => {
    const reasons = Object.fromEntries(many(5, "survived").map(({ mutant }) => [mutant.id, "no difference"]));
    expect(objections([...many(95, "caught"), ...many(5, "survived")], reasons)).to.deep.equal([]);
  });

  it("refuses fewer than 95 %", () => {
    const reasons = Object.fromEntries(many(6, "survived").map(({ mutant }) => [mutant.id, "no difference"]));
    const against = objections([...many(94, "caught"), ...many(6, "survived")], reasons);
    expect(against).to.deep.equal(["fewer than 95 % were caught"]);
  });

  it("does not count what the compiler refuses or makes no difference of", () => {
    const idle = [...many(50, "stillborn"), ...many(50, "same")];
    expect(objections([...many(18, "caught"), ...many(1, "survived"), ...idle], { survived0: "why" })).to.deep.equal([
      "fewer than 95 % were caught",
    ]);
  });

  it("refuses a survivor without a reason, and names it", () => {
    const against = objections([...many(99, "caught"), ...many(1, "survived")], {});
    expect(against).to.deep.equal(["contracts/token/Ledger.sol:71 survived without a reason: survived0"]);
  });

  it("refuses a reason for what was caught", () => {
    expect(objections(many(9, "caught"), { caught3: "once survived" })).to.deep.equal([
      "a reason for what did not survive: caught3",
    ]);
  });

  it("refuses to stand while mutants have not been run", () => {
    expect(objections([...many(9, "caught"), judged("open", undefined)], {})).to.deep.equal([
      "1 of 10 mutants have not been run",
    ]);
  });

  it("lets kinds beyond the required ones be run in part, and counts them apart", async () => {
    const part = [...many(9, "caught"), judged("open", undefined, "literal"), judged("run", "caught", "literal")];
    expect(objections(part, {})).to.deep.equal([]);
    const text = await reportText(part, {});
    expect(text).to.contain("**9 of 9 faults caught (100.0 %)**");
    expect(text).to.match(/\| literal +\| +2 \| +0 \| +0 \| +1 \| +1 \| +0 \| +100\.0 % \|/u);
  });

  it("rounds the share down", async () => {
    const reasons = { survived0: "the compiler folds it" };
    const text = await reportText([...many(1999, "caught"), ...many(1, "survived")], reasons);
    expect(text).to.contain("**1999 of 2000 faults caught (99.9 %)**");
  });

  it("lists a survivor with its place, its change and its reason", async () => {
    const text = await reportText([...many(9, "caught"), ...many(1, "survived")], { survived0: "Both revert." });
    expect(text).to.contain("- `contracts/token/Ledger.sol:71` (comparison): `>` to `>=`. Both revert.");
    expect(text).to.match(/\| `token\/Ledger\.sol` +\| +10 \| +0 \| +0 \| +10 \| +9 \| +1 \| +90\.0 % \|/u);
  });
});
