import { recoverAddress } from "ethers";
import { z } from "zod";

import { AtparError } from "../errors/AtparError.js";
import { amountText } from "../journal/amountText.js";
import { addressText, currencyText, hash32, schemaProblem } from "../reserves/figureText.js";
import { reportDigest, type ReserveReport } from "./reserveReport.js";

/** The classes of attestors, in the order of the registry's enum; a stranger is none of them. */
export const attestorClasses = ["issuerOfficer", "custodian", "auditor"] as const;
export type AttestorClass = (typeof attestorClasses)[number];

const allocationSchema = z.strictObject({
  chainId: amountText,
  token: addressText,
  blockNumber: amountText,
  blockHash: hash32,
  sequence: amountText,
  minted: amountText,
  burned: amountText,
  carried: amountText,
  mintLimit: amountText,
});

/** A report as JSON holds it: every figure a decimal string. */
export const reportSchema = z.strictObject({
  currency: currencyText,
  sequence: amountText,
  previous: hash32,
  asOf: amountText,
  validUntil: amountText,
  reserves: amountText,
  allocations: z.array(allocationSchema),
  assetsRoot: hash32,
  policyHash: hash32,
  documentHash: hash32,
});

/** 65 bytes: r, s, v. */
export const signatureText = z.string().regex(/^0x[0-9a-f]{130}$/u);

const signatureSchema = z.strictObject({
  signer: addressText,
  class: z.enum(attestorClasses).optional(),
  signature: signatureText,
});

const fileSchema = z.strictObject({
  schema: z.literal("atpar.reserve-report/1"),
  report: reportSchema,
  /** Salt of the EIP-712 domain. */
  salt: hash32,
  digest: hash32,
  documentHash: hash32,
  signatures: z.array(signatureSchema),
});

/** The file that travels between officers, custodians and auditors. */
export type ReportFile = z.output<typeof fileSchema>;
export type ReportSignature = ReportFile["signatures"][number];

/** A report file without signatures. */
export function newReportFile(report: ReserveReport, salt: string): ReportFile {
  const { documentHash } = report;
  const digest = reportDigest(report, salt);
  const allocations = [...report.allocations];
  return {
    schema: "atpar.reserve-report/1",
    report: { ...report, allocations },
    salt,
    digest,
    documentHash,
    signatures: [],
  };
}

/** The file's text, for people to read. */
export function reportFileText(file: ReportFile): string {
  return `${JSON.stringify(z.encode(fileSchema, file), null, 2)}\n`;
}

/**
 * Reads a report file and recomputes what it states: digest, document hash, the signer of each signature.
 * @param file - its name, for messages.
 * @throws AtparError REPORT_FILE_MALFORMED, REPORT_TAMPERED.
 */
export function parseReportFile(text: string, file: string): ReportFile {
  let parsed: ReportFile;
  try {
    parsed = z.decode(fileSchema, JSON.parse(text) as z.input<typeof fileSchema>);
  } catch (error) {
    throw new AtparError("REPORT_FILE_MALFORMED", { file, problem: schemaProblem(error) }, { cause: error });
  }
  const { report, salt, digest, signatures } = parsed;
  const compare = (field: string, stated: string, recomputed: string) => {
    if (stated !== recomputed) throw new AtparError("REPORT_TAMPERED", { file, field, stated, recomputed });
  };
  compare("digest", digest, digestOf(report, salt, file));
  compare("documentHash", parsed.documentHash, report.documentHash);
  for (const { signer, signature } of signatures) compare("signer", signer, recoverSigner(digest, signature));
  return parsed;
}

/** Adds a signature; one that is there already is kept as it is. */
export function addSignature(file: ReportFile, signature: ReportSignature): ReportFile {
  if (file.signatures.some(({ signer }) => signer === signature.signer)) return file;
  return { ...file, signatures: [...file.signatures, signature] };
}

/**
 * The signatures of several copies of one report, together.
 * @throws AtparError REPORT_DIGESTS_DIFFER naming the first file of another report.
 */
export function mergeReportFiles(
  first: ReportFile,
  others: readonly { file: string; content: ReportFile }[],
): ReportFile {
  let merged = first;
  for (const { file, content } of others) {
    if (content.digest !== first.digest) {
      throw new AtparError("REPORT_DIGESTS_DIFFER", { file, digest: content.digest, expected: first.digest });
    }
    for (const signature of content.signatures) merged = addSignature(merged, signature);
  }
  return merged;
}

/** Who made a signature over `digest`; text that is no signature was made by nobody. */
export function recoverSigner(digest: string, signature: string): string {
  try {
    return recoverAddress(digest, signature);
  } catch {
    return "nobody";
  }
}

/** A figure beyond its type (uint64 and uint256) has no digest. */
function digestOf(report: ReserveReport, salt: string, file: string): string {
  try {
    return reportDigest(report, salt);
  } catch (error) {
    throw new AtparError("REPORT_FILE_MALFORMED", { file, problem: schemaProblem(error) }, { cause: error });
  }
}
