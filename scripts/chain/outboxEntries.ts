import { z } from "zod";

import { amountText } from "../journal/amountText.js";
import { entryKind } from "../journal/EntryKind.js";

const hex = z.string().regex(/^0x([0-9a-f]{2})*$/u);
const hash = z.string().regex(/^0x[0-9a-f]{64}$/u);
const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/u);

/** What is to be sent; key: the intent's id. */
export const outboxIntent = entryKind(
  "outbox.intent",
  z.strictObject({ chainId: amountText, from: address, to: address.nullable(), data: hex, value: amountText }),
);

/** Signed bytes, stored before they are broadcast; key: `<id>#<attempt>`. */
export const outboxSigned = entryKind(
  "outbox.signed",
  z.strictObject({
    attempt: z.int().positive(),
    hash,
    nonce: z.int().nonnegative(),
    gasLimit: amountText,
    maxFeePerGas: amountText,
    maxPriorityFeePerGas: amountText,
    raw: hex,
  }),
);

const mined = z.strictObject({
  attempt: z.int().positive(),
  hash,
  blockNumber: z.int().nonnegative(),
  blockHash: hash,
  gasUsed: amountText,
  contractAddress: address.nullable(),
  /** Return data of the revert as replayed; null where the transaction succeeded. */
  revertData: hex.nullable(),
});

/** A transaction was seen in a block; key: `<id>#<attempt>@<block hash>`. */
export const outboxMined = entryKind("outbox.mined", mined);

/** That block is no longer part of the chain; key as {@link outboxMined}. */
export const outboxReorganised = entryKind("outbox.reorganised", z.strictObject({ hash, blockHash: hash }));

/** That block is final: nothing changes any more; key: `<id>#<attempt>`. */
export const outboxFinal = entryKind("outbox.final", mined);

/** Another transaction used the nonce, in a final block: these bytes can never be mined; key: `<id>#<attempt>`. */
export const outboxDead = entryKind("outbox.dead", z.strictObject({ hash, nonce: z.int().nonnegative() }));

/** A mined transaction as {@link outboxMined} and {@link outboxFinal} record it. */
export type MinedRecord = z.output<typeof mined>;

/** A signed attempt as {@link outboxSigned} records it. */
export type SignedRecord = z.output<(typeof outboxSigned)["schema"]>;

/** An intent as {@link outboxIntent} records it. */
export type IntentRecord = z.output<(typeof outboxIntent)["schema"]>;
