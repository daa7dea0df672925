import { expect } from "chai";

import {
  addSignature,
  mergeReportFiles,
  newReportFile,
  parseReportFile,
  reportFileText,
  type ReportFile,
} from "../../scripts/reports/reportFile.js";
import { thrown } from "../reserves/thrown.js";
import { auditor, officer, salt, stranger } from "./localChain.js";
import { sampleReport } from "./sampleReport.js";
import { signaturesOf } from "./submission.js";

const empty = newReportFile(sampleReport(), salt);
const sign = (file: ReportFile, signer: typeof officer) =>
  addSignature(file, { signer: signer.address, signature: signaturesOf(file.report, [signer])[0]! });
const signed = sign(empty, officer);
const text = reportFileText(signed);
const codeOf = (changed: string) => {
  const error = thrown(() => parseReportFile(changed, "r.json"));
  return [error.code, (error.parameters as { field?: string }).field];
};

describe("reportFile", () => {
  it("reads back as it was written, its figures decimal strings", () => {
    expect(parseReportFile(text, "r.json")).to.deep.equal(signed);
    expect(text).to.include('"reserves": "1325000500000"').and.to.include('"sequence": "7"');
  });

  it("finds every changed figure, hash, address and signature", () => {
    const changes: readonly (readonly [string, string, string])[] = [
      ['"reserves": "1325000500000"', '"reserves": "1325000500001"', "digest"],
      ['"mintLimit": "900000000"', '"mintLimit": "900000001"', "digest"],
      ['"validUntil": "1795100000"', '"validUntil": "1795100001"', "digest"],
      ['"currency": "HKD"', '"currency": "USD"', "digest"],
      [salt, `0x${"5b".repeat(32)}`, "digest"],
      [signed.digest, `0x${"5b".repeat(32)}`, "digest"],
      [officer.address, stranger.address, "signer"],
    ];
    for (const [was, is, field] of changes) {
      expect(text).to.include(was);
      expect(codeOf(text.replace(was, is)), was).to.deep.equal(["REPORT_TAMPERED", field]);
    }
    const elsewhere = text.lastIndexOf('"documentHash"');
    const hash = text.slice(0, elsewhere) + text.slice(elsewhere).replace("f1f1", "f2f2");
    expect(codeOf(hash)).to.deep.equal(["REPORT_TAMPERED", "documentHash"]);
  });

  it("finds a changed figure though the digest was made to match: the signature does not", () => {
    const report = { ...sampleReport(), reserves: 1n };
    const forged = { ...newReportFile(report, salt), signatures: signed.signatures };
    expect(codeOf(reportFileText(forged))).to.deep.equal(["REPORT_TAMPERED", "signer"]);
    const { signature } = signed.signatures[0]!;
    const junk = `0x${"ff".repeat(65)}`;
    expect(codeOf(text.replace(signature, junk))).to.deep.equal(["REPORT_TAMPERED", "signer"]);
  });

  it("refuses what is no report file", () => {
    const wrong = [
      "",
      "{}",
      text.replace('"schema"', '"added": 1, "schema"'),
      text.replace("atpar.reserve-report/1", "atpar.reserve-report/2"),
      text.replace('"reserves": "1325000500000"', '"reserves": 1325000500000'),
      text.replace('"reserves": "1325000500000"', '"reserves": "1.5"'),
      text.replace('"reserves": "1325000500000"', '"reserves": "-1"'),
      text.replace('"sequence": "7"', '"sequence": "18446744073709551616"'),
    ];
    for (const variant of wrong) expect(codeOf(variant)[0]).to.equal("REPORT_FILE_MALFORMED");
  });

  it("collects signatures of one report, each signer's once, and refuses another report's", () => {
    const merged = mergeReportFiles(signed, [
      { file: "a.json", content: sign(empty, auditor) },
      { file: "b.json", content: signed },
    ]);
    expect(merged.signatures.map(({ signer }) => signer)).to.deep.equal([officer.address, auditor.address]);
    const foreign = newReportFile({ ...sampleReport(), sequence: 8n }, salt);
    const error = thrown(() => mergeReportFiles(signed, [{ file: "c.json", content: foreign }]));
    expect(error.code).to.equal("REPORT_DIGESTS_DIFFER");
    expect(error.parameters).to.deep.equal({ file: "c.json", digest: foreign.digest, expected: signed.digest });
  });
});
