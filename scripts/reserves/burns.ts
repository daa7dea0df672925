import { getAddress, type Provider } from "ethers";

import { IStablecoin__factory } from "../../typechain-types/index.js";
import { blockRanges } from "./blockRanges.js";

/** Tokens burned for a redemption (event Burned). */
export interface Burn {
  readonly chainId: bigint;
  readonly token: string;
  readonly blockNumber: bigint;
  readonly transaction: string;
  readonly logIndex: number;
  readonly account: string;
  /** keccak256 of the EndToEndId that the payment will carry. */
  readonly burnRef: string;
  /** Seconds UTC, of the block. */
  readonly timestamp: bigint;
  /** Token units. */
  readonly amount: bigint;
}

/** Every burn of a coin in blocks `from` to `to`, oldest first. */
export async function readBurns(
  provider: Provider,
  options: { readonly token: string; readonly from: bigint; readonly to: bigint },
): Promise<readonly Burn[]> {
  const token = getAddress(options.token);
  const { chainId } = await provider.getNetwork();
  const coin = IStablecoin__factory.connect(token, provider);
  const burns: Burn[] = [];
  for (const range of blockRanges(options.from, options.to)) {
    for (const log of await coin.queryFilter(coin.filters.Burned(), range.from, range.to)) {
      const { account, burnRef, amount } = log.args;
      const { timestamp } = await log.getBlock();
      const place = { blockNumber: BigInt(log.blockNumber), transaction: log.transactionHash, logIndex: log.index };
      burns.push({ chainId, token, ...place, account, burnRef, timestamp: BigInt(timestamp), amount });
    }
  }
  return burns;
}
