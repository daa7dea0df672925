import { expect } from "chai";
import { keccak256, toUtf8Bytes } from "ethers";

import { cashAtPar, parsePolicy, policyHash } from "../../scripts/reserves/policy.js";
import { thrown } from "./thrown.js";

describe("policy", () => {
  it("hashes the canonical JSON, so that no member can change unseen", () => {
    const canonical =
      '{"classes":[{"class":"cash","haircut":0}],"coverage":10000,"currencies":[],"limits":[],"maxAgeDays":31,' +
      '"name":"cash-at-par","schema":"atpar.reserve-policy/2","version":1}';
    expect(policyHash(cashAtPar)).to.equal(keccak256(toUtf8Bytes(canonical)));
    expect(policyHash({ ...cashAtPar, coverage: 10_001 })).not.to.equal(policyHash(cashAtPar));
  });

  it("reads its own JSON and refuses anything else", () => {
    expect(parsePolicy(JSON.stringify(cashAtPar), "p.json")).to.deep.equal(cashAtPar);
    for (const wrong of [
      { ...cashAtPar, extra: 1 },
      { ...cashAtPar, coverage: 9_999 },
      { ...cashAtPar, classes: [] },
      { ...cashAtPar, classes: [{ class: "gold", haircut: 0 }] },
      { ...cashAtPar, limits: [{ of: "custodian", cureDays: 1 }] },
      { ...cashAtPar, limits: [{ of: "class", class: "cash", atMost: 1, atLeast: 2, cureDays: 1 }] },
      { ...cashAtPar, limits: Array(2).fill({ of: "custodian", atMost: 1, cureDays: 1 }) },
      { ...cashAtPar, limits: [{ of: "custodian", atLeast: 1, cureDays: 1 }] },
      { ...cashAtPar, currencies: [{ coin: "HKD", asset: "HKD", haircut: 0, source: "S" }] },
      {
        ...cashAtPar,
        currencies: [{ coin: "HKD", asset: "USD", haircut: 0, source: "S", band: { low: "7.85", high: "7.75" } }],
      },
      { ...cashAtPar, classes: [...cashAtPar.classes, ...cashAtPar.classes] },
    ]) {
      expect(thrown(() => parsePolicy(JSON.stringify(wrong), "p.json")).code).to.equal("RESERVE_POLICY_MALFORMED");
    }
    expect(thrown(() => parsePolicy("{", "p.json")).code).to.equal("RESERVE_POLICY_MALFORMED");
  });
});
