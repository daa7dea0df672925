import { expect } from "chai";
import { Interface, Wallet } from "ethers";

import { createOutbox } from "../../scripts/chain/outbox.js";
import { openSigner } from "../../scripts/chain/signers.js";
import { simulate } from "../../scripts/chain/simulate.js";
import { openJournal } from "../../scripts/journal/openJournal.js";
import { emptyJournalFolder } from "../journal/journalFolder.js";
import { rejection } from "../journal/rejection.js";
import { ONCE_CREATION, startTestChain, type TestChain } from "./testChain.js";

const own = new Interface(["error OverLimit(uint256 amount, uint256 limit)"]);

describe("simulate", function () {
  this.timeout(30_000);
  let chain: TestChain;
  let from: string;
  let target: string;

  before(async () => {
    chain = await startTestChain();
    const { network, provider } = chain;
    const journal = await openJournal(await emptyJournalFolder(), { env: {} });
    const signer = await openSigner("dev:0", { network, role: "test" });
    from = signer.address;
    const outbox = createOutbox({ journal, provider, network });
    target = (await outbox.send("create", { to: null, data: ONCE_CREATION }, signer)).contractAddress!;
    await outbox.send("use", { to: target, data: "0x" }, signer);
    await journal.close();
  });
  after(() => chain.close());

  it("gives the result and the gas, and changes nothing", async () => {
    const to = Wallet.createRandom().address;
    const { result, gas } = await simulate(chain.provider, { from, to, data: "0x", value: 5n });
    expect(result).to.equal("0x");
    expect(gas >= 21_000n && gas < 21_100n, gas.toString()).to.equal(true);
    expect(await chain.provider.getBalance(to)).to.equal(0n);
  });

  it("tells a revert by name and figures, and hands it on as data", async () => {
    const data = own.encodeErrorResult("OverLimit", [7n, 5n]);
    const error = await rejection(simulate(chain.provider, { from, to: target, data }, [own]), "CHAIN_WOULD_REVERT");
    expect(error.parameters).to.include({ name: "OverLimit", args: "amount 7, limit 5" });
    expect(error.cause).to.deep.include({
      name: "OverLimit",
      args: [
        ["amount", "7"],
        ["limit", "5"],
      ],
      signature: "OverLimit(uint256,uint256)",
      data,
    });
    expect(error.exitCode).to.equal(5);
  });

  it("tells a revert without a reason, and a creation that fails", async () => {
    const empty = await rejection(simulate(chain.provider, { from, to: target, data: "0x" }), "CHAIN_WOULD_REVERT");
    expect(empty.parameters.name).to.equal("EmptyRevert");
    // INVALID
    await rejection(simulate(chain.provider, { from, to: null, data: "0xfe" }), "CHAIN_WOULD_REVERT");
  });
});
