import { isCallException, type Interface, type Provider } from "ethers";

import { AtparError } from "../errors/AtparError.js";
import { decodeRevert, revertArguments, type Revert } from "./revert.js";

/** A call or contract creation that is not signed yet. */
export interface CallRequest {
  readonly from: string;
  /** `null` creates a contract. */
  readonly to: string | null;
  /** Hex. */
  readonly data: string;
  /** Wei; none if left out. */
  readonly value?: bigint;
}

/** What the node says the transaction would do now. */
export interface Simulation {
  /** Return data, hex. */
  readonly result: string;
  /** Gas units, as the node estimates them. */
  readonly gas: bigint;
}

/**
 * Runs a transaction on the latest state without sending it.
 *
 * @throws CHAIN_WOULD_REVERT, its `cause` the decoded {@link Revert}.
 */
export async function simulate(
  provider: Provider,
  { from, to, data, value = 0n }: CallRequest,
  interfaces: readonly Interface[] = [],
): Promise<Simulation> {
  try {
    // one after the other: the call's refusal carries the reason, the estimate's sometimes does not
    const result = await provider.call({ from, to, data, value });
    const gas = await provider.estimateGas({ from, to, data, value });
    return { result, gas };
  } catch (error) {
    if (!isCallException(error)) {
      throw error;
    }
    throw wouldRevert(decodeRevert(error, interfaces));
  }
}

function wouldRevert(revert: Revert): AtparError<"CHAIN_WOULD_REVERT"> {
  return new AtparError(
    "CHAIN_WOULD_REVERT",
    { name: revert.name, args: revertArguments(revert), meaning: revert.meaning },
    { cause: revert },
  );
}
