import { AtparError, type Violation } from "../errors/AtparError.js";
import { endOfNextBusinessDay } from "../money/businessDays.js";
import { carriedLimit, type PriorLimit } from "../reserves/chainPosition.js";
import { compareDocument } from "../reserves/compareDocument.js";
import { documentHash, type ReserveDocument } from "../reserves/document.js";
import type { Openings } from "../reserves/openings.js";
import { policyHash } from "../reserves/policy.js";
import { highestLimit, isAccepted, ruleFigures } from "./acceptanceRule.js";
import { notCovered, requireAcceptable } from "./checkReport.js";
import type { RegistryState } from "./registryState.js";
import { reportDigest, type Allocation, type ReserveReport } from "./reserveReport.js";

/** A report that was signed or submitted before, as the journal holds it. */
export interface PriorReport {
  readonly sequence: bigint;
  readonly digest: string;
  readonly limits: readonly Omit<PriorLimit, "sequence">[];
}

export interface DraftInput {
  readonly document: ReserveDocument;
  readonly openings: Openings;
  /** The registry of every chain in the document. */
  readonly registries: readonly RegistryState[];
  /** Reports that were signed here: their sequences are used up, and any of them may still be submitted. */
  readonly prior?: readonly PriorReport[];
  /** Limits by chain, token units. One chain may be left out: it gets the most that the reserves allow. */
  readonly limits?: ReadonlyMap<bigint, bigint>;
  /**
   * Seconds UTC; the end of Hong Kong's next business day, within the registries' longest life, where none is given.
   */
  readonly validUntil?: bigint;
  /** Seconds UTC; the latest block's of each chain where none is given. */
  readonly now?: bigint;
}

export interface Draft {
  readonly report: ReserveReport;
  readonly digest: string;
  /** REPORT_NOT_COVERED where only a limit of 0 could be published. */
  readonly warnings: readonly Violation[];
}

/**
 * Makes the report that follows from a document. Everything a registry would check is checked here, on every chain.
 * @throws AtparError REPORT_NOT_COVERED where a given limit breaks the rule, and the other codes of {@link
 * checkReport}; REPORT_DOCUMENT_DIFFERS where the openings are another document's; REPORT_REGISTRY_MISSING,
 * REPORT_LIMIT_MISSING, REPORT_LIMIT_UNKNOWN, REPORT_DOMAIN_FOREIGN.
 */
export function draftReport(input: DraftInput): Draft {
  const { document, openings, registries, prior = [] } = input;
  checkOpenings(document, openings);
  const states = openings.chains.map(({ chainId }) => stateOf(chainId, registries));
  const salt = commonSalt(states);
  const coverage = [...states.map((state) => state.coverage), BigInt(openings.policy.coverage)].reduce(highest);
  const { reserves } = document.totals;
  const lines = openings.chains.map((chain, index) => openLine(chain, states[index], prior));
  const allocations = setLimits(lines, input.limits ?? new Map(), reserves, coverage);
  const report: ReserveReport = {
    currency: document.currency,
    ...succession(states, prior),
    asOf: document.asOf,
    validUntil: input.validUntil ?? defaultValidUntil(document.asOf, states),
    reserves,
    allocations,
    assetsRoot: document.assetsRoot,
    policyHash: document.policy.hash,
    documentHash: documentHash(document),
  };
  for (const state of states) requireAcceptable(report, state, input.now ?? state.timestamp);
  // the policy may ask for more than a registry does
  if (!isAccepted(allocations, reserves, coverage)) throw notCovered(allocations, reserves, coverage);
  const { required, available } = ruleFigures(allocations, reserves, coverage);
  const fault = notCovered(allocations, reserves, coverage);
  const warnings = required > available ? [{ code: fault.code, message: fault.message }] : [];
  return { report, digest: reportDigest(report, salt), warnings };
}

function checkOpenings(document: ReserveDocument, openings: Openings): void {
  const compare = (field: string, stated: string, recomputed: string) => {
    if (stated !== recomputed) throw new AtparError("REPORT_DOCUMENT_DIFFERS", { field, stated, recomputed });
  };
  compare("documentHash", openings.documentHash, documentHash(document));
  compare("policyHash", policyHash(openings.policy), document.policy.hash);
  compare("chains", chainsText(openings.chains), chainsText(document.chains));
  const [first] = compareDocument(document, openings);
  if (first !== undefined) compare(first.figure, first.was, first.is);
}

function chainsText(
  chains: readonly Pick<Allocation, "chainId" | "token" | "blockHash" | "minted" | "burned">[],
): string {
  const parts = chains.map(({ chainId, token, blockHash, minted, burned }) => {
    return [chainId, token, blockHash, minted, burned].join(" ");
  });
  return parts.join("; ");
}

function stateOf(chainId: bigint, registries: readonly RegistryState[]): RegistryState {
  const state = registries.find((candidate) => candidate.chainId === chainId);
  if (state === undefined) throw new AtparError("REPORT_REGISTRY_MISSING", { chainId });
  return state;
}

function commonSalt(states: readonly RegistryState[]): string {
  const expected = states[0]?.salt ?? "";
  for (const { salt } of states)
    if (salt !== expected) throw new AtparError("REPORT_DOMAIN_FOREIGN", { salt, expected });
  return expected;
}

/** The chain's line, but for its limit. Reports signed since the snapshot count into what is carried. */
function openLine(
  chain: Openings["chains"][number],
  state: RegistryState | undefined,
  prior: readonly PriorReport[],
): Omit<Allocation, "mintLimit"> {
  const { chainId, token, blockNumber, blockHash, sequence, minted, burned } = chain;
  const limits = prior.flatMap((report) => report.limits.map((limit) => ({ ...limit, sequence: report.sequence })));
  const carried = [carriedLimit(limits, chainId, sequence), state?.liveLimit ?? 0n].reduce(highest, chain.carried);
  return { chainId, token, blockNumber, blockHash, sequence, minted, burned, carried };
}

function setLimits(
  lines: readonly Omit<Allocation, "mintLimit">[],
  limits: ReadonlyMap<bigint, bigint>,
  reserves: bigint,
  coverage: bigint,
): Allocation[] {
  for (const chainId of limits.keys()) {
    if (!lines.some((line) => line.chainId === chainId)) throw new AtparError("REPORT_LIMIT_UNKNOWN", { chainId });
  }
  const [open, second] = lines.filter(({ chainId }) => !limits.has(chainId));
  if (second !== undefined) {
    throw new AtparError("REPORT_LIMIT_MISSING", { chains: lines.map(({ chainId }) => chainId).join(", ") });
  }
  const given = lines.map((line) => ({ ...line, mintLimit: limits.get(line.chainId) ?? 0n }));
  if (open === undefined) return given;
  const others = given.filter(({ chainId }) => chainId !== open.chainId);
  const mintLimit = highestLimit(open, others, reserves, coverage);
  return given.map((line) => (line.chainId === open.chainId ? { ...line, mintLimit } : line));
}

/** The next sequence after every report that was accepted or signed, and the digest of the one before. */
function succession(
  states: readonly RegistryState[],
  prior: readonly PriorReport[],
): Pick<ReserveReport, "sequence" | "previous"> {
  // what a chain accepted goes before what was only signed under the same number
  const known = [...states.map(({ last }) => last), ...prior];
  const sequence = known.map((report) => report.sequence).reduce(highest, 0n);
  const digest = known.find((report) => report.sequence === sequence)?.digest;
  return { sequence: sequence + 1n, previous: digest ?? `0x${"00".repeat(32)}` };
}

function defaultValidUntil(asOf: bigint, states: readonly RegistryState[]): bigint {
  const latest = states.map(({ maxReportAge }) => asOf + maxReportAge);
  return [...latest, endOfNextBusinessDay(asOf)].reduce((one, other) => (one < other ? one : other));
}

function highest(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}
