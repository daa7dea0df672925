import { getAddress, type Provider } from "ethers";

import { IStablecoin__factory } from "../../typechain-types/index.js";
import { blockRanges } from "./blockRanges.js";

/** Tokens minted for a bank credit (event Minted). */
export interface Mint {
  readonly chainId: bigint;
  readonly blockNumber: bigint;
  readonly transaction: string;
  readonly depositRef: string;
  /** Token units. */
  readonly amount: bigint;
}

/** Every mint of a coin in blocks `from` to `to`, oldest first. */
export async function readMints(
  provider: Provider,
  options: { readonly token: string; readonly from: bigint; readonly to: bigint },
): Promise<readonly Mint[]> {
  const coin = IStablecoin__factory.connect(getAddress(options.token), provider);
  const { chainId } = await provider.getNetwork();
  const mints: Mint[] = [];
  for (const range of blockRanges(options.from, options.to)) {
    for (const log of await coin.queryFilter(coin.filters.Minted(), range.from, range.to)) {
      const { depositRef, amount } = log.args;
      const place = { blockNumber: BigInt(log.blockNumber), transaction: log.transactionHash };
      mints.push({ chainId, ...place, depositRef, amount });
    }
  }
  return mints;
}
