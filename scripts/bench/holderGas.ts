import { keccak256, Signature, toUtf8Bytes, Wallet } from "ethers";

import type { CoinBench } from "./coinBench.js";
import type { GasFigures } from "./gas.js";

const ALICE_HOLDS = 1_000_000_000n;
const BOB_HOLDS = 1_000_000n;
const AMOUNT = 1_234_567n;
const FOREVER = 2n ** 47n - 1n;

const fields = (text: string): { type: string; name: string }[] =>
  text.split(",").map((field) => {
    const [type = "", name = ""] = field.split(" ");
    return { type, name };
  });
const authorization = {
  TransferWithAuthorization: fields(
    "address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce",
  ),
};
const permission = {
  Permit: fields("address owner,address spender,uint256 value,uint256 nonce,uint256 deadline"),
};

/** Addresses nobody used before; fixed, so that calldata weighs the same in every run. */
const fresh = (name: string): Wallet => new Wallet(keccak256(toUtf8Bytes(`atpar bench ${name}`)));

/** What holders pay for, in the sequence that the peers were measured in. */
export async function holderRows({ coin, account, send, mint, chainId }: CoinBench): Promise<GasFigures> {
  const [alice, bob, relayer] = [account(13), account(14), account(15)];
  await mint(alice.address, ALICE_HOLDS);
  await mint(bob.address, BOB_HOLDS);
  const used = async (from: typeof alice, call: Promise<{ to: string; data: string }>): Promise<number> =>
    Number((await send(from, await call)).gasUsed);
  const transfer = (to: string, value: bigint) => coin.transfer.populateTransaction(to, value);
  await used(alice, transfer(bob.address, 1_000_000n));

  const figures: Record<string, number> = {};
  figures["transfer"] = await used(alice, transfer(bob.address, AMOUNT));
  figures["transferNewHolder"] = await used(alice, transfer(fresh("holder").address, AMOUNT));
  const spender = account(16);
  figures["approve"] = await used(alice, coin.approve.populateTransaction(spender.address, 1_000_000_000n));
  figures["transferFrom"] = await used(
    spender,
    coin.transferFrom.populateTransaction(alice.address, bob.address, AMOUNT),
  );

  const domain = { name: await coin.name(), version: "1", chainId, verifyingContract: await coin.getAddress() };
  const pay = async (nonce: string): Promise<number> => {
    const message = {
      from: alice.address,
      to: bob.address,
      value: AMOUNT,
      validAfter: 0n,
      validBefore: FOREVER,
      nonce,
    };
    const { v, r, s } = Signature.from(await alice.signTypedData(domain, authorization, message));
    const call = coin[
      "transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)"
    ].populateTransaction(alice.address, bob.address, AMOUNT, 0n, FOREVER, nonce, v, r, s);
    return used(relayer, call);
  };
  figures["transferWithAuthorizationRandom"] = await pay(keccak256(toUtf8Bytes("n1")));
  // a payer that counts its nonces: the first opens the word, the second is the one that counts
  await pay(`0x${"00".repeat(31)}01`);
  figures["transferWithAuthorizationAdjacent"] = await pay(`0x${"00".repeat(31)}02`);

  const permitted = fresh("spender").address;
  const message = { owner: alice.address, spender: permitted, value: AMOUNT, nonce: 0n, deadline: 2n ** 40n };
  const { v, r, s } = Signature.from(await alice.signTypedData(domain, permission, message));
  figures["permit"] = await used(
    relayer,
    coin["permit(address,address,uint256,uint256,uint8,bytes32,bytes32)"].populateTransaction(
      alice.address,
      permitted,
      AMOUNT,
      2n ** 40n,
      v,
      r,
      s,
    ),
  );
  return figures;
}

/** 100 payers, one merchant; then again, with nonces in words already in use. Gas per payment, rounded up. */
export async function batchRows({ coin, account, send, mint, chainId }: CoinBench): Promise<GasFigures> {
  const [alice, merchant, relayer] = [account(13), account(17), account(15)];
  const payers = Array.from({ length: 100 }, (_, index) => fresh(`payer ${index}`));
  await mint(alice.address, 7_000_000_000n);
  await send(alice, await coin.transfer.populateTransaction(merchant.address, 1_000_000n));
  for (const { address } of payers) await send(alice, await coin.transfer.populateTransaction(address, 60_000_000n));
  const domain = { name: await coin.name(), version: "1", chainId, verifyingContract: await coin.getAddress() };
  const pay = async (nonceOf: (index: number) => string): Promise<number> => {
    const authorizations = await Promise.all(
      payers.map(async (payer, index) => {
        const message = {
          from: payer.address,
          to: merchant.address,
          value: 19_900_000n,
          validAfter: 0n,
          validBefore: FOREVER,
          nonce: nonceOf(index),
        };
        return { ...message, signature: await payer.signTypedData(domain, authorization, message) };
      }),
    );
    const call = await coin.transferWithAuthorizationBatch.populateTransaction(merchant.address, authorizations);
    const { gasUsed } = await send(relayer, { ...call, gasLimit: 12_000_000n });
    return Math.ceil(Number(gasUsed) / payers.length);
  };
  const batchRandom = await pay((index) => keccak256(toUtf8Bytes(`payment ${index}`)));
  // payers that count their nonces: the first opens the word, the second is the one that counts
  await pay(() => `0x${"00".repeat(31)}01`);
  const batchAdjacent = await pay(() => `0x${"00".repeat(31)}02`);
  return { batchRandom, batchAdjacent };
}
