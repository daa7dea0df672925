import { expect } from "chai";

import { prepareSnapshot } from "../../scripts/reports/prepareSnapshot.js";
import type { Snapshot } from "../../scripts/reserves/snapshot.js";
import { sharedCoin, type IssuedCoin } from "../issuance/issuedCoin.js";
import { unitsOf } from "./units.js";

describe("deposits in transit", function () {
  this.timeout(60_000);
  let chain: IssuedCoin;
  let state: string;
  before(async () => {
    chain = await sharedCoin();
    state = await chain.snapshot();
  });
  after(() => chain.revert(state));

  const take = async (asOf: number): Promise<Snapshot> => {
    const { journal, provider, files, hkd } = chain;
    return prepareSnapshot({
      ...{ journal, provider, files, currency: "HKD", coin: hkd.contracts.coin.address },
      ...{ registry: hkd.contracts.registry.address, salt: hkd.reportSalt },
      firstBlock: BigInt(hkd.contracts.coin.block),
      finalBlock: BigInt(await provider.getBlockNumber()),
      asOf: BigInt(asOf),
    });
  };

  it("are every customer's credit, until the block of its mint; only what is nobody else's may leave", async () => {
    expect(chain.taken.document.totals).to.include({ transit: unitsOf("1325000.5"), required: 0n, excess: 0n });
    expect(chain.taken.openings.deposits.map(({ depositRef }) => depositRef)).to.have.members(
      chain.deposits.map(({ ref }) => ref),
    );
    expect(chain.taken.document.transit).to.deep.equal([
      { kind: "deposit", since: "2026-11-20", businessDays: 0, count: 3, amount: unitsOf("1325000.5") },
    ]);
    const before_ = await chain.now();
    await chain.mineAt(before_ + 60);
    await chain.mint(chain.deposits[0]);
    const earlier = await take(before_);
    expect(earlier.document.totals).to.include({ transit: unitsOf("1325000.5"), required: 0n });
    const later = await take(await chain.now());
    expect(later.document.totals).to.include({
      transit: unitsOf("325000.5"),
      required: unitsOf("1000000"),
      excess: 0n,
    });
  });

  it("age by business days: a Friday's is one day old on Monday, two on Tuesday", async () => {
    const monday = Date.parse("2026-11-23T08:00:00Z") / 1000;
    const age = async (asOf: number) => (await take(asOf)).document.transit.map(({ businessDays }) => businessDays);
    expect([await age(monday), await age(monday + 86_400)]).to.deep.equal([[1], [2]]);
  });
});
