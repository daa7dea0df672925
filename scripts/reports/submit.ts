import type { Provider } from "ethers";

import { AtparError } from "../errors/AtparError.js";
import type { Journal } from "../journal/Journal.js";
import { ReserveRegistry__factory } from "../../typechain-types/index.js";
import { requireAcceptable } from "./checkReport.js";
import { readRegistryState, type RegistryState } from "./registryState.js";
import {
  attestorClasses,
  recoverSigner,
  type AttestorClass,
  type ReportFile,
  type ReportSignature,
} from "./reportFile.js";
import { reportSubmitted, type SubmittedReport } from "./reportRecords.js";

/** How many signatures of each class a registry asks for. */
export type Quorum = Readonly<Record<AttestorClass, bigint>>;

/** The transaction that submits a report. */
export interface Submission {
  /** The registry. */
  readonly to: string;
  readonly data: string;
  readonly digest: string;
  readonly chainId: bigint;
  /** This chain's limit, token units. */
  readonly mintLimit: bigint;
  /** Ascending, as the registry wants them. */
  readonly signatures: readonly (ReportSignature & { readonly class: AttestorClass })[];
}

/**
 * Checks a report and its signatures against the registry as it is now, and prepares `submitReport`.
 * @param now - seconds UTC; the registry's latest block where none is given.
 * @throws AtparError the codes of {@link checkReport}, REPORT_DOMAIN_FOREIGN, REPORT_SIGNATURE_WRONG,
 * REPORT_SIGNER_UNKNOWN, REPORT_QUORUM_MISSING with the counts of each class that lacks one.
 */
export async function prepareSubmission(
  provider: Provider,
  file: ReportFile,
  options: { readonly registry: string; readonly firstBlock?: bigint; readonly now?: bigint },
): Promise<Submission> {
  const state = await readRegistryState(provider, options);
  const { report, digest, salt } = file;
  if (salt !== state.salt) throw new AtparError("REPORT_DOMAIN_FOREIGN", { salt, expected: state.salt });
  requireAcceptable(report, state, options.now ?? state.timestamp);
  const signatures = await classify(provider, state, digest, file.signatures);
  requireQuorum(signatures, await readQuorum(provider, state.registry));
  const allocations = report.allocations.map((line) => ({ ...line }));
  const raw = signatures.map(({ signature }) => signature);
  const data = ReserveRegistry__factory.createInterface().encodeFunctionData("submitReport", [
    { ...report, allocations },
    raw,
  ]);
  const mintLimit = report.allocations.find(({ chainId }) => chainId === state.chainId)?.mintLimit ?? 0n;
  return { to: state.registry, data, digest, chainId: state.chainId, mintLimit, signatures };
}

/** The quorum a registry asks for. */
export async function readQuorum(provider: Provider, registry: string): Promise<Quorum> {
  const quorum = await ReserveRegistry__factory.connect(registry, provider).quorum();
  return { issuerOfficer: quorum.issuerOfficers, custodian: quorum.custodians, auditor: quorum.auditors };
}

/** Class of an attestor, undefined for a stranger. */
export async function readAttestorClass(
  provider: Provider,
  registry: string,
  account: string,
): Promise<AttestorClass | undefined> {
  const index = await ReserveRegistry__factory.connect(registry, provider).attestorClass(account);
  return attestorClasses[Number(index) - 1];
}

/** Records that a registry accepted a report. Recording it again changes nothing. */
export async function recordSubmission(
  journal: Journal,
  file: ReportFile,
  submission: Pick<Submission, "to" | "chainId" | "mintLimit" | "digest">,
  mined: { readonly transaction: string; readonly blockNumber: bigint },
): Promise<SubmittedReport> {
  const { report, salt } = file;
  const { to, chainId, mintLimit, digest } = submission;
  const key = `${report.currency}:${chainId}:${to}:${report.sequence}`;
  return journal.transaction(async (entries) => {
    const earlier = await entries.find(reportSubmitted, key);
    if (earlier?.body.digest === digest) return earlier.body;
    const body = { digest, salt, mintLimit, validUntil: report.validUntil, ...mined, report };
    return (await entries.append(reportSubmitted, key, body)).body;
  });
}

/** Each signer once, ascending, with the class the registry gives it. */
async function classify(
  provider: Provider,
  { registry }: RegistryState,
  digest: string,
  signatures: readonly ReportSignature[],
): Promise<Submission["signatures"]> {
  const classified = new Map<string, Submission["signatures"][number]>();
  for (const { signer, signature } of signatures) {
    const recovered = recoverSigner(digest, signature);
    if (recovered !== signer) throw new AtparError("REPORT_SIGNATURE_WRONG", { signer, recovered });
    const attestorClass = await readAttestorClass(provider, registry, signer);
    if (attestorClass === undefined) throw new AtparError("REPORT_SIGNER_UNKNOWN", { signer, registry });
    classified.set(signer, { signer, class: attestorClass, signature });
  }
  return [...classified.values()].sort((one, other) => (BigInt(one.signer) < BigInt(other.signer) ? -1 : 1));
}

function requireQuorum(signatures: Submission["signatures"], quorum: Quorum): void {
  const faults = attestorClasses.flatMap((attestorClass) => {
    const count = signatures.filter((signature) => signature.class === attestorClass).length;
    const needed = quorum[attestorClass];
    return count >= needed ? [] : new AtparError("REPORT_QUORUM_MISSING", { class: attestorClass, count, needed });
  });
  const [first] = faults;
  if (first === undefined) return;
  const violations = faults.map(({ code, message }) => ({ code, message }));
  throw new AtparError("REPORT_QUORUM_MISSING", first.parameters, { violations });
}
