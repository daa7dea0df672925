import { hexlify, randomBytes, Signature } from "ethers";

import { IStablecoin__factory } from "../../../typechain-types/index.js";
import { planBurn } from "../../issuance/controlWrites.js";
import { referenceHash } from "../../issuance/reference.js";
import { domainOf } from "./mintScenes.js";
import { money, type Play } from "./scenes.js";
import { carryOut, coinOf, timeOf, type Person } from "./stage.js";
import type { Story } from "./story.js";

/** Token units. */
const PAYMENT = 12_345_670_000n;
const REDEEMED = 50_000_000_000n;
const REFERENCE = "REDEMPTION-2026-0007";

const authorizationTypes = {
  TransferWithAuthorization: [
    { name: "from", type: "address" },
    { name: "to", type: "address" },
    { name: "value", type: "uint256" },
    { name: "validAfter", type: "uint256" },
    { name: "validBefore", type: "uint256" },
    { name: "nonce", type: "bytes32" },
  ],
};

/** A customer pays a merchant without gas; another redeems, and the maker burns. */
export async function paymentScenes(story: Story, play: Play): Promise<void> {
  const { stage, hkd } = play;
  const coin = IStablecoin__factory.connect(hkd.record.contracts.coin.address, stage.provider);

  await story.step("A payment without gas: the customer signs, a relayer submits (ERC-3009)", async () => {
    const gas = await payByAuthorization(play, "trading", "merchant", PAYMENT);
    const [received, nonce] = await Promise.all([
      coin.balanceOf(stage.people.merchant.address),
      stage.provider.getTransactionCount(stage.people.trading.address),
    ]);
    return {
      ok: received === PAYMENT && nonce === 0,
      figures: {
        paid: money(PAYMENT, hkd),
        "merchant has": money(received, hkd),
        "payer's transactions": String(nonce),
        gas: `${gas.toLocaleString("en")}, paid by the relayer`,
      },
    };
  });

  await story.step("A redemption: tokens come back, the maker burns before paying out", async () => {
    await payByAuthorization(play, "retail", "maker", REDEEMED);
    const maker = stage.people.maker.address;
    const plan = await planBurn(coinOf(stage, hkd.record), maker, REDEEMED, referenceHash(REFERENCE), REFERENCE);
    const sent = await carryOut(stage, plan, stage.people.maker);
    const [supply, burned] = await Promise.all([coin.totalSupply(), coin.everBurned()]);
    return {
      ok: burned === REDEEMED && supply === (await coin.everMinted()) - REDEEMED,
      figures: {
        burned: money(burned, hkd),
        reference: REFERENCE,
        supply: money(supply, hkd),
        gas: sent.gasUsed.toLocaleString("en"),
      },
    };
  });
}

/** Signs an authorization as `from` and has the relayer submit it through the outbox. @returns gas used */
async function payByAuthorization(play: Play, from: Person, to: Person, value: bigint): Promise<bigint> {
  const { stage, hkd } = play;
  const { name, version, chainId, coin } = await domainOf(stage, hkd);
  const message = {
    from: stage.people[from].address,
    to: stage.people[to].address,
    value,
    validAfter: 0n,
    validBefore: BigInt((await timeOf(stage)) + 600),
    nonce: hexlify(randomBytes(32)),
  };
  const domain = { name, version, chainId, verifyingContract: coin };
  const { v, r, s } = Signature.from(await stage.people[from].signTypedData(domain, authorizationTypes, message));
  const data = IStablecoin__factory.createInterface().encodeFunctionData(
    "transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)",
    [message.from, message.to, value, message.validAfter, message.validBefore, message.nonce, v, r, s],
  );
  const sent = await carryOut(
    stage,
    {
      intentId: `authorization:${chainId}:${coin}:${message.nonce}`,
      repeatable: false,
      title: "Submit an authorization",
      to: coin,
      data,
      changes: [],
    },
    stage.people.relayer,
  );
  return sent.gasUsed;
}
