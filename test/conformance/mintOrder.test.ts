import { expect } from "chai";
import { dataSlice, id, MaxUint256, ZeroAddress, ZeroHash, type BaseWallet } from "ethers";

import type { MintOrder } from "../../scripts/issuance/mintOrders.js";
import { mintCall, orderDigest, orderFor } from "./approvedMints.js";
import { ALICE_HOLDS, conformingCoin } from "./conformingCoin.js";
import { bytesOf, mirrored, sign } from "./signedMessages.js";
import { otherDomains } from "./wrongDomains.js";

const ORDER_CAP = 5_000_000_000_000n;
const DAY = 86_400n;

/** A mint order is a signed message too: what it must not be, each with its error and its figures. */
describe("conformance: the mint order", () => {
  const chain = conformingCoin();
  const maker = (): BaseWallet => chain().bench.account(1);
  const checker = (): BaseWallet => chain().bench.account(2);
  const approve = (order: MintOrder, signer = checker(), domain = chain().domain): string =>
    bytesOf(sign(signer, orderDigest(domain, order)));
  const approved = (order: MintOrder) => mintCall(chain(), order, checker().address, approve(order));

  it("is minted when nothing is wrong with it, up to the last second and a day ahead at most", async () => {
    const { coin, alice, now, send } = chain();
    const at = (await now()) + 100n;
    await send(maker(), approved(await orderFor(chain(), { deadline: at })), at);
    const longest = { deadline: at + 1n + DAY, depositRef: id("another credit") };
    await send(maker(), approved(await orderFor(chain(), longest)), at + 1n);
    expect(await coin.balanceOf(alice.address)).to.equal(ALICE_HOLDS + 10_000_000n);
  });

  it("expired by a second, or open for a second longer than a day", async () => {
    const { now, refuse } = chain();
    const at = (await now()) + 100n;
    const expired = approved(await orderFor(chain(), { deadline: at - 1n }));
    await refuse(maker(), expired, "MintOrderExpired", [at - 1n, at], at);
    const later = at + 10n;
    const long = approved(await orderFor(chain(), { deadline: later + DAY + 1n }));
    await refuse(maker(), long, "MintOrderTooLong", [later + DAY + 1n, later + DAY], later);
  });

  it("of an amount beyond what one order may mint, the balance's and the counter's bits included", async () => {
    const { coin, refuse } = chain();
    for (const amount of [ORDER_CAP + 1n, 2n ** 96n, 2n ** 112n, 2n ** 128n, 2n ** 128n + 1n, MaxUint256]) {
      const call = approved(await orderFor(chain(), { amount }));
      await refuse(maker(), call, "MintOverOrderCap", [amount, ORDER_CAP]);
    }
    expect(await coin.everMinted()).to.equal(ALICE_HOLDS);
  });

  it("of an amount beyond the proved reserves, by one unit, or of none", async () => {
    const { bench, coin, send, refuse } = chain();
    const limit = await bench.registry.mintLimit();
    const over = limit - ALICE_HOLDS + 1n;
    const refusal = [over, ALICE_HOLDS, limit];
    await refuse(maker(), approved(await orderFor(chain(), { amount: over })), "MintOverReserveLimit", refusal);
    await refuse(maker(), approved(await orderFor(chain(), { amount: 0n })), "AmountZero", []);
    await send(maker(), approved(await orderFor(chain(), { amount: over - 1n })));
    expect(await coin.everMinted()).to.equal(limit);
  });

  it("to zero, to the coin or to whoever is no customer", async () => {
    const { address, bob, refuse } = chain();
    for (const to of [ZeroAddress, address, bob.address]) {
      await refuse(maker(), approved(await orderFor(chain(), { to })), "NotCustomer", [to]);
    }
  });

  it("to zero or the coin by way of admitting them: nobody can", async () => {
    const { coin, address, bench, refuse } = chain();
    for (const account of [ZeroAddress, address]) {
      const call = coin.addCustomers.populateTransaction([account], id("file"));
      await refuse(bench.account(3), call, "AccountProtected", [account]);
    }
  });

  it("without a deposit or evidence, or of a deposit that was minted", async () => {
    const { send, refuse } = chain();
    for (const missing of [{ depositRef: ZeroHash }, { evidence: ZeroHash }]) {
      await refuse(maker(), approved(await orderFor(chain(), missing)), "ReferenceMissing", []);
    }
    const order = await orderFor(chain());
    await send(maker(), approved(order));
    await refuse(maker(), approved(order), "DepositRefUsed", [order.depositRef]);
  });

  it("approved by a signature cut short, of another form, or over another order", async () => {
    const { refuse } = chain();
    const order = await orderFor(chain());
    const hash = orderDigest(chain().domain, order);
    const good = sign(checker(), hash);
    for (const approval of [
      "0x",
      dataSlice(bytesOf(good), 0, 64),
      `${bytesOf(good)}00`,
      bytesOf(mirrored(good)),
      bytesOf({ ...good, v: good.v - 27 }),
      approve({ ...order, amount: order.amount + 1n }),
      approve(order, maker()),
    ]) {
      const call = mintCall(chain(), order, checker().address, approval);
      await refuse(maker(), call, "MintApprovalInvalid", [checker().address, hash]);
    }
  });

  for (const [field, changed] of otherDomains) {
    it(`approved for another ${field}`, async () => {
      const { domain, refuse } = chain();
      const order = await orderFor(chain());
      const call = mintCall(chain(), order, checker().address, approve(order, checker(), changed(domain)));
      await refuse(maker(), call, "MintApprovalInvalid", [checker().address, orderDigest(domain, order)]);
    });
  }

  it("approved by nobody, by its maker, by an outsider; or sent by another than its maker", async () => {
    const { alice, refuse } = chain();
    const order = await orderFor(chain());
    const by = (approver: BaseWallet) => mintCall(chain(), order, approver.address, approve(order, approver));
    const none = mintCall(chain(), order, ZeroAddress, `0x${"00".repeat(65)}`);
    await refuse(maker(), none, "MintApproverUnauthorized", [ZeroAddress]);
    await refuse(maker(), by(maker()), "MintApproverMayMint", [maker().address]);
    await refuse(maker(), by(alice), "MintApproverUnauthorized", [alice.address]);
    await refuse(alice, by(checker()), "AccessManagedUnauthorized", [alice.address]);
    const other = await orderFor(chain(), { maker: alice.address });
    await refuse(maker(), approved(other), "MintMakerMismatch", [alice.address, maker().address]);
  });
});
