import { expect } from "chai";

import type { ErrorCode } from "../../scripts/errors/catalogue.js";
import { checkReport, requireAcceptable } from "../../scripts/reports/checkReport.js";
import { readRegistryState, type RegistryState } from "../../scripts/reports/registryState.js";
import type { Allocation, ReserveReport } from "../../scripts/reports/reserveReport.js";
import { thrown } from "../reserves/thrown.js";
import { day, startLocalChain, type LocalChain } from "./localChain.js";
import { firstReport, revertOf, submit } from "./submission.js";
import { unitsOf } from "./units.js";

const other = `0x${"ee".repeat(32)}`;

describe("checkReport", () => {
  let chain: LocalChain;
  let state: RegistryState;
  let good: ReserveReport;
  let line: Allocation;

  before(async () => {
    chain = await startLocalChain();
    const first = await firstReport(chain, unitsOf("1000"));
    const elsewhere = { ...first.allocations[0]!, chainId: 84_532n, mintLimit: unitsOf("10") };
    await submit(chain, { ...first, allocations: [...first.allocations, elsewhere] });
    await chain.mint(unitsOf("500"));
    state = await readRegistryState(chain.provider, { registry: chain.registryAddress });
    line = { ...first.allocations[0]!, sequence: 1n, minted: unitsOf("500"), carried: unitsOf("1000") };
    const next = { ...elsewhere, carried: unitsOf("10") };
    good = { ...first, sequence: 2n, previous: state.last.digest, asOf: state.timestamp, allocations: [line, next] };
  });

  const withLine = (change: Partial<Allocation>) => ({
    ...good,
    allocations: [{ ...line, ...change }, good.allocations[1]!],
  });

  it("reads what the registry holds", () => {
    expect(state).to.deep.include({
      currency: "HKD",
      coverage: 10_000n,
      maxReportAge: 5n * day,
      liveLimit: unitsOf("1000"),
      everMinted: unitsOf("500"),
      everBurned: 0n,
      listed: [31_337n, 84_532n],
    });
    expect(state.last).to.deep.include({ sequence: 1n });
  });

  it("finds nothing wrong with what the registry accepts", async () => {
    expect(checkReport(good, state)).to.deep.equal([]);
    expect(await revertOf(chain, good)).to.equal(undefined);
    const skipped = { ...good, sequence: 9n, previous: other };
    expect(checkReport(skipped, state)).to.deep.equal([]);
    expect(await revertOf(chain, skipped)).to.equal(undefined);
    const shortfall = {
      ...good,
      reserves: 0n,
      allocations: good.allocations.map((one) => ({ ...one, mintLimit: 0n })),
    };
    expect(checkReport(shortfall, state)).to.deep.equal([]);
    expect(await revertOf(chain, shortfall)).to.equal(undefined);
  });

  const cases: readonly (readonly [ErrorCode, string, () => ReserveReport])[] = [
    ["REPORT_CURRENCY", "ReportCurrency", () => ({ ...good, currency: "USD" })],
    ["REPORT_SEQUENCE", "ReportSequence", () => ({ ...good, sequence: 1n })],
    ["REPORT_PREVIOUS", "ReportPrevious", () => ({ ...good, previous: other })],
    ["REPORT_AS_OF", "ReportAsOf", () => ({ ...good, asOf: state.last.asOf - 1n })],
    ["REPORT_AS_OF", "ReportAsOf", () => ({ ...good, asOf: state.timestamp + 3600n })],
    ["REPORT_EXPIRED", "ReportExpired", () => ({ ...good, validUntil: state.timestamp - 1n })],
    ["REPORT_TOO_LONG", "ReportTooLong", () => ({ ...good, validUntil: good.asOf + 5n * day + 1n })],
    ["REPORT_ALLOCATION_ORDER", "AllocationOrder", () => ({ ...good, allocations: good.allocations.toReversed() })],
    ["REPORT_ALLOCATION_ORDER", "AllocationOrder", () => ({ ...good, allocations: [line, line] })],
    ["REPORT_ALLOCATION_MISSING", "AllocationMissing", () => ({ ...good, allocations: [good.allocations[1]!] })],
    ["REPORT_ALLOCATION_DROPPED", "AllocationDropped", () => ({ ...good, allocations: [line] })],
    [
      "REPORT_ALLOCATION_COUNT",
      "AllocationCount",
      () => ({
        ...good,
        allocations: Array.from({ length: 65 }, (_, index) => ({ ...line, chainId: 31_337n + BigInt(index) })),
      }),
    ],
    ["REPORT_ALLOCATION_TOKEN", "AllocationToken", () => withLine({ token: chain.registryAddress })],
    ["REPORT_ALLOCATION_SEQUENCE", "AllocationSequence", () => withLine({ sequence: 2n })],
    ["REPORT_ALLOCATION_COUNTERS", "AllocationCounters", () => withLine({ minted: unitsOf("500.000001") })],
    ["REPORT_ALLOCATION_COUNTERS", "AllocationCounters", () => withLine({ burned: 1n })],
    ["REPORT_ALLOCATION_FIGURES", "AllocationFigures", () => withLine({ burned: unitsOf("501") })],
    ["REPORT_ALLOCATION_FIGURES", "AllocationFigures", () => withLine({ mintLimit: 1n << 112n })],
    ["REPORT_ALLOCATION_CARRIED", "AllocationCarried", () => withLine({ carried: unitsOf("999.999999") })],
    ["REPORT_NOT_COVERED", "ReportNotCovered", () => ({ ...good, reserves: unitsOf("1009.999999") })],
    ["REPORT_RESERVES_TOO_LARGE", "ReservesTooLarge", () => ({ ...good, reserves: 1n << 112n })],
  ];
  for (const [index, [code, name, make]] of cases.entries()) {
    it(`says ${code} first where the registry reverts with ${name} (${index})`, async () => {
      const report = make();
      expect(checkReport(report, state)[0]!.code).to.equal(code);
      expect(await revertOf(chain, report)).to.equal(name);
    });
  }

  it("says REPORT_ALLOCATION_BELOW_MINTED for a line that forgets what was minted under an expired report", async () => {
    const before = await chain.snapshot();
    await chain.mineAt(state.timestamp + 6n * day);
    const late = await readRegistryState(chain.provider, { registry: chain.registryAddress });
    expect(late.liveLimit).to.equal(0n);
    const times = { asOf: late.timestamp, validUntil: late.timestamp + day };
    const forgets = { minted: 0n, carried: 0n, mintLimit: unitsOf("499.999999") };
    const report = { ...withLine(forgets), ...times };
    const [fault] = checkReport(report, late);
    expect(fault).to.deep.include({ code: "REPORT_ALLOCATION_BELOW_MINTED" });
    expect(fault!.parameters).to.deep.include({ highest: unitsOf("499.999999"), everMinted: unitsOf("500") });
    expect(await revertOf(chain, report)).to.equal("AllocationBelowMinted");
    const allows = { ...withLine({ ...forgets, carried: unitsOf("500") }), ...times };
    expect(checkReport(allows, late)).to.deep.equal([]);
    expect(await revertOf(chain, allows)).to.equal(undefined);
    await chain.revert(before);
  });

  it("throws the first fault with all of them, and the figures of the rule", () => {
    const error = thrown(() => {
      requireAcceptable({ ...good, sequence: 1n, reserves: 7n }, state);
    });
    expect(error.violations.map(({ code }) => code)).to.deep.equal(["REPORT_SEQUENCE", "REPORT_NOT_COVERED"]);
    expect(checkReport({ ...good, reserves: 7n }, state)[0]!.parameters).to.deep.equal({
      outstanding: "1010.00",
      needed: "1010.00",
      coverage: 10_000n,
      reserves: "0.000007",
    });
  });
});
