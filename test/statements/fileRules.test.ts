import { expect } from "chai";
import { bal, codes, message, onlyViolation, read, stmt } from "./fixture.js";

const still = (date = "2026-11-20") => (bal("OPBD", "1.00") + bal("CLBD", "1.00")).replaceAll("2026-11-20", date);

function sequences(...numbers: readonly (readonly [string, string?, string?])[]): string {
  const statements = numbers.map(([seq, date, account = "12"], index) =>
    stmt({ id: `S${index}`, seq, account: `<Id><Othr><Id>${account}</Id></Othr></Id>`, body: still(date) }),
  );
  return message(statements.join(""));
}

describe("statements/fileRules", () => {
  it("accepts consecutive numbers in any order, and accounts apart from each other", () => {
    expect(read(sequences(["7"], ["8"], ["9"])).violations).to.deep.equal([]);
    expect(read(sequences(["9"], ["8"], ["07"])).violations).to.deep.equal([]);
    expect(read(sequences(["7"], ["7", "2026-11-20", "13"])).violations).to.deep.equal([]);
  });

  it("refuses a repeated number and a gap", () => {
    const repeated = onlyViolation(sequences(["7"], ["7"]));
    expect(repeated.code).to.equal("STATEMENT_SEQUENCE_REPEATED");
    expect(repeated.message).to.include("account 12: sequence number 7");
    expect(codes(read(sequences(["1"], ["1"])))).to.deep.equal(["STATEMENT_SEQUENCE_REPEATED"]);
    const gapped = onlyViolation(sequences(["7"], ["9"]));
    expect(gapped.code).to.equal("STATEMENT_SEQUENCE_GAPPED");
    expect(gapped.message).to.include("sequence number 9 follows 7");
  });

  it("lets the numbers start again with the year, from 1 only", () => {
    expect(read(sequences(["253", "2026-12-31"], ["1", "2027-01-04"])).violations).to.deep.equal([]);
    expect(read(sequences(["253", "2026-12-31"], ["254", "2027-01-04"])).violations).to.deep.equal([]);
    expect(codes(read(sequences(["253", "2026-12-31"], ["2", "2027-01-04"])))).to.deep.equal([
      "STATEMENT_SEQUENCE_GAPPED",
    ]);
    expect(codes(read(sequences(["253", "2026-12-30"], ["1", "2026-12-31"])))).to.deep.equal([
      "STATEMENT_SEQUENCE_GAPPED",
    ]);
  });

  it("refuses a statement Id that stands twice", () => {
    const { code, message: says } = onlyViolation(message(stmt({ body: still() }) + stmt({ body: still() })));
    expect(code).to.equal("STATEMENT_ID_REPEATED");
    expect(says).to.include("S1");
  });
});
