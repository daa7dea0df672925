import { expect } from "chai";

import { summarise } from "../../scripts/audit/statementSummary.js";
import { bankFile } from "../reserves/bankFile.js";
import { bal, change, cut, hkd, message, only, read, stmt, usd } from "../statements/fixture.js";

describe("summarise", () => {
  it("sums the HKD fixture up", () => {
    expect(summarise(only(read(hkd)))).to.deep.equal({
      id: "ATPR-HKD-20261120",
      messageVersion: "camt.053.001.08",
      account: "012-345678-001",
      currency: "HKD",
      from: "2026-11-20T00:00:00+08:00",
      to: "2026-11-20T23:59:59+08:00",
      opening: 0n,
      closing: 132_500_050n,
      credits: 132_500_050n,
      debits: 0n,
      creditCount: 3,
      debitCount: 0,
      footingDifference: 0n,
    });
  });

  it("foots the USD fixture", () => {
    const summary = summarise(only(read(usd)));
    expect(summary.currency).to.equal("USD");
    expect(summary.creditCount + summary.debitCount).to.be.above(0);
    expect(summary.footingDifference).to.equal(0n);
    expect(summary.opening! + summary.credits - summary.debits).to.equal(summary.closing);
  });

  it("counts booked entries alone, by their direction, reversals too", () => {
    const file = bankFile({
      opening: "-10.00",
      closing: "-2.00",
      entries: [
        { amount: "20.00", reference: "R1" },
        { amount: "-15.00", reference: "R2" },
        { amount: "3.00", reference: "R3", reversal: true },
        { amount: "99.00", reference: "R4", status: "PDNG" },
        { amount: "-99.00", reference: "R5", status: "INFO" },
      ],
    });
    expect(summarise(only(file))).to.include({
      opening: -1000n,
      closing: -200n,
      credits: 2300n,
      debits: 1500n,
      creditCount: 2,
      debitCount: 1,
      footingDifference: 0n,
    });
  });

  it("says by how much a statement does not foot", () => {
    const less = summarise(only(read(change(hkd, ">1325000.50<", ">1325000.49<"))));
    expect(less.footingDifference).to.equal(-1n);
    const more = summarise(only(read(change(hkd, ">250000.00<", ">249000.00<"))));
    expect([more.credits, more.footingDifference]).to.deep.equal([132_400_050n, 100_000n]);
  });

  it("leaves out what the statement does not say", () => {
    const noClosing = summarise(only(read(cut(hkd, "<Bal>", "</Bal>", 2))));
    expect(noClosing).to.include({ opening: 0n, closing: null, footingDifference: null, credits: 132_500_050n });
    const bare = summarise(only(read(message(stmt({ account: "<Id><Othr><Id>12</Id></Othr></Id>", body: "" })))));
    expect(bare).to.include({ currency: null, from: null, to: null, opening: null, closing: null, credits: 0n });
  });

  it("takes a statement without entries", () => {
    const body = bal("OPBD", "5.00") + bal("CLBD", "5.00");
    expect(summarise(only(read(message(stmt({ body })))))).to.include({ creditCount: 0, footingDifference: 0n });
  });
});
