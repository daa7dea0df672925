import { expect } from "chai";
import { bal, change, codes, hkd, lineOf, message, ntry, onlyViolation, read, stmt, usd } from "./fixture.js";

describe("statements/summaryRules", () => {
  it("compares counts, sums and net amounts with the entries", () => {
    const cases = [
      ["<NbOfNtries>3", "<NbOfNtries>4", 1, "TtlNtries/NbOfNtries says 4, the entries give 3"],
      ["<NbOfNtries>3", "<NbOfNtries>2", 2, "TtlCdtNtries/NbOfNtries says 2, the entries give 3"],
      ["<NbOfNtries>0", "<NbOfNtries>1", 1, "TtlDbtNtries/NbOfNtries says 1, the entries give 0"],
      ["<Sum>1325000.50", "<Sum>1325000.49", 1, "TtlNtries/Sum says 1325000.49, the entries give 1325000.50"],
      ["<Amt>1325000.50", "<Amt>1325000.51", 1, "TtlNtries net says 1325000.51, the entries give 1325000.50"],
    ] as const;
    for (const [old, now, nth, figures] of cases) {
      const { code, message: says, line } = onlyViolation(change(hkd, old, now, nth));
      expect(code).to.equal("STATEMENT_SUMMARY_CONTRADICTS");
      expect(says).to.include(figures);
      expect(line).to.equal(lineOf(hkd, old, nth) - (old.startsWith("<Amt") ? 4 : old.startsWith("<Sum") ? 2 : 1));
    }
  });

  it("reads the net amount of version 02 with its own sign", () => {
    expect(read(usd).violations).to.deep.equal([]);
    const wrong = onlyViolation(
      change(
        usd,
        "<TtlNetNtryAmt>9988.00</TtlNetNtryAmt>\n          <CdtDbtInd>CRDT",
        "<TtlNetNtryAmt>9988.00</TtlNetNtryAmt>\n          <CdtDbtInd>DBIT",
      ),
    );
    expect(wrong.message).to.include("TtlNtries net says -9988.00, the entries give 9988.00");
  });

  it("accepts a summary of all entries and one of the booked ones, but no mixture", () => {
    const text = (all: number, credits: number) => {
      const summary =
        `<TxsSummry><TtlNtries><NbOfNtries>${all}</NbOfNtries></TtlNtries>` +
        `<TtlCdtNtries><NbOfNtries>${credits}</NbOfNtries></TtlCdtNtries></TxsSummry>`;
      const entries = ntry("1.00") + ntry("2.00", { sts: "PDNG" });
      return message(stmt({ body: bal("OPBD", "0.00") + bal("CLBD", "1.00") + summary + entries }));
    };
    expect(read(text(2, 2)).violations).to.deep.equal([]);
    expect(read(text(1, 1)).violations).to.deep.equal([]);
    expect(codes(read(text(2, 1)))).to.deep.equal(["STATEMENT_SUMMARY_CONTRADICTS"]);
  });
});
