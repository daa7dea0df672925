import { AtparError } from "../errors/AtparError.js";
import type { ResolvedNetwork } from "./networks.js";
import { RpcProvider } from "./RpcProvider.js";

/** How long the first question may take; a node that is down is known within this. */
const FIRST_ANSWER_MILLISECONDS = 4_000;
const ANSWER_MILLISECONDS = 30_000;

/**
 * Connects to a network's RPC, and makes sure that it serves the chain that is meant.
 *
 * The provider holds no timers and no open requests between calls, so the process can end without closing it.
 *
 * @throws CHAIN_UNREACHABLE within 4 seconds; CHAIN_ID_MISMATCH names both chain ids.
 */
export async function connect(network: ResolvedNetwork): Promise<RpcProvider> {
  const provider = new RpcProvider(network, ANSWER_MILLISECONDS);
  const found = await provider.reportedChainId(FIRST_ANSWER_MILLISECONDS);
  if (found !== BigInt(network.chainId)) {
    throw new AtparError("CHAIN_ID_MISMATCH", {
      network: network.name,
      expected: network.chainId,
      url: provider.maskedUrl,
      found,
    });
  }
  return provider;
}
