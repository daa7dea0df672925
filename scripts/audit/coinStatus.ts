import type { Provider } from "ethers";

import { IReserveRegistry__factory, IStablecoin__factory } from "../../typechain-types/index.js";

/** The report in force of a coin, as its registry keeps it. */
export interface ReportStatus {
  readonly sequence: bigint;
  readonly digest: string;
  /** Unix seconds. */
  readonly asOf: number;
  readonly validUntil: number;
  /** Token units. */
  readonly reserves: bigint;
  readonly expired: boolean;
}

/** A coin as it stands at one block; amounts in token units, times in seconds. */
export interface CoinStatus {
  readonly currency: string;
  readonly name: string;
  readonly symbol: string;
  readonly coin: string;
  readonly registry: string;
  readonly supply: bigint;
  readonly everMinted: bigint;
  readonly everBurned: bigint;
  /** Most that may ever be minted now; 0 without a report in force. */
  readonly mintLimit: bigint;
  /** What can still be minted: limit less ever minted, 0 at least. */
  readonly headroom: bigint;
  readonly orderCap: bigint;
  readonly rateCapacity: bigint;
  readonly rateWindow: number;
  readonly rateAvailable: bigint;
  readonly transfersPaused: boolean;
  readonly issuancePaused: boolean;
  readonly report?: ReportStatus;
}

/** Reads a coin and its registry at one block. */
export async function readStatus(provider: Provider, coinAddress: string, block: number): Promise<CoinStatus> {
  const coin = IStablecoin__factory.connect(coinAddress, provider);
  const at = { blockTag: block };
  const registryAddress = await coin.registry(at);
  const registry = IReserveRegistry__factory.connect(registryAddress, provider);
  const [currency, name, symbol, supply, everMinted, everBurned, orderCap, rate] = await Promise.all([
    coin.currency(at),
    coin.name(at),
    coin.symbol(at),
    coin.totalSupply(at),
    coin.everMinted(at),
    coin.everBurned(at),
    coin.orderCap(at),
    coin.rateLimit(at),
  ]);
  const [transfersPaused, issuancePaused, mintLimit, last, timestamp] = await Promise.all([
    coin.transfersPaused(at),
    coin.issuancePaused(at),
    registry.mintLimit(at),
    registry.lastReport(at),
    provider.getBlock(block).then((found) => found?.timestamp ?? 0),
  ]);
  const report: ReportStatus = {
    sequence: last.sequence,
    digest: last.digest,
    asOf: Number(last.asOf),
    validUntil: Number(last.validUntil),
    reserves: last.reserves,
    expired: timestamp > Number(last.validUntil),
  };
  return {
    currency,
    name,
    symbol,
    coin: coinAddress,
    registry: registryAddress,
    supply,
    everMinted,
    everBurned,
    mintLimit,
    headroom: mintLimit > everMinted ? mintLimit - everMinted : 0n,
    orderCap,
    rateCapacity: rate.capacity,
    rateWindow: Number(rate.window),
    rateAvailable: rate.available,
    transfersPaused,
    issuancePaused,
    ...(last.sequence === 0n ? {} : { report }),
  };
}
