import { expect } from "chai";
import { Contract, keccak256 } from "ethers";

import { startRpcProxy, type RpcProxy } from "../chain/rpcProxy.js";
import { emptyJournalFolder } from "../journal/journalFolder.js";
import { accountOptions, approvedOrder, copyDesk, credits, enterIssuer, fixture, type Issuer } from "./issuer.js";
import type { Data, Operator } from "./operator.js";
import { people } from "./people.js";

/** A mint that is killed, cut off, overtaken or kept waiting: each test begins with the same approved order. */
describe("e2e/mint send: exactly one mint, whatever happens on the way", function () {
  this.timeout(60_000);
  let issuer: Issuer;
  let proxy: RpcProxy;
  let operator: Operator;
  let snapshot: unknown;
  let order: string;
  let send: readonly string[];

  before(async () => {
    issuer = await enterIssuer();
    order = await approvedOrder(issuer, credits[0].reference);
    send = ["mint", "send", "--order", order, "--signer", people.maker.signer, "--yes"];
  });
  beforeEach(async () => {
    snapshot = await issuer.chain.rpc("evm_snapshot");
    operator = copyDesk(issuer.operator);
    proxy = await startRpcProxy(issuer.chain.url);
  });
  afterEach(async () => {
    await proxy.close();
    await issuer.chain.rpc("evm_setAutomine", true);
    await issuer.chain.rpc("evm_revert", snapshot);
  });

  const minted = () => issuer.chain.everMinted(issuer.hkd.coin);
  const makerNonce = () => issuer.chain.nonce(people.maker.address);
  const transaction = (data: Data): Data => data["transaction"] as Data;

  /** Starts the mint behind the proxy, and kills it when its signed bytes arrive there. @returns the bytes. */
  async function killedAtBroadcast(broadcast: boolean): Promise<string> {
    proxy.mode = "stall";
    const { child, outcome } = operator.with({ rpc: proxy.url }).start(send);
    proxy.onSend = async (raw) => {
      if (broadcast) await issuer.chain.rpc("eth_sendRawTransaction", raw);
      child.kill("SIGKILL");
    };
    expect((await outcome).code).to.equal(null);
    expect(proxy.sent).to.have.length(1);
    return proxy.sent[0]!;
  }

  it("killed between signing and broadcast: the next run sends the same bytes, later ones repeat the receipt", async () => {
    const raw = await killedAtBroadcast(false);
    expect([await minted(), await makerNonce()]).to.deep.equal([0n, 0]);
    const done = await operator.json(send);
    expect(transaction(done)).to.include({ hash: keccak256(raw), resumed: true });
    expect([await minted(), await makerNonce()]).to.deep.equal([credits[0].units, 1]);
    const again = await operator.json(send);
    expect(transaction(again)).to.deep.equal(transaction(done));
    // what was minted long ago is not shown as a change to come
    expect(again["changes"]).to.deep.equal([]);
    expect([await minted(), await makerNonce()]).to.deep.equal([credits[0].units, 1]);
  });

  it("killed after the broadcast: the next run finds it mined", async () => {
    const raw = await killedAtBroadcast(true);
    expect(await minted()).to.equal(credits[0].units);
    expect(transaction(await operator.json(send))).to.include({ hash: keccak256(raw), resumed: true });
    expect([await minted(), await makerNonce()]).to.deep.equal([credits[0].units, 1]);
  });

  it("the answer to the broadcast is lost: the same run finishes", async () => {
    proxy.mode = "lose-answer";
    const done = await operator.with({ rpc: proxy.url }).json(send);
    expect(transaction(done)).to.include({ hash: keccak256(proxy.sent[0]!), resumed: false });
    expect([await minted(), await makerNonce()]).to.deep.equal([credits[0].units, 1]);
  });

  it("interrupted with Ctrl-C while it waits: exit 130, and the next run finishes", async () => {
    proxy.mode = "stall";
    const { child, outcome } = operator.with({ rpc: proxy.url }).start([...send, "--json"]);
    proxy.onSend = () => {
      child.kill("SIGINT");
      return Promise.resolve();
    };
    const { code, stdout } = await outcome;
    expect(code).to.equal(130);
    expect(JSON.parse(stdout)).to.include({ schema: "atpar.error/1", code: "COMMAND_INTERRUPTED", exit: 130 });
    expect(await minted()).to.equal(0n);
    const done = await operator.json(send);
    expect(transaction(done)).to.include({ hash: keccak256(proxy.sent[0]!), resumed: true });
    expect([await minted(), await makerNonce()]).to.deep.equal([credits[0].units, 1]);
  });

  it("not mined in time: exit 8 with the hash, and the same transaction is waited for again", async () => {
    await issuer.chain.rpc("evm_setAutomine", false);
    const waiting = await operator.refusal([...send, "--wait", "0"], "CHAIN_PENDING", 8);
    const again = await operator.refusal([...send, "--wait", "0"], "CHAIN_PENDING", 8);
    expect(again.parameters["hash"]).to.equal(waiting.parameters["hash"]);
    await issuer.chain.rpc("evm_mine");
    const done = await operator.json(send);
    expect(transaction(done)).to.include({ hash: waiting.parameters["hash"], resumed: true });
    expect([await minted(), await makerNonce()]).to.deep.equal([credits[0].units, 1]);
  });

  it("overtaken by a pause: exit 6 with the decoded reason, then 5, and nothing is minted", async () => {
    proxy.onSend = async () => {
      const guard = people.guard.wallet.connect(issuer.chain.provider);
      const coin = new Contract(issuer.hkd.coin, ["function pauseIssuance()"], guard);
      const paused = (await coin.getFunction("pauseIssuance")()) as { wait(): Promise<unknown> };
      await paused.wait();
    };
    const reverted = await operator.with({ rpc: proxy.url }).refusal(send, "CHAIN_REVERTED", 6);
    expect(reverted.parameters).to.include({ hash: keccak256(proxy.sent[0]!), name: "IssuancePaused" });
    const { parameters } = await operator.refusal(send, "CHAIN_WOULD_REVERT", 5);
    expect(parameters["name"]).to.equal("IssuancePaused");
    expect([await minted(), await makerNonce()]).to.deep.equal([0n, 1]);
  });

  it("a lost journal does not help: the chain knows the credit", async () => {
    await operator.json(send);
    const fresh = operator.with({ journal: await emptyJournalFolder() });
    await fresh.json(["account", "register", ...accountOptions, "--yes"]);
    await fresh.json(["deposits", "import", fixture, "--yes"]);
    const propose = ["mint", "propose", "--deposit", credits[0].reference, "--to", people.customer.address];
    const { parameters } = await fresh.refusal(
      [...propose, "--evidence", issuer.evidence, "--maker", people.maker.address, "--yes"],
      "DEPOSIT_ALREADY_MINTED",
      3,
    );
    expect(parameters).to.include({ coin: issuer.hkd.coin, chainId: "31337" });
  });
});
