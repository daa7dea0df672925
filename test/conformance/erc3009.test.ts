import { expect } from "chai";
import { concat, dataSlice, id, MaxUint256, ZeroAddress, ZeroHash, type BaseWallet } from "ethers";

import { ALICE_HOLDS, conformingCoin } from "./conformingCoin.js";
import { cancelCall, cancelDigest, overloads, paymentCall, paymentDigest } from "./signedCalls.js";
import type { Payment, Way } from "./signedCalls.js";
import { bytesOf, CANCEL_TYPE, mirrored, RECEIVE_TYPE, sign, TRANSFER_TYPE } from "./signedMessages.js";
import type { Domain, Parts } from "./signedMessages.js";
import { otherDomains } from "./wrongDomains.js";

const ways: readonly Way[] = ["transfer", "receive"];
const NONCE = id("a nonce");

/** ERC-3009, sentence by sentence: https://eips.ethereum.org/EIPS/eip-3009 */
describe("conformance: ERC-3009", () => {
  const chain = conformingCoin();

  /** Alice pays bob 1,234,567 token units; bob, the payee, submits, as both ways allow. */
  const payment = (changed: Partial<Payment> = {}): Payment => ({
    from: chain().alice.address,
    to: chain().bob.address,
    value: 1_234_567n,
    validAfter: 0n,
    validBefore: MaxUint256,
    nonce: NONCE,
    ...changed,
  });
  const signed = (way: Way, one: Payment, signer: BaseWallet = chain().alice, domain: Domain = chain().domain): Parts =>
    sign(signer, paymentDigest(domain, way, one));
  const signedCancel = (signer: BaseWallet = chain().alice, nonce = NONCE): Parts =>
    sign(signer, cancelDigest(chain().domain, signer.address, nonce));
  const used = (nonce = NONCE) => chain().coin.authorizationState(chain().alice.address, nonce);

  it("signs the types whose hashes the standard prints", () => {
    expect([TRANSFER_TYPE, RECEIVE_TYPE, CANCEL_TYPE].map(id)).to.deep.equal([
      "0x7c7c6cdb67a18743f49ec6fa9b35f50d52ed05cbed4cc592e13b44501c1a2267",
      "0xd099cc98ef71107a616c4f0f941f04c322d8e254fe26b3c6668db87aae413de8",
      "0x158b0a9edf7a828aad02f63cd515c68ef2f50ba807396f6d12842833a1597429",
    ]);
  });

  it("has the selector that the standard's wrapping contracts call", () => {
    const fragment = chain().coin.getFunction(
      "receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)",
    );
    expect(fragment.fragment.selector).to.equal("0xef55bec6");
  });

  for (const way of ways) {
    for (const overload of overloads) {
      describe(`${way}WithAuthorization (${overload})`, () => {
        const call = (one: Payment, signature: Parts = signed(way, one)) =>
          paymentCall(chain().coin, way, one, signature, overload);

        it('"Execute a transfer with a signed authorization": AuthorizationUsed, then Transfer', async () => {
          const { coin, alice, bob, send, events } = chain();
          expect(await used()).to.equal(false);
          const receipt = await send(bob, call(payment()));
          expect(events(receipt)).to.deep.equal([
            ["AuthorizationUsed", alice.address, NONCE],
            ["Transfer", alice.address, bob.address, 1_234_567n],
          ]);
          expect(await coin.balanceOf(bob.address)).to.equal(1_234_567n);
          expect(await coin.balanceOf(alice.address)).to.equal(ALICE_HOLDS - 1_234_567n);
        });

        it('authorizationState: "True if the nonce is used", of that authorizer alone', async () => {
          const { coin, bob, send } = chain();
          await send(bob, call(payment()));
          expect(await used()).to.equal(true);
          expect(await used(id("another nonce"))).to.equal(false);
          expect(await coin.authorizationState(bob.address, NONCE)).to.equal(false);
        });

        it('validAfter: "The time after which this is valid": not that second, but the next', async () => {
          const { bob, now, send, refuse } = chain();
          const validAfter = (await now()) + 100n;
          const one = payment({ validAfter });
          const refusal = [validAfter, MaxUint256];
          await refuse(bob, call(one), "ERC3009InvalidAuthorizationTime", refusal, validAfter);
          await send(bob, call(one), validAfter + 1n);
          expect(await used()).to.equal(true);
        });

        it('validBefore: "The time before which this is valid": the second before, and not that one', async () => {
          const { bob, now, send, refuse } = chain();
          const validBefore = (await now()) + 100n;
          await send(bob, call(payment({ validBefore })), validBefore - 1n);
          const late = payment({ validBefore, nonce: id("late") });
          await refuse(bob, call(late), "ERC3009InvalidAuthorizationTime", [0n, validBefore], validBefore);
          expect(await used(id("late"))).to.equal(false);
        });

        it('times are "unix time" however great: 2^47 and beyond are far off, not block numbers', async () => {
          const { bob, refuse } = chain();
          for (const validAfter of [2n ** 47n, 2n ** 47n + 1n, 2n ** 64n, MaxUint256]) {
            for (const validBefore of [2n ** 47n + 2n ** 40n, MaxUint256]) {
              const one = payment({ validAfter, validBefore });
              await refuse(bob, call(one), "ERC3009InvalidAuthorizationTime", [validAfter, validBefore]);
            }
          }
        });

        it('nonces let users "create as many transactions as they want at the same time": any order will do', async () => {
          const { coin, alice, bob, send } = chain();
          const word = id("a word").slice(0, -2);
          const nonces = ["03", "00", "ff", "01"].map((last) => `${word}${last}`);
          const scattered = [id("x"), ZeroHash, `0x${"ff".repeat(32)}`, `0x${"00".repeat(31)}01`];
          for (const nonce of [...nonces, ...scattered]) await send(bob, call(payment({ nonce, value: 7n })));
          expect(await coin.balanceOf(bob.address)).to.equal(7n * 8n);
          for (const nonce of nonces) expect(await used(nonce)).to.equal(true);
          expect(await coin.authorizationState(alice.address, `${word}02`)).to.equal(false);
        });

        it("takes no nonce twice, for the same payment or another", async () => {
          const { coin, alice, bob, send, refuse } = chain();
          await send(bob, call(payment()));
          for (const one of [payment(), payment({ value: 1n })]) {
            await refuse(bob, call(one), "ERC3009UsedAuthorization", [alice.address, NONCE]);
          }
          expect(await coin.balanceOf(bob.address)).to.equal(1_234_567n);
        });

        it("takes no nonce that the other function has used, nor a cancelled one", async () => {
          const { coin, alice, bob, relayer, send, refuse } = chain();
          const other = way === "transfer" ? "receive" : "transfer";
          const refusal = (nonce: string) => [alice.address, nonce];
          await send(bob, paymentCall(coin, other, payment(), signed(other, payment()), overload));
          await refuse(bob, call(payment()), "ERC3009UsedAuthorization", refusal(NONCE));
          const cancelled = id("cancelled");
          await send(relayer, cancelCall(coin, alice.address, cancelled, signedCancel(alice, cancelled), overload));
          const one = payment({ nonce: cancelled });
          await refuse(bob, call(one), "ERC3009UsedAuthorization", refusal(cancelled));
        });

        it("takes no signature of the other function, nor of a cancelling", async () => {
          const { bob, refuse } = chain();
          const other = signed(way === "transfer" ? "receive" : "transfer", payment());
          for (const signature of [other, signedCancel()]) {
            await refuse(bob, call(payment(), signature), "ERC3009InvalidSignature", []);
          }
          expect(await used()).to.equal(false);
        });

        it("takes the payer's signature alone, over every field", async () => {
          const { alice, bob, carol, refuse } = chain();
          const signature = signed(way, payment());
          const bad: [Payment, Parts][] = [
            [payment(), signed(way, payment(), carol)],
            [payment({ from: carol.address }), signature],
            [payment({ value: 1n }), signature],
            [payment({ validAfter: 1n }), signature],
            [payment({ validBefore: MaxUint256 - 1n }), signature],
            [payment({ nonce: id("another nonce") }), signature],
          ];
          for (const [one, by] of bad) await refuse(bob, call(one, by), "ERC3009InvalidSignature", []);
          const redirected = payment({ to: carol.address });
          await refuse(carol, call(redirected, signature), "ERC3009InvalidSignature", []);
          expect(await chain().coin.balanceOf(alice.address)).to.equal(ALICE_HOLDS);
        });

        it("takes no second form of a signature, and none for zero", async () => {
          const { bob, refuse } = chain();
          const good = signed(way, payment());
          for (const bad of [mirrored(good), { ...good, v: good.v - 27 }, { ...good, v: good.v + 2 }]) {
            await refuse(bob, call(payment(), bad), "ERC3009InvalidSignature", []);
            await refuse(bob, call(payment({ from: ZeroAddress }), bad), "ERC3009InvalidSignature", []);
          }
        });

        for (const [field, changed] of otherDomains) {
          it(`"valid only for this specific instance of the token contract": no signature of another ${field}`, async () => {
            const { alice, bob, domain, refuse } = chain();
            const signature = signed(way, payment(), alice, changed(domain));
            await refuse(bob, call(payment(), signature), "ERC3009InvalidSignature", []);
          });
        }

        it("is a transfer as ERC-20 has it: 0 is one, and the balance bounds it; a refusal leaves the nonce unused", async () => {
          const { alice, bob, send, refuse, events } = chain();
          for (const value of [ALICE_HOLDS + 1n, 2n ** 128n, MaxUint256]) {
            const refusal = [alice.address, ALICE_HOLDS, value];
            await refuse(bob, call(payment({ value })), "ERC20InsufficientBalance", refusal);
          }
          expect(await used()).to.equal(false);
          expect(events(await send(bob, call(payment({ value: 0n })))).at(-1)).to.deep.equal([
            "Transfer",
            alice.address,
            bob.address,
            0n,
          ]);
        });
      });
    }
  }

  for (const overload of overloads) {
    it(`transfer (${overload}): anybody may submit; zero and the coin are no payees`, async () => {
      const { coin, address, bob, relayer, send, refuse } = chain();
      await send(relayer, paymentCall(coin, "transfer", payment(), signed("transfer", payment()), overload));
      expect(await coin.balanceOf(bob.address)).to.equal(1_234_567n);
      for (const to of [ZeroAddress, address]) {
        const one = payment({ to, nonce: id(to) });
        const call = paymentCall(coin, "transfer", one, signed("transfer", one), overload);
        await refuse(relayer, call, "ERC20InvalidReceiver", [to]);
      }
    });

    it(`receive (${overload}): "the payee's address matches the caller of this function"`, async () => {
      const { coin, alice, bob, relayer, refuse } = chain();
      const call = paymentCall(coin, "receive", payment(), signed("receive", payment()), overload);
      for (const caller of [relayer, alice]) {
        await refuse(caller, call, "ERC20InvalidReceiver", [bob.address]);
      }
      expect(await used()).to.equal(false);
    });

    describe(`cancelAuthorization (${overload})`, () => {
      const cancel = (signature: Parts = signedCancel()) =>
        cancelCall(chain().coin, chain().alice.address, NONCE, signature, overload);

      it('"Attempt to cancel an authorization": anybody submits, AuthorizationCanceled alone is fired', async () => {
        const { coin, alice, relayer, send, events } = chain();
        expect(events(await send(relayer, cancel()))).to.deep.equal([["AuthorizationCanceled", alice.address, NONCE]]);
        expect(await used()).to.equal(true);
        expect(await coin.balanceOf(alice.address)).to.equal(ALICE_HOLDS);
      });

      it("cancels neither a used nonce nor a cancelled one", async () => {
        const { coin, alice, bob, relayer, send, refuse } = chain();
        await send(relayer, cancel());
        await refuse(relayer, cancel(), "ERC3009UsedAuthorization", [alice.address, NONCE]);
        const spent = id("spent");
        const one = payment({ nonce: spent });
        await send(bob, paymentCall(coin, "transfer", one, signed("transfer", one), overload));
        const again = cancelCall(coin, alice.address, spent, signedCancel(alice, spent), overload);
        await refuse(relayer, again, "ERC3009UsedAuthorization", [alice.address, spent]);
      });

      it("takes the authorizer's signature alone, for that nonce, in one form", async () => {
        const { alice, domain, carol, relayer, refuse } = chain();
        const good = signedCancel();
        const hash = cancelDigest(domain, alice.address, NONCE);
        const bad = [
          sign(carol, hash),
          signedCancel(alice, id("another nonce")),
          signed("transfer", payment()),
          mirrored(good),
          { ...good, v: good.v - 27 },
          ...otherDomains.map(([, changed]) => sign(alice, cancelDigest(changed(domain), alice.address, NONCE))),
        ];
        for (const signature of bad) await refuse(relayer, cancel(signature), "ERC3009InvalidSignature", []);
        expect(await used()).to.equal(false);
      });
    });
  }

  it("takes 65 bytes of ECDSA, and not fewer or more", async () => {
    const { coin, alice, bob, refuse } = chain();
    for (const way of ways) {
      const whole = bytesOf(signed(way, payment()));
      for (const bytes of ["0x", dataSlice(whole, 0, 64), `${whole}00`, concat([whole, whole])]) {
        await refuse(bob, paymentCall(coin, way, payment(), bytes), "ERC3009InvalidSignature", []);
      }
    }
    const whole = bytesOf(signedCancel());
    for (const bytes of ["0x", dataSlice(whole, 0, 64), `${whole}00`]) {
      await refuse(bob, cancelCall(coin, alice.address, NONCE, bytes), "ERC3009InvalidSignature", []);
    }
  });
});
