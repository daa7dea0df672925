import type { JsonRpcApiProvider } from "ethers";

import { isAtparError } from "../errors/AtparError.js";
import type { SignedRecord } from "./outboxEntries.js";

/**
 * Hands stored bytes to the node. Doing so again is harmless: the chain takes one transaction per nonce.
 *
 * A refusal or a lost answer says little about whether the transaction was taken (Hardhat refuses with the revert after
 * mining it; a node that has it answers "already known"), so the chain is asked instead.
 *
 * @throws CHAIN_RPC_REFUSED if the node did not take it for a reason that waiting does not mend.
 */
export async function broadcast(
  provider: JsonRpcApiProvider,
  from: string,
  { raw, hash, nonce }: SignedRecord,
): Promise<void> {
  try {
    await provider.send("eth_sendRawTransaction", [raw]);
  } catch (error) {
    if (isAtparError(error, "CHAIN_UNREACHABLE")) {
      // sent or not: looking for the receipt tells, or finds the node unreachable again
      return;
    }
    if (isAtparError(error, "CHAIN_RPC_REFUSED") && /underpriced/iu.test(error.parameters.problem.toString())) {
      // another transaction with this nonce is waiting: one of the two is mined
      return;
    }
    if ((await provider.getTransaction(hash)) !== null || (await provider.getTransactionCount(from)) > nonce) {
      return;
    }
    throw error;
  }
}
