import { expect } from "chai";
import { id, MaxUint256, ZeroAddress, type BaseWallet } from "ethers";

import { mintCall, orderDigest, orderFor } from "./approvedMints.js";
import { conformingCoin } from "./conformingCoin.js";
import { createSafe, deploySafeContracts, safeSetup, signAsSafe, type SafeContracts } from "./deployedSafe.js";
import { overloads, paymentCall, paymentDigest, permitCall, permitDigest } from "./signedCalls.js";
import { bytesOf, sign } from "./signedMessages.js";

/**
 * EIP-7702: keys whose accounts have code, set by real type-4 transactions.
 * https://eips.ethereum.org/EIPS/eip-7702
 */
describe("conformance: EIP-7702", () => {
  const chain = conformingCoin();
  let contracts: SafeContracts;

  before(async () => {
    contracts = await deploySafeContracts(chain());
  });

  /** Makes `account` run the code at `target`: it signs the authorization, and the relayer sends it. */
  const delegate = async (account: BaseWallet, target: string): Promise<void> => {
    const { bench, provider, relayer, send } = chain();
    const nonce = await provider.getTransactionCount(account.address);
    const authorization = await account.authorize({ address: target, chainId: bench.chainId, nonce });
    await send(relayer, { type: 4, to: ZeroAddress, authorizationList: [authorization] });
    // "0xef0100 || address": the delegation designator
    expect(await provider.getCode(account.address)).to.equal(`0xef0100${target.slice(2).toLowerCase()}`);
  };
  const payment = () => ({
    from: chain().alice.address,
    to: chain().bob.address,
    value: 7n,
    validAfter: 0n,
    validBefore: MaxUint256,
    nonce: id("n"),
  });

  /** Code that has no isValidSignature, and code that has one and knows nothing of the account's key. */
  const delegates = {
    "without ERC-1271": () => chain().bench.registry.getAddress(),
    "with ERC-1271, not set up": () => contracts.singleton,
    "with ERC-1271 behind a proxy, whose storage is elsewhere": () => {
      const { bench } = chain();
      return createSafe(chain(), contracts, [bench.account(16), bench.account(17)], 2);
    },
  } as const;

  for (const [kind, target] of Object.entries(delegates)) {
    describe(`an account delegated to code ${kind}`, () => {
      for (const overload of overloads) {
        it(`pays and permits by its own key, as before (${overload})`, async () => {
          const { coin, alice, bob, domain, now, send } = chain();
          await delegate(alice, await target());
          for (const way of ["transfer", "receive"] as const) {
            const one = { ...payment(), nonce: id(way) };
            const signature = sign(alice, paymentDigest(domain, way, one));
            await send(bob, paymentCall(coin, way, one, signature, overload));
          }
          expect(await coin.balanceOf(bob.address)).to.equal(14n);
          const deadline = (await now()) + 60n;
          const permission = { owner: alice.address, spender: bob.address, value: 9n, nonce: 0n, deadline };
          await send(bob, permitCall(coin, permission, sign(alice, permitDigest(domain, permission)), overload));
          expect(await coin.allowance(alice.address, bob.address)).to.equal(9n);
        });
      }

      it("pays by nobody else's key", async () => {
        const { coin, alice, bob, carol, domain, refuse } = chain();
        await delegate(alice, await target());
        for (const thief of [bob, carol]) {
          const signature = sign(thief, paymentDigest(domain, "transfer", payment()));
          await refuse(bob, paymentCall(coin, "transfer", payment(), signature), "ERC3009InvalidSignature", []);
        }
      });

      it("approves mints by its own key, as before", async () => {
        const { bench, coin, domain, send } = chain();
        const [maker, checker] = [bench.account(1), bench.account(2)];
        await delegate(checker, await target());
        const order = await orderFor(chain());
        const approval = bytesOf(sign(checker, orderDigest(domain, order)));
        await send(maker, mintCall(chain(), order, checker.address, approval));
        expect(await coin.isDepositMinted(order.depositRef)).to.equal(true);
      });
    });
  }

  it("signs by its code too: an account that became a Safe pays by its owners, and still by its key", async () => {
    const { bench, coin, alice, bob, domain, send, refuse } = chain();
    const owners = [bench.account(16), bench.account(17)];
    await delegate(alice, contracts.singleton);
    await send(alice, { to: alice.address, data: safeSetup(contracts, owners, 2) });

    const hash = paymentDigest(domain, "transfer", payment());
    const both = signAsSafe(bench.chainId, alice.address, owners, hash);
    const one = signAsSafe(bench.chainId, alice.address, owners.slice(0, 1), hash);
    await refuse(bob, paymentCall(coin, "transfer", payment(), one), "ERC3009InvalidSignature", []);
    await send(bob, paymentCall(coin, "transfer", payment(), both));
    const second = { ...payment(), nonce: id("by key") };
    const byKey = sign(alice, paymentDigest(domain, "transfer", second));
    await send(bob, paymentCall(coin, "transfer", second, byKey));
    expect(await coin.balanceOf(bob.address)).to.equal(14n);
  });

  it("is a key alone again once the delegation is cleared: its code's signatures are no longer taken", async () => {
    const { bench, coin, alice, bob, domain, provider, relayer, send, refuse } = chain();
    const owners = [bench.account(16), bench.account(17)];
    await delegate(alice, contracts.singleton);
    await send(alice, { to: alice.address, data: safeSetup(contracts, owners, 2) });
    const nonce = await provider.getTransactionCount(alice.address);
    const clearing = await alice.authorize({ address: ZeroAddress, chainId: bench.chainId, nonce });
    await send(relayer, { type: 4, to: ZeroAddress, authorizationList: [clearing] });
    expect(await provider.getCode(alice.address)).to.equal("0x");

    const both = signAsSafe(bench.chainId, alice.address, owners, paymentDigest(domain, "transfer", payment()));
    await refuse(bob, paymentCall(coin, "transfer", payment(), both), "ERC3009InvalidSignature", []);
    const byKey = sign(alice, paymentDigest(domain, "transfer", payment()));
    await send(bob, paymentCall(coin, "transfer", payment(), byKey));
    expect(await coin.balanceOf(bob.address)).to.equal(7n);
  });
});
