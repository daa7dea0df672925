import { expect } from "chai";
import { bookedCredits } from "../../scripts/statements/credits.js";
import { depositRef } from "../../scripts/statements/depositRef.js";
import { refusal } from "../money/refusal.js";
import { asMessage, bal, hkd, message, ntry, only, read, stmt, usd } from "./fixture.js";
import { mt940, mt942 } from "./mtFixture.js";

const hkdAccount = { bic11: "ATPRHKHHXXX", account: "012-345678-001", currency: "HKD" };
const usdAccount = { bic11: "ATPRHKHHXXX", account: "012-345678-838", currency: "USD" };

/** The credits of one entry of 5.00 HKD with `more` in it. */
function creditsOf(more: string, entry: { ind?: string; sts?: string; ccy?: string } = {}, amount = "5.00") {
  const text = message(stmt({ body: bal("OPBD", "0.00") + ntry(amount, { more, ...entry }) + bal("CLBD", "5.00") }));
  const [statement] = read(text).statements;
  if (statement === undefined) throw new Error("no statement");
  return bookedCredits(statement, { bic11: "ATPRHKHHXXX", account: "12", currency: "HKD" });
}

const ref = (text: string) => `<AcctSvcrRef>${text}</AcctSvcrRef>`;
const batch = (details: readonly string[], btch = "") =>
  `<NtryDtls>${btch}${details.map((detail) => `<TxDtls>${detail}</TxDtls>`).join("")}</NtryDtls>`;
const part = (amount: string, reference: string) => `<Refs>${ref(reference)}</Refs><Amt Ccy="HKD">${amount}</Amt>`;

describe("statements/credits", () => {
  it("lists the three credits of the HKD fixture with the parts of their depositRefs", () => {
    const { credits, unusable, violations } = bookedCredits(only(read(hkd)), hkdAccount);
    expect([unusable, violations]).to.deep.equal([[], []]);
    expect(credits.map(({ minorUnits, reference, ordinal }) => [minorUnits, reference, ordinal])).to.deep.equal([
      [100000000n, "AT2611200000017", 0],
      [25000000n, "AT2611200000042", 0],
      [7500050n, "AT2611200000103", 0],
    ]);
    expect(credits[0]).to.deep.include({
      ...hkdAccount,
      bookingDate: 20261120,
      needsSecondApproval: false,
      entry: 1,
      debtorName: "Harbour Trading Limited",
      debtorAccount: "024-111111-001",
      endToEndId: "HARBOUR-MINT-1",
      remittance: ["Tokens for Harbour Trading"],
    });
    expect(new Set(credits.map(depositRef)).size).to.equal(3);
  });

  it("tells credits alike in everything apart by their ordinal, and leaves debits and reversals out", () => {
    const { credits, unusable } = bookedCredits(only(read(usd)), usdAccount);
    expect(credits.map(({ reference, ordinal, minorUnits }) => [reference, ordinal, minorUnits])).to.deep.equal([
      ["AU2611200000007", 0, 1000000n],
      ["AU2611200000007", 1, 1000000n],
    ]);
    expect(new Set(credits.map(depositRef)).size).to.equal(2);
    expect(unusable.map(({ reason, amountMinor, entry }) => [reason, amountMinor, entry])).to.deep.equal([
      ["reversal", 500000n, 4],
    ]);
  });

  it("says why each other credit cannot be minted against", () => {
    const reason = (...given: Parameters<typeof creditsOf>) => {
      const { credits, unusable } = creditsOf(...given);
      expect(credits).to.deep.equal([]);
      return unusable.map((credit) => credit.reason);
    };
    expect(reason(ref("A"), { sts: "PDNG" })).to.deep.equal(["not booked"]);
    expect(reason(`<RvslInd>true</RvslInd>${ref("A")}`)).to.deep.equal(["reversal"]);
    expect(reason(ref("A"), {}, "0.00")).to.deep.equal(["zero"]);
    expect(reason(ref("A"), { ccy: "USD" })).to.deep.equal(["other currency"]);
    expect(reason(ref("A"), { ind: "DBIT" })).to.deep.equal([]);
    const undated = message(
      stmt({ body: bal("OPBD", "0.00") + ntry("5.00").replace(/<BookgDt>.*<\/BookgDt>/u, "") + bal("CLBD", "5.00") }),
    );
    const found = bookedCredits(only(read(undated)), { bic11: "ATPRHKHHXXX", account: "12", currency: "HKD" });
    expect(found.unusable.map((credit) => credit.reason)).to.deep.equal(["no booking date"]);
  });

  it("takes the entry's reference, then that of its only detail, then none", () => {
    const reference = (more: string) => {
      const [credit] = creditsOf(more).credits;
      return [credit?.reference, credit?.needsSecondApproval];
    };
    expect(reference(ref("E") + batch([part("5.00", "D")]))).to.deep.equal(["E", false]);
    expect(reference(batch([part("5.00", "D")]))).to.deep.equal(["D", false]);
    expect(reference("")).to.deep.equal(["NONREF", true]);
    expect(reference(ref("NONREF"))).to.deep.equal(["NONREF", true]);
    expect(reference(ref("notprovided"))).to.deep.equal(["NONREF", true]);
    expect(reference(ref("  "))).to.deep.equal(["NONREF", true]);
    // what the payer wrote is not the bank's reference
    expect(reference(batch(["<Refs><EndToEndId>X</EndToEndId></Refs>"]))).to.deep.equal(["NONREF", true]);
  });

  it("splits a batch by its details", () => {
    const { credits, violations } = creditsOf(
      ref("BATCH") + batch([part("2.00", "A"), part("2.00", "A"), part("1.00", "B")]),
    );
    expect(violations).to.deep.equal([]);
    expect(
      credits.map((credit) => [credit.reference, credit.minorUnits, credit.ordinal, credit.partOfBatch]),
    ).to.deep.equal([
      ["A", 200n, 0, 1],
      ["A", 200n, 1, 2],
      ["B", 100n, 0, 3],
    ]);
    expect(credits.map(({ entryAmountMinor }) => entryAmountMinor)).to.deep.equal([500n, 500n, 500n]);
  });

  it("leaves out a batch that it cannot split, with a coded violation", () => {
    const cases = [
      [batch([part("2.00", "A"), '<Amt Ccy="HKD">3.00</Amt>']), "payment 2 (line 1) has no AcctSvcrRef"],
      [batch([part("2.00", "A"), part("3.00", "NONREF")]), "payment 2 (line 1) has no AcctSvcrRef"],
      [batch([part("2.00", "A"), `<Refs>${ref("B")}</Refs>`]), "payment 2 (line 1) has no amount"],
      [batch([part("2.00", "A"), part("3.00", "B").replace("HKD", "USD")]), "payment 2 (line 1) is in USD"],
      [batch([part("2.00", "A"), part("2.50", "B")]), "they add up to 4.50"],
      [batch([part("5.00", "A"), part("0.00", "B")]), "payment 2 (line 1) is zero"],
      [batch([part("6.00", "A"), `${part("1.00", "B")}<CdtDbtInd>DBIT</CdtDbtInd>`]), "payment 2 (line 1) is a debit"],
      [batch([], "<Btch><NbOfTxs>3</NbOfTxs></Btch>"), "counts 3 payments and details 0"],
      [batch([part("5.00", "A")], "<Btch><NbOfTxs>3</NbOfTxs></Btch>"), "counts 3 payments and details 1"],
    ] as const;
    for (const [more, problem] of cases) {
      const { credits, unusable, violations } = creditsOf(ref("BATCH") + more);
      expect(credits, problem).to.deep.equal([]);
      expect(unusable.map(({ reason }) => reason)).to.deep.equal(["batch"]);
      expect(violations.map(({ code }) => code)).to.deep.equal(["STATEMENT_BATCH_UNSPLITTABLE"]);
      expect(violations[0]?.message).to.include(problem).and.to.include("5.00 HKD");
    }
  });

  it("leaves credits alike in all else to the closing statement", () => {
    const body = ntry("5.00", { more: ref("A") }) + ntry("5.00", { more: ref("A") }) + ntry("6.00", { more: ref("A") });
    const account = { bic11: "ATPRHKHHXXX", account: "12", currency: "HKD" };
    const closing = message(stmt({ body: bal("OPBD", "0.00") + body + bal("CLBD", "16.00") }));
    expect(bookedCredits(only(read(closing)), account).credits.map(({ ordinal }) => ordinal)).to.deep.equal([0, 1, 0]);
    const swift = (text: string) => text.replace(":25:012-345678-001", ":25:12");
    const alike = ["261120C5,00NTRFNONREF//A", "261120C5,00NTRFNONREF//A", "261120C6,00NTRFNONREF//A"];
    const parts = { entries: alike, closing: "16,00" };
    expect(bookedCredits(only(read(swift(mt940(parts)))), account).credits).to.have.length(3);
    for (const text of [
      asMessage(message(stmt({ body })), "camt.052"),
      asMessage(message(stmt({ body })), "camt.054"),
      swift(mt942(parts)),
    ]) {
      const { credits, unusable, violations } = bookedCredits(only(read(text)), account);
      expect(violations).to.deep.equal([]);
      expect(credits.map(({ minorUnits, ordinal }) => [minorUnits, ordinal])).to.deep.equal([[600n, 0]]);
      expect(unusable.map(({ reason, amountMinor, entry }) => [reason, amountMinor, entry])).to.deep.equal([
        ["alike", 500n, 1],
        ["alike", 500n, 2],
      ]);
      expect(unusable[0]?.explanation).to.include("2 credits are alike").and.to.include("closing statement only");
    }
  });

  it("takes reversals and expected credits of MT942 for no mint", () => {
    const entries = ["261120RD1,00NTRFX//A", "261120EC2,00NTRFX//B", "261120RC3,00NTRFX//C", "261120C4,00NTRFX"];
    const { credits, unusable } = bookedCredits(only(read(mt942({ entries }))), hkdAccount);
    expect(unusable.map(({ reason }) => reason)).to.deep.equal(["reversal", "not booked"]);
    expect(credits.map(({ reference, needsSecondApproval }) => [reference, needsSecondApproval])).to.deep.equal([
      ["NONREF", true],
    ]);
  });

  it("refuses a statement of another account, currency or bank", () => {
    const statement = only(read(hkd));
    const mismatch = (change: Partial<typeof hkdAccount>) =>
      refusal("STATEMENT_ACCOUNT_MISMATCH", () => bookedCredits(statement, { ...hkdAccount, ...change })).parameters;
    expect(mismatch({ account: "012-345678-002" })).to.include({ field: "account", found: "012-345678-001" });
    expect(mismatch({ currency: "USD" })).to.include({ field: "currency", found: "HKD", wanted: "USD" });
    expect(mismatch({ bic11: "OTHRHKHHXXX" })).to.include({ field: "BIC", wanted: "OTHRHKHH" });
    expect(bookedCredits(statement, { ...hkdAccount, bic11: "ATPRHKHHABC" }).credits).to.have.length(3);
  });
});
