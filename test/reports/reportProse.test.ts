import { expect } from "chai";

import { reportProse } from "../../scripts/reports/reportProse.js";
import { reportDigest } from "../../scripts/reports/reserveReport.js";
import { salt } from "./localChain.js";
import { sampleReport } from "./sampleReport.js";

describe("reportProse", () => {
  it("says every figure that is signed, in tokens and UTC, within 80 columns", () => {
    const report = sampleReport();
    const digest = reportDigest(report, salt);
    const prose = reportProse(report, digest);
    const text = prose.join("\n");
    for (const figure of [
      "HKD 1,325,000.50",
      "HKD 500.00",
      "HKD 100.00",
      "HKD 900.00",
      "report 7",
      "chain 31337",
      "chain 84532",
      "block 11",
      "2026-11-18T",
      "2026-11-19T",
      report.documentHash,
      report.assetsRoot,
      report.policyHash,
      report.previous,
      report.allocations[0]!.token,
      digest,
      // (900 - 100) and, since 600 is carried there, (600 - 100)
      "HKD 1,300.00 would be outstanding",
      "Nothing more may be minted",
    ]) {
      expect(text).to.include(figure);
    }
    for (const line of prose) expect(line.length, line).to.be.at.most(80);
  });
});
