import { StandardMerkleTree } from "@openzeppelin/merkle-tree";

import { sumTree, type SumLeaf, type SumLeaves } from "../reserves/sumTree.js";
import { peakMemory } from "./peakMemory.js";

/** Lines of the comparison, and of the run that shows how much memory a large tree takes. */
export const comparedLines = 100_000;
export const manyLines = 1_000_000;

/** Times are milliseconds, memory is megabytes (10^6 bytes). */
export interface TreeFigures {
  readonly lines: number;
  readonly sumTree: number;
  readonly standardMerkleTree: number;
  /** Ours over theirs: under 1 is faster. */
  readonly ratio: number;
}

export interface ManyFigures {
  readonly lines: number;
  readonly sumTree: number;
  /** What the process held at most, and how much of it was there before. */
  readonly peak: number;
  readonly before: number;
}

type OnProgress = (part: number, of: number) => void;

/**
 * The sum tree against OpenZeppelin's Merkle tree over the same lines, within one run so that the machine's speed falls out.
 * Theirs is given each text's hash; ours hashes the texts within its time.
 */
export function compareTrees(lines: number, onProgress: OnProgress): TreeFigures {
  const leaves = [...linesOf(lines)];
  // any word takes as long as the text's own hash
  const values = leaves.map(({ amount, salt }, index) => [wordOf(index), amount.toString(), salt]);
  // ours before and after theirs: what else the machine does weighs on both
  const first = milliseconds(() => sumTree(leaves, onProgress));
  const standardMerkleTree = milliseconds(() => StandardMerkleTree.of(values, ["bytes32", "int256", "bytes32"]));
  const second = milliseconds(() => sumTree(leaves, onProgress));
  const own = (first + second) / 2;
  return { lines, sumTree: own, standardMerkleTree, ratio: own / standardMerkleTree };
}

/** One large tree over lines that are made as they are hashed. */
export function measureMany(lines: number, onProgress: OnProgress): ManyFigures {
  const before = process.memoryUsage().rss / 1e6;
  const own = milliseconds(() => sumTree(linesOf(lines), onProgress));
  return { lines, sumTree: own, peak: peakMemory(), before };
}

/** Lines as long as a document's. */
function linesOf(length: number): SumLeaves {
  return {
    length,
    *[Symbol.iterator](): Generator<SumLeaf> {
      for (let index = 0; index < length; index++) {
        const content = JSON.stringify({
          accountHash: wordOf(index),
          amount: `${index}000000`,
          class: "cash",
          country: "HK",
          custodian: "ATPRHKHHXXX",
          date: "2026-11-20",
          file: wordOf(length + index).slice(2),
          haircut: 0,
          value: `${index}000000`,
        });
        yield { content, amount: BigInt(index) * 1_000_000n, salt: wordOf(2 * length + index) };
      }
    },
  };
}

function wordOf(value: number): string {
  return `0x${value.toString(16).padStart(64, "5")}`;
}

function milliseconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
