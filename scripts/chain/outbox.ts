import { getAddress, hexlify, type Interface, type JsonRpcApiProvider } from "ethers";

import { AtparError } from "../errors/AtparError.js";
import { appendOnce } from "../journal/appendOnce.js";
import type { Journal } from "../journal/Journal.js";
import { broadcast } from "./broadcast.js";
import { Deadline } from "./finality.js";
import type { ResolvedNetwork } from "./networks.js";
import type { OperatorSigner } from "./OperatorSigner.js";
import {
  outboxFinal,
  outboxIntent,
  outboxMined,
  outboxSigned,
  type IntentRecord,
  type MinedRecord,
  type SignedRecord,
} from "./outboxEntries.js";
import { decodeRevert, revertArguments } from "./revert.js";
import { settle, type Attempt } from "./settle.js";
import { signAttempt } from "./signAttempt.js";

/** What an intent sends. */
export interface OutboxTransaction {
  /** `null` creates a contract. */
  readonly to: string | null;
  /** Hex; `0x` for a plain transfer. */
  readonly data: string;
  /** Wei; none if left out. */
  readonly value?: bigint;
}

export interface SendOptions {
  /** Seconds until CHAIN_PENDING; by default 120 on a chain that finalises at once, 1200 elsewhere. */
  readonly waitSeconds?: number;
  /** Send again what an earlier run recorded as reverted, once that revert is final. */
  readonly retryReverted?: boolean;
}

/** A transaction in a final block that did what it was meant to. */
export interface SentTransaction {
  readonly intentId: string;
  readonly hash: string;
  readonly blockNumber: number;
  readonly blockHash: string;
  /** Gas units. */
  readonly gasUsed: bigint;
  readonly status: "succeeded";
  /** From 1; higher if earlier signed bytes could not be mined any more or reverted. */
  readonly attempt: number;
  /** True if an earlier run had signed it: this one only finished it. */
  readonly resumed: boolean;
  /** The address of a created contract; undefined for a call. */
  readonly contractAddress: string | undefined;
}

/** Sends transactions so that each intent is carried out once, whenever the process dies. */
export interface Outbox {
  /**
   * Carries out an intent, or finishes what an earlier run began, and waits until it is final.
   *
   * @param intentId names the intent for ever: the same id is the same transaction. Without `#` and `@`.
   * @throws OUTBOX_CONFLICT if the id was recorded with another content; CHAIN_WOULD_REVERT, CHAIN_FUNDS,
   * CHAIN_RPC_REFUSED with nothing sent; CHAIN_REVERTED; CHAIN_PENDING, CHAIN_UNREACHABLE: run it again.
   */
  send(
    intentId: string,
    transaction: OutboxTransaction,
    signer: OperatorSigner,
    interfaces?: readonly Interface[],
    options?: SendOptions,
  ): Promise<SentTransaction>;

  /** How far an intent has come, as recorded: undefined while nothing is signed for it. Asks the journal alone. */
  state(intentId: string): Promise<OutboxState | undefined>;
}

/** Signed (and perhaps under way), seen in a block, or in a final block and decided. */
export type OutboxState = "signed" | "mined" | "succeeded" | "reverted";

/** What an outbox works with. */
export interface OutboxParts {
  readonly journal: Journal;
  readonly provider: JsonRpcApiProvider;
  readonly network: ResolvedNetwork;
  /** Told in words whenever what is waited for changes. */
  readonly onProgress?: (text: string) => void;
}

/**
 * Creates an outbox: intent, signed bytes, broadcast, mined, final, each a journal entry before the next step.
 *
 * Nothing is sent twice: bytes are committed to the journal before they are broadcast, broadcasting the same bytes again
 * is harmless, and a new attempt is signed only when a final block has used up the nonce of the one before.
 */
export function createOutbox({ journal, provider, network, onProgress = () => undefined }: OutboxParts): Outbox {
  // signing reads the next nonce from the chain, so one transaction has to be out before the next is signed
  let signing: Promise<unknown> = Promise.resolve();

  function signAndSend(
    intentId: string,
    intent: IntentRecord,
    attempt: number,
    signer: OperatorSigner,
    interfaces: readonly Interface[],
  ): Promise<SignedRecord> {
    const sent = signing.then(async () => {
      const key = attemptKey(intentId, attempt);
      // the same intent may have been sent while this call waited its turn
      const signed =
        (await journal.find(outboxSigned, key))?.body ??
        (await journal.append(outboxSigned, key, await signAttempt(provider, intent, attempt, signer, interfaces)))
          .body;
      await broadcast(provider, intent.from, signed);
      return signed;
    });
    signing = sent.catch(() => undefined);
    return sent;
  }

  async function send(
    intentId: string,
    transaction: OutboxTransaction,
    signer: OperatorSigner,
    interfaces: readonly Interface[] = [],
    { waitSeconds, retryReverted = false }: SendOptions = {},
  ): Promise<SentTransaction> {
    const intent = await recordIntent(journal, intentId, {
      chainId: BigInt(network.chainId),
      from: getAddress(signer.address),
      to: transaction.to === null ? null : getAddress(transaction.to),
      data: hexlify(transaction.data),
      value: transaction.value ?? 0n,
    });
    const earlier = await journal.list(outboxSigned, { keyPrefix: `${intentId}#` });
    const deadline = new Deadline(network, waitSeconds);
    let signed = earlier.at(-1)?.body;
    let broadcasted = false;
    for (;;) {
      if (signed === undefined) {
        signed = await signAndSend(intentId, intent, 1, signer, interfaces);
        broadcasted = true;
      }
      const attempt: Attempt = { key: attemptKey(intentId, signed.attempt), intent, signed, broadcasted };
      const retry = retryReverted && signed.attempt === earlier.length;
      const mined =
        (await journal.find(outboxFinal, attempt.key))?.body ??
        (await settle({ journal, provider, network }, attempt, deadline, { onProgress, finalRevert: retry }));
      if (mined !== "dead" && mined.revertData === null) {
        return summary(intentId, mined, earlier.length > 0);
      }
      if (mined !== "dead" && !retry) {
        throw reverted(mined, mined.revertData ?? "0x", interfaces);
      }
      onProgress(mined === "dead" ? "its nonce went to another transaction; signing again" : "sending it again");
      signed = await signAndSend(intentId, intent, signed.attempt + 1, signer, interfaces);
      broadcasted = true;
    }
  }

  async function state(intentId: string): Promise<OutboxState | undefined> {
    const signed = (await journal.list(outboxSigned, { keyPrefix: `${intentId}#` })).at(-1);
    if (signed === undefined) {
      return undefined;
    }
    const final = await journal.find(outboxFinal, signed.key);
    if (final !== undefined) {
      return final.body.revertData === null ? "succeeded" : "reverted";
    }
    return (await journal.list(outboxMined, { keyPrefix: `${signed.key}@` })).length > 0 ? "mined" : "signed";
  }

  return { send, state };
}

function attemptKey(intentId: string, attempt: number): string {
  return `${intentId}#${attempt.toString()}`;
}

async function recordIntent(journal: Journal, intentId: string, given: IntentRecord): Promise<IntentRecord> {
  if (!/^[^#@]+$/u.test(intentId)) {
    throw new TypeError(`not an intent's id: ${intentId}`);
  }
  const entry = await appendOnce(journal, outboxIntent, intentId, given);
  for (const field of ["chainId", "from", "to", "data", "value"] as const) {
    const [recorded, now] = [entry.body[field], given[field]].map((value) => (value ?? "a new contract").toString());
    if (recorded !== undefined && now !== undefined && recorded !== now) {
      throw new AtparError("OUTBOX_CONFLICT", { intentId, field, recorded, given: now });
    }
  }
  return entry.body;
}

function summary(intentId: string, mined: MinedRecord, resumed: boolean): SentTransaction {
  const { hash, blockNumber, blockHash, gasUsed, attempt } = mined;
  const contractAddress = mined.contractAddress ?? undefined;
  return { intentId, hash, blockNumber, blockHash, gasUsed, status: "succeeded", attempt, resumed, contractAddress };
}

function reverted(
  { hash, blockNumber }: MinedRecord,
  data: string,
  interfaces: readonly Interface[],
): AtparError<"CHAIN_REVERTED"> {
  const revert = decodeRevert(data, interfaces);
  return new AtparError(
    "CHAIN_REVERTED",
    { hash, blockNumber, name: revert.name, args: revertArguments(revert), meaning: revert.meaning },
    { cause: revert },
  );
}
