import { expect } from "chai";

import { intradayNet } from "../../scripts/reserves/intraday.js";
import type { OpenedEntry, OpenedInterim } from "../../scripts/reserves/openings.js";
import { thrown } from "./thrown.js";

const closing = { closingDate: "2026-11-19", entries: [] as OpenedEntry[] } as const;

function entry(amount: bigint, reference: string, more: Partial<OpenedEntry> = {}): OpenedEntry {
  const booked = { status: "BOOK", reversal: false, bookingDate: "2026-11-20" } as const;
  const sign =
    amount < 0n ? ({ amount: -amount, direction: "debit" } as const) : ({ amount, direction: "credit" } as const);
  return { line: 7, reference, ...sign, ...booked, ...more };
}

function report(file: string, ...entries: OpenedEntry[]): OpenedInterim {
  return { file, sha256: "ab".repeat(32), bic11: "ATPRHKHHXXX", account: "1", id: `camt.052:${file}`, entries };
}

/** Up to the 20th, the day of the entries. */
function net(before: Parameters<typeof intradayNet>[0], reports: readonly OpenedInterim[]): bigint {
  return intradayNet(before, reports, "2026-11-20");
}

describe("intradayNet", () => {
  it("adds booked credits and takes off booked debits, as printed", () => {
    expect(net(closing, [])).to.equal(0n);
    expect(net(closing, [report("a", entry(500n, "R1"), entry(-200n, "R2"))])).to.equal(300n);
    expect(net(closing, [report("a", entry(500n, "R1", { status: "PDNG" }))])).to.equal(0n);
  });

  it("counts once what two reports tell of, or one tells of twice", () => {
    const one = entry(500n, "R1");
    expect(net(closing, [report("a", one), report("b", one, entry(1n, "R2"))])).to.equal(501n);
    expect(net(closing, [report("a", one, one)])).to.equal(500n);
    // the same reference for another amount is another entry
    expect(net(closing, [report("a", one), report("b", entry(-500n, "R1"))])).to.equal(0n);
  });

  it("leaves out what the closing balance has in it", () => {
    const old = entry(500n, "R1", { bookingDate: "2026-11-19" });
    expect(net(closing, [report("a", old)])).to.equal(0n);
    const late = { ...closing, entries: [entry(500n, "R1")] };
    expect(net(late, [report("a", entry(500n, "R1"))])).to.equal(0n);
    const next = entry(500n, "R1", { bookingDate: "2026-11-21" });
    expect(net(closing, [report("a", next)])).to.equal(0n);
  });

  it("counts what has no date where it takes away, and not where it brings", () => {
    for (const [amount, counted] of [
      [500n, 0n],
      [-500n, -500n],
    ] as const) {
      const { bookingDate, ...undated } = entry(amount, "R1");
      expect(bookingDate).to.equal("2026-11-20");
      expect(net(closing, [report("a", undated)])).to.equal(counted);
    }
  });

  it("refuses a credit that reports of two kinds name by two references", () => {
    const advice = { ...report("b", entry(500n, "N1")), id: "camt.054:b" };
    const error = thrown(() => net(closing, [report("a", entry(500n, "R1")), advice]));
    expect(error.code).to.equal("RESERVE_INTRADAY_AMBIGUOUS");
    expect(error.parameters).to.include({ file: "b", other: "a camt.052" });
    expect(net(closing, [report("a", entry(500n, "R1")), report("b", entry(500n, "R2"))])).to.equal(1000n);
  });

  it("takes two entries without a reference in one report for two, and refuses such in two reports", () => {
    for (const reference of ["", "NONREF"]) {
      const bare = entry(500n, reference);
      expect(net(closing, [report("a", bare, bare)])).to.equal(1000n);
      const error = thrown(() => net(closing, [report("a", bare), report("b", bare)]));
      expect(error.code).to.equal("RESERVE_INTRADAY_AMBIGUOUS");
      expect(error.parameters).to.include({ file: "b", other: "a", line: 7 });
    }
  });
});
