import { expect } from "chai";

import { blockState, finalBlockNumber, finalNonce, waitUntilFinal } from "../../scripts/chain/finality.js";
import type { Finality } from "../../scripts/chain/networks.js";
import { rejection } from "../journal/rejection.js";
import { startTestChain, type TestChain } from "./testChain.js";

const deep = (blocks: number): { finality: Finality; pollMilliseconds: number } => ({
  finality: { kind: "depth", blocks },
  pollMilliseconds: 20,
});
const hash = `0x${"11".repeat(32)}`;

describe("finality", function () {
  this.timeout(30_000);
  let chain: TestChain;
  before(async () => {
    chain = await startTestChain();
    await chain.rpc("hardhat_mine", "0xa");
  });
  after(() => chain.close());

  async function reference(blockNumber: number): Promise<{ hash: string; blockNumber: number; blockHash: string }> {
    return { hash, blockNumber, blockHash: (await chain.provider.getBlock(blockNumber))!.hash! };
  }

  it("counts a block as final at its depth, and not one block sooner", async () => {
    expect(await finalBlockNumber(chain.provider, deep(0))).to.equal(10);
    expect(await finalBlockNumber(chain.provider, deep(3))).to.equal(7);
    expect(await finalBlockNumber(chain.provider, deep(11))).to.equal(-1);
    expect(await blockState(chain.provider, deep(3), await reference(7))).to.equal("final");
    expect(await blockState(chain.provider, deep(3), await reference(8))).to.equal("waiting");
    expect(await finalNonce(chain.provider, deep(11), "0x".padEnd(42, "1"))).to.equal(0);
  });

  it("asks for the finalized block where the network has one", async () => {
    const finalized = { finality: { kind: "finalized" } } as const;
    const number = (await chain.provider.getBlock("finalized"))!.number;
    expect(await finalBlockNumber(chain.provider, finalized)).to.equal(number);
    expect(await blockState(chain.provider, finalized, await reference(number))).to.equal("final");
  });

  it("knows a block that is not on the chain", async () => {
    const known = await reference(5);
    expect(await blockState(chain.provider, deep(0), { ...known, blockHash: hash })).to.equal("gone");
    expect(await blockState(chain.provider, deep(0), { blockNumber: 99, blockHash: hash })).to.equal("gone");
    expect(await waitUntilFinal(chain.provider, deep(0), { ...known, blockHash: hash })).to.equal("gone");
  });

  it("waits for finality, says so, and gives up in time", async () => {
    const block = await reference(10);
    const told: string[] = [];
    const onProgress = (text: string): void => {
      told.push(text);
    };
    const error = await rejection(
      waitUntilFinal(chain.provider, deep(2), block, { waitSeconds: 0.2, onProgress }),
      "CHAIN_PENDING",
    );
    expect(error.parameters).to.deep.equal({ hash, state: "mined in block 10 but not final", seconds: 0.2 });
    const waiting = waitUntilFinal(chain.provider, deep(2), block, { waitSeconds: 20, onProgress });
    await chain.rpc("hardhat_mine", "0x2");
    expect(await waiting).to.equal("final");
    expect(told).to.have.length(2);
  });
});
