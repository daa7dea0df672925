import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { expect } from "chai";

import { measureGas } from "../../scripts/bench/gas.js";
import { peerRows } from "../../scripts/bench/peers.js";

/** Gas is exact for given bytecode and chain rules, so it is compared exactly: a change here is a change of the product. */
describe("bench/gas", () => {
  const committed = JSON.parse(readFileSync(resolve(import.meta.dirname, "gas.json"), "utf8")) as {
    gas: Record<string, number>;
  };

  it("measures what is committed", async () => {
    expect(await measureGas()).to.deep.equal(committed.gas);
  });

  it("keeps every holder row within a thousandth of the prototype", () => {
    const held = peerRows.filter(({ prototype }) => prototype !== undefined);
    expect(held).to.have.length(9);
    for (const { key, prototype = 0 } of held) {
      expect(committed.gas[key], key).to.be.at.most(prototype * 1.001);
    }
  });

  it("costs holders less than every peer, but for AUSD's transferFrom, which does not check the spender", () => {
    for (const { key, usdc, pyusd, ausd, rlusd, prototype } of peerRows) {
      if (prototype === undefined) continue;
      const peers = [usdc, pyusd, key === "transferFrom" ? undefined : ausd, rlusd];
      for (const peer of peers) if (peer !== undefined) expect(committed.gas[key], key).to.be.below(peer);
    }
  });
});
