import { type LogDescription, ZeroAddress } from "ethers";

import type { RebuiltState } from "./rebuiltState.js";

/** What the logs of one registry add up to. */
export interface RebuiltRegistry {
  authority: string;
  coverage: bigint;
  maxReportAge: bigint;
  quorum: readonly bigint[];
  attestors: Map<string, bigint>;
  listedChains: Set<bigint>;
  /** sequence, asOf, validUntil, mintLimit, reserves, digest; undefined before the first. */
  lastReport: readonly (bigint | string)[] | undefined;
}

/** A registry's events. A new registry starts from the report of the one in use, which no event of its own says. */
export function stepRegistry(state: RebuiltState, coin: string, address: string, { name, args }: LogDescription): void {
  const inUse = state.registries.get(state.registry);
  const registry = state.registries.get(address) ?? {
    authority: ZeroAddress,
    coverage: 0n,
    maxReportAge: 0n,
    quorum: [0n, 0n, 0n],
    attestors: new Map<string, bigint>(),
    listedChains: new Set(inUse?.listedChains),
    lastReport: inUse?.lastReport,
  };
  state.registries.set(address, registry);
  if (name === "AuthorityUpdated") registry.authority = args["authority"] as string;
  if (name === "CoverageChanged") {
    state.expectOld(name, args["oldCoverage"], registry.coverage);
    registry.coverage = args["newCoverage"] as bigint;
  }
  if (name === "MaxReportAgeChanged") {
    state.expectOld(name, args["oldAge"], registry.maxReportAge);
    registry.maxReportAge = args["newAge"] as bigint;
  }
  if (name === "QuorumChanged") {
    state.expectOld(name, args["oldQuorum"], registry.quorum);
    registry.quorum = [...(args["newQuorum"] as bigint[])];
  }
  if (name === "AttestorAdded") registry.attestors.set(args["account"] as string, args["class_"] as bigint);
  if (name === "AttestorRemoved") {
    state.expectOld(name, args["class_"], registry.attestors.get(args["account"] as string));
    registry.attestors.delete(args["account"] as string);
  }
  if (name === "ReportAccepted") stepReport(registry, coin, args);
}

interface Line {
  readonly chainId: bigint;
  readonly token: string;
  readonly mintLimit: bigint;
}

function stepReport(registry: RebuiltRegistry, coin: string, args: LogDescription["args"]): void {
  const report = args["report"] as Record<"asOf" | "validUntil" | "reserves", bigint> & { allocations: Line[] };
  const own = report.allocations.find(({ token }) => token === coin)!;
  for (const { chainId } of report.allocations) registry.listedChains.add(chainId);
  const { asOf, validUntil, reserves } = report;
  registry.lastReport = [
    args["sequence"] as bigint,
    asOf,
    validUntil,
    own.mintLimit,
    reserves,
    args["digest"] as string,
  ];
}
