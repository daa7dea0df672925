import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { expect } from "chai";
import { Interface, Transaction, Wallet, ZeroAddress, type TransactionLike } from "ethers";

import { connect } from "../../scripts/chain/connect.js";
import type { ResolvedNetwork } from "../../scripts/chain/networks.js";
import type { OperatorSigner } from "../../scripts/chain/OperatorSigner.js";
import { createOutbox, type Outbox } from "../../scripts/chain/outbox.js";
import {
  outboxDead,
  outboxFinal,
  outboxIntent,
  outboxMined,
  outboxReorganised,
  outboxSigned,
} from "../../scripts/chain/outboxEntries.js";
import { openSigner } from "../../scripts/chain/signers.js";
import type { Journal } from "../../scripts/journal/Journal.js";
import { openJournal } from "../../scripts/journal/openJournal.js";
import { emptyJournalFolder } from "../journal/journalFolder.js";
import { rejection } from "../journal/rejection.js";
import { startRpcProxy, type RpcProxy } from "./rpcProxy.js";
import { ONCE_CREATION, startTestChain, type TestChain } from "./testChain.js";

const child = fileURLToPath(new URL("sendOnce.ts", import.meta.url));
const refusal = new Interface(["error Refused(address by, uint256 figure)"]);

describe("outbox", function () {
  this.timeout(60_000);
  let chain: TestChain;
  let proxy: RpcProxy;
  let folder: string;
  let journal: Journal;
  let network: ResolvedNetwork;
  let outbox: Outbox;
  let signer: OperatorSigner;
  let other: OperatorSigner;
  let to: string;
  let account = 0;

  before(async () => {
    chain = await startTestChain();
  });
  after(() => chain.close());

  beforeEach(async () => {
    proxy = await startRpcProxy(chain.url);
    folder = await emptyJournalFolder();
    journal = await openJournal(folder, { env: {} });
    network = { ...chain.network, rpcUrl: proxy.url };
    // accounts nobody has used yet: nonces start at 0
    signer = await openSigner(`dev:${account}`, { network, role: "test" });
    other = await openSigner("dev:19", { network, role: "test" });
    account += 1;
    to = Wallet.createRandom().address;
    outbox = await newOutbox();
  });
  afterEach(async () => {
    await journal.close();
    await proxy.close();
  });

  async function newOutbox(changes: Partial<ResolvedNetwork> = {}): Promise<Outbox> {
    network = { ...network, ...changes };
    return createOutbox({ journal, provider: await connect(network), network });
  }

  /** Sends a transaction past the outbox, as somebody else with the same or another key would. */
  async function sendAside(from: OperatorSigner, target: string, data = "0x"): Promise<void> {
    const { provider } = chain;
    const nonce = await provider.getTransactionCount(from.address);
    const fees = { maxFeePerGas: 10n ** 11n, maxPriorityFeePerGas: 10n ** 9n, gasLimit: 100_000n };
    const raw = await from.signTransaction({ type: 2, chainId: 31_337, nonce, to: target, data, ...fees });
    const answer = await provider.broadcastTransaction(raw);
    await answer.wait();
  }

  async function createOnceContract(): Promise<string> {
    const created = await outbox.send(`create-${account}`, { to: null, data: ONCE_CREATION }, other);
    proxy.sent.length = 0;
    return created.contractAddress!;
  }

  const nonce = (): Promise<number> => chain.provider.getTransactionCount(signer.address);
  const balance = (): Promise<bigint> => chain.provider.getBalance(to);

  it("carries out an intent, and records every step in order", async () => {
    expect(await outbox.state("pay")).to.equal(undefined);
    const sent = await outbox.send("pay", { to, data: "0x", value: 5n }, signer);
    const receipt = await chain.provider.getTransactionReceipt(sent.hash);
    expect(sent).to.deep.equal({
      intentId: "pay",
      hash: receipt!.hash,
      blockNumber: receipt!.blockNumber,
      blockHash: receipt!.blockHash,
      gasUsed: 21_000n,
      status: "succeeded",
      attempt: 1,
      resumed: false,
      contractAddress: undefined,
    });
    expect(await balance()).to.equal(5n);
    const seqs = [
      await journal.find(outboxIntent, "pay"),
      await journal.find(outboxSigned, "pay#1"),
      await journal.find(outboxMined, `pay#1@${sent.blockHash}`),
      await journal.find(outboxFinal, "pay#1"),
    ].map((entry) => entry?.seq);
    expect(seqs).to.deep.equal([1, 2, 3, 4]);
    expect(await outbox.state("pay")).to.equal("succeeded");
  });

  it("has the bytes in the journal before they leave", async () => {
    const stored: (string | undefined)[] = [];
    proxy.onSend = async () => {
      stored.push((await journal.find(outboxSigned, "pay#1"))?.body.raw);
    };
    await outbox.send("pay", { to, data: "0x", value: 1n }, signer);
    expect(stored).to.deep.equal(proxy.sent);
    expect(stored).to.have.length(1);
  });

  it("answers a repeated intent from the journal, and refuses the same id for anything else", async () => {
    const first = await outbox.send("pay", { to, data: "0x", value: 5n }, signer);
    expect(await outbox.send("pay", { to, data: "0x", value: 5n }, signer)).to.deep.equal({ ...first, resumed: true });
    const conflicts = [
      { field: "value", send: () => outbox.send("pay", { to, data: "0x", value: 6n }, signer) },
      { field: "data", send: () => outbox.send("pay", { to, data: "0x01", value: 5n }, signer) },
      { field: "to", send: () => outbox.send("pay", { to: signer.address, data: "0x", value: 5n }, signer) },
      { field: "to", send: () => outbox.send("pay", { to: null, data: "0x", value: 5n }, signer) },
      { field: "from", send: () => outbox.send("pay", { to, data: "0x", value: 5n }, other) },
    ];
    for (const { field, send } of conflicts) {
      expect((await rejection(send(), "OUTBOX_CONFLICT")).parameters.field).to.equal(field);
    }
    expect(proxy.sent).to.have.length(1);
    expect(await balance()).to.equal(5n);
  });

  it("creates a contract", async () => {
    const created = await outbox.send("create", { to: null, data: ONCE_CREATION }, signer);
    expect(await chain.provider.getCode(created.contractAddress!)).to.equal(`0x${ONCE_CREATION.slice(22)}`);
  });

  it("sends nothing that would revert", async () => {
    const target = await createOnceContract();
    await sendAside(other, target);
    const data = refusal.encodeErrorResult("Refused", [ZeroAddress, 7n]);
    const error = await rejection(outbox.send("call", { to: target, data }, signer, [refusal]), "CHAIN_WOULD_REVERT");
    expect(error.parameters.name).to.equal("Refused");
    expect(error.exitCode).to.equal(5);
    expect(proxy.sent).to.deep.equal([]);
    expect(await outbox.state("call")).to.equal(undefined);
  });

  it("kill -9 between signing and broadcast: the rerun sends the same bytes, and one transaction is mined", async () => {
    await journal.close();
    proxy.mode = "stall";
    const run = (): ChildProcess =>
      spawn(process.execPath, ["--import", "tsx", child, folder, proxy.url, signer.label, "pay", to, "5"], {
        stdio: ["ignore", "pipe", "inherit"],
      });
    const arrived = new Promise<void>((resolve) => {
      proxy.onSend = () => {
        resolve();
        return Promise.resolve();
      };
    });
    const first = run();
    await arrived;
    first.kill("SIGKILL");
    await once(first, "exit");
    expect(await nonce()).to.equal(0);
    proxy.mode = "pass";
    const second = run();
    const sent = JSON.parse(await text(second.stdout!)) as Record<string, unknown>;
    expect(proxy.sent).to.have.length(2);
    expect(proxy.sent[1]).to.equal(proxy.sent[0]);
    expect(sent).to.include({ hash: Transaction.from(proxy.sent[0]).hash, attempt: 1, resumed: true });
    expect(await nonce()).to.equal(1);
    expect(await balance()).to.equal(5n);
  });

  it("a broadcast whose answer is lost is found by its receipt, and not repeated", async () => {
    proxy.mode = "lose-answer";
    const sent = await outbox.send("pay", { to, data: "0x", value: 5n }, signer);
    expect(sent.attempt).to.equal(1);
    expect(proxy.sent).to.have.length(1);
    expect([await nonce(), await balance()]).to.deep.equal([1, 5n]);
  });

  it("a transaction not mined in time is pending, and the rerun finishes it", async () => {
    await chain.rpc("evm_setAutomine", false);
    try {
      const error = await rejection(
        outbox.send("pay", { to, data: "0x", value: 5n }, signer, [], { waitSeconds: 0.3 }),
        "CHAIN_PENDING",
      );
      expect(error.parameters).to.include({ state: "not mined", seconds: 0.3 });
      expect(error.exitCode).to.equal(8);
      expect(await outbox.state("pay")).to.equal("signed");
      // the node knows it already, and says so when it is sent again
      await rejection(
        (await newOutbox()).send("pay", { to, data: "0x", value: 5n }, signer, [], { waitSeconds: 0.3 }),
        "CHAIN_PENDING",
      );
      await chain.rpc("evm_mine");
    } finally {
      await chain.rpc("evm_setAutomine", true);
    }
    const sent = await outbox.send("pay", { to, data: "0x", value: 5n }, signer);
    expect(sent).to.include({ attempt: 1, resumed: true });
    expect(new Set(proxy.sent).size).to.equal(1);
    expect([await nonce(), await balance()]).to.deep.equal([1, 5n]);
  });

  it("signs again when another transaction has used up the nonce", async () => {
    proxy.mode = "drop";
    await rejection(
      outbox.send("pay", { to, data: "0x", value: 5n }, signer, [], { waitSeconds: 0.3 }),
      "CHAIN_PENDING",
    );
    await sendAside(signer, other.address);
    proxy.mode = "pass";
    const sent = await outbox.send("pay", { to, data: "0x", value: 5n }, signer);
    expect(sent).to.include({ attempt: 2, resumed: true });
    expect(await journal.find(outboxDead, "pay#1")).not.to.equal(undefined);
    expect(proxy.sent.map((raw) => Transaction.from(raw).nonce)).to.deep.equal([0, 1]);
    expect([await nonce(), await balance()]).to.deep.equal([2, 5n]);
  });

  it("keeps waiting while the block that used up the nonce may still be reorganised away", async () => {
    const careful = await newOutbox({ finality: { kind: "depth", blocks: 3 } });
    proxy.mode = "drop";
    const pay = (): Promise<unknown> =>
      careful.send("pay", { to, data: "0x", value: 5n }, signer, [], { waitSeconds: 0.3 });
    await rejection(pay(), "CHAIN_PENDING");
    await sendAside(signer, other.address);
    proxy.mode = "pass";
    await rejection(pay(), "CHAIN_PENDING");
    expect(await journal.find(outboxDead, "pay#1")).to.equal(undefined);
    await chain.rpc("hardhat_mine", "0x3");
    await rejection(pay(), "CHAIN_PENDING");
    expect(await journal.find(outboxDead, "pay#1")).not.to.equal(undefined);
    expect((await journal.list(outboxSigned)).length).to.equal(2);
    expect(await balance()).to.equal(5n);
  });

  it("simulates before it signs again, however often it is run", async () => {
    const target = await createOnceContract();
    proxy.mode = "drop";
    const call = (waitSeconds: number): Promise<unknown> =>
      outbox.send("call", { to: target, data: "0x" }, signer, [], { waitSeconds });
    await rejection(call(0.3), "CHAIN_PENDING");
    await sendAside(signer, target);
    proxy.mode = "pass";
    for (const _run of [1, 2]) {
      expect((await rejection(call(5), "CHAIN_WOULD_REVERT")).parameters.name).to.equal("EmptyRevert");
    }
    expect(proxy.sent).to.have.length(1);
    expect(await nonce()).to.equal(1);
  });

  it("a revert on chain is decoded, told again on a rerun, and sent again only when that is asked", async () => {
    const target = await createOnceContract();
    const data = refusal.encodeErrorResult("Refused", [other.address, 7n]);
    const call = (options: { waitSeconds?: number; retryReverted?: boolean } = {}): Promise<{ attempt: number }> =>
      outbox.send("call", { to: target, data }, signer, [refusal], options);
    proxy.mode = "drop";
    await rejection(call({ waitSeconds: 0.3 }), "CHAIN_PENDING");
    await sendAside(other, target);
    proxy.mode = "pass";
    for (const _run of [1, 2]) {
      const error = await rejection(call(), "CHAIN_REVERTED");
      expect(error.parameters).to.include({ name: "Refused", args: `by ${other.address}, figure 7` });
      expect(error.exitCode).to.equal(6);
      expect([proxy.sent.length, await nonce()]).to.deep.equal([2, 1]);
    }
    expect(await outbox.state("call")).to.equal("reverted");
    await rejection(call({ retryReverted: true }), "CHAIN_WOULD_REVERT");
    expect(proxy.sent).to.have.length(2);
    await chain.rpc("hardhat_setStorageAt", target, "0x0", `0x${"0".repeat(64)}`);
    expect((await call({ retryReverted: true })).attempt).to.equal(2);
    expect((await call({ retryReverted: true })).attempt).to.equal(2);
    expect(await nonce()).to.equal(2);
  });

  it("a block that is reorganised away sends the same bytes back to the chain", async () => {
    const careful = await newOutbox({ finality: { kind: "depth", blocks: 3 } });
    const pay = (): Promise<{ attempt: number; blockHash: string }> =>
      careful.send("pay", { to, data: "0x", value: 5n }, signer, [], { waitSeconds: 0.3 });
    const snapshot = await chain.rpc("evm_snapshot");
    const pending = await rejection(pay(), "CHAIN_PENDING");
    expect(pending.parameters.state).to.match(/^mined in block \d+ but not final$/u);
    expect(await careful.state("pay")).to.equal("mined");
    await chain.rpc("evm_revert", snapshot);
    await chain.rpc("evm_increaseTime", 60);
    expect(await balance()).to.equal(0n);
    await rejection(pay(), "CHAIN_PENDING");
    await chain.rpc("hardhat_mine", "0x3");
    const sent = await pay();
    expect(sent.attempt).to.equal(1);
    expect(new Set(proxy.sent).size).to.equal(1);
    expect(proxy.sent).to.have.length(2);
    const [first, second] = await journal.list(outboxMined);
    expect(second?.body.blockHash).to.equal(sent.blockHash);
    expect((await journal.list(outboxReorganised)).map((entry) => entry.key)).to.deep.equal([first?.key]);
    expect([await nonce(), await balance()]).to.deep.equal([1, 5n]);
  });

  it("notices a reorganisation while it waits, and sends the same bytes again by itself", async () => {
    const careful = await newOutbox({ finality: { kind: "depth", blocks: 3 } });
    const snapshot = await chain.rpc("evm_snapshot");
    const sending = careful.send("pay", { to, data: "0x", value: 5n }, signer, [], { waitSeconds: 20 });
    while ((await careful.state("pay")) !== "mined") {
      await sleep(20);
    }
    await chain.rpc("evm_revert", snapshot);
    await chain.rpc("evm_increaseTime", 60);
    while ((await nonce()) === 0) {
      await sleep(20);
    }
    await chain.rpc("hardhat_mine", "0x3");
    expect((await sending).attempt).to.equal(1);
    expect(proxy.sent).to.have.length(2);
    expect(proxy.sent[1]).to.equal(proxy.sent[0]);
    expect([await nonce(), await balance()]).to.deep.equal([1, 5n]);
  });

  it("sends several intents of one signer at once, each with a nonce of its own, and one id once", async () => {
    const ids = ["a", "b", "c", "c", "d"];
    const sent = await Promise.all(ids.map((id) => outbox.send(id, { to, data: "0x", value: 1n }, signer)));
    expect(new Set(sent.map(({ hash }) => hash)).size).to.equal(4);
    expect([await nonce(), await balance()]).to.deep.equal([4, 4n]);
  });

  it("refuses a signer without the money, before anything is signed", async () => {
    const poor = await openSigner("env:POOR", {
      network,
      role: "test",
      env: { POOR: Wallet.createRandom().privateKey },
    });
    const error = await rejection(outbox.send("pay", { to, data: "0x", value: 5n }, poor), "CHAIN_FUNDS");
    expect(error.parameters).to.deep.equal({ address: poor.address, balance: 0n, needed: 5n });
    await rejection(outbox.send("free", { to, data: "0x" }, poor), "CHAIN_FUNDS");
    expect(proxy.sent).to.deep.equal([]);
  });

  it("refuses what a signer did not sign as asked", async () => {
    const signers: Record<string, (transaction: TransactionLike) => Promise<string>> = {
      "another amount": (transaction) => signer.signTransaction({ ...transaction, value: 500n }),
      "another key": (transaction) => other.signTransaction(transaction),
      nothing: () => Promise.resolve("0x"),
    };
    for (const [name, signTransaction] of Object.entries(signers)) {
      await rejection(
        outbox.send("pay", { to, data: "0x", value: 5n }, { ...signer, signTransaction }),
        "OUTBOX_SIGNATURE",
        name,
      );
    }
    expect(proxy.sent).to.deep.equal([]);
    expect(await outbox.state("pay")).to.equal(undefined);
  });
});
