import { expect } from "chai";
import { getAddress, JsonRpcProvider } from "ethers";

import { startLocalChain } from "../../scripts/localchain/localChain.js";
import { rejection } from "../journal/rejection.js";

describe("startLocalChain", function () {
  this.timeout(30_000);

  it("serves a fresh chain 31337 on the loopback address, with rich development accounts", async () => {
    const chain = await startLocalChain({ port: 0 });
    const provider = new JsonRpcProvider(chain.url, chain.chainId, { staticNetwork: true });
    try {
      expect(chain.url).to.match(/^http:\/\/127\.0\.0\.1:\d+$/u);
      expect(await provider.send("eth_chainId", [])).to.equal("0x7a69");
      expect(await provider.getBlockNumber()).to.equal(0);
      const accounts = (await provider.send("eth_accounts", [])) as string[];
      expect(chain.accounts).to.deep.equal(accounts.map((account) => getAddress(account)));
      expect(await provider.getBalance(chain.accounts[19]!)).to.equal(10_000n * 10n ** 18n);
      expect(chain.accounts[0]).to.equal("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");
    } finally {
      provider.destroy();
      await chain.close();
    }
    await chain.closed;
  });

  it("starts at the time it is given, and another chain at another time has another genesis", async () => {
    const hashes = [];
    for (const startAt of [1_795_187_000, 1_795_187_001]) {
      const chain = await startLocalChain({ port: 0, startAt });
      const provider = new JsonRpcProvider(chain.url, chain.chainId, { staticNetwork: true });
      const genesis = await provider.getBlock(0);
      expect(genesis?.timestamp).to.equal(startAt);
      hashes.push(genesis?.hash);
      provider.destroy();
      await chain.close();
    }
    expect(hashes[0]).not.to.equal(hashes[1]);
  });

  it("says that a port is taken", async () => {
    const first = await startLocalChain({ port: 0 });
    const port = Number(new URL(first.url).port);
    try {
      const { parameters } = await rejection(startLocalChain({ port }), "LOCAL_CHAIN_PORT");
      expect(parameters.port).to.equal(port);
    } finally {
      await first.close();
    }
  });
});
