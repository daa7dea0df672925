import { expect } from "chai";

import { startRpcProxy } from "../chain/rpcProxy.js";
import { approvedOrder, credits, enterIssuer, type Issuer } from "./issuer.js";
import type { Data } from "./operator.js";
import { people } from "./people.js";

describe("e2e/journal lock: two processes on one journal folder", function () {
  this.timeout(60_000);
  let issuer: Issuer;
  before(async () => {
    issuer = await enterIssuer();
  });

  it("refuses the second at once with the first one's process id; the first one's work is whole", async () => {
    const { operator, chain, hkd } = issuer;
    const order = await approvedOrder(issuer, credits[0].reference);
    const proxy = await startRpcProxy(chain.url);
    const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<undefined>();
    proxy.onSend = () => {
      arrive(undefined);
      return released;
    };
    try {
      const send = ["mint", "send", "--order", order, "--signer", people.maker.signer, "--yes", "--json"];
      const first = operator.with({ rpc: proxy.url }).start(send);
      // signed, stored, and on its way: the first process holds the journal now
      await arrived;
      for (const command of [
        ["mint", "list"],
        ["pause", "--issuance", "--signer", people.guard.signer, "--yes"],
      ]) {
        const { parameters } = await operator.refusal(command, "JOURNAL_LOCKED", 3);
        expect(parameters["pid"]).to.equal(String(first.child.pid));
        expect(parameters["folder"]).to.equal(operator.desk.journal);
      }
      expect(first.child.exitCode, "the second did not wait for the first").to.equal(null);
      expect(await chain.nonce(people.guard.address)).to.equal(0);
      release(undefined);
      const { code, stdout } = await first.outcome;
      expect(code).to.equal(0);
      expect((JSON.parse(stdout) as Data)["transaction"]).to.include({ resumed: false });
    } finally {
      release(undefined);
      await proxy.close();
    }
    expect(await chain.supply(hkd.coin)).to.equal(credits[0].units);
    // opening walks the whole hash chain; the order is there with its approval
    const { orders } = await operator.json(["mint", "list"]);
    expect((orders as Data[]).map((one) => [one["order"], one["approvals"]])).to.deep.equal([
      [order, [people.checker.address]],
    ]);
  });
});
