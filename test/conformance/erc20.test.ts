import { expect } from "chai";
import { id, MaxUint256, toBeHex, ZeroAddress } from "ethers";

import { ALICE_HOLDS, conformingCoin } from "./conformingCoin.js";

/** ERC-20, sentence by sentence: https://eips.ethereum.org/EIPS/eip-20 */
describe("conformance: ERC-20", () => {
  const chain = conformingCoin();
  const TRUE = toBeHex(1, 32);

  describe("metadata", () => {
    it('name, symbol: "the name of the token", "the symbol of the token"', async () => {
      const { coin } = chain();
      expect([await coin.name(), await coin.symbol()]).to.deep.equal(["Atpar Hong Kong Dollar", "HKDA"]);
    });

    it('decimals: "the number of decimals the token uses"', async () => {
      expect(await chain().coin.decimals()).to.equal(6n);
    });

    it('totalSupply: "the total token supply"; balanceOf: "the account balance"', async () => {
      const { coin, alice, bob } = chain();
      expect(await coin.totalSupply()).to.equal(ALICE_HOLDS);
      expect(await coin.balanceOf(alice.address)).to.equal(ALICE_HOLDS);
      expect(await coin.balanceOf(bob.address)).to.equal(0n);
      expect(await coin.balanceOf(ZeroAddress)).to.equal(0n);
    });
  });

  describe("transfer", () => {
    it('transfers and "MUST fire the Transfer event"', async () => {
      const { coin, alice, bob, send, events } = chain();
      const receipt = await send(alice, coin.transfer.populateTransaction(bob.address, 1_234_567n));
      expect(events(receipt)).to.deep.equal([["Transfer", alice.address, bob.address, 1_234_567n]]);
      expect(await coin.balanceOf(alice.address)).to.equal(ALICE_HOLDS - 1_234_567n);
      expect(await coin.balanceOf(bob.address)).to.equal(1_234_567n);
      expect(await coin.totalSupply()).to.equal(ALICE_HOLDS);
    });

    it('the event has its payer and payee "indexed", its value not', async () => {
      const { coin, alice, bob, send } = chain();
      const { logs } = await send(alice, coin.transfer.populateTransaction(bob.address, 5n));
      const padded = (address: string) => `0x${address.slice(2).toLowerCase().padStart(64, "0")}`;
      expect(logs.map(({ topics, data }) => [...topics, data])).to.deep.equal([
        [id("Transfer(address,address,uint256)"), padded(alice.address), padded(bob.address), toBeHex(5, 32)],
      ]);
    });

    it('"Transfers of 0 values MUST be treated as normal transfers and fire the Transfer event"', async () => {
      const { coin, bob, carol, send, events } = chain();
      // bob holds nothing, and nobody ever held more at carol's
      const receipt = await send(bob, coin.transfer.populateTransaction(carol.address, 0n));
      expect(events(receipt)).to.deep.equal([["Transfer", bob.address, carol.address, 0n]]);
    });

    it('"SHOULD throw if the message caller\'s account balance does not have enough tokens to spend"', async () => {
      const { coin, alice, bob, refuse } = chain();
      for (const amount of [ALICE_HOLDS + 1n, 2n ** 112n, 2n ** 128n, 2n ** 128n + 1n, MaxUint256]) {
        const call = coin.transfer.populateTransaction(bob.address, amount);
        await refuse(alice, call, "ERC20InsufficientBalance", [alice.address, ALICE_HOLDS, amount]);
      }
      expect(await coin.balanceOf(bob.address)).to.equal(0n);
    });

    it("to oneself is a transfer like any other: it fires, needs the balance and changes nothing", async () => {
      const { coin, alice, send, refuse, events } = chain();
      const toSelf = (amount: bigint) => coin.transfer.populateTransaction(alice.address, amount);
      expect(events(await send(alice, toSelf(ALICE_HOLDS)))).to.deep.equal([
        ["Transfer", alice.address, alice.address, ALICE_HOLDS],
      ]);
      expect(await coin.balanceOf(alice.address)).to.equal(ALICE_HOLDS);
      const refusal = [alice.address, ALICE_HOLDS, ALICE_HOLDS + 1n];
      await refuse(alice, toSelf(ALICE_HOLDS + 1n), "ERC20InsufficientBalance", refusal);
    });

    it("takes neither zero nor the coin as payee: what nobody could send on would be lost", async () => {
      const { coin, address, alice, refuse } = chain();
      for (const to of [ZeroAddress, address]) {
        for (const amount of [0n, 1n]) {
          await refuse(alice, coin.transfer.populateTransaction(to, amount), "ERC20InvalidReceiver", [to]);
        }
      }
    });
  });

  describe("transferFrom", () => {
    it('lets "a contract ... transfer tokens on your behalf", fires Transfer and lowers what remains', async () => {
      const { coin, alice, bob, carol, send, events } = chain();
      await send(alice, coin.approve.populateTransaction(bob.address, 100n));
      const receipt = await send(bob, coin.transferFrom.populateTransaction(alice.address, carol.address, 60n));
      expect(events(receipt)).to.deep.equal([["Transfer", alice.address, carol.address, 60n]]);
      expect(await coin.allowance(alice.address, bob.address)).to.equal(40n);
      expect(await coin.balanceOf(carol.address)).to.equal(60n);
      expect(await coin.balanceOf(bob.address)).to.equal(0n);
    });

    it('"SHOULD throw unless the _from account has deliberately authorized the sender"', async () => {
      const { coin, alice, bob, carol, relayer, send, refuse } = chain();
      await send(alice, coin.approve.populateTransaction(bob.address, 100n));
      const take = (amount: bigint) => coin.transferFrom.populateTransaction(alice.address, carol.address, amount);
      await refuse(bob, take(101n), "ERC20InsufficientAllowance", [bob.address, 100n, 101n]);
      await refuse(relayer, take(1n), "ERC20InsufficientAllowance", [relayer.address, 0n, 1n]);
      await refuse(carol, take(1n), "ERC20InsufficientAllowance", [carol.address, 0n, 1n]);
      expect(await coin.balanceOf(carol.address)).to.equal(0n);
    });

    it("asks the owner too for an allowance: it is the sender like any other", async () => {
      const { coin, alice, bob, send, refuse } = chain();
      const own = coin.transferFrom.populateTransaction(alice.address, bob.address, 7n);
      await refuse(alice, own, "ERC20InsufficientAllowance", [alice.address, 0n, 7n]);
      await send(alice, coin.approve.populateTransaction(alice.address, 7n));
      await send(alice, own);
      expect(await coin.balanceOf(bob.address)).to.equal(7n);
      expect(await coin.allowance(alice.address, alice.address)).to.equal(0n);
    });

    it("throws beyond the owner's balance, and then leaves the allowance whole", async () => {
      const { coin, alice, bob, send, refuse } = chain();
      await send(alice, coin.approve.populateTransaction(bob.address, ALICE_HOLDS + 9n));
      const all = coin.transferFrom.populateTransaction(alice.address, bob.address, ALICE_HOLDS + 1n);
      await refuse(bob, all, "ERC20InsufficientBalance", [alice.address, ALICE_HOLDS, ALICE_HOLDS + 1n]);
      expect(await coin.allowance(alice.address, bob.address)).to.equal(ALICE_HOLDS + 9n);
    });

    it('"Transfers of 0 values MUST be treated as normal transfers", without an allowance', async () => {
      const { coin, alice, bob, carol, send, events } = chain();
      const receipt = await send(bob, coin.transferFrom.populateTransaction(alice.address, carol.address, 0n));
      expect(events(receipt)).to.deep.equal([["Transfer", alice.address, carol.address, 0n]]);
    });

    it("leaves an allowance of 2^256-1 as it is, and lowers the one below it", async () => {
      const { coin, alice, bob, send } = chain();
      const take = coin.transferFrom.populateTransaction(alice.address, bob.address, 3n);
      for (const [given, left] of [
        [MaxUint256, MaxUint256],
        [MaxUint256 - 1n, MaxUint256 - 4n],
      ] as const) {
        await send(alice, coin.approve.populateTransaction(bob.address, given));
        await send(bob, take);
        expect(await coin.allowance(alice.address, bob.address)).to.equal(left);
      }
    });

    it("takes neither zero nor the coin as payee, nor zero as payer", async () => {
      const { coin, address, alice, bob, send, refuse } = chain();
      await send(alice, coin.approve.populateTransaction(bob.address, 10n));
      for (const to of [ZeroAddress, address]) {
        const call = coin.transferFrom.populateTransaction(alice.address, to, 1n);
        await refuse(bob, call, "ERC20InvalidReceiver", [to]);
      }
      const none = coin.transferFrom.populateTransaction(ZeroAddress, bob.address, 1n);
      await refuse(bob, none, "ERC20InsufficientAllowance", [bob.address, 0n, 1n]);
    });
  });

  describe("approve, allowance", () => {
    it('"to withdraw from your account multiple times, up to the _value amount"', async () => {
      const { coin, alice, bob, send, refuse } = chain();
      await send(alice, coin.approve.populateTransaction(bob.address, 10n));
      const take = (amount: bigint) => coin.transferFrom.populateTransaction(alice.address, bob.address, amount);
      await send(bob, take(4n));
      await send(bob, take(6n));
      await refuse(bob, take(1n), "ERC20InsufficientAllowance", [bob.address, 0n, 1n]);
    });

    it('"If this function is called again it overwrites the current allowance", and the coin asks for no 0 between', async () => {
      const { coin, alice, bob, send } = chain();
      for (const amount of [10n, 3n, ALICE_HOLDS + 1n, 0n, MaxUint256]) {
        await send(alice, coin.approve.populateTransaction(bob.address, amount));
        expect(await coin.allowance(alice.address, bob.address)).to.equal(amount);
      }
    });

    it('Approval "MUST trigger on any successful call", one that changes nothing included', async () => {
      const { coin, alice, bob, send, events } = chain();
      for (const amount of [0n, 5n, 5n]) {
        const receipt = await send(alice, coin.approve.populateTransaction(bob.address, amount));
        expect(events(receipt)).to.deep.equal([["Approval", alice.address, bob.address, amount]]);
      }
    });

    it('allowance: "the amount which _spender is still allowed", for that owner and that spender alone', async () => {
      const { coin, alice, bob, carol, send } = chain();
      await send(alice, coin.approve.populateTransaction(bob.address, 10n));
      expect(await coin.allowance(bob.address, alice.address)).to.equal(0n);
      expect(await coin.allowance(alice.address, carol.address)).to.equal(0n);
      expect(await coin.allowance(carol.address, bob.address)).to.equal(0n);
    });

    it("takes no spender of zero", async () => {
      const { coin, alice, refuse } = chain();
      await refuse(alice, coin.approve.populateTransaction(ZeroAddress, 1n), "ERC20InvalidSpender", [ZeroAddress]);
    });
  });

  describe("returns", () => {
    it('"Callers MUST handle false": each call answers one word, true, or throws', async () => {
      const { coin, provider, alice, bob, send } = chain();
      await send(alice, coin.approve.populateTransaction(alice.address, 10n));
      for (const call of [
        coin.transfer.populateTransaction(bob.address, 1n),
        coin.transferFrom.populateTransaction(alice.address, bob.address, 1n),
        coin.approve.populateTransaction(bob.address, 1n),
      ]) {
        expect(await provider.call({ ...(await call), from: alice.address })).to.equal(TRUE);
      }
    });
  });

  describe("creation and destruction", () => {
    it('"SHOULD trigger a Transfer event with the _from address set to 0x0 when tokens are created"', async () => {
      const { bench, coin, bob, events } = chain();
      const [transfer, ...others] = events(await bench.mint(bob.address, 42n));
      expect(transfer).to.deep.equal(["Transfer", ZeroAddress, bob.address, 42n]);
      expect(others.map(([name]) => name)).to.deep.equal(["Minted"]);
      expect(await coin.totalSupply()).to.equal(ALICE_HOLDS + 42n);
    });

    it("triggers one to 0x0 when they are destroyed", async () => {
      const { bench, coin, alice, send, events } = chain();
      const maker = bench.account(1);
      await send(alice, coin.transfer.populateTransaction(maker.address, 50n));
      const receipt = await send(maker, coin.burn.populateTransaction(30n, id("payment 1")));
      expect(events(receipt)).to.deep.equal([
        ["Transfer", maker.address, ZeroAddress, 30n],
        ["Burned", maker.address, id("payment 1"), 30n],
      ]);
      expect(await coin.totalSupply()).to.equal(ALICE_HOLDS - 30n);
      expect(await coin.balanceOf(maker.address)).to.equal(20n);
    });
  });
});
