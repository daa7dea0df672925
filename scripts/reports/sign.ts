import { getAddress, Signature, type TypedDataDomain, type TypedDataField } from "ethers";

import { AtparError } from "../errors/AtparError.js";
import type { Journal } from "../journal/Journal.js";
import { checkFooting } from "../reserves/documentFooting.js";
import { documentHash, type ReserveDocument } from "../reserves/document.js";
import { addSignature, recoverSigner, type AttestorClass, type ReportFile } from "./reportFile.js";
import { reportProse } from "./reportProse.js";
import { reportSigned, signedPrefix } from "./reportRecords.js";
import { reportDigest, reportDomain, reportTypes } from "./reserveReport.js";

/** Whatever holds an attestor's key. */
export interface ReportSigner {
  readonly address: string;
  signTypedData(
    domain: TypedDataDomain,
    types: Record<string, TypedDataField[]>,
    value: Record<string, unknown>,
  ): Promise<string>;
}

export interface SignInput {
  readonly file: ReportFile;
  /** The document as the signer has it. */
  readonly document: ReserveDocument;
  readonly signer: ReportSigner;
  /** Salt of the registry, from the deployment record. */
  readonly salt: string;
  readonly journal: Journal;
  readonly class?: AttestorClass;
  /** Shows the signer what is approved; throws to decline. */
  readonly show: (prose: readonly string[]) => Promise<void> | void;
}

/**
 * Signs a report, after the document was found to add up and the signer shown what it says. The journal remembers, and
 * refuses another report of the same sequence; the same report again gives the same signature.
 * @returns the file with the signature.
 * @throws AtparError REPORT_DOMAIN_FOREIGN, REPORT_DOCUMENT_DIFFERS, REPORT_SEQUENCE_SIGNED, REPORT_SIGNATURE_WRONG.
 */
export async function signReport(input: SignInput): Promise<ReportFile> {
  const { file, document, salt, journal } = input;
  const signer = getAddress(input.signer.address);
  const { report } = file;
  if (file.salt !== salt) throw new AtparError("REPORT_DOMAIN_FOREIGN", { salt: file.salt, expected: salt });
  checkDocument(file, document);
  // the openings are not everybody's to see: what the public figures say of each other is checked here
  checkFooting(document, "document");
  const digest = reportDigest(report, salt);
  const prefix = `${signedPrefix(report.currency, salt)}${report.sequence}:`;
  await refuseOther(journal, prefix, digest, report.currency, report.sequence);
  await input.show(reportProse(report, digest));
  const signature = await journal.transaction(async (entries) => {
    await refuseOther(entries, prefix, digest, report.currency, report.sequence);
    const earlier = await entries.find(reportSigned, `${prefix}${signer}`);
    if (earlier !== undefined) return earlier.body.signature;
    const made = await input.signer.signTypedData(reportDomain(salt), reportTypes, { ...report });
    const recovered = recoverSigner(digest, made);
    if (recovered !== signer) throw new AtparError("REPORT_SIGNATURE_WRONG", { signer, recovered });
    const body = { digest, signer, signature: Signature.from(made).serialized, salt, report };
    return (await entries.append(reportSigned, `${prefix}${signer}`, body)).body.signature;
  });
  return addSignature(file, { signer, ...(input.class !== undefined && { class: input.class }), signature });
}

/** @throws AtparError REPORT_DOCUMENT_DIFFERS naming the first figure that is not the document's. */
export function checkDocument({ report }: Pick<ReportFile, "report">, document: ReserveDocument): void {
  const lines = (
    chains: readonly { chainId: bigint; token: string; blockHash: string; minted: bigint; burned: bigint }[],
  ) =>
    chains.map(({ chainId, token, blockHash, minted, burned }) =>
      [chainId, token, blockHash, minted, burned].join(" "),
    );
  const pairs: readonly (readonly [string, string, string])[] = [
    ["documentHash", report.documentHash, documentHash(document)],
    ["currency", report.currency, document.currency],
    ["asOf", report.asOf.toString(), document.asOf.toString()],
    ["reserves", report.reserves.toString(), document.totals.reserves.toString()],
    ["assetsRoot", report.assetsRoot, document.assetsRoot],
    ["policyHash", report.policyHash, document.policy.hash],
    ["chains", lines(report.allocations).join("; "), lines(document.chains).join("; ")],
  ];
  for (const [field, stated, recomputed] of pairs) {
    if (stated !== recomputed) throw new AtparError("REPORT_DOCUMENT_DIFFERS", { field, stated, recomputed });
  }
}

async function refuseOther(
  entries: Pick<Journal, "list">,
  keyPrefix: string,
  digest: string,
  currency: string,
  sequence: bigint,
): Promise<void> {
  const signed = (await entries.list(reportSigned, { keyPrefix })).find(({ body }) => body.digest !== digest);
  if (signed === undefined) return;
  const { signer, digest: other } = signed.body;
  throw new AtparError("REPORT_SEQUENCE_SIGNED", { sequence, currency, signer, signed: other, digest });
}
