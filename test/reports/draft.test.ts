import { expect } from "chai";

import type { Journal } from "../../scripts/journal/Journal.js";
import { draftReport, type DraftInput } from "../../scripts/reports/draft.js";
import type { RegistryState } from "../../scripts/reports/registryState.js";
import { reportDigest } from "../../scripts/reports/reserveReport.js";
import { documentHash } from "../../scripts/reserves/document.js";
import { cashAtPar, type Policy } from "../../scripts/reserves/policy.js";
import type { Snapshot } from "../../scripts/reserves/snapshot.js";
import { newBooks } from "../reserves/accounts.js";
import { bankFile } from "../reserves/bankFile.js";
import { asOf, position, snapshotOf } from "../reserves/snapshotOf.js";
import { thrown } from "../reserves/thrown.js";
import { day, salt } from "./localChain.js";
import { unitsOf } from "./units.js";

const zero = `0x${"00".repeat(32)}`;
const hundred = bankFile({ id: "S-1", closing: "100.00", opening: "100.00" });
const line = { ...position, minted: unitsOf("50"), burned: 0n, carried: unitsOf("60"), sequence: 3n };
const state: RegistryState = {
  chainId: 31337n,
  registry: "0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512",
  token: position.token,
  currency: "HKD",
  salt,
  coverage: 10_000n,
  maxReportAge: 5n * day,
  last: { sequence: 3n, asOf: asOf - day, digest: `0x${"03".repeat(32)}` },
  liveLimit: unitsOf("60"),
  everMinted: unitsOf("55"),
  everBurned: 0n,
  listed: [31337n],
  timestamp: asOf + 60n,
};

describe("draftReport", () => {
  let journal: Journal;
  let snapshot: Snapshot;
  const snap = (policy: Policy = cashAtPar, chains = [line]) => snapshotOf(journal, [hundred], { chains, policy });

  before(async () => {
    ({ journal } = await newBooks());
    snapshot = await snap();
  });
  after(() => journal.close());

  const draft = (more: Partial<DraftInput> = {}) => draftReport({ ...snapshot, registries: [state], ...more });
  const limits = (...pairs: readonly (readonly [bigint, string])[]) =>
    new Map(pairs.map(([chainId, tokens]) => [chainId, unitsOf(tokens)]));

  it("follows the last report, says what the document says, and allows the most that the reserves cover", () => {
    const { report, digest, warnings } = draft();
    const { document } = snapshot;
    expect(report).to.deep.include({
      currency: "HKD",
      sequence: 4n,
      previous: state.last.digest,
      asOf,
      reserves: unitsOf("100"),
      assetsRoot: document.assetsRoot,
      policyHash: document.policy.hash,
      documentHash: documentHash(document),
    });
    expect(report.allocations).to.deep.equal([{ ...line, mintLimit: unitsOf("100") }]);
    expect(digest).to.equal(reportDigest(report, salt));
    expect(warnings).to.deep.equal([]);
  });

  it("lasts to the end of Hong Kong's next business day, within the registry's longest life, or as given", () => {
    // Tuesday noon: Wednesday 23:59:59 in Hong Kong
    expect(draft().report.validUntil).to.equal(BigInt(Date.parse("2026-11-25T15:59:59Z")) / 1000n);
    expect(draft({ registries: [{ ...state, maxReportAge: 3600n }] }).report.validUntil).to.equal(asOf + 3600n);
    expect(draft({ validUntil: asOf + 99n }).report.validUntil).to.equal(asOf + 99n);
    expect(thrown(() => draft({ validUntil: asOf + 5n * day + 1n })).code).to.equal("REPORT_TOO_LONG");
    expect(thrown(() => draft({ now: asOf + 3n * day })).code).to.equal("REPORT_EXPIRED");
  });

  it("starts with sequence 1 and no previous report", () => {
    const fresh = { ...state, last: { sequence: 0n, asOf: 0n, digest: zero }, listed: [], liveLimit: 0n };
    const openings = { ...snapshot.openings, chains: [{ ...line, sequence: 0n }] };
    expect(draft({ registries: [fresh], openings }).report).to.include({ sequence: 1n, previous: zero });
  });

  it("takes a lower limit or 0 as given, and refuses one that is not covered, with the figures", () => {
    expect(draft({ limits: limits([31337n, "80"]) }).report.allocations[0]!.mintLimit).to.equal(unitsOf("80"));
    expect(draft({ limits: limits([31337n, "0"]) }).report.allocations[0]!.mintLimit).to.equal(0n);
    const error = thrown(() => draft({ limits: limits([31337n, "100.000001"]) }));
    expect(error.code).to.equal("REPORT_NOT_COVERED");
    expect(error.parameters).to.include({ outstanding: "100.000001", needed: "100.000001", reserves: "100.00" });
    expect(thrown(() => draft({ limits: limits([5n, "1"]) })).code).to.equal("REPORT_LIMIT_UNKNOWN");
  });

  it("holds to the policy's coverage where that asks for more than the registry", async () => {
    const strict = await snap({ ...cashAtPar, coverage: 12_500 });
    const registries = [state];
    expect(draftReport({ ...strict, registries }).report.allocations[0]!.mintLimit).to.equal(unitsOf("80"));
    const error = thrown(() => draftReport({ ...strict, registries, limits: limits([31337n, "81"]) }));
    expect(error.parameters).to.include({ coverage: 12_500n, needed: "101.25" });
  });

  it("publishes a shortfall with a limit of 0, and says what is not covered", async () => {
    const short = await snap(cashAtPar, [{ ...line, minted: unitsOf("120"), carried: unitsOf("130") }]);
    const registries = [{ ...state, everMinted: unitsOf("120") }];
    const { report, warnings } = draftReport({ ...short, registries });
    expect(report.allocations[0]!.mintLimit).to.equal(0n);
    expect(warnings.map(({ code }) => code)).to.deep.equal(["REPORT_NOT_COVERED"]);
    expect(warnings[0]!.message).to.include("130.00");
  });

  it("counts reports that were signed since: their sequence is used up and their limit carried", () => {
    const digest = `0x${"04".repeat(32)}`;
    const prior = [{ sequence: 4n, digest, limits: [{ chainId: 31337n, mintLimit: unitsOf("90") }] }];
    const { report } = draft({ prior, limits: limits([31337n, "70"]) });
    expect(report).to.include({ sequence: 5n, previous: digest });
    expect(report.allocations[0]!.carried).to.equal(unitsOf("90"));
    const live = { ...state, liveLimit: unitsOf("75") };
    expect(draft({ registries: [live] }).report.allocations[0]!.carried).to.equal(unitsOf("75"));
  });

  it("leaves the rest to one chain of several, whose order is ascending, and asks for all but one limit", async () => {
    const [low, high] = [
      { ...line, chainId: 10n },
      { ...line, chainId: 31337n, carried: unitsOf("50") },
    ];
    const two = await snap(cashAtPar, [high, { ...low, minted: unitsOf("20"), carried: unitsOf("30") }]);
    const registries = [state, { ...state, chainId: 10n, liveLimit: unitsOf("30"), everMinted: unitsOf("20") }];
    const { report } = draftReport({
      ...two,
      registries: [{ ...state, liveLimit: unitsOf("50") }, registries[1]!],
      limits: limits([10n, "25"]),
    });
    expect(report.allocations.map(({ chainId, mintLimit }) => [chainId, mintLimit])).to.deep.equal([
      [10n, unitsOf("25")],
      // 100 less the 30 carried on chain 10
      [31337n, unitsOf("70")],
    ]);
    expect(thrown(() => draftReport({ ...two, registries })).code).to.equal("REPORT_LIMIT_MISSING");
    expect(thrown(() => draftReport({ ...two, registries: [state] })).code).to.equal("REPORT_REGISTRY_MISSING");
    const foreign = [state, { ...registries[1]!, salt: zero }];
    expect(thrown(() => draftReport({ ...two, registries: foreign })).code).to.equal("REPORT_DOMAIN_FOREIGN");
  });

  it("refuses openings of another document", async () => {
    const other = await snap();
    for (const openings of [
      other.openings,
      { ...snapshot.openings, policy: { ...cashAtPar, coverage: 10_001 } },
      { ...snapshot.openings, chains: [{ ...line, minted: 0n }] },
    ]) {
      expect(thrown(() => draft({ openings })).code).to.equal("REPORT_DOCUMENT_DIFFERS");
    }
  });
});
