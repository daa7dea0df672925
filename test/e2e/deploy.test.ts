import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { startRpcProxy } from "../chain/rpcProxy.js";
import { emptyJournalFolder } from "../journal/journalFolder.js";
import { newFolder, root, runAtpar } from "./cli.js";
import { lookAt, type E2eChain } from "./e2eChain.js";
import { accountOptions, credits, evidenceFile, fixture, type Coin } from "./issuer.js";
import { startNode, type NodeProcess } from "./nodeProcess.js";
import { Operator, type Data } from "./operator.js";
import { people } from "./people.js";

interface Step {
  readonly step: string;
  readonly hash: string;
  readonly resumed: boolean;
}

/** A local chain in its own process, and a deployment that is killed twice on its way. The clock is not moved. */
describe("e2e/deploy: node and deploy", function () {
  this.timeout(60_000);
  let node: NodeProcess;
  let chain: E2eChain;
  let operator: Operator;
  let order: string;
  const profile = newFolder("profile");
  const deploy = ["deploy", "--profile", profile, "--signer", people.deployer.signer];

  before(async () => {
    const local = JSON.parse(readFileSync(join(root, "deployments/profiles/local.json"), "utf8")) as object;
    writeFileSync(profile, JSON.stringify({ ...local, advanceClock: false }));
    node = await startNode();
    chain = lookAt(node.url);
    operator = new Operator({
      rpc: node.url,
      journal: await emptyJournalFolder(),
      deployments: newFolder("records"),
    });
  });
  after(async () => {
    node.child.kill("SIGKILL");
    await chain.close();
  });

  it("node serves chain 31337 and names the accounts; a port that is taken is refused", async () => {
    expect(node.answer).to.include({ schema: "atpar.node/1", ok: true, chainId: 31_337 });
    expect(node.answer["accounts"]).to.deep.include({
      signer: "dev:1",
      account: people.maker.address,
      role: "maker (MINTER)",
    });
    expect(await chain.rpc("eth_chainId")).to.equal("0x7a69");
    const taken = await runAtpar(["node", "--port", new URL(node.url).port]);
    expect([taken.code, taken.stdout]).to.deep.equal([3, ""]);
    expect(taken.stderr).to.match(/^LOCAL_CHAIN_PORT: [^\n]*\n/u);
  });

  it("killed before and after a broadcast, the next run goes on; nothing is created twice", async () => {
    const predicted = await operator.json([...deploy, "--dry-run"]);
    const proxy = await startRpcProxy(node.url);
    const signed: string[] = [];
    try {
      for (const { at, broadcast } of [
        { at: 3, broadcast: false },
        { at: 8, broadcast: true },
      ]) {
        const { child, outcome } = operator.with({ rpc: proxy.url }).start([...deploy, "--yes"]);
        // only a run that begins anew after the last one counts: what was mined is not sent again
        proxy.onSend = async (raw) => {
          signed.push(raw);
          if ((await chain.nonce(people.deployer.address)) !== at - 1) return;
          proxy.mode = "stall";
          if (broadcast) await chain.rpc("eth_sendRawTransaction", raw);
          child.kill("SIGKILL");
        };
        expect((await outcome).code).to.equal(null);
        proxy.mode = "pass";
        expect(await chain.nonce(people.deployer.address)).to.equal(broadcast ? at : at - 1);
      }
    } finally {
      await proxy.close();
    }
    const done = await operator.json([...deploy, "--yes"]);
    const steps = done["transactions"] as Step[];
    expect(steps.map(({ resumed }) => resumed)).to.deep.equal([...Array<boolean>(8).fill(true), false, false]);
    // the third was signed once and sent twice, by two runs; every other one was sent once
    expect(new Set(signed).size).to.equal(8);
    expect([await chain.nonce(people.deployer.address), await chain.height()]).to.deep.equal([10, 10]);
    const addresses = (data: Data) => (data["coins"] as Coin[]).map(({ coin, registry }) => [coin, registry]);
    expect(addresses(done)).to.deep.equal(addresses(predicted));
    const again = await operator.json([...deploy, "--yes"]);
    expect(again).to.deep.include({ unchanged: true, transactions: [], coins: done["coins"] });
    expect(await chain.height()).to.equal(10);
  });

  it("roles names the delays that are not in force yet", async () => {
    const { pending, time } = await operator.json(["roles"]);
    const waiting = pending as { what: string; effect: number }[];
    expect(waiting).to.have.length.above(0);
    for (const { effect } of waiting) expect(effect - (time as number)).to.be.within(1, 5 * 86_400);
    const text = await operator.text("roles");
    expect(text).to.match(/^not yet: delay of 48 h on /mu);
  });

  it("the first mint waits for them, exit 8", async () => {
    const evidence = evidenceFile();
    await operator.json(["account", "register", ...accountOptions, "--yes"]);
    await operator.json(["deposits", "import", fixture, "--yes"]);
    const to = people.customer.address;
    const propose = ["mint", "propose", "--deposit", credits[0].reference, "--to", to, "--evidence", evidence];
    const proposed = await operator.json([
      ...[...propose, "--maker", people.maker.address],
      ...["--valid-for", "86000", "--yes"],
    ]);
    ({ order } = proposed["order"] as { order: string });
    await operator.json(["mint", "approve", "--order", order, "--signer", people.checker.signer, "--yes"]);
    const send = ["mint", "send", "--order", order, "--signer", people.maker.signer, "--yes"];
    await operator.refusal(send, "SETBACK_PENDING", 8);
    expect(await chain.nonce(people.maker.address)).to.equal(0);
  });

  it("stops on Ctrl-C with 130; the records do not fit the chain that is started next, exit 7", async () => {
    const { code, stderr } = await node.stop();
    expect([code, /COMMAND_INTERRUPTED/u.test(stderr)]).to.deep.equal([130, true]);
    const { port } = new URL(node.url);
    node = await startNode(Number(port));
    for (const command of [["status"], ["roles"], [...deploy, "--yes"]]) {
      const { parameters } = await operator.refusal(command, "DEPLOYMENT_DRIFT", 7);
      expect(parameters["field"]).to.equal("genesisHash");
      expect(parameters["recorded"]).to.match(/^0x[0-9a-f]{64}$/u);
      expect(parameters["actual"]).to.equal(((await chain.rpc("eth_getBlockByNumber", "0x0", false)) as Data)["hash"]);
    }
    expect(await chain.height()).to.equal(0);
  });
});
