import { setTimeout as sleep } from "node:timers/promises";

import type { Provider } from "ethers";

import { AtparError } from "../errors/AtparError.js";
import type { ResolvedNetwork } from "./networks.js";

/** A block that a receipt named. */
export interface BlockReference {
  readonly blockNumber: number;
  readonly blockHash: string;
}

export interface WaitOptions {
  /** Give up after so many seconds; as {@link Deadline} has it. */
  readonly waitSeconds?: number;
  /** Told once whenever what is waited for changes. */
  readonly onProgress?: (text: string) => void;
}

/** The number of the newest final block; -1 where none is final yet. */
export async function finalBlockNumber(
  provider: Provider,
  { finality }: Pick<ResolvedNetwork, "finality">,
): Promise<number> {
  if (finality.kind === "finalized") {
    return (await provider.getBlock("finalized"))?.number ?? -1;
  }
  return Math.max((await provider.getBlockNumber()) - finality.blocks, -1);
}

/** How many transactions an account has in final blocks: a lower nonce can never be used again. */
export async function finalNonce(
  provider: Provider,
  network: Pick<ResolvedNetwork, "finality">,
  address: string,
): Promise<number> {
  if (network.finality.kind === "finalized") {
    return provider.getTransactionCount(address, "finalized");
  }
  const block = await finalBlockNumber(provider, network);
  return block < 0 ? 0 : provider.getTransactionCount(address, block);
}

/** Whether a block is final, still waits, or is no longer part of the chain. */
export async function blockState(
  provider: Provider,
  network: Pick<ResolvedNetwork, "finality">,
  { blockNumber, blockHash }: BlockReference,
): Promise<"final" | "waiting" | "gone"> {
  // finality first: a block that is canonical after the final height was read is final if below it
  const finalNumber = await finalBlockNumber(provider, network);
  const block = await provider.getBlock(blockNumber);
  if (block?.hash !== blockHash) {
    return "gone";
  }
  return blockNumber <= finalNumber ? "final" : "waiting";
}

/** A clock for one wait: how long it has left, and a pause between two looks. */
export class Deadline {
  readonly seconds: number;
  readonly #until: number;
  readonly #pollMilliseconds: number;

  /** @param waitSeconds 120 by default on a chain that finalises at once, 1200 elsewhere (two epochs and some). */
  constructor(network: Pick<ResolvedNetwork, "finality" | "pollMilliseconds">, waitSeconds?: number) {
    this.seconds = waitSeconds ?? (network.finality.kind === "depth" ? 120 : 1200);
    this.#until = performance.now() + this.seconds * 1000;
    this.#pollMilliseconds = network.pollMilliseconds;
  }

  get passed(): boolean {
    return performance.now() >= this.#until;
  }

  /** Waits for the next look, or until the deadline if that is sooner. */
  async pause(): Promise<void> {
    await sleep(Math.max(0, Math.min(this.#pollMilliseconds, this.#until - performance.now())));
  }
}

/**
 * Waits until a transaction's block is final for its network: so deep, or `finalized` by the consensus.
 *
 * @returns "gone" if the block was reorganised away: the transaction is to be looked for again.
 * @throws CHAIN_PENDING if it is not final in time.
 */
export async function waitUntilFinal(
  provider: Provider,
  network: Pick<ResolvedNetwork, "finality" | "pollMilliseconds">,
  block: BlockReference & { readonly hash: string },
  options: WaitOptions = {},
): Promise<"final" | "gone"> {
  const deadline = new Deadline(network, options.waitSeconds);
  options.onProgress?.(`block ${block.blockNumber.toString()} holds it; waiting until that block is final`);
  for (;;) {
    const state = await blockState(provider, network, block);
    if (state !== "waiting") {
      return state;
    }
    if (deadline.passed) {
      throw new AtparError("CHAIN_PENDING", {
        hash: block.hash,
        state: `mined in block ${block.blockNumber.toString()} but not final`,
        seconds: deadline.seconds,
      });
    }
    await deadline.pause();
  }
}
