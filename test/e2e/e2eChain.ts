import { Contract, JsonRpcProvider } from "ethers";

import { startLocalChain } from "../../scripts/localchain/localChain.js";

/** Monday 16 November 2026, 09:00 in Hong Kong: five days later, deployed, it is the day after the HKD fixture's statement. */
export const MONDAY = Date.UTC(2026, 10, 16, 1) / 1000;

/** A real chain for the tests, and what they look at beside the command line. */
export interface E2eChain {
  readonly url: string;
  readonly provider: JsonRpcProvider;
  rpc(method: string, ...parameters: readonly unknown[]): Promise<unknown>;
  height(): Promise<number>;
  nonce(address: string): Promise<number>;
  /** Unix seconds of the latest block. */
  time(): Promise<number>;
  moveClock(to: number): Promise<void>;
  /** Token units of the coin at `coin`. */
  supply(coin: string): Promise<bigint>;
  everMinted(coin: string): Promise<bigint>;
  balance(coin: string, account: string): Promise<bigint>;
  close(): Promise<void>;
}

const figures = [
  "function totalSupply() view returns (uint256)",
  "function everMinted() view returns (uint256)",
  "function balanceOf(address) view returns (uint256)",
];

/** Looks at the chain at `url` with ethers alone: nothing of Atpar is between the tests and the figures. */
export function lookAt(url: string, close: () => Promise<void> = () => Promise.resolve()): E2eChain {
  const provider = new JsonRpcProvider(url, 31_337, { staticNetwork: true, cacheTimeout: -1, batchMaxCount: 1 });
  const rpc = async (method: string, ...parameters: readonly unknown[]): Promise<unknown> => {
    return provider.send(method, [...parameters]) as Promise<unknown>;
  };
  const figure = (coin: string, name: string, ...parameters: readonly string[]): Promise<bigint> => {
    return new Contract(coin, figures, provider).getFunction(name).staticCall(...parameters) as Promise<bigint>;
  };
  return {
    url,
    provider,
    rpc,
    height: () => provider.getBlockNumber(),
    nonce: (address) => provider.getTransactionCount(address),
    time: async () => (await provider.getBlock("latest"))!.timestamp,
    moveClock: async (to) => {
      await rpc("evm_setNextBlockTimestamp", to);
      await rpc("evm_mine");
    },
    supply: (coin) => figure(coin, "totalSupply"),
    everMinted: (coin) => figure(coin, "everMinted"),
    balance: (coin, account) => figure(coin, "balanceOf", account),
    close: async () => {
      provider.destroy();
      await close();
    },
  };
}

export async function startE2eChain(startAt = MONDAY): Promise<E2eChain> {
  const chain = await startLocalChain({ port: 0, startAt });
  return lookAt(chain.url, () => chain.close());
}

/** A chain like the local one under another chain id, as a wrong RPC URL would reach. */
export async function startForeignChain(chainId: number): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { network } = await import("hardhat");
  const server = await network.createServer({ network: "local", override: { chainId } }, "127.0.0.1", 0);
  const { port } = await server.listen();
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
