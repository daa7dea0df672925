import { formatTimestamp } from "../money/timestamps.js";
import { formatUnitsGrouped } from "../money/tokenUnits.js";
import { atWorst } from "./acceptanceRule.js";
import type { ReserveReport } from "./reserveReport.js";

/**
 * What a signer approves, in words (rule O3): one sentence a line, amounts in the coin's currency, times UTC.
 * @param digest - what will be signed.
 */
export function reportProse(report: ReserveReport, digest: string): readonly string[] {
  const { currency, sequence, reserves, allocations } = report;
  const money = (units: bigint) => `${currency} ${formatUnitsGrouped(units)}`;
  const outstanding = allocations.reduce((sum, line) => sum + atWorst(line), 0n);
  return [
    `Reserve report ${sequence} for the ${currency} stablecoin.`,
    `You state that at ${formatTimestamp(report.asOf)} the eligible reserves,`,
    `less redemptions not yet paid, were ${money(reserves)}.`,
    ...allocations.flatMap((line) => [
      `On chain ${line.chainId}, coin ${line.token}, up to block ${line.blockNumber},`,
      `  ${money(line.minted)} had been minted and ${money(line.burned)} burned.`,
      line.mintLimit === 0n
        ? "  Nothing more may be minted there under this report."
        : `  In all, at most ${money(line.mintLimit)} may ever be minted there, burned tokens included.`,
    ]),
    `At worst ${money(outstanding)} would be outstanding.`,
    `The report allows minting until ${formatTimestamp(report.validUntil)}.`,
    `Document   ${report.documentHash}`,
    `Assets     ${report.assetsRoot}`,
    `Policy     ${report.policyHash}`,
    `Previous   ${report.previous}`,
    `Digest     ${digest}`,
  ];
}
