import { createKeccak } from "hash-wasm";

const hasher = await createKeccak(256);

function keccak256(bytes: Uint8Array): Uint8Array {
  return hasher.init().update(bytes).digest("binary");
}

/** First byte of what is hashed: a leaf, a node and a root can never be taken for each other. */
const LEAF = 0;
const NODE = 1;
const ROOT = 2;

/** An amount beyond this could wrap in 256 bits when summed. */
const LARGEST = 1n << 200n;

/** Bytes of a hash, of a salt and of a sum. */
const WORD = 32;
/** A node lies in memory as it is hashed into the one above: its hash, then its sum. */
const NODE_BYTES = 2 * WORD;

/** How many hashes go by between two calls of `onProgress`. */
const PROGRESS_STEP = 1 << 15;

/** One line of a sum tree. */
export interface SumLeaf {
  /** What the line says: text that is hashed with it. */
  readonly content: string;
  /** Token units; negative where the line counts against the rest. */
  readonly amount: bigint;
  /** 32 random bytes, so that a line cannot be guessed from its hash. */
  readonly salt: string;
}

/** An array, or whatever makes one line after the other without holding them all. */
export interface SumLeaves extends Iterable<SumLeaf> {
  readonly length: number;
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

/** What a hash is taken of, one buffer per kind: written in place, never kept. */
const leafBytes = Buffer.alloc(1 + 3 * WORD, LEAF);
const nodeBytes = Buffer.alloc(1 + 2 * NODE_BYTES, NODE);
const rootBytes = Buffer.alloc(1 + 3 * WORD, ROOT);

/**
 * The Merkle sum tree over `leaves`. A last node without a sibling moves up as it is: no leaf is ever counted twice.
 * Without leaves the total is 0 and the root that of zero lines.
 * @param onProgress Told now and then how many hashes of how many are done.
 * @throws RangeError for amounts beyond 2^200, salts that are not 32 bytes, and text that has no UTF-8 form.
 */
export function sumTree(leaves: SumLeaves, onProgress?: (done: number, of: number) => void): SumTree {
  const top = climb(leaves, () => undefined, onProgress);
  return { root: rootHash(leaves.length, top), total: sumOf(top, 0) };
}

/** The proof of line `index`. @throws RangeError where there is no such line, and as {@link sumTree}. */
export function proveLeaf(leaves: SumLeaves, index: number): SumProof {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) {
    throw new RangeError(`no line ${index} among ${leaves.length}`);
  }
  const siblings: SumNode[] = [];
  let place = index;
  climb(leaves, (level, width) => {
    const sibling = place % 2 === 0 ? place + 1 : place - 1;
    if (sibling < width) siblings.push(nodeAt(level, sibling));
    place = Math.floor(place / 2);
  });
  return { index, count: leaves.length, siblings };
}

/** True if `leaf` is line `proof.index` of the tree. */
export function checkLeaf(tree: SumTree, leaf: SumLeaf, proof: SumProof): boolean {
  const { index, count, siblings } = proof;
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(count) || index < 0 || index >= count) return false;
  if (!isSound(leaf) || !siblings.every(({ hash, sum }) => isWord(hash) && isBounded(sum))) return false;
  const pair = Buffer.alloc(2 * NODE_BYTES);
  writeLeaf(pair, 0, leaf);
  let place = index;
  let used = 0;
  for (let width = count; width > 1; width = Math.ceil(width / 2)) {
    if (place % 2 === 1 || place + 1 < width) {
      const sibling = siblings[used];
      used++;
      if (sibling === undefined) return false;
      const right = place % 2 === 1;
      if (right) pair.copyWithin(NODE_BYTES, 0, NODE_BYTES);
      writeNode(pair, right ? 0 : NODE_BYTES, sibling);
      join(pair, 0, 0);
    }
    place = Math.floor(place / 2);
  }
  return used === siblings.length && sumOf(pair, 0) === tree.total && rootHash(count, pair) === tree.root;
}

/**
 * Hashes the leaves and then level after level in one buffer, each over the one below. @returns a buffer that begins with
 * the topmost node. @param visit Sees every level, the leaves first, before it is overwritten.
 */
function climb(
  leaves: SumLeaves,
  visit: (level: Buffer, width: number) => void,
  onProgress?: (done: number, of: number) => void,
): Buffer {
  const count = leaves.length;
  const level = Buffer.alloc(Math.max(count, 1) * NODE_BYTES);
  let done = 0;
  const advance = (): void => {
    if (++done % PROGRESS_STEP === 0) onProgress?.(done, 2 * count - 1);
  };
  let place = 0;
  for (const leaf of leaves) {
    if (place === count) throw new RangeError(`more than ${count} lines`);
    requireSound(leaf);
    writeLeaf(level, place * NODE_BYTES, leaf);
    place++;
    advance();
  }
  if (place !== count) throw new RangeError(`${place} lines instead of ${count}`);
  for (let width = count; width > 1; width = Math.ceil(width / 2)) {
    visit(level, width);
    for (let left = 0; left + 1 < width; left += 2) {
      join(level, left * NODE_BYTES, (left / 2) * NODE_BYTES);
      advance();
    }
    if (width % 2 === 1) {
      const last = (width - 1) * NODE_BYTES;
      level.copyWithin(((width - 1) / 2) * NODE_BYTES, last, last + NODE_BYTES);
    }
  }
  return level;
}

function writeLeaf(target: Buffer, at: number, { content, amount, salt }: SumLeaf): void {
  leafBytes.write(salt.slice(2), 1, "hex");
  writeWord(leafBytes, 1 + WORD, amount);
  leafBytes.set(keccak256(Buffer.from(content, "utf8")), 1 + 2 * WORD);
  target.set(keccak256(leafBytes), at);
  target.set(leafBytes.subarray(1 + WORD, 1 + 2 * WORD), at + WORD);
}

/** Puts the node over the two that lie at `from` to `to`, which may be where the left one lies. */
function join(nodes: Buffer, from: number, to: number): void {
  nodes.copy(nodeBytes, 1, from, from + 2 * NODE_BYTES);
  nodes.set(keccak256(nodeBytes), to);
  let carry = 0;
  for (let byte = WORD - 1; byte >= 0; byte--) {
    carry += (nodeBytes[1 + WORD + byte] ?? 0) + (nodeBytes[1 + NODE_BYTES + WORD + byte] ?? 0);
    nodes[to + WORD + byte] = carry & 0xff;
    carry >>= 8;
  }
}

function rootHash(count: number, top: Buffer): string {
  writeWord(rootBytes, 1, BigInt(count));
  top.copy(rootBytes, 1 + WORD, WORD, NODE_BYTES);
  top.copy(rootBytes, 1 + 2 * WORD, 0, WORD);
  return `0x${Buffer.from(keccak256(rootBytes)).toString("hex")}`;
}

function nodeAt(level: Buffer, place: number): SumNode {
  const at = place * NODE_BYTES;
  return { hash: `0x${level.toString("hex", at, at + WORD)}`, sum: sumOf(level, at) };
}

function writeNode(target: Buffer, at: number, { hash, sum }: SumNode): void {
  target.write(hash.slice(2), at, "hex");
  writeWord(target, at + WORD, sum);
}

/** Two's complement, 32 bytes, the highest first. */
function writeWord(target: Buffer, at: number, value: bigint): void {
  target.writeBigInt64BE(BigInt.asIntN(64, value >> 192n), at);
  target.writeBigInt64BE(BigInt.asIntN(64, value >> 128n), at + 8);
  target.writeBigInt64BE(BigInt.asIntN(64, value >> 64n), at + 16);
  target.writeBigInt64BE(BigInt.asIntN(64, value), at + 24);
}

/** The sum of the node at `at`. */
function sumOf(nodes: Buffer, at: number): bigint {
  return BigInt.asIntN(256, BigInt(`0x${nodes.toString("hex", at + WORD, at + NODE_BYTES)}`));
}

function requireSound(leaf: SumLeaf): void {
  if (!isBounded(leaf.amount)) throw new RangeError(`${leaf.amount} is no amount of a sum tree`);
  if (!isWord(leaf.salt)) throw new RangeError("a salt of a sum tree is 32 bytes");
  if (!leaf.content.isWellFormed()) throw new RangeError("a line of a sum tree holds half a character");
}

function isSound({ content, amount, salt }: SumLeaf): boolean {
  return isBounded(amount) && isWord(salt) && content.isWellFormed();
}

function isWord(text: string): boolean {
  return /^0x[0-9a-fA-F]{64}$/u.test(text);
}

function isBounded(amount: bigint): boolean {
  return amount >= -LARGEST && amount <= LARGEST;
}
