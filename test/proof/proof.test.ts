import { expect } from "chai";

import { KERNEL, PROOF, proofSources, prove } from "../../scripts/proof/properties.js";
import { startSolver, type Solver } from "../../scripts/proof/solver.js";

describe("proof: the ledger's kernel", () => {
  const sources = proofSources();
  let solver: Solver;
  before(async () => {
    solver = await startSolver();
  });
  after(async () => {
    await solver.close();
  });

  /** The names of what is not proved, with one passage of the sources replaced. */
  function unproved(file: string, passage: string, replacement: string): string[] {
    const parts = sources[file]?.split(passage) ?? [];
    expect(parts, passage).to.have.length(2);
    const found = prove({ ...sources, [file]: parts.join(replacement) }, solver);
    return found.filter(({ proved }) => !proved).map(({ name }) => name);
  }

  it("has every property proved", () => {
    const properties = prove(sources, solver);
    expect(properties.filter(({ proved }) => !proved)).to.deep.equal([]);
    const asserts = sources[PROOF]?.match(/\bassert\(/gu)?.length ?? 0;
    expect(asserts).to.be.greaterThan(10);
    expect(properties.filter(({ name }) => !name.startsWith("no wrap in "))).to.have.length(asserts);
  });

  it("is not proved if a debit may borrow from the flags", () => {
    expect(unproved(KERNEL, "if (amount > balanceOf(word))", "if (amount > word)")).to.include.members([
      "no debit reaches a flag",
      "a debit takes exactly the amount",
    ]);
  });

  it("is not proved if a credit may be one too large", () => {
    expect(
      unproved(KERNEL, "return FIRST_FLAG - 1 - balanceOf(word);", "return FIRST_FLAG - balanceOf(word);"),
    ).to.include("no credit carries into a flag");
  });

  it("is not proved if the payee's word is read before the payer's is written", () => {
    expect(unproved(PROOF, "_words[to].credit(amount)", "payee.credit(amount)")).to.deep.equal([
      "a transfer to oneself is neutral",
    ]);
  });

  it("is not proved by a solver that does not know", () => {
    const properties = prove(sources, { answer: () => "unknown\n", close: () => Promise.resolve() });
    expect(properties.filter(({ proved }) => proved)).to.deep.equal([]);
    expect(properties).to.have.length.greaterThan(10);
  });
});
