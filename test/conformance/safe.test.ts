import { expect } from "chai";
import { id, MaxUint256, type BaseWallet } from "ethers";

import { roleTable } from "../../scripts/deploy/roleTable.js";
import { mintCall, orderDigest, orderFor } from "./approvedMints.js";
import { asBoard, managerOf } from "./asBoard.js";
import { ALICE_HOLDS, conformingCoin } from "./conformingCoin.js";
import { createSafe, deploySafeContracts, signAsSafe, type SafeContracts } from "./deployedSafe.js";
import { cancelCall, cancelDigest, paymentCall, paymentDigest, permitCall, permitDigest } from "./signedCalls.js";
import type { Way } from "./signedCalls.js";

const SAFE_HOLDS = 100_000_000n;

/** ERC-1271 with the wallet that treasuries use: a Safe of which any two of three owners sign. */
describe("conformance: ERC-1271, a Safe", () => {
  const chain = conformingCoin();
  let contracts: SafeContracts;
  let safe: string;
  let owners: BaseWallet[];

  before(async () => {
    const { bench, coin, alice, send } = chain();
    owners = [bench.account(16), bench.account(17), bench.account(18)];
    contracts = await deploySafeContracts(chain());
    safe = await createSafe(chain(), contracts, owners, 2);
    await send(alice, coin.transfer.populateTransaction(safe, SAFE_HOLDS));
  });

  /** Signatures of owners over a hash that the coin asks the Safe about. */
  const by = (hash: string, ...indices: readonly number[]): string =>
    signAsSafe(
      chain().bench.chainId,
      safe,
      indices.map((index) => owners[index]!),
      hash,
    );

  for (const way of ["transfer", "receive"] as readonly Way[]) {
    it(`pays by ${way}WithAuthorization, with any two owners, once`, async () => {
      const { coin, bob, domain, send, refuse, events } = chain();
      for (const [first, second] of [
        [0, 1],
        [1, 2],
        [0, 2],
      ] as const) {
        const nonce = id(`${first} and ${second}`);
        const payment = { from: safe, to: bob.address, value: 7n, validAfter: 0n, validBefore: MaxUint256, nonce };
        const call = paymentCall(coin, way, payment, by(paymentDigest(domain, way, payment), first, second));
        expect(events(await send(bob, call))).to.deep.equal([
          ["AuthorizationUsed", safe, nonce],
          ["Transfer", safe, bob.address, 7n],
        ]);
        await refuse(bob, call, "ERC3009UsedAuthorization", [safe, nonce]);
      }
      expect(await coin.balanceOf(bob.address)).to.equal(21n);
    });
  }

  it("does not pay with one owner, with one twice, or with an outsider", async () => {
    const { bench, coin, alice, bob, domain, refuse } = chain();
    const nonce = id("n");
    const payment = { from: safe, to: bob.address, value: 7n, validAfter: 0n, validBefore: MaxUint256, nonce };
    const hash = paymentDigest(domain, "transfer", payment);
    const outsider = signAsSafe(bench.chainId, safe, [owners[0]!, alice], hash);
    for (const signature of [by(hash, 0), by(hash, 0, 0), outsider, "0x"]) {
      await refuse(bob, paymentCall(coin, "transfer", payment, signature), "ERC3009InvalidSignature", []);
    }
    // what its owners would sign as themselves is no signature of the Safe's
    const raw = owners.slice(0, 2).map((owner) => owner.signingKey.sign(hash).serialized);
    const bare = paymentCall(coin, "transfer", payment, `${raw[0]!}${raw[1]!.slice(2)}`);
    await refuse(bob, bare, "ERC3009InvalidSignature", []);
    expect(await coin.balanceOf(safe)).to.equal(SAFE_HOLDS);
  });

  it("does not pay with what its owners signed for another Safe of theirs", async () => {
    const { bench, coin, bob, domain, refuse } = chain();
    const nonce = id("n");
    const payment = { from: safe, to: bob.address, value: 7n, validAfter: 0n, validBefore: MaxUint256, nonce };
    const other = await createSafe(chain(), contracts, owners, 2, 1);
    expect(other).to.not.equal(safe);
    const hash = paymentDigest(domain, "transfer", payment);
    const signature = signAsSafe(bench.chainId, other, owners.slice(0, 2), hash);
    await refuse(bob, paymentCall(coin, "transfer", payment, signature), "ERC3009InvalidSignature", []);
  });

  it("allows a spender by permit, and cancels an authorization", async () => {
    const { coin, bob, domain, now, relayer, send, refuse } = chain();
    const permission = { owner: safe, spender: bob.address, value: 9n, nonce: 0n, deadline: (await now()) + 60n };
    await send(relayer, permitCall(coin, permission, by(permitDigest(domain, permission), 0, 2)));
    await send(bob, coin.transferFrom.populateTransaction(safe, bob.address, 9n));
    expect(await coin.balanceOf(bob.address)).to.equal(9n);

    const nonce = id("unwanted");
    await send(relayer, cancelCall(coin, safe, nonce, by(cancelDigest(domain, safe, nonce), 1, 2)));
    const payment = { from: safe, to: bob.address, value: 7n, validAfter: 0n, validBefore: MaxUint256, nonce };
    const call = paymentCall(coin, "transfer", payment, by(paymentDigest(domain, "transfer", payment), 0, 1));
    await refuse(bob, call, "ERC3009UsedAuthorization", [safe, nonce]);
  });

  it("is minted to as a customer", async () => {
    const { bench, coin } = chain();
    await bench.mint(safe, 42n);
    expect(await coin.balanceOf(safe)).to.equal(SAFE_HOLDS + 42n);
    expect(await coin.isCustomer(safe)).to.equal(true);
  });

  it("approves mints as checker, once the board has granted it the role", async () => {
    const { bench, coin, alice, domain, send, refuse, events } = chain();
    const maker = bench.account(1);
    const early = await orderFor(chain());
    const approval = by(orderDigest(domain, early), 0, 1);
    await refuse(maker, mintCall(chain(), early, safe, approval), "MintApproverUnauthorized", [safe]);

    const manager = await managerOf(chain());
    const grant = manager.interface.encodeFunctionData("grantRole", [roleTable.MINT_APPROVER.id, safe, 0]);
    await asBoard(chain(), await manager.getAddress(), grant);

    const order = await orderFor(chain());
    const hash = orderDigest(domain, order);
    await refuse(maker, mintCall(chain(), order, safe, by(hash, 0)), "MintApprovalInvalid", [safe, hash]);
    expect(events(await send(maker, mintCall(chain(), order, safe, by(hash, 0, 1))))).to.deep.equal([
      ["Transfer", "0x0000000000000000000000000000000000000000", alice.address, order.amount],
      ["Minted", alice.address, order.depositRef, maker.address, safe, order.amount, order.evidence],
    ]);
    expect(await coin.totalSupply()).to.equal(ALICE_HOLDS + order.amount);
  });
});
