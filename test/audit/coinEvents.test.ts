import { expect } from "chai";
import { id } from "ethers";

import { readCoinEvents } from "../../scripts/audit/coinEvents.js";
import { sharedCoin, type IssuedCoin } from "../issuance/issuedCoin.js";

describe("readCoinEvents", function () {
  this.timeout(60_000);
  let chain: IssuedCoin;
  let state: string;
  before(async () => {
    chain = await sharedCoin();
    state = await chain.snapshot();
  });
  after(() => chain.revert(state));

  const read = (firstBlock = chain.hkd.contracts.coin.block) =>
    readCoinEvents(chain.provider, chain.at.coin, firstBlock);

  it("finds nothing on a coin nobody has used", async () => {
    const events = await read();
    expect(events).to.deep.include({ minted: 0n, burned: 0n, mints: [] });
    expect(events.balances.size).to.equal(0);
    expect(events.block).to.equal(await chain.provider.getBlockNumber());
  });

  it("adds up mints, transfers and burns as the coin does", async () => {
    const [first, second] = chain.deposits;
    const { coin, provider } = chain;
    const [customer, maker, stranger] = (["customer", "maker", "stranger"] as const).map((one) => chain.address(one));
    const as = async (account: string) => coin.connect(await provider.getSigner(account));
    await chain.mint(first);
    await chain.mint(second);
    const block = await provider.getBlockNumber();
    await (await (await as(customer!)).transfer(maker!, 400_000_000_000n)).wait();
    await (await (await as(customer!)).transfer(customer!, 7n)).wait();
    await (await (await as(customer!)).approve(stranger!, 5n)).wait();
    await (await (await as(stranger!)).transferFrom(customer!, stranger!, 5n)).wait();
    await (await (await as(maker!)).burn(400_000_000_000n, id("PAY-1"))).wait();

    const events = await read();
    expect(events.minted).to.equal(1_250_000_000_000n);
    expect(events.burned).to.equal(400_000_000_000n);
    expect([events.minted, events.burned]).to.deep.equal([await coin.everMinted(), await coin.everBurned()]);
    expect(events.mints).to.deep.equal([
      { depositRef: first.ref, amount: 1_000_000_000_000n, block: block - 1 },
      { depositRef: second.ref, amount: 250_000_000_000n, block },
    ]);
    expect(Object.fromEntries(events.balances)).to.deep.equal({
      [customer!]: 849_999_999_995n,
      [maker!]: 0n,
      [stranger!]: 5n,
    });
    for (const [account, balance] of events.balances) expect(await coin.balanceOf(account)).to.equal(balance);
  });

  it("counts no other coin's events, and none before the first block", async () => {
    const usd = await readCoinEvents(chain.provider, chain.usd.contracts.coin.address, 0);
    expect(usd).to.deep.include({ minted: 0n, burned: 0n, mints: [] });
    const late = await read(await chain.provider.getBlockNumber());
    expect(late).to.deep.include({ minted: 0n, burned: 400_000_000_000n, mints: [] });
  });
});
