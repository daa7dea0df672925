import { expect } from "chai";

import { tracedCredits } from "../../scripts/audit/tracedCredits.js";
import type { Openings } from "../../scripts/reserves/openings.js";
import { sharedCoin, type IssuedCoin } from "../issuance/issuedCoin.js";
import { bankFile } from "../reserves/bankFile.js";
import { hkd, read } from "../statements/fixture.js";

describe("tracedCredits", function () {
  this.timeout(60_000);
  let chain: IssuedCoin;
  let openings: Openings;
  before(async () => {
    chain = await sharedCoin();
    ({ openings } = chain.taken);
  });

  it("gives each credit of the fixture under its depositRef, in token units", () => {
    const traced = tracedCredits(openings, [read(hkd)]);
    expect([...traced]).to.deep.equal(chain.deposits.map(({ ref, units }) => [ref, units]));
  });

  it("takes other days of the account too, and counts a credit once", () => {
    const next = bankFile({ id: "S-2", closing: "2.00", entries: [{ amount: "2.00", reference: "R1" }] });
    const traced = tracedCredits(openings, [read(hkd), next, read(hkd)]);
    expect([...traced.values()]).to.deep.equal([1_000_000_000_000n, 250_000_000_000n, 75_000_500_000n, 2_000_000n]);
  });

  it("takes none of another account, bank or currency", () => {
    const entries = [{ amount: "2.00", reference: "R1" }];
    for (const other of [{ account: "999" }, { bic: "OTHRHKHHXXX" }, { currency: "USD" }]) {
      expect(tracedCredits(openings, [bankFile({ ...other, closing: "2.00", entries })]).size).to.equal(0);
    }
  });

  it("takes those of another branch, and of a bank that does not name itself", () => {
    const entries = [{ amount: "2.00", reference: "R1" }];
    const refs = [{ bic: "ATPRHKHHABC" }, { bic: "" }, {}].map((bank) => {
      const traced = tracedCredits(openings, [bankFile({ ...bank, closing: "2.00", entries })]);
      expect([...traced.values()]).to.deep.equal([2_000_000n]);
      return [...traced.keys()][0];
    });
    expect(new Set(refs).size).to.equal(1);
  });

  it("takes none of a file that broke off", () => {
    expect(tracedCredits(openings, [read(hkd.slice(0, hkd.lastIndexOf("</Ntry>")))]).size).to.equal(0);
    expect(tracedCredits(openings, []).size).to.equal(0);
  });
});
