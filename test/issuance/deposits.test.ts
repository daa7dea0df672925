import { expect } from "chai";

import { findDeposit, importDeposits, listDeposits, type ImportedDeposits } from "../../scripts/issuance/deposits.js";
import { depositImported } from "../../scripts/reserves/depositRecord.js";
import type { Journal } from "../../scripts/journal/Journal.js";
import type { ReserveAccount } from "../../scripts/reserves/register.js";
import { depositRef } from "../../scripts/statements/depositRef.js";
import type { ReadResult } from "../../scripts/statements/readResult.js";
import { rejection } from "../journal/rejection.js";
import { newBooks } from "../reserves/accounts.js";
import { bankFile, type PrintedStatement } from "../reserves/bankFile.js";
import { bal, hkd, message, ntry, only, read, stmt } from "../statements/fixture.js";
import { undone } from "./undone.js";

const sixtyFour = (digit: string): string => `0x${digit.repeat(64)}`;

describe("deposits", function () {
  this.timeout(30_000);
  let journal: Journal;
  let account: ReserveAccount;
  before(async () => {
    ({ journal, account } = await newBooks());
  });
  after(() => journal.close());

  /** A test over the journal as it is with the account registered alone. */
  const test = (name: string, work: () => Promise<unknown>) => it(name, () => undone(journal, work));

  const importFile = (file: ReadResult): Promise<ImportedDeposits> => {
    expect(file.violations).to.deep.equal([]);
    return journal.transaction((entries) => importDeposits(entries, only(file), account));
  };
  const importPrinted = (printed: PrintedStatement): Promise<ImportedDeposits> => importFile(bankFile(printed));

  /** A statement whose booked entries are given as XML. */
  function statementOf(closing: string, entries: string): ReadResult {
    const account = "<Id><Othr><Id>012-345678-001</Id></Othr></Id><Ccy>HKD</Ccy>";
    return read(message(stmt({ account, body: bal("OPBD", "0.00") + bal("CLBD", closing) + entries })));
  }

  const payment = (amount: string, reference?: string): string =>
    `<TxDtls><Refs>${reference === undefined ? "" : `<AcctSvcrRef>${reference}</AcctSvcrRef>`}</Refs>` +
    `<Amt Ccy="HKD">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls>`;

  describe("importDeposits", () => {
    test("records each booked credit with its depositRef, in token units", async () => {
      const file = read(hkd);
      const { deposits, known, unusable } = await importFile(file);
      expect([known, unusable]).to.deep.equal([[], []]);
      expect(deposits.map(({ reference, units }) => [reference, units])).to.deep.equal([
        ["AT2611200000017", 1_000_000_000_000n],
        ["AT2611200000042", 250_000_000_000n],
        ["AT2611200000103", 75_000_500_000n],
      ]);
      const [, second] = deposits;
      const parts = {
        bic11: "ATPRHKHHXXX",
        account: "012-345678-001",
        currency: "HKD",
        minorUnits: 25_000_000n,
        bookingDate: 20_261_120,
        reference: "AT2611200000042",
        ordinal: 0,
      };
      expect(second).to.deep.equal({
        ...parts,
        ref: depositRef(parts),
        units: 250_000_000_000n,
        statementId: "ATPR-HKD-20261120",
        statementSha256: file.sha256,
        file: "test.xml",
        line: hkd.split("\n").findIndex((line) => line.includes("<NtryRef>2<")),
        debtorName: "Peak Payments Limited",
        needsSecondApproval: false,
      });
      expect(await listDeposits(journal, "HKD")).to.deep.equal(deposits);
      expect(await listDeposits(journal, "USD")).to.deep.equal([]);
    });

    test("changes nothing the second time", async () => {
      const { deposits } = await importFile(read(hkd));
      const head = await journal.head();
      expect(await importFile(read(hkd))).to.deep.equal({ deposits: [], known: deposits, unusable: [] });
      expect(await journal.head()).to.deep.equal(head);
    });

    test("knows a credit again in another file", async () => {
      const entry = { amount: "10.00", reference: "R1" };
      const first = await importPrinted({ id: "S-1", closing: "10.00", entries: [entry] });
      const more = { amount: "5.00", reference: "R2" };
      const again = await importPrinted({ id: "S-2", closing: "15.00", entries: [entry, more] });
      expect(again.known).to.deep.equal(first.deposits);
      expect(again.deposits.map(({ reference }) => reference)).to.deep.equal(["R2"]);
      expect(await listDeposits(journal, "HKD")).to.have.length(2);
    });

    test("tells credits that are alike in all else by their place", async () => {
      const alike = { amount: "10.00", reference: "NONREF" };
      const { deposits } = await importPrinted({
        closing: "31.00",
        entries: [alike, { amount: "11.00", reference: "NONREF" }, alike],
      });
      expect(deposits.map(({ minorUnits, ordinal }) => [minorUnits, ordinal])).to.deep.equal([
        [1000n, 0],
        [1100n, 0],
        [1000n, 1],
      ]);
      expect(new Set(deposits.map(({ ref }) => ref)).size).to.equal(3);
    });

    test("asks for a second approval where the bank gave no reference", async () => {
      const { deposits } = await importPrinted({
        closing: "3.00",
        entries: ["R1", "NONREF", "NOTPROVIDED"].map((reference) => ({ amount: "1.00", reference })),
      });
      expect(deposits.map(({ reference, needsSecondApproval }) => [reference, needsSecondApproval])).to.deep.equal([
        ["R1", false],
        ["NONREF", true],
        ["NONREF", true],
      ]);
    });

    test("splits a batch into its payments", async () => {
      const details = `<NtryDtls>${payment("4.00", "P1")}${payment("6.00", "P2")}</NtryDtls>`;
      const { deposits, unusable } = await importFile(statementOf("10.00", ntry("10.00", { more: details })));
      expect(deposits.map(({ reference, minorUnits }) => [reference, minorUnits])).to.deep.equal([
        ["P1", 400n],
        ["P2", 600n],
      ]);
      expect(unusable).to.deep.equal([]);
    });

    test("reports a batch that cannot be split, by its line, and takes the rest", async () => {
      const details = `<NtryDtls>${payment("4.00", "P1")}${payment("6.00")}</NtryDtls>`;
      const single = ntry("1.00", { more: "<AcctSvcrRef>R1</AcctSvcrRef>" });
      const { deposits, unusable } = await importFile(
        statementOf("11.00", `\n\n${ntry("10.00", { more: details })}${single}`),
      );
      expect(deposits.map(({ reference }) => reference)).to.deep.equal(["R1"]);
      expect(unusable.map(({ line, reason, amountMinor }) => [line, reason, amountMinor])).to.deep.equal([
        [3, "batch", 1000n],
      ]);
    });

    test("takes no reversal, nothing pending and no debit", async () => {
      const { deposits, unusable } = await importPrinted({
        closing: "8.00",
        entries: [
          { amount: "10.00", reference: "R1" },
          { amount: "3.00", reference: "R2", reversal: true },
          { amount: "7.00", reference: "R3", status: "PDNG" },
          { amount: "-5.00", reference: "R4" },
        ],
      });
      expect(deposits.map(({ reference }) => reference)).to.deep.equal(["R1"]);
      expect(unusable.map(({ reason, amountMinor }) => [reason, amountMinor])).to.deep.equal([
        ["reversal", 300n],
        ["not booked", 700n],
      ]);
    });

    test("records nothing of another account's statement", async () => {
      const { seq } = await journal.head();
      const other = bankFile({ account: "999", closing: "1.00", entries: [{ amount: "1.00", reference: "R1" }] });
      await rejection(importFile(other), "STATEMENT_ACCOUNT_MISMATCH");
      expect((await journal.head()).seq).to.equal(seq);
    });
  });

  describe("findDeposit", () => {
    const find = (name: string, currency = "HKD") => findDeposit(journal, name, currency);

    test("finds a deposit by its reference, its depositRef and the first digits of it", async () => {
      await importFile(read(hkd));
      const [, deposit] = await listDeposits(journal, "HKD");
      for (const name of ["AT2611200000042", deposit!.ref, deposit!.ref.slice(0, 10), deposit!.ref.slice(0, 30)]) {
        expect(await find(name), name).to.deep.equal(deposit);
      }
    });

    test("finds none by fewer digits, part of a reference, or in another currency", async () => {
      await importFile(read(hkd));
      const [deposit] = await listDeposits(journal, "HKD");
      for (const name of [
        deposit!.ref.slice(0, 9),
        "0x",
        "",
        "AT26112000000",
        deposit!.ref.slice(2),
        "%",
        sixtyFour("0"),
      ]) {
        const { parameters } = await rejection(find(name), "DEPOSIT_UNKNOWN", name);
        expect(parameters.ref).to.equal(name);
      }
      await rejection(find("AT2611200000042", "USD"), "DEPOSIT_UNKNOWN");
    });

    test("does not choose between two of one reference", async () => {
      await importFile(read(hkd));
      await importPrinted({
        id: "S-2",
        closing: "3.00",
        entries: ["1.00", "2.00"].map((amount) => ({ amount, reference: "TWICE" })),
      });
      const { parameters } = await rejection(find("TWICE"), "DEPOSIT_AMBIGUOUS");
      expect(parameters).to.deep.equal({ ref: "TWICE", count: 2 });
    });

    test("does not choose between two that begin alike", async () => {
      await importFile(read(hkd));
      const [deposit] = await journal.list(depositImported);
      const alike = [`0xabcdef12${"3".repeat(56)}`, `0xabcdef12${"4".repeat(56)}`];
      for (const ref of alike) await journal.append(depositImported, ref, deposit!.body);
      const { parameters } = await rejection(find("0xabcdef12"), "DEPOSIT_AMBIGUOUS");
      expect(parameters.count).to.equal(2);
      expect((await find("0xabcdef123")).ref).to.equal(alike[0]);
    });

    test("does not take NONREF for a name", async () => {
      await importFile(read(hkd));
      await importPrinted({ id: "S-2", closing: "1.00", entries: [{ amount: "1.00", reference: "NONREF" }] });
      await rejection(find("NONREF"), "DEPOSIT_UNKNOWN");
    });

    test("says no more of a name than fits a line", async () => {
      await importFile(read(hkd));
      const { parameters } = await rejection(find("x".repeat(500)), "DEPOSIT_UNKNOWN");
      expect(parameters.ref).to.equal("x".repeat(80));
    });
  });
});
