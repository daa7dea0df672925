import { expect } from "chai";
import fc from "fast-check";
import { keccak256, toUtf8Bytes } from "ethers";

import { cashAtPar, eligibleValue, haircutOf, parsePolicy, policyHash } from "../../scripts/reserves/policy.js";
import { thrown } from "./thrown.js";

describe("policy", () => {
  it("hashes the canonical JSON, so that no member can change unseen", () => {
    const canonical =
      '{"classes":[{"class":"cash","haircut":0}],"coverage":10000,"name":"cash-at-par",' +
      '"schema":"atpar.reserve-policy/1","version":1}';
    expect(policyHash(cashAtPar)).to.equal(keccak256(toUtf8Bytes(canonical)));
    expect(policyHash({ ...cashAtPar, coverage: 10_001 })).not.to.equal(policyHash(cashAtPar));
  });

  it("rounds a value down after the haircut, and counts what is owed in full", () => {
    expect(eligibleValue(1_000_001n, 500)).to.equal(950_000n);
    expect(eligibleValue(-1_000_001n, 500)).to.equal(-1_000_001n);
    expect(haircutOf(cashAtPar, "cash")).to.equal(0);
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 1n << 112n }), fc.integer({ min: 0, max: 10_000 }), (amount, haircut) => {
        const value = eligibleValue(amount, haircut);
        const exact = amount * BigInt(10_000 - haircut);
        expect(value * 10_000n <= exact && exact < (value + 1n) * 10_000n).to.equal(true);
      }),
    );
  });

  it("reads its own JSON and refuses anything else", () => {
    expect(parsePolicy(JSON.stringify(cashAtPar), "p.json")).to.deep.equal(cashAtPar);
    for (const wrong of [
      { ...cashAtPar, extra: 1 },
      { ...cashAtPar, coverage: 9_999 },
      { ...cashAtPar, classes: [] },
      { ...cashAtPar, classes: [{ class: "gold", haircut: 0 }] },
      { ...cashAtPar, classes: [...cashAtPar.classes, ...cashAtPar.classes] },
    ]) {
      expect(thrown(() => parsePolicy(JSON.stringify(wrong), "p.json")).code).to.equal("RESERVE_POLICY_MALFORMED");
    }
    expect(thrown(() => parsePolicy("{", "p.json")).code).to.equal("RESERVE_POLICY_MALFORMED");
  });
});
