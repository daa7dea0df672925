import { expect } from "chai";
import { concat, getBytes, id } from "ethers";

import { conformingCoin } from "./conformingCoin.js";

/** XOR of the selectors: "We define the interface identifier as the XOR of all function selectors in the interface". */
function interfaceId(...functions: readonly string[]): string {
  const all = functions.reduce((sum, name) => sum ^ BigInt(id(name).slice(0, 10)), 0n);
  return `0x${all.toString(16).padStart(8, "0")}`;
}

const PAYMENT = "address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32";

/** Each standard's functions, as the standard lists them. */
const standards = {
  "ERC-165": interfaceId("supportsInterface(bytes4)"),
  "ERC-20": interfaceId(
    "totalSupply()",
    "balanceOf(address)",
    "transfer(address,uint256)",
    "transferFrom(address,address,uint256)",
    "approve(address,uint256)",
    "allowance(address,address)",
  ),
  "ERC-20's optional metadata": interfaceId("name()", "symbol()", "decimals()"),
  "ERC-2612": interfaceId(
    "permit(address,address,uint256,uint256,uint8,bytes32,bytes32)",
    "nonces(address)",
    "DOMAIN_SEPARATOR()",
  ),
  "ERC-3009": interfaceId(
    "authorizationState(address,bytes32)",
    `transferWithAuthorization(${PAYMENT})`,
    `receiveWithAuthorization(${PAYMENT})`,
  ),
  "ERC-3009's optional cancelling": interfaceId("cancelAuthorization(address,bytes32,uint8,bytes32,bytes32)"),
  "ERC-5267": interfaceId("eip712Domain()"),
  "ERC-7572": interfaceId("contractURI()"),
} as const;

/** ERC-165, sentence by sentence: https://eips.ethereum.org/EIPS/eip-165 */
describe("conformance: ERC-165", () => {
  const chain = conformingCoin();

  /** supportsInterface with `gas` for itself: what the transaction costs before it is added (EIP-2028). */
  const ask = (identifier: string, gas: number): Promise<string> => {
    const data = concat([id("supportsInterface(bytes4)").slice(0, 10), identifier, `0x${"00".repeat(28)}`]);
    const calldata = getBytes(data).reduce((sum, byte) => sum + (byte === 0 ? 4 : 16), 0);
    return chain().provider.call({ to: chain().address, data, gasLimit: 21_000 + calldata + gas });
  };
  const TRUE = `0x${"00".repeat(31)}01`;
  const FALSE = `0x${"00".repeat(32)}`;

  it("the identifiers are those that others compute", () => {
    expect(standards).to.include({
      "ERC-165": "0x01ffc9a7",
      "ERC-20": "0x36372b07",
      "ERC-20's optional metadata": "0xa219a025",
      "ERC-2612": "0x9d8ff7da",
      "ERC-5267": "0x84b0196e",
      "ERC-7572": "0xe8a3d485",
    });
  });

  for (const [name, identifier] of Object.entries(standards)) {
    it(`"true for any other interfaceID this contract implements", in "at most 30,000 gas": ${name}`, async () => {
      expect(await ask(identifier, 30_000)).to.equal(TRUE);
    });
  }

  it('"false when interfaceID is 0xffffffff", in at most 30,000 gas', async () => {
    expect(await ask("0xffffffff", 30_000)).to.equal(FALSE);
  });

  it('"false for any other interfaceID": other tokens\', none, and one bit away from those it has', async () => {
    const erc721 = "0x80ac58cd";
    const erc1363 = "0xb0202a11";
    const erc1271 = "0x1626ba7e";
    const near = Object.values(standards).map((one) => `0x${(BigInt(one) ^ 1n).toString(16).padStart(8, "0")}`);
    for (const identifier of [erc721, erc1363, erc1271, "0x00000000", "0xfffffffe", ...near]) {
      expect(await ask(identifier, 30_000), identifier).to.equal(FALSE);
    }
  });
});
