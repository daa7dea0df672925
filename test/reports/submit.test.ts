import { expect } from "chai";

import { addSignature, newReportFile, type ReportFile } from "../../scripts/reports/reportFile.js";
import { reportSubmitted } from "../../scripts/reports/reportRecords.js";
import { prepareSubmission, readAttestorClass, readQuorum, recordSubmission } from "../../scripts/reports/submit.js";
import { rejection } from "../journal/rejection.js";
import { newJournal } from "../reserves/accounts.js";
import { auditor, custodian, nobody, officer, salt, startLocalChain, stranger, type LocalChain } from "./localChain.js";
import { firstReport, signaturesOf } from "./submission.js";
import { unitsOf } from "./units.js";

describe("prepareSubmission", () => {
  let chain: LocalChain;
  let file: ReportFile;
  before(async () => {
    chain = await startLocalChain();
    file = newReportFile(await firstReport(chain, unitsOf("1000")), salt);
  });

  const signedBy = (...signers: readonly (typeof officer)[]) =>
    signers.reduce((signed, signer) => {
      return addSignature(signed, { signer: signer.address, signature: signaturesOf(file.report, [signer])[0]! });
    }, file);
  const prepare = (given: ReportFile) => prepareSubmission(chain.provider, given, { registry: chain.registryAddress });

  it("reads quorum and classes", async () => {
    expect(await readQuorum(chain.provider, chain.registryAddress)).to.deep.equal({
      issuerOfficer: 1n,
      custodian: 0n,
      auditor: 1n,
    });
    const classes = [officer, custodian, auditor, stranger].map((signer) =>
      readAttestorClass(chain.provider, chain.registryAddress, signer.address),
    );
    expect(await Promise.all(classes)).to.deep.equal(["issuerOfficer", "custodian", "auditor", undefined]);
    expect(await readAttestorClass(chain.provider, chain.registryAddress, nobody)).to.equal(undefined);
  });

  it("counts the signatures of each class that lacks some", async () => {
    const none = await rejection(prepare(file), "REPORT_QUORUM_MISSING");
    expect(none.parameters).to.deep.equal({ class: "issuerOfficer", count: 0, needed: 1n });
    expect(none.violations).to.have.length(2);
    const one = await rejection(prepare(signedBy(officer, custodian)), "REPORT_QUORUM_MISSING");
    expect(one.parameters).to.deep.equal({ class: "auditor", count: 0, needed: 1n });
  });

  it("refuses a stranger's signature, one that is another's, and another environment's report", async () => {
    const error = await rejection(prepare(signedBy(officer, auditor, stranger)), "REPORT_SIGNER_UNKNOWN");
    expect(error.parameters.signer).to.equal(stranger.address);
    const claimed = { signer: officer.address, signature: signaturesOf(file.report, [stranger])[0]! };
    await rejection(prepare(addSignature(file, claimed)), "REPORT_SIGNATURE_WRONG");
    await rejection(prepare(newReportFile(file.report, `0x${"00".repeat(32)}`)), "REPORT_DOMAIN_FOREIGN");
  });

  it("checks the report against the registry as it is now", async () => {
    const report = { ...file.report, reserves: unitsOf("999") };
    const error = await rejection(prepare(newReportFile(report, salt)), "REPORT_NOT_COVERED");
    expect(error.parameters).to.include({ outstanding: "1000.00", reserves: "999.00" });
  });

  it("makes calldata that the registry accepts, in whatever order was signed, and remembers it", async () => {
    const { to, data, digest, chainId, mintLimit } = await prepare(signedBy(auditor, officer, custodian));
    await prepare(signedBy(officer, custodian, auditor));
    const sent = await chain.deployer.sendTransaction({ to, data });
    const receipt = await sent.wait();
    expect(await chain.registry.mintLimit())
      .to.equal(mintLimit)
      .and.to.equal(unitsOf("1000"));
    expect((await chain.registry.lastReport()).digest).to.equal(digest);

    const journal = await newJournal();
    const mined = { transaction: receipt!.hash, blockNumber: BigInt(receipt!.blockNumber) };
    await recordSubmission(journal, file, { to, chainId, mintLimit, digest }, mined);
    await recordSubmission(journal, file, { to, chainId, mintLimit, digest }, mined);
    const entries = await journal.list(reportSubmitted);
    expect(entries.map(({ key }) => key)).to.deep.equal([`HKD:31337:${chain.registryAddress}:1`]);
    expect(entries[0]!.body).to.include({ digest, mintLimit, validUntil: file.report.validUntil });
    const other = { to, chainId, mintLimit, digest: `0x${"00".repeat(32)}` };
    await rejection(recordSubmission(journal, file, other, mined), "JOURNAL_DUPLICATE");
    await journal.close();
    const again = await rejection(prepare(signedBy(officer, auditor)), "REPORT_SEQUENCE");
    expect(again.parameters).to.include({ sequence: 1n, last: 1n });
  });
});
