import type { Provider } from "ethers";
import { ZeroAddress } from "ethers";

import { IStablecoin__factory } from "../../typechain-types/index.js";
import { blockRanges } from "../reserves/blockRanges.js";

/** What a coin's events add up to, from its deployment to one block. Amounts are token units. */
export interface CoinEvents {
  /** The last block counted. */
  readonly block: number;
  readonly minted: bigint;
  readonly burned: bigint;
  readonly balances: ReadonlyMap<string, bigint>;
  readonly mints: readonly { readonly depositRef: string; readonly amount: bigint; readonly block: number }[];
}

/** Adds up `Transfer` and `Minted` of a coin up to the latest block. */
export async function readCoinEvents(provider: Provider, address: string, firstBlock: number): Promise<CoinEvents> {
  const coin = IStablecoin__factory.connect(address, provider);
  const block = await provider.getBlockNumber();
  const balances = new Map<string, bigint>();
  const add = (account: string, amount: bigint): void => {
    if (account !== ZeroAddress) balances.set(account, (balances.get(account) ?? 0n) + amount);
  };
  let minted = 0n;
  let burned = 0n;
  const mints: { depositRef: string; amount: bigint; block: number }[] = [];
  for (const range of blockRanges(BigInt(firstBlock), BigInt(block))) {
    for (const { args } of await coin.queryFilter(coin.filters.Transfer(), range.from, range.to)) {
      if (args.from === ZeroAddress) minted += args.value;
      if (args.to === ZeroAddress) burned += args.value;
      add(args.from, -args.value);
      add(args.to, args.value);
    }
    for (const { args, blockNumber: at } of await coin.queryFilter(coin.filters.Minted(), range.from, range.to)) {
      mints.push({ depositRef: args.depositRef, amount: args.amount, block: at });
    }
  }
  return { block, minted, burned, balances, mints };
}
