import { AtparError } from "../errors/AtparError.js";
import { formatTimestamp } from "../money/timestamps.js";
import { formatUnits } from "../money/tokenUnits.js";
import { atWorst, isAccepted, isPossible, MAX_FIGURE, ruleFigures } from "./acceptanceRule.js";
import type { RegistryState } from "./registryState.js";
import type { Allocation, ReserveReport } from "./reserveReport.js";

const MAX_ALLOCATIONS = 64;
const BASIS_POINTS = 10_000n;

/**
 * Everything that a registry would check of a report but the signatures, in its order and by its names.
 * @param now - seconds UTC; the registry's latest block where none is given.
 * @returns the faults; the first is what the registry would revert with.
 */
export function checkReport(report: ReserveReport, state: RegistryState, now = state.timestamp): AtparError[] {
  return [...checkSuccession(report, state, now), ...checkAllocations(report, state)];
}

/** @throws AtparError the first fault of {@link checkReport}, with all of them as its violations. */
export function requireAcceptable(report: ReserveReport, state: RegistryState, now = state.timestamp): void {
  const faults = checkReport(report, state, now);
  const [first] = faults;
  if (first === undefined) return;
  const violations = faults.map(({ code, message }) => ({ code, message }));
  throw new AtparError(first.code, first.parameters, { violations });
}

/** The fault of figures that break the acceptance rule. @param coverage - basis points. */
export function notCovered(lines: readonly Allocation[], reserves: bigint, coverage: bigint): AtparError {
  const { required } = ruleFigures(lines, reserves, coverage);
  return new AtparError("REPORT_NOT_COVERED", {
    outstanding: formatUnits(required / coverage),
    // rounded up: one token unit less would not do
    needed: formatUnits((required + BASIS_POINTS - 1n) / BASIS_POINTS),
    coverage,
    reserves: formatUnits(reserves),
  });
}

function checkSuccession(report: ReserveReport, state: RegistryState, now: bigint): AtparError[] {
  const { chainId, last } = state;
  const { sequence, previous, asOf, validUntil, currency } = report;
  const faults: AtparError[] = [];
  if (currency !== state.currency) {
    faults.push(new AtparError("REPORT_CURRENCY", { currency, chainId, expected: state.currency }));
  }
  if (sequence <= last.sequence) {
    faults.push(new AtparError("REPORT_SEQUENCE", { sequence, chainId, last: last.sequence }));
  }
  if (sequence === last.sequence + 1n && previous !== last.digest) {
    faults.push(new AtparError("REPORT_PREVIOUS", { previous, chainId, expected: last.digest }));
  }
  if (asOf < last.asOf || asOf > now) {
    const times = { asOf: formatTimestamp(asOf), last: formatTimestamp(last.asOf), now: formatTimestamp(now) };
    faults.push(new AtparError("REPORT_AS_OF", { ...times, chainId }));
  }
  if (validUntil < now) {
    const times = { validUntil: formatTimestamp(validUntil), now: formatTimestamp(now) };
    faults.push(new AtparError("REPORT_EXPIRED", { ...times, chainId }));
  }
  const latest = asOf + state.maxReportAge;
  if (validUntil > latest) {
    const times = { validUntil: formatTimestamp(validUntil), latest: formatTimestamp(latest) };
    faults.push(new AtparError("REPORT_TOO_LONG", { ...times, chainId }));
  }
  return faults;
}

function checkAllocations(report: ReserveReport, state: RegistryState): AtparError[] {
  const { allocations, reserves } = report;
  const { chainId } = state;
  const count = allocations.length;
  const faults: AtparError[] = [];
  if (count > MAX_ALLOCATIONS) {
    faults.push(new AtparError("REPORT_ALLOCATION_COUNT", { count, maximum: MAX_ALLOCATIONS }));
  }
  if (reserves > MAX_FIGURE) {
    faults.push(new AtparError("REPORT_RESERVES_TOO_LARGE", { reserves, maximum: MAX_FIGURE }));
  }
  for (const [index, line] of allocations.entries()) {
    const before = allocations[index - 1];
    if (before !== undefined && line.chainId <= before.chainId) {
      faults.push(new AtparError("REPORT_ALLOCATION_ORDER", { index, chainId: line.chainId }));
    }
    if (!isPossible(line)) {
      const { minted, burned, carried, mintLimit } = line;
      const figures = { chainId: line.chainId, minted, burned, carried, mintLimit };
      faults.push(new AtparError("REPORT_ALLOCATION_FIGURES", figures));
    }
    if (line.chainId === chainId) faults.push(...checkOwnLine(line, state));
  }
  if (!allocations.some((line) => line.chainId === chainId)) {
    faults.push(new AtparError("REPORT_ALLOCATION_MISSING", { chainId }));
  }
  const named = state.listed.filter((listed) => allocations.some((line) => line.chainId === listed)).length;
  if (named < state.listed.length) {
    const figures = { named, listed: state.listed.length, chainId };
    faults.push(new AtparError("REPORT_ALLOCATION_DROPPED", figures));
  }
  if (!isAccepted(allocations, reserves, state.coverage)) {
    faults.push(notCovered(allocations, reserves, state.coverage));
  }
  return faults;
}

function checkOwnLine(line: Allocation, state: RegistryState): AtparError[] {
  const { chainId, last, everMinted, everBurned, liveLimit } = state;
  const { token, sequence, minted, burned, carried } = line;
  const faults: AtparError[] = [];
  if (token !== state.token) {
    faults.push(new AtparError("REPORT_ALLOCATION_TOKEN", { chainId, token, expected: state.token }));
  }
  if (sequence > last.sequence) {
    faults.push(new AtparError("REPORT_ALLOCATION_SEQUENCE", { chainId, sequence, last: last.sequence }));
  }
  if (minted > everMinted || burned > everBurned) {
    const figures = { chainId, minted, burned, everMinted, everBurned };
    faults.push(new AtparError("REPORT_ALLOCATION_COUNTERS", figures));
  }
  if (carried < liveLimit) {
    faults.push(new AtparError("REPORT_ALLOCATION_CARRIED", { chainId, carried, liveLimit }));
  }
  const highest = atWorst(line) + burned;
  if (highest < everMinted) {
    faults.push(new AtparError("REPORT_ALLOCATION_BELOW_MINTED", { chainId, highest, everMinted }));
  }
  return faults;
}
