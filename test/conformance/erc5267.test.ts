import { expect } from "chai";
import { AbiCoder, id, ZeroHash, type TypedDataDomain } from "ethers";

import { conformingCoin } from "./conformingCoin.js";
import { permitCall } from "./signedCalls.js";
import { domainSeparator } from "./signedMessages.js";

const FIELDS = ["name", "version", "chainId", "verifyingContract", "salt"] as const;

/** ERC-5267, sentence by sentence: https://eips.ethereum.org/EIPS/eip-5267 */
describe("conformance: ERC-5267", () => {
  const chain = conformingCoin();

  it('"MUST define eip712Domain exactly as declared", and return all values "even if they are not used"', async () => {
    const { address, domain, provider } = chain();
    const answer = await provider.call({ to: address, data: id("eip712Domain()").slice(0, 10) });
    const types = ["bytes1", "string", "string", "uint256", "address", "bytes32", "uint256[]"];
    const values = ["0x0f", domain.name, "1", 31_337n, address, ZeroHash, []];
    expect(answer).to.equal(AbiCoder.defaultAbiCoder().encode(types, values));
  });

  it('fields: "bit i is set to 1 if and only if domain field i is present": name, version, chain, contract, no salt', async () => {
    const { fields, salt, extensions } = await chain().coin.eip712Domain();
    expect(FIELDS.filter((_, index) => (BigInt(fields) >> BigInt(index)) & 1n)).to.deep.equal(FIELDS.slice(0, 4));
    expect(salt).to.equal(ZeroHash);
    expect([...extensions]).to.deep.equal([]);
  });

  it('"MUST describe the domain separator that is used for verification"', async () => {
    const { coin } = chain();
    const { name, version, chainId, verifyingContract } = await coin.eip712Domain();
    expect(domainSeparator({ name, version, chainId, verifyingContract })).to.equal(await coin.DOMAIN_SEPARATOR());
  });

  it('"enables applications to retrieve this description": a wallet that knows nothing else signs what is taken', async () => {
    const { coin, alice, bob, relayer, now, send } = chain();
    const described = await coin.eip712Domain();
    const domain: TypedDataDomain = Object.fromEntries(
      FIELDS.filter((_, index) => (BigInt(described.fields) >> BigInt(index)) & 1n).map((field) => [
        field,
        described[field],
      ]),
    );
    const permission = {
      owner: alice.address,
      spender: bob.address,
      value: 5n,
      nonce: 0n,
      deadline: (await now()) + 60n,
    };
    const Permit = ["address owner", "address spender", "uint256 value", "uint256 nonce", "uint256 deadline"].map(
      (field) => {
        const [type = "", name = ""] = field.split(" ");
        return { type, name };
      },
    );
    const signature = await alice.signTypedData(domain, { Permit }, permission);
    await send(relayer, permitCall(coin, permission, signature));
    expect(await coin.allowance(alice.address, bob.address)).to.equal(5n);
  });

  it('chainId "SHOULD change to mirror the EIP-155 id of the underlying chain": it is that id', async () => {
    const { coin, provider } = chain();
    expect((await coin.eip712Domain()).chainId).to.equal(BigInt(String(await provider.send("eth_chainId", []))));
  });

  it("says the same version as version() and the same name as name(), which wallets and x402 read", async () => {
    const { coin } = chain();
    const { name, version } = await coin.eip712Domain();
    expect([name, version]).to.deep.equal([await coin.name(), await coin.version()]);
  });
});
