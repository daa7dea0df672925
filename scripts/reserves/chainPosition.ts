import { getAddress, type Provider } from "ethers";

import { AtparError } from "../errors/AtparError.js";
import { formatTimestamp } from "../money/timestamps.js";
import { IStablecoin__factory, ReserveRegistry__factory } from "../../typechain-types/index.js";
import { readAcceptedReports } from "./acceptedReports.js";

/** A coin on one chain at the last final block not after a snapshot's time. Amounts are token units. */
export interface ChainPosition {
  readonly chainId: bigint;
  /** The coin's address. */
  readonly token: string;
  readonly blockNumber: bigint;
  readonly blockHash: string;
  /** The last report accepted there, 0 before the first. */
  readonly sequence: bigint;
  /** Ever minted and ever burned there. */
  readonly minted: bigint;
  readonly burned: bigint;
  /** The highest limit that any report from `sequence` on gives the chain. */
  readonly carried: bigint;
}

/** The limit that a report, accepted or only signed, gives one chain. */
export interface PriorLimit {
  readonly sequence: bigint;
  readonly chainId: bigint;
  /** Token units. */
  readonly mintLimit: bigint;
}

export interface ChainPositionOptions {
  readonly token: string;
  readonly registry: string;
  /** The snapshot's time, seconds UTC. */
  readonly asOf: bigint;
  /** The last block that is final now. */
  readonly finalBlock: bigint;
  /** The block the coin was deployed in; 0 where it is not known. */
  readonly firstBlock?: bigint;
  /** Limits of reports that this chain has not seen: those the journal holds as signed or submitted. */
  readonly priorLimits?: readonly PriorLimit[];
}

/**
 * Reads where a coin stands on one chain.
 * @throws AtparError RESERVE_BLOCK_MISSING, RESERVE_REGISTRY_FOREIGN.
 */
export async function readChainPosition(provider: Provider, options: ChainPositionOptions): Promise<ChainPosition> {
  const { asOf, finalBlock, firstBlock = 0n, priorLimits = [] } = options;
  const [token, registryAddress] = [getAddress(options.token), getAddress(options.registry)];
  const { chainId } = await provider.getNetwork();
  const pinned = await pinBlock(provider, chainId, asOf, firstBlock, finalBlock);
  const at = { blockTag: pinned.number };
  const registry = ReserveRegistry__factory.connect(registryAddress, provider);
  const coin = IStablecoin__factory.connect(token, provider);
  const served = await registry.coin(at);
  if (served !== token) {
    throw new AtparError("RESERVE_REGISTRY_FOREIGN", { chainId, registry: registryAddress, found: served, token });
  }
  const [minted, burned, last] = await Promise.all([coin.everMinted(at), coin.everBurned(at), registry.lastReport(at)]);
  const { sequence } = last;
  // reports accepted after the pinned block count too: they are between it and the report to come
  const latest = BigInt(await provider.getBlockNumber());
  const accepted = await readAcceptedReports(provider, registryAddress, firstBlock, latest);
  const limits = [
    ...priorLimits,
    ...accepted.flatMap((report) => report.limits.map((limit) => ({ ...limit, sequence: report.sequence }))),
  ];
  return {
    chainId,
    token,
    blockNumber: BigInt(pinned.number),
    blockHash: pinned.hash,
    sequence,
    minted,
    burned,
    carried: carriedLimit(limits, chainId, sequence),
  };
}

/** The highest limit that any of `limits` from report `sequence` on gives the chain, 0 where none does. Token units. */
export function carriedLimit(limits: readonly PriorLimit[], chainId: bigint, sequence: bigint): bigint {
  return limits
    .filter((limit) => limit.chainId === chainId && limit.sequence >= sequence)
    .reduce((highest, { mintLimit }) => (mintLimit > highest ? mintLimit : highest), 0n);
}

/** The last block of `first` to `final` whose time is not after `asOf`; block times never fall. */
async function pinBlock(
  provider: Provider,
  chainId: bigint,
  asOf: bigint,
  first: bigint,
  final: bigint,
): Promise<{ readonly number: number; readonly hash: string }> {
  let [low, high] = [first, final];
  let found: { readonly number: number; readonly hash: string } | undefined;
  let refused = 0;
  while (low <= high) {
    // the latest block is the likely one: look there first
    const middle = high === final ? high : (low + high) / 2n;
    const block = await provider.getBlock(middle);
    const fits = block?.hash !== null && block !== null && BigInt(block.timestamp) <= asOf;
    if (fits) {
      found = { number: block.number, hash: block.hash };
      low = middle + 1n;
    } else {
      refused = block?.timestamp ?? 0;
      high = middle - 1n;
    }
  }
  if (found !== undefined) return found;
  throw new AtparError("RESERVE_BLOCK_MISSING", {
    chainId,
    asOf: formatTimestamp(asOf),
    block: first,
    timestamp: formatTimestamp(refused),
  });
}
