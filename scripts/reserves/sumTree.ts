import { concat, keccak256, toBeHex, toTwos, toUtf8Bytes } from "ethers";

/** First byte of what is hashed: a leaf, a node and a root can never be taken for each other. */
const LEAF = "0x00";
const NODE = "0x01";
const ROOT = "0x02";

const NOTHING = `0x${"00".repeat(32)}`;

/** An amount beyond this could wrap in 256 bits when summed. */
const LARGEST = 1n << 200n;

/** One line of a sum tree. */
export interface SumLeaf {
  /** What the line says: text that is hashed with it. */
  readonly content: string;
  /** Token units; negative where the line counts against the rest. */
  readonly amount: bigint;
  /** 32 random bytes, so that a line cannot be guessed from its hash. */
  readonly salt: string;
}

export interface SumTree {
  /** Binds every content, amount and salt, their order, their number and their sum. */
  readonly root: string;
  /** Token units. */
  readonly total: bigint;
}

/** What shows that one line is part of a tree, and nothing of the other lines but sums. */
export interface SumProof {
  /** Place of the line, from 0. */
  readonly index: number;
  /** Lines of the tree. */
  readonly count: number;
  /** From the leaf upwards; where a node has no sibling there is none. */
  readonly siblings: readonly SumNode[];
}

export interface SumNode {
  readonly hash: string;
  readonly sum: bigint;
}

/**
 * The Merkle sum tree over `leaves`. A last node without a sibling moves up as it is: no leaf is ever counted twice.
 * Without leaves the total is 0 and the root that of zero lines.
 * @throws RangeError for amounts beyond 2^200.
 */
export function sumTree(leaves: readonly SumLeaf[]): SumTree {
  const top = levels(leaves).at(-1)?.[0] ?? { hash: NOTHING, sum: 0n };
  return { root: rootHash(leaves.length, top), total: top.sum };
}

/** The proof of line `index`. @throws RangeError where there is no such line. */
export function proveLeaf(leaves: readonly SumLeaf[], index: number): SumProof {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) {
    throw new RangeError(`no line ${index} among ${leaves.length}`);
  }
  const siblings: SumNode[] = [];
  let place = index;
  for (const level of levels(leaves)) {
    const sibling = level[place % 2 === 0 ? place + 1 : place - 1];
    if (sibling !== undefined) siblings.push(sibling);
    place = Math.floor(place / 2);
  }
  return { index, count: leaves.length, siblings };
}

/** True if `leaf` is line `proof.index` of the tree. */
export function checkLeaf(tree: SumTree, leaf: SumLeaf, proof: SumProof): boolean {
  const { index, count, siblings } = proof;
  if (!Number.isInteger(index) || !Number.isInteger(count) || index < 0 || index >= count) return false;
  if ([leaf.amount, ...siblings.map(({ sum }) => sum)].some((amount) => !isBounded(amount))) return false;
  let node = leafNode(leaf);
  let place = index;
  let used = 0;
  for (let width = count; width > 1; width = Math.ceil(width / 2)) {
    if (place % 2 === 1 || place + 1 < width) {
      const sibling = siblings[used];
      used++;
      if (sibling === undefined) return false;
      node = place % 2 === 1 ? join(sibling, node) : join(node, sibling);
    }
    place = Math.floor(place / 2);
  }
  return used === siblings.length && node.sum === tree.total && rootHash(count, node) === tree.root;
}

function levels(leaves: readonly SumLeaf[]): SumNode[][] {
  let level = leaves.map(leafNode);
  const all = [level];
  while (level.length > 1) {
    const next: SumNode[] = [];
    for (let place = 0; place < level.length; place += 2) {
      const [left, right] = level.slice(place, place + 2);
      if (left !== undefined) next.push(right === undefined ? left : join(left, right));
    }
    level = next;
    all.push(level);
  }
  return all;
}

function leafNode({ content, amount, salt }: SumLeaf): SumNode {
  if (!isBounded(amount)) throw new RangeError(`${amount} is no amount of a sum tree`);
  return { hash: keccak256(concat([LEAF, salt, word(amount), keccak256(toUtf8Bytes(content))])), sum: amount };
}

function join(left: SumNode, right: SumNode): SumNode {
  const hash = keccak256(concat([NODE, left.hash, word(left.sum), right.hash, word(right.sum)]));
  return { hash, sum: left.sum + right.sum };
}

function rootHash(count: number, top: SumNode): string {
  return keccak256(concat([ROOT, word(BigInt(count)), word(top.sum), top.hash]));
}

/** Two's complement, 32 bytes. */
function word(value: bigint): string {
  return toBeHex(toTwos(value, 256), 32);
}

function isBounded(amount: bigint): boolean {
  return amount >= -LARGEST && amount <= LARGEST;
}
