import { getAddress, type Provider } from "ethers";

import { AtparError } from "../errors/AtparError.js";
import { readAcceptedReports } from "../reserves/acceptedReports.js";
import { IStablecoin__factory, ReserveRegistry__factory } from "../../typechain-types/index.js";

/** What a registry holds a report against, read at one block. Amounts are token units, times seconds UTC. */
export interface RegistryState {
  readonly chainId: bigint;
  readonly registry: string;
  readonly token: string;
  readonly currency: string;
  /** Salt of the reports' EIP-712 domain. */
  readonly salt: string;
  /** Basis points. */
  readonly coverage: bigint;
  /** Seconds. */
  readonly maxReportAge: bigint;
  /** The last report accepted; zeros before the first. */
  readonly last: { readonly sequence: bigint; readonly asOf: bigint; readonly digest: string };
  /** The limit in force, 0 where there is none. */
  readonly liveLimit: bigint;
  readonly everMinted: bigint;
  readonly everBurned: bigint;
  /** Every chain that a report accepted here has listed. */
  readonly listed: readonly bigint[];
  /** The block's time. */
  readonly timestamp: bigint;
}

/**
 * Reads a registry and its coin at the latest block.
 * @param firstBlock - the block the registry was deployed in; 0 where it is not known.
 */
export async function readRegistryState(
  provider: Provider,
  options: { readonly registry: string; readonly firstBlock?: bigint },
): Promise<RegistryState> {
  const address = getAddress(options.registry);
  const [{ chainId }, block] = await Promise.all([provider.getNetwork(), provider.getBlock("latest")]);
  if (block === null) throw new AtparError("REPORT_REGISTRY_MISSING", { chainId });
  const at = { blockTag: block.number };
  const registry = ReserveRegistry__factory.connect(address, provider);
  const token = await registry.coin(at);
  const coin = IStablecoin__factory.connect(token, provider);
  const [currency, salt, coverage, maxReportAge, last, liveLimit] = await Promise.all([
    registry.currency(at),
    registry.domainSalt(at),
    registry.coverage(at),
    registry.maxReportAge(at),
    registry.lastReport(at),
    registry.mintLimit(at),
  ]);
  const [everMinted, everBurned] = await Promise.all([coin.everMinted(at), coin.everBurned(at)]);
  const reports = await readAcceptedReports(provider, address, options.firstBlock ?? 0n, BigInt(block.number));
  const listed = new Set(reports.flatMap(({ limits }) => limits.map((limit) => limit.chainId)));
  return {
    chainId,
    registry: address,
    token,
    currency,
    salt,
    coverage,
    maxReportAge,
    last: { sequence: last.sequence, asOf: last.asOf, digest: last.digest },
    liveLimit,
    everMinted,
    everBurned,
    listed: [...listed],
    timestamp: BigInt(block.timestamp),
  };
}
