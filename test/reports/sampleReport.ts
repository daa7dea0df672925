import type { ReserveReport } from "../../scripts/reports/reserveReport.js";

/** A report over two chains, every field with a value of its own. */
export function sampleReport(): ReserveReport {
  const line = {
    chainId: 31337n,
    token: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
    blockNumber: 11n,
    blockHash: `0x${"b1".repeat(32)}`,
    sequence: 6n,
    minted: 500_000_000n,
    burned: 100_000_000n,
    carried: 600_000_000n,
    mintLimit: 900_000_000n,
  };
  return {
    currency: "HKD",
    sequence: 7n,
    previous: `0x${"c1".repeat(32)}`,
    asOf: 1_795_000_000n,
    validUntil: 1_795_100_000n,
    reserves: 1_325_000_500_000n,
    allocations: [line, { ...line, chainId: 84532n, mintLimit: 0n }],
    assetsRoot: `0x${"d1".repeat(32)}`,
    policyHash: `0x${"e1".repeat(32)}`,
    documentHash: `0x${"f1".repeat(32)}`,
  };
}
