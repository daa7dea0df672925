import { TypedDataEncoder, type TypedDataDomain, type TypedDataField } from "ethers";

/** One chain's line of a report. Amounts are token units. */
export interface Allocation {
  readonly chainId: bigint;
  readonly token: string;
  readonly blockNumber: bigint;
  readonly blockHash: string;
  readonly sequence: bigint;
  readonly minted: bigint;
  readonly burned: bigint;
  readonly carried: bigint;
  readonly mintLimit: bigint;
}

/**
 * What attestors sign, once for every chain (IReserveRegistry.ReserveReport). Amounts are token units, times seconds.
 */
export interface ReserveReport {
  readonly currency: string;
  readonly sequence: bigint;
  readonly previous: string;
  readonly asOf: bigint;
  readonly validUntil: bigint;
  readonly reserves: bigint;
  readonly allocations: readonly Allocation[];
  readonly assetsRoot: string;
  readonly policyHash: string;
  readonly documentHash: string;
}

/** EIP-712 types of a report. Permanent format. */
export const reportTypes: Record<string, TypedDataField[]> = {
  ReserveReport: [
    { name: "currency", type: "string" },
    { name: "sequence", type: "uint64" },
    { name: "previous", type: "bytes32" },
    { name: "asOf", type: "uint64" },
    { name: "validUntil", type: "uint64" },
    { name: "reserves", type: "uint256" },
    { name: "allocations", type: "Allocation[]" },
    { name: "assetsRoot", type: "bytes32" },
    { name: "policyHash", type: "bytes32" },
    { name: "documentHash", type: "bytes32" },
  ],
  Allocation: [
    { name: "chainId", type: "uint256" },
    { name: "token", type: "address" },
    { name: "blockNumber", type: "uint64" },
    { name: "blockHash", type: "bytes32" },
    { name: "sequence", type: "uint64" },
    { name: "minted", type: "uint256" },
    { name: "burned", type: "uint256" },
    { name: "carried", type: "uint256" },
    { name: "mintLimit", type: "uint256" },
  ],
};

/**
 * The EIP-712 domain of reports: no chain and no contract, so that one signature serves every chain.
 * @param salt - issuer and environment, 32 bytes.
 */
export function reportDomain(salt: string): TypedDataDomain {
  return { name: "Atpar Reserve Report", version: "1", salt };
}

/** What attestors sign: the report's EIP-712 digest, equal to the registry's `reportDigest`. */
export function reportDigest(report: ReserveReport, salt: string): string {
  return TypedDataEncoder.hash(reportDomain(salt), reportTypes, report);
}
