import { expect } from "chai";
import { id } from "ethers";

import { readBurns } from "../../scripts/reserves/burns.js";
import { blockRanges } from "../../scripts/reserves/blockRanges.js";
import { carriedLimit, readChainPosition } from "../../scripts/reserves/chainPosition.js";
import { rejection } from "../journal/rejection.js";
import { startLocalChain, type LocalChain } from "../reports/localChain.js";
import { firstReport, submit } from "../reports/submission.js";
import { unitsOf } from "../reports/units.js";

describe("readChainPosition", () => {
  let chain: LocalChain;
  let early: bigint;
  let finalBlock: bigint;

  before(async () => {
    chain = await startLocalChain();
    const first = await firstReport(chain, unitsOf("900"));
    await submit(chain, first);
    await chain.mint(unitsOf("500"));
    await chain.burn(unitsOf("40"), id("PAY-1"));
    early = await chain.now();
    await chain.mineAt(early + 1000n);
    await chain.burn(unitsOf("60"), id("PAY-2"));
    const { digest } = await chain.registry.lastReport();
    const line = { ...first.allocations[0]!, sequence: 1n, carried: unitsOf("900"), mintLimit: unitsOf("700") };
    await submit(chain, { ...first, sequence: 2n, previous: digest, asOf: early + 1000n, allocations: [line] });
    finalBlock = BigInt(await chain.provider.getBlockNumber());
  });

  const read = (asOf: bigint, more: object = {}) =>
    readChainPosition(chain.provider, {
      token: chain.token,
      registry: chain.registryAddress,
      asOf,
      finalBlock,
      ...more,
    });

  it("reads the figures of the last block not after the time, not those of later ones", async () => {
    const position = await read(early + 999n);
    expect(position).to.include({ chainId: 31337n, token: chain.token, sequence: 1n });
    expect(position).to.include({ minted: unitsOf("500"), burned: unitsOf("40") });
    const block = await chain.provider.getBlock(Number(position.blockNumber));
    expect(BigInt(block!.timestamp)).to.equal(early);
    expect(position.blockHash).to.equal(block!.hash);
    // report 1 was in force there and report 2 came since: the higher limit of the two is carried
    expect(position.carried).to.equal(unitsOf("900"));
  });

  it("takes the block of exactly that time, and the latest final one where the time is later", async () => {
    expect((await read(early)).blockNumber).to.equal((await read(early + 999n)).blockNumber);
    const latest = await read(early + 10_000n);
    expect(latest).to.include({
      blockNumber: finalBlock,
      sequence: 2n,
      burned: unitsOf("100"),
      carried: unitsOf("700"),
    });
    const unfinal = await read(early + 10_000n, { finalBlock: finalBlock - 1n });
    expect(unfinal).to.include({ blockNumber: finalBlock - 1n, sequence: 1n, carried: unitsOf("900") });
  });

  it("carries the limit of a report that the chain has not seen", async () => {
    const priorLimits = [
      { sequence: 3n, chainId: 31337n, mintLimit: unitsOf("950") },
      { sequence: 3n, chainId: 1n, mintLimit: unitsOf("9999") },
      { sequence: 1n, chainId: 31337n, mintLimit: unitsOf("9999") },
    ];
    expect((await read(early + 10_000n, { priorLimits })).carried).to.equal(unitsOf("950"));
    expect(carriedLimit([], 1n, 0n)).to.equal(0n);
  });

  it("refuses a time before the coin, and a registry of another coin", async () => {
    const firstBlock = finalBlock - 1n;
    const error = await rejection(read(1n, { firstBlock }), "RESERVE_BLOCK_MISSING");
    expect(error.parameters).to.include({ chainId: 31337n, asOf: "1970-01-01T00:00:01Z", block: firstBlock });
    const foreign = await rejection(read(early, { token: chain.deployer.address }), "RESERVE_REGISTRY_FOREIGN");
    expect(foreign.parameters).to.include({ found: chain.token, token: chain.deployer.address });
  });

  it("reads every burn up to a block, with its reference", async () => {
    const burns = await readBurns(chain.provider, { token: chain.token, from: 0n, to: finalBlock });
    expect(burns.map(({ burnRef, amount, chainId }) => [burnRef, amount, chainId])).to.deep.equal([
      [id("PAY-1"), unitsOf("40"), 31337n],
      [id("PAY-2"), unitsOf("60"), 31337n],
    ]);
    const { blockNumber } = await read(early);
    expect(await readBurns(chain.provider, { token: chain.token, from: 0n, to: blockNumber })).to.have.length(1);
  });

  it("asks for events in ranges that leave no block out and take none twice", () => {
    expect([...blockRanges(5n, 4n)]).to.deep.equal([]);
    expect([...blockRanges(5n, 5n)]).to.deep.equal([{ from: 5, to: 5 }]);
    expect([...blockRanges(1n, 20_001n)]).to.deep.equal([
      { from: 1, to: 10_000 },
      { from: 10_001, to: 20_000 },
      { from: 20_001, to: 20_001 },
    ]);
  });
});
