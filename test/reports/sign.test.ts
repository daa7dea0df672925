import { expect } from "chai";
import { verifyTypedData } from "ethers";

import type { Journal } from "../../scripts/journal/Journal.js";
import { draftReport } from "../../scripts/reports/draft.js";
import { newReportFile, parseReportFile, reportFileText, type ReportFile } from "../../scripts/reports/reportFile.js";
import { priorReports, reportSigned } from "../../scripts/reports/reportRecords.js";
import { reportDomain, reportTypes } from "../../scripts/reports/reserveReport.js";
import { signReport, type ReportSigner } from "../../scripts/reports/sign.js";
import type { ReserveDocument } from "../../scripts/reserves/document.js";
import { rejection } from "../journal/rejection.js";
import { newBooks } from "../reserves/accounts.js";
import { bankFile } from "../reserves/bankFile.js";
import { asOf, position, snapshotOf } from "../reserves/snapshotOf.js";
import { auditor, day, officer, salt, stranger } from "./localChain.js";
import { unitsOf } from "./units.js";

const zero = `0x${"00".repeat(32)}`;

describe("signReport", () => {
  let journal: Journal;
  let document: ReserveDocument;
  let file: ReportFile;
  let lower: ReportFile;
  let shown: string[];

  beforeEach(async () => {
    ({ journal } = await newBooks());
    shown = [];
    const snapshot = await snapshotOf(journal, [bankFile({ opening: "100.00", closing: "100.00" })]);
    const registry = {
      chainId: 31337n,
      registry: position.token,
      token: position.token,
      currency: "HKD",
      salt,
      coverage: 10_000n,
      maxReportAge: 5n * day,
      last: { sequence: 0n, asOf: 0n, digest: zero },
      liveLimit: 0n,
      everMinted: 0n,
      everBurned: 0n,
      listed: [],
      timestamp: asOf,
    };
    ({ document } = snapshot);
    const draft = (limit: bigint) =>
      newReportFile(
        draftReport({ ...snapshot, registries: [registry], limits: new Map([[31337n, limit]]) }).report,
        salt,
      );
    file = draft(unitsOf("100"));
    lower = draft(unitsOf("90"));
  });
  afterEach(() => journal.close());

  const sign = (signer: ReportSigner, given = file, more: { document?: ReserveDocument; salt?: string } = {}) =>
    signReport({ file: given, document, signer, salt, journal, show: (prose) => void shown.push(...prose), ...more });

  it("signs what the registry will recover, remembers it, and shows the figures first", async () => {
    const signed = await sign(officer);
    const [{ signer, signature }] = signed.signatures as [{ signer: string; signature: string }];
    expect(signer).to.equal(officer.address);
    expect(verifyTypedData(reportDomain(salt), reportTypes, file.report, signature)).to.equal(officer.address);
    expect(shown.join("\n")).to.include("HKD 100.00").and.to.include(file.digest);
    expect(parseReportFile(reportFileText(signed), "r.json")).to.deep.equal(signed);
    const [entry] = await journal.list(reportSigned);
    expect(entry!.key).to.equal(`HKD:5a5a5a5a:1:${officer.address}`);
    expect(entry!.body).to.deep.include({ digest: file.digest, report: file.report });
  });

  it("signs nothing if the signer declines", async () => {
    const declined = new Error("declined");
    const attempt = signReport({
      ...{ file, document, signer: officer, salt, journal },
      show: () => {
        throw declined;
      },
    });
    expect(await attempt.catch((error: unknown) => error)).to.equal(declined);
    expect(await journal.list(reportSigned)).to.have.length(0);
  });

  it("gives the same signature for the same report again, without asking the key", async () => {
    const first = await sign(officer);
    const asleep = { address: officer.address, signTypedData: () => Promise.reject(new Error("asked")) };
    expect((await sign(asleep)).signatures).to.deep.equal(first.signatures);
  });

  it("refuses a second report of the same sequence, whoever of this journal signs it, with both digests", async () => {
    await sign(officer);
    for (const signer of [officer, auditor]) {
      const error = await rejection(sign(signer, lower), "REPORT_SEQUENCE_SIGNED");
      expect(error.parameters).to.include({
        sequence: 1n,
        signer: officer.address,
        signed: file.digest,
        digest: lower.digest,
      });
    }
    expect((await sign(auditor)).signatures).to.have.length(1);
    expect(await journal.list(reportSigned)).to.have.length(2);
  });

  it("tells the next draft of it", async () => {
    await sign(officer);
    await sign(auditor);
    expect(await priorReports(journal, "HKD", salt)).to.deep.equal([
      { sequence: 1n, digest: file.digest, limits: [{ chainId: 31337n, mintLimit: unitsOf("100") }] },
    ]);
    expect(await priorReports(journal, "USD", salt)).to.deep.equal([]);
    expect(await priorReports(journal, "HKD", zero)).to.deep.equal([]);
  });

  it("refuses a report that does not say what the document says", async () => {
    const { report } = file;
    const other = `0x${"ee".repeat(32)}`;
    for (const [field, changed] of [
      ["reserves", { ...report, reserves: 1n }],
      ["assetsRoot", { ...report, assetsRoot: other }],
      ["policyHash", { ...report, policyHash: other }],
      ["documentHash", { ...report, documentHash: other }],
      ["asOf", { ...report, asOf: 1n }],
      ["currency", { ...report, currency: "USD" }],
      ["chains", { ...report, allocations: [{ ...report.allocations[0]!, minted: 1n }] }],
    ] as const) {
      const error = await rejection(sign(officer, newReportFile(changed, salt)), "REPORT_DOCUMENT_DIFFERS");
      expect(error.parameters.field).to.equal(field);
    }
    const changed = { ...document, totals: { ...document.totals, reserves: 1n } };
    const error = await rejection(sign(officer, file, { document: changed }), "REPORT_DOCUMENT_DIFFERS");
    expect(error.parameters.field).to.equal("documentHash");
    expect(shown).to.deep.equal([]);
  });

  it("refuses another environment's report, and a key that is not the signer's", async () => {
    await rejection(sign(officer, file, { salt: zero }), "REPORT_DOMAIN_FOREIGN");
    const wrong: ReportSigner = {
      address: officer.address,
      signTypedData: (domain, types, value) => stranger.signTypedData(domain, types, value),
    };
    const error = await rejection(sign(wrong), "REPORT_SIGNATURE_WRONG");
    expect(error.parameters).to.deep.equal({ signer: officer.address, recovered: stranger.address });
    expect(await journal.list(reportSigned)).to.have.length(0);
  });
});
