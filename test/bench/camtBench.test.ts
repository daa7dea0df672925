import { expect } from "chai";

import { compareCamt } from "../../scripts/bench/camtBench.js";

describe("bench/camt", function () {
  this.timeout(60_000);

  it("reads the generated file as it was written, and times saxes on the same", () => {
    const figures = compareCamt(2_000, 1);
    expect(figures).to.include({ entries: 2_000, rounds: 1 });
    expect(figures.size).to.be.within(1.4, 1.7);
    expect(figures.ratio).to.equal(figures.reader / figures.saxes);
    expect(figures.peak).to.be.within(40, 250);
  });
});
