import { expect } from "chai";
import fc from "fast-check";
import { change, cut } from "./fixture.js";
import { balForAcct, faults, isins, readSemt, semt, soundStatement } from "./holdingsFixture.js";

const [hkd, usd, shares] = isins;

const amounts = (name: string, ccy: string, value: string, sign = ""): string =>
  `<${name}><HldgVal><Amt Ccy="${ccy}">${value}</Amt>${sign}</HldgVal></${name}>`;

const full = semt(
  balForAcct(
    hkd,
    "<AvlblBal><Qty><Qty><FaceAmt>45000000</FaceAmt></Qty></Qty></AvlblBal>" +
      "<NotAvlblBal><Qty><FaceAmt>5000000</FaceAmt></Qty></NotAvlblBal>" +
      "<SfkpgPlc><SfkpgPlcFrmt><TpAndId><SfkpgPlcTp>NCSD</SfkpgPlcTp><Id>ATPRHKHHCMU</Id></TpAndId></SfkpgPlcFrmt></SfkpgPlc>" +
      "<PricDtls><Tp><Cd>MRKT</Cd></Tp><Val><Rate>99.2875</Rate></Val><ValTp><ValTp>PARV</ValTp></ValTp>" +
      "<QtnDt><Dt>2026-11-19</Dt></QtnDt></PricDtls>" +
      "<FXDtls><UnitCcy>USD</UnitCcy><QtdCcy>HKD</QtdCcy><XchgRate>7.8</XchgRate></FXDtls><DaysAcrd>3</DaysAcrd>" +
      amounts("AcctBaseCcyAmts", "HKD", "49643750.00") +
      amounts("InstrmCcyAmts", "USD", "6364583.33") +
      "<BalBrkdwn><SubBalTp><Cd>BLOK</Cd></SubBalTp><Qty><ShrtLngInd>LONG</ShrtLngInd><Qty><QtyAndAvlbty>" +
      "<Qty><FaceAmt>5000000</FaceAmt></Qty><AvlbtyInd>false</AvlbtyInd></QtyAndAvlbty></Qty></Qty></BalBrkdwn>",
    "<FaceAmt>50000000</FaceAmt>",
  ),
  {
    tail:
      `<SubAcctDtls><SfkpgAcct><Id>SUB 1</Id></SfkpgAcct><ActvtyInd>true</ActvtyInd>` +
      balForAcct(
        usd,
        amounts("AcctBaseCcyAmts", "HKD", "10.00", "<Sgn>false</Sgn>"),
        "<Unit>1.50</Unit>",
        "SHOR",
      ).replaceAll("BalForAcct", "BalForSubAcct") +
      `</SubAcctDtls><AcctBaseCcyTtlAmts><TtlHldgsValOfPg><Amt Ccy="HKD">49643740.00</Amt></TtlHldgsValOfPg></AcctBaseCcyTtlAmts>`,
  },
);

describe("statements/semt002", () => {
  it("reads every figure, of sub-accounts as well", () => {
    const statement = soundStatement(readSemt(full));
    expect(statement).to.include({ kind: "semt.002", messageVersion: "semt.002.001.11", id: "S1", basis: "SETT" });
    expect(statement).to.include({ date: "2026-11-20", updateType: "COMP", activity: true });
    expect(statement.account).to.include({ id: "RESERVE01", servicerBic: "ATPRHKHHXXX" });
    const [bill, short] = statement.positions;
    expect([bill?.quantity?.value, bill?.quantity?.type]).to.deep.equal([50000000n, "FAMT"]);
    expect([bill?.available?.value, bill?.notAvailable?.value]).to.deep.equal([45000000n, 5000000n]);
    expect(bill?.subBalances.map(({ type, available }) => [type, available])).to.deep.equal([["BLOK", false]]);
    expect(bill?.prices[0]).to.include({ value: 992875n, scale: 4, type: "PRCT", kind: "MRKT", date: "2026-11-19" });
    expect(bill?.values.map(({ base, currency, amountMinor }) => [base, currency, amountMinor])).to.deep.equal([
      ["account", "HKD", 4964375000n],
      ["instrument", "USD", 636458333n],
    ]);
    expect(bill?.exchangeRates[0]).to.include({ from: "USD", to: "HKD", value: 78n, scale: 1 });
    expect([bill?.safekeeping, bill?.daysAccrued]).to.deep.equal([["NCSD/ATPRHKHHCMU"], 3]);
    expect(short).to.include({ isin: usd, account: "SUB1" });
    expect(short?.quantity).to.include({ value: -150n, scale: 2, type: "UNIT" });
    expect(short?.values[0]?.amountMinor).to.equal(-1000n);
  });

  it("reads versions 03 to 12 and refuses the others by name, with the line", () => {
    for (let version = 3; version <= 12; version++) {
      const text = semt(balForAcct(hkd), { version: version.toString().padStart(2, "0") });
      expect(readSemt(text).violations, text).to.deep.equal([]);
    }
    for (const version of ["01", "02", "13"]) {
      const { violations } = readSemt(`\n${semt(balForAcct(hkd), { version })}`);
      expect(faults({ violations })).to.deep.equal([["HOLDINGS_MESSAGE_UNKNOWN", 2]]);
      expect(violations[0]?.message).to.include(`semt.002.001.${version}`);
    }
  });

  it("reads it beside an AppHdr, in an envelope and with prefixes", () => {
    const header = '<AppHdr xmlns="urn:iso:std:iso:20022:tech:xsd:head.001.001.04"><Fr/></AppHdr>';
    const plain = semt(balForAcct(hkd));
    const prefixed = plain.replaceAll(/<(\/?)(?=[A-Z])/gu, "<$1s:").replace("xmlns=", "xmlns:s=");
    for (const text of [header + plain, `<Envelope xmlns="urn:x">${header}${plain}</Envelope>`, prefixed]) {
      expect(soundStatement(readSemt(text)).positions.map(({ isin }) => isin)).to.deep.equal([hkd]);
    }
  });

  it("joins pages in any order and refuses those that are missing", () => {
    const page = (number: number, last: boolean, isin: string): string =>
      semt(balForAcct(isin), { page: [number, last] });
    const both = `<E xmlns="urn:x">${page(2, true, usd)}${page(1, false, hkd)}</E>`;
    expect(soundStatement(readSemt(both)).positions.map(({ isin }) => isin)).to.deep.equal([hkd, usd]);
    for (const text of [page(1, false, hkd), page(2, true, hkd), both.replace("<PgNb>2<", "<PgNb>3<")]) {
      expect(faults(readSemt(text)).map(([code]) => code)).to.deep.equal(["STATEMENT_PAGE_MISSING"]);
    }
  });

  it("accepts a statement without positions if the flag says so, and refuses the contradiction", () => {
    expect(soundStatement(readSemt(semt("", { flag: "false" }))).positions).to.deep.equal([]);
    for (const text of [semt("", { flag: "true" }), semt(balForAcct(hkd), { flag: "false" })]) {
      expect(faults(readSemt(text)).map(([code]) => code)).to.deep.equal(["HOLDINGS_ACTIVITY_CONTRADICTS"]);
    }
  });

  it("refuses a total that its positions do not give", () => {
    const [first] = readSemt(change(full, "49643740.00", "49643740.01")).violations;
    expect(first?.code).to.equal("HOLDINGS_TOTAL_CONTRADICTS");
    expect(first?.message).to.include("HOLP says 49643740.01 HKD, its positions give 49643740.00");
  });

  it("lists every fault of a position, and names what is missing", () => {
    const bad =
      balForAcct("HK0000000008", amounts("AcctBaseCcyAmts", "HKD", "1.001"), "<Unit>-1</Unit>", "LNG") +
      balForAcct(usd, amounts("AcctBaseCcyAmts", "ZZZ", "1.00"), "");
    expect(faults(readSemt(semt(bad))).map(([code]) => code)).to.deep.equal([
      "HOLDINGS_ISIN_INVALID",
      "HOLDINGS_FIELD_MALFORMED",
      "HOLDINGS_FIELD_MALFORMED",
      "STATEMENT_AMOUNT_DECIMALS",
      "STATEMENT_ELEMENT_MISSING",
      "STATEMENT_CURRENCY_UNKNOWN",
    ]);
    for (const name of ["Pgntn", "StmtGnlDtls", "SfkpgAcct"]) {
      const found = readSemt(cut(semt(balForAcct(hkd)), `<${name}>`, `</${name}>`)).violations;
      expect(found.map(({ message }) => message).join(), name).to.include(name);
    }
  });

  it("refuses a document type, a file that breaks off and one over the limits", () => {
    const plain = semt(balForAcct(hkd) + balForAcct(shares));
    expect(faults(readSemt(`<!DOCTYPE x [<!ENTITY a "b">]>${plain}`))).to.deep.equal([["STATEMENT_XML_DOCTYPE", 1]]);
    const cutOff = readSemt(plain.slice(0, -30));
    expect(faults(cutOff)).to.deep.equal([["STATEMENT_TRUNCATED", 1]]);
    expect(cutOff.statements.map(({ complete }) => complete)).to.deep.equal([false]);
    expect(faults(readSemt(plain, { items: 1 }))).to.deep.equal([["STATEMENT_XML_TOO_MANY", 1]]);
    expect(faults(readSemt(plain, { bytes: 10 }))).to.deep.equal([["STATEMENT_TOO_LARGE", undefined]]);
  });

  it("gives back what was printed, whatever the figures", () => {
    const quantity = fc.record({ value: fc.bigInt({ min: 0n, max: 10n ** 17n }), scale: fc.nat({ max: 17 }) });
    const cents = fc.bigInt({ min: 0n, max: 10n ** 15n });
    const print = (value: bigint, scale: number): string => {
      const digits = value.toString().padStart(scale + 1, "0");
      const [whole, fraction] = [digits.slice(0, digits.length - scale), digits.slice(digits.length - scale)];
      return fraction === "" ? whole : `${whole}.${fraction}`;
    };
    const kind = fc.constantFrom(["Unit", "UNIT"], ["FaceAmt", "FAMT"], ["AmtsdVal", "AMOR"], ["DgtlTknUnit", "DITU"]);
    fc.assert(
      fc.property(
        quantity,
        kind,
        fc.boolean(),
        cents,
        fc.boolean(),
        (amount, [name = "", type], short, value, plus) => {
          const element = `<${name}>${print(amount.value, amount.scale)}</${name}>`;
          const money = amounts("InstrmCcyAmts", "USD", print(value, 2), `<Sgn>${String(plus)}</Sgn>`);
          const text = semt(balForAcct(hkd, money, element, short ? "SHOR" : "LONG"));
          const [position] = soundStatement(readSemt(text)).positions;
          const signed = short ? -amount.value : amount.value;
          expect(position?.quantity).to.include({ value: signed, scale: amount.scale, type });
          expect(position?.values[0]?.amountMinor).to.equal(plus ? value : -value);
        },
      ),
    );
  });

  it("never fails on any bytes or changed text, and finds fault with what is no message", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(readSemt(bytes).violations).to.not.deep.equal([]);
      }),
    );
    fc.assert(
      fc.property(fc.nat({ max: full.length - 1 }), fc.string({ maxLength: 4 }), (at, text) => {
        readSemt(full.slice(0, at) + text + full.slice(at + 3));
      }),
      { numRuns: 300 },
    );
  });
});
