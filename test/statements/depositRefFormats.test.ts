import { expect } from "chai";
import { bookedCredits } from "../../scripts/statements/credits.js";
import { depositRef } from "../../scripts/statements/depositRef.js";
import { asMessage, cut, hkd, only, read } from "./fixture.js";
import { mt940, mt942 } from "./mtFixture.js";

const account = { bic11: "ATPRHKHHXXX", account: "012-345678-001", currency: "HKD" };

function refsOf(text: string): string[] {
  const result = read(text);
  expect(result.violations).to.deep.equal([]);
  return bookedCredits(only(result), account).credits.map(depositRef);
}

describe("statements/depositRef: one credit, one name, whatever file tells of it", () => {
  // camt.054 has no balances, MT940 no BIC: that comes from the register
  const advice = cut(cut(asMessage(hkd, "camt.054"), "<Bal>", "</Bal>"), "<Bal>", "</Bal>");
  const files = { "camt.053": hkd, "camt.052": asMessage(hkd, "camt.052"), "camt.054": advice, MT940: mt940() };

  it("is the same from camt.053, camt.052, camt.054 and MT940 of one day, and from MT942 and MT950", () => {
    const refs = refsOf(hkd);
    expect(new Set(refs).size).to.equal(3);
    // the first is that of test/statements/depositRef.test.ts, which another program computed
    expect(refs[0]).to.equal("0xbcb17feb39383ce4461188bebe78ad5dc30a59db222d04b71a5a705d3bd1e827");
    for (const [kind, text] of Object.entries({ ...files, MT942: mt942(), MT950: mt940({ type: "950" }) })) {
      expect(only(read(text)).kind).to.equal(kind);
      expect(refsOf(text), kind).to.deep.equal(refs);
    }
  });

  it("is the same for a USD account with an IBAN, booked on another day than its value date", () => {
    const iban = "GB82WEST12345698765432";
    const xml =
      `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.02"><BkToCstmrDbtCdtNtfctn><Ntfctn><Id>N</Id>` +
      `<Acct><Id><IBAN>${iban}</IBAN></Id><Ccy>USD</Ccy></Acct><Ntry><Amt Ccy="USD">10000</Amt>` +
      `<CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2027-01-04</Dt></BookgDt>` +
      `<ValDt><Dt>2026-12-31</Dt></ValDt><AcctSvcrRef>AU2611200000007</AcctSvcrRef></Ntry></Ntfctn>` +
      `</BkToCstmrDbtCdtNtfctn></Document>`;
    const swift = mt942({
      account: `${iban}USD`,
      currency: "USD",
      entries: ["2612310104CD10000,NTRFNONREF//AU2611200000007"],
    });
    const [one, other] = [xml, swift].map((text) =>
      bookedCredits(only(read(text)), { ...account, account: iban, currency: "USD" }).credits.map(depositRef),
    );
    expect(one).to.have.length(1);
    expect(other).to.deep.equal(one);
  });
});
