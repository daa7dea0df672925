import { expect } from "chai";
import { createHash } from "node:crypto";
import { readStatementFile } from "../../scripts/statements/readStatementFile.js";
import { closingBalance, openingBalance } from "../../scripts/statements/statement.js";
import {
  bal,
  change,
  codes,
  hkd,
  hkdPath,
  lineOf,
  message,
  ntry,
  only,
  onlyViolation,
  read,
  stmt,
  usd,
} from "./fixture.js";

describe("statements/camt", () => {
  it("reads the HKD fixture (version 08) with every figure and line", () => {
    const result = readStatementFile(hkdPath);
    expect(result.violations).to.deep.equal([]);
    expect(result.ignored).to.deep.equal([]);
    expect(result.sha256).to.equal(createHash("sha256").update(hkd).digest("hex"));
    expect([result.file, result.bytes]).to.deep.equal(["hkd-day1.camt053.xml", Buffer.byteLength(hkd)]);
    const statement = only(result);
    const { entries, balances, ...header } = statement;
    expect(header).to.deep.equal({
      kind: "camt.053",
      messageVersion: "camt.053.001.08",
      file: "hkd-day1.camt053.xml",
      sha256: result.sha256,
      line: lineOf(hkd, "<Stmt>"),
      id: "ATPR-HKD-20261120",
      complete: true,
      booked: { credits: 132500050n, debits: 0n, creditCount: 3, debitCount: 0 },
      sequence: { electronic: "224" },
      page: { number: 1, last: true },
      createdAt: "2026-11-20T22:05:00+08:00",
      from: "2026-11-20T00:00:00+08:00",
      to: "2026-11-20T23:59:59+08:00",
      account: {
        line: lineOf(hkd, "<Acct>"),
        kind: "other",
        id: "012-345678-001",
        currency: "HKD",
        currencySource: "Acct/Ccy",
        owner: "Example Stablecoin Issuer Limited - Reserve",
        servicerBic: "ATPRHKHHXXX",
      },
    });
    expect(openingBalance(statement)?.amountMinor).to.equal(0n);
    expect(closingBalance(statement)).to.deep.equal({
      line: lineOf(hkd, "<Bal>", 2),
      type: "CLBD",
      amountMinor: 132500050n,
      currency: "HKD",
      date: "2026-11-20",
      creditLineIncluded: false,
    });
    expect(balances).to.have.length(2);
    expect(entries.map(({ amountMinor }) => amountMinor)).to.deep.equal([100000000n, 25000000n, 7500050n]);
    expect(entries[1]).to.deep.equal({
      line: lineOf(hkd, "<Ntry>", 2),
      ordinalInFile: 2,
      ntryRef: "2",
      accountServicerRef: "AT2611200000042",
      amountMinor: 25000000n,
      currency: "HKD",
      direction: "credit",
      reversal: false,
      status: "BOOK",
      bookingDate: "2026-11-20",
      valueDate: "2026-11-20",
      details: [
        {
          line: lineOf(hkd, "<TxDtls>", 2),
          endToEndId: "PEAK-77",
          amountMinor: 25000000n,
          currency: "HKD",
          direction: "credit",
          debtorName: "Peak Payments Limited",
          debtorAccount: "004-222222-838",
          remittance: ["Invoice 77"],
        },
      ],
    });
  });

  it("reads the USD fixture (version 02): BIC, status as text, names without Pty, amounts in AmtDtls", () => {
    const result = read(usd);
    expect(result.violations).to.deep.equal([]);
    const { entries, account, messageVersion } = only(result);
    expect([messageVersion, account.servicerBic]).to.deep.equal(["camt.053.001.02", "ATPRHKHH"]);
    expect(entries.map(({ direction, reversal }) => [direction, reversal])).to.deep.equal([
      ["credit", false],
      ["credit", false],
      ["debit", false],
      ["credit", true],
      ["debit", false],
    ]);
    const detail = entries[0]?.details[0];
    expect(detail?.debtorName).to.equal("Westway Imports PLC");
    expect(detail?.debtorAccount).to.equal("GB82WEST12345698765432");
    expect([detail?.amountMinor, detail?.currency]).to.deep.equal([1000000n, "USD"]);
  });

  it("reads versions 02 to 13 and refuses the others by name", () => {
    for (let version = 1; version <= 14; version++) {
      const number = version.toString().padStart(2, "0");
      const text = change(hkd, "camt.053.001.08", `camt.053.001.${number}`);
      if (version >= 2 && version <= 13) {
        expect(only(read(text)).messageVersion).to.equal(`camt.053.001.${number}`);
        expect(read(text).violations).to.deep.equal([]);
      } else {
        const { code, message: says, line } = onlyViolation(text);
        expect([code, line]).to.deep.equal(["STATEMENT_MESSAGE_UNKNOWN", 2]);
        expect(says).to.include(`camt.053.001.${number}`);
      }
    }
    expect(onlyViolation(change(hkd, "camt.053.001.08", "camt.055.001.08")).code).to.equal("STATEMENT_MESSAGE_UNKNOWN");
    // the message of one kind under the name of another is no message
    expect(onlyViolation(change(hkd, "camt.053.001.08", "camt.052.001.08")).code).to.equal("STATEMENT_MESSAGE_EMPTY");
  });

  it("resolves prefixes, and finds the document beside an application header or in an envelope", () => {
    const body = hkd.slice(hkd.indexOf("<Document"));
    const prefixed = body
      .replaceAll(/<(\/?)([A-Z])/gu, "<$1p:$2")
      .replace("<p:Document xmlns=", "<p:Document xmlns:p=");
    const header = '<AppHdr xmlns="urn:iso:std:iso:20022:tech:xsd:head.001.001.02"><MsgDefIdr>x</MsgDefIdr></AppHdr>';
    const shapes = [
      prefixed,
      `<?xml version="1.0"?>\n${header}\n${body}`,
      `<e:Env xmlns:e="urn:bank">${header}${body}</e:Env>`,
    ];
    const plain = only(read(hkd)).entries.map(({ amountMinor, details }) => [amountMinor, details[0]?.debtorName]);
    for (const shape of [...shapes, `\ufeff${hkd}`, hkd.replaceAll("\n", "\r\n")]) {
      const result = read(shape);
      expect(result.violations).to.deep.equal([]);
      const entries = only(result).entries.map(({ amountMinor, details }) => [amountMinor, details[0]?.debtorName]);
      expect(entries).to.deep.equal(plain);
    }
  });

  it("leaves the bank's own elements out of account, even where they are named like the standard's", () => {
    const foreign = '<x:Amt xmlns:x="urn:bank" Ccy="HKD">9.99</x:Amt>';
    const extra = "<SplmtryData><Envlp><TxDtls><Amt>junk</Amt></TxDtls></Envlp></SplmtryData>";
    const text = change(change(hkd, "<Ntry>", `<Ntry>${foreign}${extra}`), "</Stmt>", `${extra}</Stmt>`);
    expect(read(text).violations).to.deep.equal([]);
    expect(only(read(text)).entries.map(({ details }) => details.length)).to.deep.equal([1, 1, 1]);
  });

  it("reads several statements, negative balances, and a statement without entries", () => {
    const text = message(
      stmt({
        id: "A",
        body: bal("OPBD", "5.00", { ind: "DBIT" }) + bal("CLBD", "2.00", { ind: "DBIT" }) + ntry("3.00"),
      }) +
        stmt({
          id: "B",
          account: "<Id><Othr><Id>13</Id></Othr></Id>",
          body: bal("PRCD", "1.00") + bal("CLBD", "1.00"),
        }),
    );
    const result = read(text);
    expect(result.violations).to.deep.equal([]);
    const [first, second] = result.statements;
    expect(first?.balances.map(({ amountMinor }) => amountMinor)).to.deep.equal([-500n, -200n]);
    expect(second?.entries).to.deep.equal([]);
    expect(second?.account).to.deep.include({ currency: "HKD", currencySource: "the opening balance" });
  });

  it("numbers entries through the file, those left out too", () => {
    const body = bal("OPBD", "0.00") + ntry("1.00") + ntry("x") + ntry("2.00") + bal("CLBD", "9.00");
    const second = stmt({ id: "B", body: bal("OPBD", "0.00") + ntry("7.00") + bal("CLBD", "7.00") });
    const result = read(message(stmt({ body }) + second));
    expect(codes(result)).to.deep.equal(["STATEMENT_AMOUNT_MALFORMED"]);
    const ordinals = result.statements.map(({ entries }) => entries.map(({ ordinalInFile }) => ordinalInFile));
    expect(ordinals).to.deep.equal([[1, 3], [4]]);
  });

  it("counts booked entries only, and says what it ignored", () => {
    const pending = ntry("9.00", { sts: "PDNG" });
    const body = bal("OPBD", "0.00") + ntry("1.00") + pending + bal("CLBD", "1.00");
    const { violations, ignored } = read(message(stmt({ body })));
    expect(violations).to.deep.equal([]);
    expect(ignored).to.have.length(1);
    expect(ignored[0]).to.include({ line: 1, statement: "S1", what: "entry of 9.00 HKD" });
    expect(ignored[0]?.reason).to.include("PDNG");
  });

  it("names what is missing, malformed, unknown or there twice, each with its line", () => {
    const cases: readonly (readonly [string, string, number, string, string])[] = [
      ["<CdtDbtInd>CRDT</CdtDbtInd>", "<CdtDbtInd>CREDIT</CdtDbtInd>", 4, "STATEMENT_DIRECTION_UNKNOWN", "CREDIT"],
      ["<Cd>BOOK</Cd>\n        </Sts>", "<Cd>DONE</Cd>\n        </Sts>", 1, "STATEMENT_STATUS_UNKNOWN", "DONE"],
      ["<Cd>BOOK</Cd>\n        </Sts>", "</Sts>", 1, "STATEMENT_ELEMENT_MISSING", "Ntry/Sts"],
      ["<RvslInd>false", "<RvslInd>no", 1, "STATEMENT_INDICATOR_MALFORMED", "no"],
      ["<Dt>2026-11-20</Dt>", "<Dt>2026-11-31</Dt>", 3, "STATEMENT_DATE_MALFORMED", "2026-11-31"],
      ["<Dt>2026-11-20</Dt>", "<Dt>20.11.2026</Dt>", 1, "STATEMENT_DATE_MALFORMED", "20.11.2026"],
      ["<FrDtTm>2026-11-20T", "<FrDtTm>2026-02-30T", 1, "STATEMENT_DATE_MALFORMED", "2026-02-30"],
      ["<ElctrncSeqNb>224", "<ElctrncSeqNb>22A", 1, "STATEMENT_NUMBER_MALFORMED", "22A"],
      ["<BICFI>ATPRHKHHXXX", "<BICFI>ATPRHKHHXX", 1, "STATEMENT_BIC_MALFORMED", "ATPRHKHHXX"],
      ["<Id>ATPR-HKD-20261120</Id>", "", 1, "STATEMENT_ELEMENT_MISSING", "Stmt/Id"],
      ["<Othr>\n            <Id>012-345678-001</Id>\n          </Othr>", "", 1, "STATEMENT_ELEMENT_MISSING", "Acct/Id"],
      ['<Amt Ccy="HKD">1000000.00', "<Amt>1000000.00", 1, "STATEMENT_ELEMENT_MISSING", "Ntry/Amt Ccy"],
      ['<Amt Ccy="HKD">1000000.00', '<Amt Ccy="HKD">1,000,000.00', 1, "STATEMENT_AMOUNT_MALFORMED", "1,000,000.00"],
      ['<Amt Ccy="HKD">1000000.00', '<Amt Ccy="HKD">-1000000.00', 1, "STATEMENT_AMOUNT_MALFORMED", "-1000000.00"],
      ['<Amt Ccy="HKD">1000000.00', '<Amt Ccy="HKD">1E6', 1, "STATEMENT_AMOUNT_MALFORMED", "1E6"],
      ['<Amt Ccy="HKD">1000000.00', '<Amt Ccy="HKD">1000000.000', 1, "STATEMENT_AMOUNT_DECIMALS", "3 decimals"],
      ['<Amt Ccy="HKD">1000000.00', '<Amt Ccy="HK$">1000000.00', 1, "STATEMENT_CURRENCY_UNKNOWN", "HK$"],
      ["<NtryRef>1<", "<CdtDbtInd>DBIT</CdtDbtInd><NtryRef>1<", 1, "STATEMENT_ELEMENT_REPEATED", "Ntry/CdtDbtInd"],
      ["<NbOfNtries>3", "<NbOfNtries>3.0", 1, "STATEMENT_NUMBER_MALFORMED", "3.0"],
      ["<Sum>1325000.50", "<Sum>1325000,50", 1, "STATEMENT_AMOUNT_MALFORMED", "1325000,50"],
    ];
    for (const [old, now, nth, code, figure] of cases) {
      const text = change(hkd, old, now, nth);
      const found = read(text).violations.find((violation) => violation.code === code);
      const wanted = lineOf(hkd, old, nth);
      expect(found, `${code} for ${now}`).to.not.equal(undefined);
      expect(found?.message).to.include(figure);
      expect(found?.message).to.match(/^test\.xml:\d+: /u);
      expect(Math.abs((found?.line ?? 0) - wanted), `${now}: line ${String(found?.line)}, not ${wanted}`).to.be.at.most(
        9,
      );
    }
    const exact = onlyViolation(change(hkd, "<BICFI>ATPRHKHHXXX", "<BICFI>atprhkhhxxx"));
    expect(exact.line).to.equal(lineOf(hkd, "<BICFI>"));
  });

  it("lists every violation, not the first", () => {
    let text = change(hkd, "<BICFI>ATPRHKHHXXX", "<BICFI>??");
    text = change(text, '<Amt Ccy="HKD">250000.00', '<Amt Ccy="HKD">250000.01');
    text = change(text, "<Dt>2026-11-20</Dt>", "<Dt>x</Dt>", 3);
    expect(codes(read(text)).sort()).to.deep.equal([
      "STATEMENT_BIC_MALFORMED",
      "STATEMENT_DATE_MALFORMED",
      "STATEMENT_DETAILS_CONTRADICT",
      "STATEMENT_NOT_FOOTING",
      "STATEMENT_SUMMARY_CONTRADICTS",
      "STATEMENT_SUMMARY_CONTRADICTS",
      "STATEMENT_SUMMARY_CONTRADICTS",
    ]);
  });

  it("checks the check digits of IBANs, the account's and the payers'", () => {
    const account = "<Id><IBAN>GB82WEST12345698765432</IBAN></Id><Ccy>HKD</Ccy>";
    const body = bal("OPBD", "0.00") + bal("CLBD", "0.00");
    expect(only(read(message(stmt({ account, body })))).account).to.include({ kind: "IBAN" });
    const wrong = onlyViolation(message(stmt({ account: account.replace("82", "83"), body })));
    expect(wrong.code).to.equal("STATEMENT_IBAN_INVALID");
    expect(onlyViolation(change(usd, "GB82WEST", "GB83WEST")).code).to.equal("STATEMENT_IBAN_INVALID");
  });

  it("says so where a message has no statement, or a file no message", () => {
    expect(onlyViolation(message("")).code).to.equal("STATEMENT_MESSAGE_EMPTY");
    const { code, message: says } = onlyViolation("<html><body/></html>");
    expect(code).to.equal("STATEMENT_MESSAGE_UNKNOWN");
    expect(says).to.include("<html>");
    expect(onlyViolation('<Document xmlns="urn:other"/>').code).to.equal("STATEMENT_MESSAGE_UNKNOWN");
  });
});
