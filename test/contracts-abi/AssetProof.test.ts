import { expect } from "chai";
import { BrowserProvider, ContractFactory, id, type BaseContract } from "ethers";
import { artifacts, network } from "hardhat";

import {
  checkLeaf,
  proveLeaf,
  sumTree,
  type SumLeaf,
  type SumProof,
  type SumTree,
} from "../../scripts/reserves/sumTree.js";

/** Lines of either sign, no two alike. */
const leaves: readonly SumLeaf[] = Array.from({ length: 13 }, (_, index) => ({
  content: `{"line":${index}}`,
  amount: BigInt(index - 4) * 1_000_001n,
  salt: id(`salt ${index}`),
}));

describe("AssetProof.sol", () => {
  let harness: BaseContract;

  before(async () => {
    const { abi, bytecode } = await artifacts.readArtifact("AssetProofHarness");
    const connection = await network.create({ network: "local" });
    const deployer = await new BrowserProvider(connection.provider).getSigner(0);
    harness = await new ContractFactory(abi, bytecode, deployer).deploy();
  });

  const onChain = async (tree: SumTree, leaf: SumLeaf, proof: SumProof): Promise<boolean> => {
    const { content, amount, salt } = leaf;
    const line = { contentHash: id(content), salt, amount, ...proof };
    return (await harness.getFunction("verify")(tree.root, tree.total, line)) as boolean;
  };

  it("takes the toolkit's proof of every line of trees of every shape", async () => {
    for (let count = 1; count <= leaves.length; count++) {
      const some = leaves.slice(0, count);
      const tree = sumTree(some);
      for (const [index, leaf] of some.entries()) {
        expect(await onChain(tree, leaf, proveLeaf(some, index)), `line ${index} of ${count}`).to.equal(true);
      }
    }
  });

  it("refuses whatever the toolkit refuses: every changed field", async () => {
    const tree = sumTree(leaves);
    for (const index of [0, 5, 12]) {
      const [leaf, proof] = [leaves[index]!, proveLeaf(leaves, index)];
      const [first, ...rest] = proof.siblings as [SumProof["siblings"][number], ...SumProof["siblings"]];
      const changed: Readonly<Record<string, readonly [SumTree, SumLeaf, SumProof]>> = {
        root: [{ ...tree, root: id("") }, leaf, proof],
        total: [{ ...tree, total: tree.total + 1n }, leaf, proof],
        content: [tree, { ...leaf, content: `${leaf.content} ` }, proof],
        salt: [tree, { ...leaf, salt: id("") }, proof],
        amount: [tree, { ...leaf, amount: leaf.amount + 1n }, proof],
        index: [tree, leaf, { ...proof, index: index ^ 1 }],
        "index beyond": [tree, leaf, { ...proof, index: proof.count }],
        count: [tree, leaf, { ...proof, count: proof.count + 1 }],
        "sibling hash": [tree, leaf, { ...proof, siblings: [{ ...first, hash: id("") }, ...rest] }],
        "sibling sum": [tree, leaf, { ...proof, siblings: [{ ...first, sum: first.sum + 1n }, ...rest] }],
        "sibling left out": [tree, leaf, { ...proof, siblings: rest }],
        "sibling to spare": [tree, leaf, { ...proof, siblings: [...proof.siblings, first] }],
        "siblings reversed": [tree, leaf, { ...proof, siblings: proof.siblings.toReversed() }],
      };
      for (const [name, parts] of Object.entries(changed)) {
        expect(checkLeaf(...parts), `${name}, off-chain`).to.equal(false);
        expect(await onChain(...parts), name).to.equal(false);
      }
    }
  });
});
