import { z } from "zod";

import { amountText } from "../journal/amountText.js";
import { entryKind, type EntryBody } from "../journal/EntryKind.js";
import type { JournalEntries } from "../journal/Journal.js";
import { addressText, hash32 } from "../reserves/figureText.js";
import type { PriorReport } from "./draft.js";
import { reportSchema, signatureText } from "./reportFile.js";
import type { ReserveReport } from "./reserveReport.js";

/** A report that was signed here. Key `<currency>:<salt8>:<sequence>:<signer>`. */
export const reportSigned = entryKind(
  "report.signed",
  z.strictObject({ digest: hash32, signer: addressText, signature: signatureText, salt: hash32, report: reportSchema }),
);

/** A report that a registry accepted. Key `<currency>:<chainId>:<registry>:<sequence>`. */
export const reportSubmitted = entryKind(
  "report.submitted",
  z.strictObject({
    digest: hash32,
    salt: hash32,
    /** Token units. */
    mintLimit: amountText,
    /** Seconds, UTC. */
    validUntil: amountText,
    transaction: hash32,
    blockNumber: amountText,
    report: reportSchema,
  }),
);

export type SignedReport = EntryBody<typeof reportSigned>;
export type SubmittedReport = EntryBody<typeof reportSubmitted>;

/** Start of the keys of what was signed for one coin of one issuer and environment. */
export function signedPrefix(currency: string, salt: string): string {
  return `${currency}:${salt.slice(2, 10)}:`;
}

/**
 * Every report of a coin that was signed or submitted here, with the limits it gives; any of them may come into force.
 */
export async function priorReports(
  entries: JournalEntries,
  currency: string,
  salt: string,
): Promise<readonly PriorReport[]> {
  const signed = await entries.list(reportSigned, { keyPrefix: signedPrefix(currency, salt) });
  const submitted = await entries.list(reportSubmitted, { keyPrefix: `${currency}:` });
  // what was accepted goes before what was only signed under the same number
  const bodies = [...submitted, ...signed].map(({ body }) => body).filter((body) => body.salt === salt);
  const byDigest = new Map(bodies.map(({ digest, report }) => [digest, toPrior(report, digest)]));
  return [...byDigest.values()];
}

function toPrior({ sequence, allocations }: ReserveReport, digest: string): PriorReport {
  return { sequence, digest, limits: allocations.map(({ chainId, mintLimit }) => ({ chainId, mintLimit })) };
}
