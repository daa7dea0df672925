import { Transaction, type Interface, type Provider, type TransactionLike } from "ethers";

import { AtparError } from "../errors/AtparError.js";
import type { OperatorSigner } from "./OperatorSigner.js";
import type { IntentRecord, SignedRecord } from "./outboxEntries.js";
import { simulate } from "./simulate.js";

/** No transaction may ask for more gas than this (EIP-7825). */
const GAS_CAP = 2n ** 24n;

/**
 * Simulates an intent, and signs it with the account's next nonce on chain, a fifth more gas than estimated, and the
 * provider's EIP-1559 fees. Sends and records nothing.
 *
 * @throws CHAIN_WOULD_REVERT, CHAIN_FUNDS, CHAIN_NO_FEES, OUTBOX_SIGNATURE.
 */
export async function signAttempt(
  provider: Provider,
  intent: IntentRecord,
  attempt: number,
  signer: OperatorSigner,
  interfaces: readonly Interface[],
): Promise<SignedRecord> {
  const { from, to, data, value, chainId } = intent;
  const balance = await provider.getBalance(from);
  requireFunds(from, balance, value);
  const { gas } = await simulate(provider, { from, to, data, value }, interfaces);
  const padded = (gas * 12n) / 10n;
  const gasLimit = padded > GAS_CAP && gas <= GAS_CAP ? GAS_CAP : padded;
  const { maxFeePerGas, maxPriorityFeePerGas } = await provider.getFeeData();
  if (maxFeePerGas === null || maxPriorityFeePerGas === null) {
    throw new AtparError("CHAIN_NO_FEES", { chainId });
  }
  requireFunds(from, balance, value + gasLimit * maxFeePerGas);
  const nonce = await provider.getTransactionCount(from, "pending");
  const unsigned = { type: 2, chainId, nonce, to, data, value, gasLimit, maxFeePerGas, maxPriorityFeePerGas };
  const signed = await signChecked(unsigned, signer);
  return { attempt, hash: signed.hash, nonce, gasLimit, maxFeePerGas, maxPriorityFeePerGas, raw: signed.raw };
}

function requireFunds(address: string, balance: bigint, needed: bigint): void {
  if (balance < needed) {
    throw new AtparError("CHAIN_FUNDS", { address, balance, needed });
  }
}

/** Has a transaction signed, and makes sure that what came back is that transaction, signed by that signer. */
async function signChecked(
  unsigned: TransactionLike,
  signer: OperatorSigner,
): Promise<{ readonly raw: string; readonly hash: string }> {
  const raw = await signer.signTransaction(unsigned);
  const { label } = signer;
  let signed: Transaction;
  try {
    signed = Transaction.from(raw);
  } catch {
    throw new AtparError("OUTBOX_SIGNATURE", { label, problem: "no transaction came back" });
  }
  if (signed.unsignedHash !== Transaction.from(unsigned).unsignedHash) {
    throw new AtparError("OUTBOX_SIGNATURE", { label, problem: "another transaction came back" });
  }
  if (signed.hash === null || signed.from !== signer.address) {
    const from = signed.from ?? "nobody";
    throw new AtparError("OUTBOX_SIGNATURE", { label, problem: `${from} signed, not ${signer.address}` });
  }
  return { raw: signed.serialized, hash: signed.hash };
}
