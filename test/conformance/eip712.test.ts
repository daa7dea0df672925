import { expect } from "chai";
import { AbiCoder, concat, id, keccak256, TypedDataEncoder, type TypedDataField } from "ethers";

import { mintOrderTypes } from "../../scripts/issuance/mintOrders.js";
import { orderDigest, orderFor } from "./approvedMints.js";
import { conformingCoin } from "./conformingCoin.js";
import { paymentDigest, permitDigest } from "./signedCalls.js";
import { bytesOf, DOMAIN_TYPE, domainSeparator, ORDER_TYPE, sign, structHash } from "./signedMessages.js";
import { PERMIT_TYPE, TRANSFER_TYPE } from "./signedMessages.js";

/** `Name(type field,...)` as eth_signTypedData has it. */
function fieldsOf(type: string): TypedDataField[] {
  return type
    .slice(type.indexOf("(") + 1, -1)
    .split(",")
    .map((field) => {
      const [fieldType = "", name = ""] = field.split(" ");
      return { type: fieldType, name };
    });
}

/** EIP-712, sentence by sentence: https://eips.ethereum.org/EIPS/eip-712 */
describe("conformance: EIP-712", () => {
  const chain = conformingCoin();

  it('domainSeparator: "hashStruct(eip712Domain)" with the fields in the order of the standard', async () => {
    const { coin, domain } = chain();
    expect(domainSeparator(domain)).to.equal(TypedDataEncoder.hashDomain({ ...domain }));
    expect(await coin.DOMAIN_SEPARATOR()).to.equal(domainSeparator(domain));
    expect(DOMAIN_TYPE).to.equal("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
  });

  it("\"typeHash = keccak256(encodeType(typeOf(s)))\": the toolkit's types and the standards' spell the same", () => {
    const spelled = (type: string) =>
      TypedDataEncoder.from({ [type.slice(0, type.indexOf("("))]: fieldsOf(type) }).encodeType(
        type.slice(0, type.indexOf("(")),
      );
    for (const type of [PERMIT_TYPE, TRANSFER_TYPE, ORDER_TYPE]) expect(spelled(type)).to.equal(type);
    expect(TypedDataEncoder.from(mintOrderTypes).encodeType("MintOrder")).to.equal(ORDER_TYPE);
  });

  it('0x1901, then "domainSeparator", then "hashStruct(message)": a mint order, by hand, by the coin and by ethers', async () => {
    const { coin, domain } = chain();
    const order = await orderFor(chain());
    const hash = orderDigest(domain, order);
    expect(await coin.mintOrderHash(order)).to.equal(hash);
    expect(TypedDataEncoder.hash({ ...domain }, mintOrderTypes, { ...order })).to.equal(hash);
  });

  it('"The array values are encoded as the keccak256 hash of the concatenated encodeData": a batch of orders', async () => {
    const { coin, domain } = chain();
    const one = await orderFor(chain());
    for (const orders of [[one], [one, { ...one, depositRef: id("b") }, { ...one, depositRef: id("c") }]]) {
      const hashes = orders.map(({ to, amount, depositRef, evidence, maker, deadline }) =>
        structHash(ORDER_TYPE, [to, amount, depositRef, evidence, maker, deadline]),
      );
      // the set of referenced struct types "is collected, sorted by name and appended"
      const typeHash = id(`MintBatch(MintOrder[] orders)${ORDER_TYPE}`);
      const batch = keccak256(
        AbiCoder.defaultAbiCoder().encode(["bytes32", "bytes32"], [typeHash, keccak256(concat(hashes))]),
      );
      const hash = keccak256(concat(["0x1901", domainSeparator(domain), batch]));
      expect(await coin.mintBatchHash(orders)).to.equal(hash);
      const types = { MintBatch: [{ name: "orders", type: "MintOrder[]" }], ...mintOrderTypes };
      expect(TypedDataEncoder.hash({ ...domain }, types, { orders })).to.equal(hash);
    }
  });

  it("eth_signTypedData: a node signs what is signed by hand here", async () => {
    const { alice, bob, domain, provider } = chain();
    const permission = { owner: alice.address, spender: bob.address, value: 1n, nonce: 0n, deadline: 2n ** 64n };
    const payment = {
      from: alice.address,
      to: bob.address,
      value: 2n,
      validAfter: 0n,
      validBefore: 2n ** 64n,
      nonce: id("n"),
    };
    for (const [primaryType, type, message, hash] of [
      ["Permit", PERMIT_TYPE, permission, permitDigest(domain, permission)],
      ["TransferWithAuthorization", TRANSFER_TYPE, payment, paymentDigest(domain, "transfer", payment)],
    ] as const) {
      const typed = {
        types: { EIP712Domain: fieldsOf(DOMAIN_TYPE), [primaryType]: fieldsOf(type) },
        primaryType,
        domain,
        message,
      };
      const json = JSON.stringify(typed, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
      const signature: unknown = await provider.send("eth_signTypedData_v4", [alice.address, json]);
      expect(signature).to.equal(bytesOf(sign(alice, hash)));
    }
  });
});
