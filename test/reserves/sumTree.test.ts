import { expect } from "chai";
import { id, solidityPackedKeccak256, ZeroHash } from "ethers";
import fc from "fast-check";

import { checkLeaf, proveLeaf, sumTree, type SumLeaf } from "../../scripts/reserves/sumTree.js";

const amount = fc.bigInt({ min: -(1n << 112n), max: 1n << 112n });
const salt = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => `0x${Buffer.from(bytes).toString("hex")}`);
const leaf: fc.Arbitrary<SumLeaf> = fc.record({ content: fc.string(), amount, salt });
const leaves = fc.uniqueArray(leaf, { minLength: 1, maxLength: 9, selector: (one) => one.salt });
const chosen = leaves.chain((all) => fc.tuple(fc.constant(all), fc.nat({ max: all.length - 1 })));

describe("sumTree", () => {
  it("adds up, and has a total and a root without lines too", () => {
    expect(sumTree([]).total).to.equal(0n);
    fc.assert(
      fc.property(leaves, (all) => {
        const { total, root } = sumTree(all);
        expect(total).to.equal(all.reduce((sum, line) => sum + line.amount, 0n));
        expect(root).not.to.equal(sumTree([]).root);
      }),
    );
  });

  it("has the root that the format says, the odd last line moving up as it is", () => {
    const pad = `0x${"07".repeat(32)}`;
    const lines = [5n, -2n, 7n].map((value) => ({ content: `line ${value}`, amount: value, salt: pad }));
    const [first, second, third] = lines.map(({ content, amount: value }) =>
      solidityPackedKeccak256(["uint8", "bytes32", "int256", "bytes32"], [0, pad, value, id(content)]),
    );
    const node = (left: unknown, leftSum: bigint, right: unknown, rightSum: bigint) =>
      solidityPackedKeccak256(["uint8", "bytes32", "int256", "bytes32", "int256"], [1, left, leftSum, right, rightSum]);
    const root = (count: number, sum: bigint, top: unknown) =>
      solidityPackedKeccak256(["uint8", "uint256", "int256", "bytes32"], [2, count, sum, top]);
    expect(sumTree(lines).root).to.equal(root(3, 10n, node(node(first, 5n, second, -2n), 3n, third, 7n)));
    expect(sumTree([]).root).to.equal(root(0, 0n, ZeroHash));
  });

  it("proves every line, whatever their number", () => {
    fc.assert(
      fc.property(chosen, ([all, index]) => {
        expect(checkLeaf(sumTree(all), all[index]!, proveLeaf(all, index))).to.equal(true);
      }),
    );
  });

  it("changes its root with any figure, content, salt or order, and with a line more or less", () => {
    fc.assert(
      fc.property(chosen, leaf, ([all, index], other) => {
        const { root } = sumTree(all);
        const line = all[index]!;
        const changed = [
          all.with(index, { ...line, amount: line.amount + 1n }),
          all.with(index, { ...line, content: `${line.content}.` }),
          all.with(index, { ...line, salt: other.salt }),
          all.toSpliced(index, 1),
          [...all, other],
          // a duplicated last leaf is another tree, as it would not be where odd nodes are paired with themselves
          [...all, all.at(-1)!],
          ...(all.length > 1 ? [all.toReversed()] : []),
        ];
        for (const variant of changed) expect(sumTree(variant).root).not.to.equal(root);
      }),
    );
  });

  it("keeps its root only for the sum it has: two lines that shift an amount between them are another tree", () => {
    fc.assert(
      fc.property(leaf, leaf, fc.bigInt({ min: 1n, max: 1000n }), (one, other, shift) => {
        const moved = [
          { ...one, amount: one.amount + shift },
          { ...other, amount: other.amount - shift },
        ];
        expect(sumTree(moved).total).to.equal(sumTree([one, other]).total);
        expect(sumTree(moved).root).not.to.equal(sumTree([one, other]).root);
      }),
    );
  });

  it("refuses a proof of anything else, and one with parts missing or to spare", () => {
    fc.assert(
      fc.property(chosen, ([all, index]) => {
        const tree = sumTree(all);
        const line = all[index]!;
        const proof = proveLeaf(all, index);
        const first = proof.siblings[0] ?? { hash: tree.root, sum: 0n };
        const forged: readonly (readonly [typeof tree, SumLeaf, typeof proof])[] = [
          [tree, { ...line, amount: line.amount - 1n }, proof],
          [tree, { ...line, content: `${line.content}x` }, proof],
          [tree, line, { ...proof, count: proof.count + 1 }],
          [tree, line, { ...proof, index: proof.count }],
          [tree, line, { ...proof, index: -1 }],
          [tree, line, { ...proof, siblings: [...proof.siblings, first] }],
          [{ ...tree, total: tree.total + 1n }, line, proof],
          [{ ...tree, root: sumTree([]).root }, line, proof],
          ...(proof.siblings.length === 0
            ? []
            : ([
                [tree, line, { ...proof, siblings: proof.siblings.slice(1) }],
                [tree, line, { ...proof, siblings: proof.siblings.with(0, { ...first, sum: first.sum + 1n }) }],
              ] as const)),
        ];
        for (const [held, claimed, given] of forged) expect(checkLeaf(held, claimed, given)).to.equal(false);
      }),
    );
  });

  it("refuses amounts that could wrap, and a place without a line", () => {
    const huge = { content: "", amount: 1n << 255n, salt: `0x${"00".repeat(32)}` };
    expect(() => sumTree([huge])).to.throw(RangeError);
    expect(() => proveLeaf([], 0)).to.throw(RangeError);
  });

  it("refuses salts that are not 32 bytes and text without a UTF-8 form, which could stand for another leaf", () => {
    const sound = { content: "line", amount: 1n, salt: `0x${"07".repeat(32)}` };
    const tree = sumTree([sound]);
    const proof = proveLeaf([sound], 0);
    for (const wrong of [
      { ...sound, salt: sound.salt.slice(0, -2) },
      { ...sound, salt: `${sound.salt}00` },
      { ...sound, salt: `0x${"0g".repeat(32)}` },
      { ...sound, content: "\ud800" },
    ]) {
      expect(() => sumTree([wrong])).to.throw(RangeError);
      expect(checkLeaf(tree, wrong, proof)).to.equal(false);
    }
  });

  it("takes lines that are made one after the other, as many as were announced, and tells how far it is", () => {
    const line = (index: number) => ({ content: `${index}`, amount: BigInt(index), salt: `0x${"07".repeat(32)}` });
    const made = (length: number, real = length) => ({
      length,
      *[Symbol.iterator]() {
        for (let index = 0; index < real; index++) yield line(index);
      },
    });
    const told: number[] = [];
    const all = Array.from({ length: 20_000 }, (_, index) => line(index));
    expect(sumTree(made(20_000), (done, of) => told.push(done, of))).to.deep.equal(sumTree(all));
    expect(told).to.deep.equal([32_768, 39_999]);
    for (const real of [3, 5]) expect(() => sumTree(made(4, real))).to.throw(RangeError);
  });
});
