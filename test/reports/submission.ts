import type { Wallet, HDNodeWallet } from "ethers";

import { reportDigest, type ReserveReport } from "../../scripts/reports/reserveReport.js";
import { auditor, officer, salt, type LocalChain } from "./localChain.js";

/** Signatures over a report, ascending by signer as the registry wants them. */
export function signaturesOf(
  report: ReserveReport,
  signers: readonly (Wallet | HDNodeWallet)[] = [officer, auditor],
): string[] {
  const ordered = signers.toSorted((one, other) => (BigInt(one.address) < BigInt(other.address) ? -1 : 1));
  return ordered.map((signer) => signer.signingKey.sign(reportDigest(report, salt)).serialized);
}

/** A first report that lets `mintLimit` be minted on the chain. */
export async function firstReport(chain: LocalChain, mintLimit: bigint): Promise<ReserveReport> {
  const now = await chain.now();
  const { chainId } = await chain.provider.getNetwork();
  const empty = `0x${"00".repeat(32)}`;
  const line = { chainId, token: chain.token, blockNumber: 1n, blockHash: empty, sequence: 0n, mintLimit };
  return {
    currency: "HKD",
    sequence: 1n,
    previous: empty,
    asOf: now,
    validUntil: now + 86_400n,
    reserves: mintLimit * 2n,
    allocations: [{ ...line, minted: 0n, burned: 0n, carried: 0n }],
    assetsRoot: empty,
    policyHash: empty,
    documentHash: empty,
  };
}

/** Puts a report into force. */
export async function submit(chain: LocalChain, report: ReserveReport): Promise<void> {
  const allocations = [...report.allocations];
  await (await chain.registry.submitReport({ ...report, allocations }, signaturesOf(report))).wait();
}

/** The name of the error that the registry would revert with, undefined where it would accept. */
export async function revertOf(
  chain: LocalChain,
  report: ReserveReport,
  signatures?: readonly string[],
): Promise<string | undefined> {
  const given = signatures ?? signaturesOf(report);
  const allocations = [...report.allocations];
  const data = chain.registry.interface.encodeFunctionData("submitReport", [{ ...report, allocations }, [...given]]);
  try {
    await chain.provider.call({ to: chain.registryAddress, data, from: chain.deployer.address });
    return undefined;
  } catch (error) {
    const revert = (error as { data?: string }).data ?? "0x";
    return chain.registry.interface.parseError(revert)?.name ?? `unknown ${String(error)}`;
  }
}
