import { expect } from "chai";

import { compareTrees, measureMany } from "../../scripts/bench/treeBench.js";

describe("bench/tree", function () {
  this.timeout(60_000);

  it("times both trees over the same lines, and ours is the faster", () => {
    const figures = compareTrees(2_000, () => undefined);
    expect(figures.lines).to.equal(2_000);
    expect(figures.ratio).to.equal(figures.sumTree / figures.standardMerkleTree);
    expect(figures.ratio).to.be.within(0.001, 0.9);
  });

  it("tells how far it is, and how much memory it takes", () => {
    const told: number[] = [];
    const { peak, before, lines } = measureMany(20_000, (part, of) => told.push(part, of));
    expect([lines, told]).to.deep.equal([20_000, [32_768, 39_999]]);
    expect(before).to.be.above(10);
    expect(peak).to.be.at.least(before * 0.9);
  });
});
