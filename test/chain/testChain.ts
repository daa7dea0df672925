import { z } from "zod";

import { connect } from "../../scripts/chain/connect.js";
import { resolveNetwork, type ResolvedNetwork } from "../../scripts/chain/networks.js";
import type { RpcProvider } from "../../scripts/chain/RpcProvider.js";
import { startLocalChain } from "../../scripts/localchain/localChain.js";

/** A real chain for one test file, and ways to steer it. */
export interface TestChain {
  readonly url: string;
  readonly network: ResolvedNetwork;
  readonly provider: RpcProvider;
  rpc(method: string, ...parameters: readonly unknown[]): Promise<unknown>;
  close(): Promise<void>;
}

export async function startTestChain(): Promise<TestChain> {
  const chain = await startLocalChain({ port: 0 });
  const network = resolveNetwork({ rpcUrl: chain.url, env: {} });
  const provider = await connect(network);
  return {
    url: chain.url,
    network,
    provider,
    rpc: (method, ...parameters) => z.unknown().parseAsync(provider.send(method, [...parameters])),
    close: async () => {
      provider.destroy();
      await chain.close();
    },
  };
}

/**
 * A contract that does its work once: the first call sets slot 0, each later one reverts with exactly its calldata, so that
 * a test chooses the error. Assembled by hand:
 * `SLOAD(0) JUMPI(10) SSTORE(0, 1) STOP; 10: CALLDATACOPY(0, 0, size) REVERT(0, size)`, behind a ten-byte constructor.
 */
export const ONCE_CREATION = "0x6012600a5f3960125ff35f54600a5760015f55005b365f5f37365ffd";
