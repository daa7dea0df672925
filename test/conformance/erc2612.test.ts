import { expect } from "chai";
import { dataSlice, MaxUint256, recoverAddress, ZeroAddress, type BaseWallet } from "ethers";

import { conformingCoin } from "./conformingCoin.js";
import { overloads, permitCall, permitDigest, type Permission } from "./signedCalls.js";
import { bytesOf, domainSeparator, mirrored, sign, type Domain, type Parts } from "./signedMessages.js";
import { otherDomains } from "./wrongDomains.js";

const HOUR = 3600n;

/** ERC-2612, sentence by sentence: https://eips.ethereum.org/EIPS/eip-2612 */
describe("conformance: ERC-2612", () => {
  const chain = conformingCoin();

  /** Alice allows bob 1,234,567 token units, for an hour. */
  const permission = async (): Promise<Permission> => ({
    owner: chain().alice.address,
    spender: chain().bob.address,
    value: 1_234_567n,
    nonce: 0n,
    deadline: (await chain().now()) + HOUR,
  });
  const signed = (one: Permission, signer: BaseWallet = chain().alice, domain: Domain = chain().domain): Parts =>
    sign(signer, permitDigest(domain, one));
  /** Whom the coin takes a signature to be from, which it expects over `one`. */
  const recovered = (one: Permission, signature: Parts): string =>
    recoverAddress(permitDigest(chain().domain, one), signature);

  it('DOMAIN_SEPARATOR is the "common choice": name, version, chain and contract', async () => {
    const { coin, domain } = chain();
    expect(await coin.DOMAIN_SEPARATOR()).to.equal(domainSeparator(domain));
  });

  it("nonces begin at 0, for anybody", async () => {
    const { coin, alice, bob } = chain();
    expect(await coin.nonces(alice.address)).to.equal(0n);
    expect(await coin.nonces(bob.address)).to.equal(0n);
  });

  for (const overload of overloads) {
    describe(`permit (${overload})`, () => {
      it('will "set allowance to value, increment nonces by 1, and emit a corresponding Approval event"', async () => {
        const { coin, alice, bob, relayer, send, events } = chain();
        const one = await permission();
        const receipt = await send(relayer, permitCall(coin, one, signed(one), overload));
        expect(events(receipt)).to.deep.equal([["Approval", alice.address, bob.address, one.value]]);
        expect(await coin.allowance(alice.address, bob.address)).to.equal(one.value);
        expect(await coin.nonces(alice.address)).to.equal(1n);
        expect(await coin.nonces(bob.address)).to.equal(0n);
      });

      it("sets, and does not add: permits in a row overwrite each other", async () => {
        const { coin, alice, bob, relayer, send } = chain();
        const first = await permission();
        for (const [nonce, value] of [10n, MaxUint256, 3n, 0n].entries()) {
          const one = { ...first, value, nonce: BigInt(nonce) };
          await send(relayer, permitCall(coin, one, signed(one), overload));
          expect(await coin.allowance(alice.address, bob.address)).to.equal(value);
        }
        expect(await coin.nonces(alice.address)).to.equal(4n);
      });

      it('"The caller of the permit function can be any address"', async () => {
        const { coin, alice, bob, carol, send } = chain();
        const first = await permission();
        for (const [nonce, caller] of [alice, bob, carol].entries()) {
          const one = { ...first, nonce: BigInt(nonce) };
          await send(caller, permitCall(coin, one, signed(one), overload));
        }
        expect(await coin.nonces(alice.address)).to.equal(3n);
      });

      it('"The current blocktime is less than or equal to deadline": the last second, and the one after', async () => {
        const { coin, alice, relayer, now, send, refuse } = chain();
        const last = (await now()) + 100n;
        const one = { ...(await permission()), deadline: last };
        await send(relayer, permitCall(coin, one, signed(one), overload), last);
        expect(await coin.nonces(alice.address)).to.equal(1n);
        const late = { ...one, nonce: 1n, deadline: last + 1n };
        const call = permitCall(coin, late, signed(late), overload);
        await refuse(relayer, call, "ERC2612ExpiredSignature", [last + 1n], last + 2n);
        expect(await coin.nonces(alice.address)).to.equal(1n);
      });

      it('a deadline of uint(-1) makes permits "that effectively never expire"', async () => {
        const { coin, alice, bob, relayer, wait, send } = chain();
        const one = { ...(await permission()), deadline: MaxUint256 };
        await wait(100 * 365 * 86_400);
        await send(relayer, permitCall(coin, one, signed(one), overload));
        expect(await coin.allowance(alice.address, bob.address)).to.equal(one.value);
      });

      it('"owner is not the zero address": a malformed signature recovers to zero, and is still refused', async () => {
        const { coin, relayer, refuse } = chain();
        const one = { ...(await permission()), owner: ZeroAddress };
        for (const v of [0, 26, 29, 255]) {
          const malformed = { ...signed(one), v };
          const call = permitCall(coin, one, malformed, overload);
          await refuse(relayer, call, "ERC2612InvalidSigner", [ZeroAddress, ZeroAddress]);
        }
      });

      it('"nonces[owner] is equal to nonce": neither the one after nor one that is spent', async () => {
        const { coin, alice, relayer, send, refuse } = chain();
        const one = await permission();
        const early = signed({ ...one, nonce: 1n });
        const refusal = [recovered(one, early), alice.address];
        await refuse(relayer, permitCall(coin, one, early, overload), "ERC2612InvalidSigner", refusal);
        await send(relayer, permitCall(coin, one, signed(one), overload));
        await send(relayer, permitCall(coin, one, early, overload));
        expect(await coin.nonces(alice.address)).to.equal(2n);
      });

      it('"The nonces mapping is given for replay protection"', async () => {
        const { coin, alice, bob, relayer, send, refuse } = chain();
        const one = await permission();
        const signature = signed(one);
        await send(relayer, permitCall(coin, one, signature, overload));
        await send(alice, coin.approve.populateTransaction(bob.address, 0n));
        const refusal = [recovered({ ...one, nonce: 1n }, signature), alice.address];
        await refuse(relayer, permitCall(coin, one, signature, overload), "ERC2612InvalidSigner", refusal);
        expect(await coin.allowance(alice.address, bob.address)).to.equal(0n);
      });

      it('"a valid secp256k1 signature from owner": not somebody else\'s, who is named', async () => {
        const { coin, alice, bob, relayer, refuse } = chain();
        const one = await permission();
        const call = permitCall(coin, one, signed(one, bob), overload);
        await refuse(relayer, call, "ERC2612InvalidSigner", [bob.address, alice.address]);
      });

      it('"of the message": no field other than those that were signed', async () => {
        const { coin, alice, carol, relayer, refuse } = chain();
        const one = await permission();
        const signature = signed(one);
        for (const change of [
          { spender: carol.address },
          { value: one.value + 1n },
          { deadline: one.deadline + 1n },
        ] satisfies Partial<Permission>[]) {
          const changed = { ...one, ...change };
          const refusal = [recovered(changed, signature), alice.address];
          await refuse(relayer, permitCall(coin, changed, signature, overload), "ERC2612InvalidSigner", refusal);
        }
        const stolen = { ...one, owner: carol.address };
        const refusal = [recovered(stolen, signature), carol.address];
        await refuse(relayer, permitCall(coin, stolen, signature, overload), "ERC2612InvalidSigner", refusal);
      });

      it("takes no second form of a signature: high s, v of 0 or 1", async () => {
        const { coin, alice, relayer, refuse } = chain();
        const one = await permission();
        const good = signed(one);
        for (const bad of [mirrored(good), { ...good, v: good.v - 27 }, { ...good, v: good.v + 2 }]) {
          const call = permitCall(coin, one, bad, overload);
          await refuse(relayer, call, "ERC2612InvalidSigner", [ZeroAddress, alice.address]);
        }
        expect(await coin.nonces(alice.address)).to.equal(0n);
      });

      for (const [field, changed] of otherDomains) {
        it(`DOMAIN_SEPARATOR is "unique to the contract and chain": no signature of another ${field}`, async () => {
          const { coin, alice, domain, relayer, refuse } = chain();
          const one = await permission();
          const signature = signed(one, alice, changed(domain));
          const refusal = [recovered(one, signature), alice.address];
          await refuse(relayer, permitCall(coin, one, signature, overload), "ERC2612InvalidSigner", refusal);
        });
      }

      it('"another party can always front run": the end is the same, and the intended party can go on', async () => {
        const { coin, alice, bob, carol, send, refuse } = chain();
        const one = await permission();
        const call = permitCall(coin, one, signed(one), overload);
        await send(carol, call);
        const refusal = [recovered({ ...one, nonce: 1n }, signed(one)), alice.address];
        await refuse(bob, call, "ERC2612InvalidSigner", refusal);
        await send(bob, coin.transferFrom.populateTransaction(alice.address, bob.address, one.value));
        expect(await coin.balanceOf(bob.address)).to.equal(one.value);
      });

      // the one condition beyond the standard's own: an allowance for zero is refused as approve refuses it
      it("takes no spender of zero", async () => {
        const { coin, relayer, refuse } = chain();
        const one = { ...(await permission()), spender: ZeroAddress };
        await refuse(relayer, permitCall(coin, one, signed(one), overload), "ERC20InvalidSpender", [ZeroAddress]);
      });
    });
  }

  it("takes 65 bytes of ECDSA, and not fewer or more: none cut short, compact (ERC-2098), padded or empty", async () => {
    const { coin, alice, relayer, refuse } = chain();
    const one = await permission();
    const whole = bytesOf(signed(one));
    for (const bytes of [
      "0x",
      dataSlice(whole, 0, 1),
      dataSlice(whole, 0, 64),
      `${whole}00`,
      `${whole}${whole.slice(2)}`,
    ]) {
      const call = permitCall(coin, one, bytes);
      await refuse(relayer, call, "ERC2612InvalidSigner", [ZeroAddress, alice.address]);
    }
  });

  it('"If the signing party holds ETH they can also just submit ... which can render" older permits invalid', async () => {
    const { coin, alice, relayer, send, refuse } = chain();
    const one = await permission();
    const withheld = signed(one);
    const own = { ...one, value: 0n };
    await send(alice, permitCall(coin, own, signed(own)));
    const refusal = [recovered({ ...one, nonce: 1n }, withheld), alice.address];
    await refuse(relayer, permitCall(coin, one, withheld), "ERC2612InvalidSigner", refusal);
  });
});
