import { isCallException, type JsonRpcApiProvider, type TransactionReceipt } from "ethers";

import { AtparError, isAtparError } from "../errors/AtparError.js";
import { appendOnce } from "../journal/appendOnce.js";
import type { Journal } from "../journal/Journal.js";
import { broadcast } from "./broadcast.js";
import { blockState, finalNonce, type Deadline } from "./finality.js";
import type { ResolvedNetwork } from "./networks.js";
import {
  outboxDead,
  outboxFinal,
  outboxMined,
  outboxReorganised,
  type IntentRecord,
  type MinedRecord,
  type SignedRecord,
} from "./outboxEntries.js";
import { revertData } from "./revert.js";

/** Signed bytes on their way. */
export interface Attempt {
  /** `<intent id>#<attempt>`. */
  readonly key: string;
  readonly intent: IntentRecord;
  readonly signed: SignedRecord;
  /** True if this run has broadcast them already. */
  readonly broadcasted: boolean;
}

interface Parts {
  readonly journal: Journal;
  readonly provider: JsonRpcApiProvider;
  readonly network: ResolvedNetwork;
}

interface SettleOptions {
  readonly onProgress?: (text: string) => void;
  /** Wait until a revert is final, too; otherwise a revert is told as soon as it is mined. */
  readonly finalRevert: boolean;
}

/** A node may forget a waiting transaction; it is reminded this often. */
const REMIND_MILLISECONDS = 60_000;

/**
 * Follows signed bytes to their end, broadcasting them when the chain does not know them, recording each step.
 *
 * @returns how they were mined (a success is final), or "dead" if they can never be mined.
 * @throws CHAIN_PENDING past the deadline.
 */
export async function settle(
  parts: Parts,
  attempt: Attempt,
  deadline: Deadline,
  { onProgress, finalRevert }: SettleOptions,
): Promise<MinedRecord | "dead"> {
  const { journal, provider, network } = parts;
  const { key, intent, signed } = attempt;
  let broadcastAt = attempt.broadcasted ? performance.now() : -Infinity;
  let told = "";
  for (;;) {
    const receipt = await provider.getTransactionReceipt(signed.hash);
    let state: string;
    if (receipt === null) {
      if (await recordReorganised(journal, key)) {
        broadcastAt = -Infinity;
      }
      if (await isDead(parts, attempt, deadline)) {
        await appendOnce(journal, outboxDead, key, { hash: signed.hash, nonce: signed.nonce });
        return "dead";
      }
      if (performance.now() - broadcastAt >= REMIND_MILLISECONDS) {
        await broadcast(provider, intent.from, signed);
        broadcastAt = performance.now();
        continue;
      }
      state = "not mined";
    } else {
      const mined = await recordMined(parts, attempt, receipt);
      const block = await blockState(provider, network, mined);
      if (block === "final") {
        await appendOnce(journal, outboxFinal, key, mined);
        return mined;
      }
      if (mined.revertData !== null && !finalRevert && block === "waiting") {
        return mined;
      }
      state = `mined in block ${mined.blockNumber.toString()} but not final`;
    }
    if (deadline.passed) {
      throw new AtparError("CHAIN_PENDING", { hash: signed.hash, state, seconds: deadline.seconds });
    }
    if (state !== told) {
      onProgress?.(`transaction ${signed.hash} is ${state}; waiting`);
      told = state;
    }
    await deadline.pause();
  }
}

/** True if a final block holds another transaction with this nonce. */
async function isDead({ provider, network }: Parts, { intent, signed }: Attempt, deadline: Deadline): Promise<boolean> {
  if ((await finalNonce(provider, network, intent.from)) <= signed.nonce) {
    return false;
  }
  // the receipt was asked for before the nonce, and behind one URL may stand several nodes: look again, a moment later
  await deadline.pause();
  const receipt = await provider.getTransactionReceipt(signed.hash);
  return receipt === null && (await provider.getTransaction(signed.hash)) === null;
}

/** Records that blocks which held this attempt are gone. @returns true if one was not recorded so before. */
async function recordReorganised(journal: Journal, key: string): Promise<boolean> {
  let changed = false;
  for (const entry of await journal.list(outboxMined, { keyPrefix: `${key}@` })) {
    if ((await journal.find(outboxReorganised, entry.key)) === undefined) {
      await appendOnce(journal, outboxReorganised, entry.key, {
        hash: entry.body.hash,
        blockHash: entry.body.blockHash,
      });
      changed = true;
    }
  }
  return changed;
}

async function recordMined(parts: Parts, attempt: Attempt, receipt: TransactionReceipt): Promise<MinedRecord> {
  const key = `${attempt.key}@${receipt.blockHash}`;
  const known = await parts.journal.find(outboxMined, key);
  if (known !== undefined) {
    return known.body;
  }
  const entry = await appendOnce(parts.journal, outboxMined, key, {
    attempt: attempt.signed.attempt,
    hash: receipt.hash,
    blockNumber: receipt.blockNumber,
    blockHash: receipt.blockHash,
    gasUsed: receipt.gasUsed,
    contractAddress: receipt.contractAddress,
    revertData: receipt.status === 1 ? null : await replayRevert(parts.provider, attempt, receipt.blockNumber),
  });
  return entry.body;
}

/**
 * Asks for the reason of a revert by running the call again on the state after and before its block: neither is exactly
 * the state it ran on, so the reason can be missing. @returns return data, hex.
 */
async function replayRevert(provider: JsonRpcApiProvider, attempt: Attempt, blockNumber: number): Promise<string> {
  const { from, to, data, value } = attempt.intent;
  for (const blockTag of [blockNumber, blockNumber - 1]) {
    try {
      await provider.call({ from, to, data, value, gasLimit: attempt.signed.gasLimit, blockTag });
    } catch (error) {
      if (isCallException(error)) {
        return revertData(error) ?? "0x";
      }
      if (!isAtparError(error, "CHAIN_RPC_REFUSED")) {
        throw error;
      }
    }
  }
  return "0x";
}
