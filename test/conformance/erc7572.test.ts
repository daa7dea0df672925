import { expect } from "chai";

import { asBoard } from "./asBoard.js";
import { conformingCoin } from "./conformingCoin.js";

/** ERC-7572, sentence by sentence: https://eips.ethereum.org/EIPS/eip-7572 */
describe("conformance: ERC-7572", () => {
  const chain = conformingCoin();
  const metadata = { name: "Atpar Hong Kong Dollar", description: "Redeemable at par." };
  const onChain = `data:application/json;utf8,${JSON.stringify(metadata)}`;
  const data = (uri: string): string => chain().coin.interface.encodeFunctionData("setContractURI", [uri]);

  it('"function contractURI() external view returns (string memory)", empty until it is set', async () => {
    expect(await chain().coin.contractURI()).to.equal("");
  });

  it('ContractURIUpdated "SHOULD be emitted on updates to the contract metadata"', async () => {
    const { coin, address, events } = chain();
    expect(events(await asBoard(chain(), address, data("ipfs://first")))).to.deep.equal([
      ["ContractURIChanged", "", "ipfs://first"],
      ["ContractURIUpdated"],
    ]);
    expect(await coin.contractURI()).to.equal("ipfs://first");
  });

  it('"MAY be an offchain resource or onchain JSON data string": both come back as they were given', async () => {
    const { coin, address, events } = chain();
    await asBoard(chain(), address, data("https://example.org/coin.json"));
    expect(events(await asBoard(chain(), address, data(onChain)))).to.deep.equal([
      ["ContractURIChanged", "https://example.org/coin.json", onChain],
      ["ContractURIUpdated"],
    ]);
    const uri = await coin.contractURI();
    expect(JSON.parse(uri.slice(uri.indexOf(",") + 1))).to.deep.equal(metadata);
  });

  it("is changed by nobody but the board: explorers show what it says", async () => {
    const { coin, address, alice, bench, refuse } = chain();
    const call = { to: address, data: data("ipfs://forged") };
    for (const one of [alice, bench.account(1), bench.account(6)]) {
      await refuse(one, call, "AccessManagedUnauthorized", [one.address]);
    }
    expect(await coin.contractURI()).to.equal("");
  });
});
