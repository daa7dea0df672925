import { expect } from "chai";

import { readStatus } from "../../scripts/audit/coinStatus.js";
import { planPause } from "../../scripts/issuance/controlWrites.js";
import { reportDigest } from "../../scripts/reports/reserveReport.js";
import { sharedCoin, type IssuedCoin } from "../issuance/issuedCoin.js";

describe("readStatus", function () {
  this.timeout(60_000);
  let chain: IssuedCoin;
  let state: string;
  before(async () => {
    chain = await sharedCoin();
  });
  beforeEach(async () => {
    state = await chain.snapshot();
  });
  afterEach(() => chain.revert(state));

  const status = async (coin = chain.at.coin) =>
    readStatus(chain.provider, coin, await chain.provider.getBlockNumber());

  it("reads a coin and the report in force", async () => {
    await chain.mint(chain.deposits[0]);
    const { rateAvailable, ...rest } = await status();
    expect(rest).to.deep.equal({
      currency: "HKD",
      name: "Atpar Hong Kong Dollar",
      symbol: "HKDA",
      coin: chain.hkd.contracts.coin.address,
      registry: chain.hkd.contracts.registry.address,
      supply: 1_000_000_000_000n,
      everMinted: 1_000_000_000_000n,
      everBurned: 0n,
      mintLimit: 1_325_000_500_000n,
      headroom: 325_000_500_000n,
      orderCap: 5_000_000_000_000n,
      rateCapacity: 20_000_000_000_000n,
      rateWindow: 86_400,
      transfersPaused: false,
      issuancePaused: false,
      report: {
        sequence: 1n,
        digest: reportDigest(chain.report, chain.hkd.reportSalt),
        asOf: Number(chain.report.asOf),
        validUntil: Number(chain.report.validUntil),
        reserves: 1_325_000_500_000n,
        expired: false,
      },
    });
    expect(rateAvailable).to.equal(19_000_000_000_000n);
  });

  it("reads a coin without a report: no limit, no headroom", async () => {
    const found = await status(chain.usd.contracts.coin.address);
    expect(found).to.include({ currency: "USD", mintLimit: 0n, headroom: 0n, rateAvailable: 5_000_000_000_000n });
    expect(found).not.to.have.property("report");
  });

  it("says that a report has expired, from the second after its last", async () => {
    const last = Number(chain.report.validUntil);
    await chain.mint(chain.deposits[0]);
    await chain.mineAt(last);
    expect((await status()).report?.expired).to.equal(false);
    expect((await status()).headroom).to.equal(325_000_500_000n);
    await chain.mineAt(last + 1);
    const expired = await status();
    expect(expired.report).to.include({ expired: true, sequence: 1n });
    // what was minted is above the limit now, and the headroom is not negative
    expect(expired).to.include({ mintLimit: 0n, everMinted: 1_000_000_000_000n, headroom: 0n });
  });

  it("says what is paused", async () => {
    await chain.carryOut(await planPause(chain.at, "transfers"), "guard");
    expect(await status()).to.include({ transfersPaused: true, issuancePaused: false });
    await chain.carryOut(await planPause(chain.at, "issuance"), "guard");
    expect(await status()).to.include({ transfersPaused: true, issuancePaused: true });
  });

  it("reads the coin as it was at a block", async () => {
    const block = await chain.provider.getBlockNumber();
    await chain.mint(chain.deposits[0]);
    expect((await readStatus(chain.provider, chain.at.coin, block)).supply).to.equal(0n);
    expect((await status()).supply).to.equal(1_000_000_000_000n);
  });
});
