import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultLimits } from "../../scripts/statements/readResult.js";
import { readStatementFile } from "../../scripts/statements/readStatementFile.js";
import { refusal } from "../money/refusal.js";
import { asMessage, hkd, only, onlyViolation, read } from "./fixture.js";
import { mt940, mt942 } from "./mtFixture.js";

describe("statements/readStatementFile", () => {
  it("decides by content, not by name, which reader reads a file", () => {
    const kindOf = (text: string) => only(read(text)).kind;
    expect(kindOf(hkd)).to.equal("camt.053");
    expect(kindOf(asMessage(hkd, "camt.052"))).to.equal("camt.052");
    expect(kindOf(asMessage(hkd, "camt.054"))).to.equal("camt.054");
    expect(kindOf(mt940())).to.equal("MT940");
    expect(kindOf(`\ufeff\r\n${mt940()}`)).to.equal("MT940");
    expect(kindOf(mt940({ type: "950" }))).to.equal("MT950");
    expect(kindOf(mt942())).to.equal("MT942");
  });

  it("refuses every other text by name", () => {
    for (const text of ["date;amount\n", "%PDF-1.7\n", "PK", ":a:\n", "20:1\n", "{6:\n", '{"a":1}']) {
      expect(onlyViolation(text).code, text).to.equal("STATEMENT_MESSAGE_UNKNOWN");
      expect(onlyViolation(text).message).to.include("neither XML nor a SWIFT message");
    }
  });

  it("refuses paths that cannot be read, and does not load a file over the limit", () => {
    refusal("STATEMENT_FILE_UNREADABLE", () => readStatementFile("/nonexistent/day.xml"));
    refusal("STATEMENT_FILE_UNREADABLE", () => readStatementFile(tmpdir()));
    const folder = mkdtempSync(join(tmpdir(), "atpar-statements-"));
    try {
      const path = join(folder, "day.xml");
      writeFileSync(path, hkd);
      const { violations, statements } = readStatementFile(path, { ...defaultLimits, bytes: 100 });
      expect(violations.map(({ code }) => code)).to.deep.equal(["STATEMENT_TOO_LARGE"]);
      expect(violations[0]?.message).to.include(`${Buffer.byteLength(hkd)} bytes`);
      expect(statements).to.deep.equal([]);
      expect(readStatementFile(path, { ...defaultLimits, bytes: Buffer.byteLength(hkd) }).violations).to.deep.equal([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
