import type { Provider } from "ethers";

import { ReserveRegistry__factory } from "../../typechain-types/index.js";
import { blockRanges } from "./blockRanges.js";

/** A report as a registry accepted it, what later reports need of it. */
export interface AcceptedReport {
  readonly sequence: bigint;
  readonly digest: string;
  readonly limits: readonly { readonly chainId: bigint; /** Token units. */ readonly mintLimit: bigint }[];
  readonly blockNumber: bigint;
  readonly transaction: string;
}

/** The reports a registry accepted in blocks `from` to `to`, oldest first (event ReportAccepted). */
export async function readAcceptedReports(
  provider: Provider,
  registry: string,
  from: bigint,
  to: bigint,
): Promise<readonly AcceptedReport[]> {
  const contract = ReserveRegistry__factory.connect(registry, provider);
  const accepted: AcceptedReport[] = [];
  for (const range of blockRanges(from, to)) {
    for (const log of await contract.queryFilter(contract.filters.ReportAccepted(), range.from, range.to)) {
      accepted.push({
        sequence: log.args.sequence,
        digest: log.args.digest,
        limits: log.args.report.allocations.map(({ chainId, mintLimit }) => ({ chainId, mintLimit })),
        blockNumber: BigInt(log.blockNumber),
        transaction: log.transactionHash,
      });
    }
  }
  return accepted;
}
