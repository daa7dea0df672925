import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { Results } from "../../scripts/mutation/results.js";

describe("mutation results", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "atpar-mutation-"));
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it("are found again by the next run, every shard's by every other", () => {
    new Results(root, "sources", "tests").add("1-of-2", { id: "one", outcome: "caught", by: "test_a" });
    new Results(root, "sources", "tests").add("2-of-2", { id: "two", outcome: "survived" });
    const results = new Results(root, "sources", "tests");
    expect(results.get("one")).to.deep.include({ outcome: "caught", by: "test_a" });
    expect(results.get("two")).to.deep.include({ outcome: "survived" });
    expect(results.get("three")).to.equal(undefined);
  });

  it("are not taken for other sources", () => {
    new Results(root, "sources", "tests").add("1-of-1", { id: "one", outcome: "caught" });
    expect(new Results(root, "edited", "tests").get("one")).to.equal(undefined);
  });

  it("forget a survivor when the tests change, not what was caught", () => {
    const results = new Results(root, "sources", "tests");
    results.add("1-of-1", { id: "one", outcome: "survived" });
    results.add("1-of-1", { id: "two", outcome: "caught" });
    const later = new Results(root, "sources", "more tests");
    expect(later.get("one")).to.equal(undefined);
    expect(later.get("two")).to.deep.include({ outcome: "caught" });
  });

  it("leave out the line that a killed run began, and go on below it", () => {
    new Results(root, "sources", "tests").add("1-of-1", { id: "one", outcome: "caught" });
    appendFileSync(join(root, "cache/mutation/results-1-of-1.jsonl"), '\n{"id":"two","outc');
    new Results(root, "sources", "tests").add("1-of-1", { id: "three", outcome: "same" });
    const results = new Results(root, "sources", "tests");
    expect(results.get("one")?.outcome).to.equal("caught");
    expect(results.get("two")).to.equal(undefined);
    expect(results.get("three")?.outcome).to.equal("same");
  });
});
