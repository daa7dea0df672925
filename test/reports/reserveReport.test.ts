import { expect } from "chai";
import { TypedDataEncoder } from "ethers";

import { reportDigest, reportDomain, type ReserveReport } from "../../scripts/reports/reserveReport.js";
import { salt, startLocalChain, type LocalChain } from "./localChain.js";
import { sampleReport } from "./sampleReport.js";

describe("reserveReport", () => {
  let chain: LocalChain;
  before(async () => {
    chain = await startLocalChain();
  });

  const digestOnChain = (report: ReserveReport) =>
    chain.registry.reportDigest({ ...report, allocations: [...report.allocations] });

  it("has the domain separator and the digest that the registry computes", async () => {
    const report = sampleReport();
    expect(TypedDataEncoder.hashDomain(reportDomain(salt))).to.equal(await chain.registry.domainSeparator());
    expect(reportDigest(report, salt)).to.equal(await digestOnChain(report));
  });

  it("hashes every field: each change gives another digest, the registry's again", async () => {
    const report = sampleReport();
    const line = report.allocations[0]!;
    const other = `0x${"ee".repeat(32)}`;
    const variants = [
      { ...report, currency: "USD" },
      { ...report, sequence: 8n },
      { ...report, previous: other },
      { ...report, asOf: 1n },
      { ...report, validUntil: 1n },
      { ...report, reserves: 1n },
      { ...report, allocations: [] },
      { ...report, assetsRoot: other },
      { ...report, policyHash: other },
      { ...report, documentHash: other },
      ...[
        { ...line, chainId: 2n },
        { ...line, token: chain.token },
        { ...line, blockNumber: 1n },
        { ...line, blockHash: other },
        { ...line, sequence: 1n },
        { ...line, minted: 1n },
        { ...line, burned: 1n },
        { ...line, carried: 1n },
        { ...line, mintLimit: 1n },
      ].map((changed) => ({ ...report, allocations: [changed, ...report.allocations.slice(1)] })),
    ];
    const digests = new Set([reportDigest(report, salt)]);
    for (const variant of variants) {
      const digest = reportDigest(variant, salt);
      expect(digest).to.equal(await digestOnChain(variant));
      digests.add(digest);
    }
    expect(digests.size).to.equal(variants.length + 1);
  });

  it("is another digest under another salt", () => {
    expect(reportDigest(sampleReport(), salt)).not.to.equal(reportDigest(sampleReport(), `0x${"5b".repeat(32)}`));
  });
});
