import { expect } from "chai";

import type { ErrorCode } from "../../scripts/errors/catalogue.js";
import type { Journal } from "../../scripts/journal/Journal.js";
import { statementKnown } from "../../scripts/reserves/knownStatement.js";
import { takeIn } from "../../scripts/reserves/intake.js";
import { registerAccount } from "../../scripts/reserves/register.js";
import type { ReadResult } from "../../scripts/statements/readResult.js";
import { rejection } from "../journal/rejection.js";
import { hkdAccount, newBooks } from "./accounts.js";
import { bankFile, type PrintedStatement } from "./bankFile.js";

const credit = { amount: "100.00", reference: "R1" };
const first: PrintedStatement = { id: "S-1", sequence: "7", closing: "100.00", entries: [credit] };
const second: PrintedStatement = {
  id: "S-2",
  sequence: "8",
  date: "2026-11-23",
  opening: "100.00",
  closing: "60.00",
  entries: [{ amount: "-40.00", reference: "R2", endToEndId: "PAY-1" }],
};

describe("takeIn", () => {
  let journal: Journal;
  beforeEach(async () => {
    ({ journal } = await newBooks());
  });
  afterEach(() => journal.close());

  const take = (files: readonly ReadResult[], purpose: "deposits" | "snapshot" = "snapshot", asOf?: bigint) =>
    takeIn(journal, files, { currency: "HKD", purpose, ...(asOf !== undefined && { asOf }) });

  it("returns the statements with their accounts, and remembers figures and paying debits", async () => {
    const taken = await take([bankFile(second)]);
    expect(taken.map(({ account, statement }) => [account.account, statement.id])).to.deep.equal([
      ["012-345678-001", "S-2"],
    ]);
    const known = await journal.find(statementKnown, "ATPRHKHHXXX:012-345678-001:S-2");
    expect(known!.body).to.include({ opening: 10_000n, closing: 6_000n, closingDate: "2026-11-23", electronic: "8" });
    expect(known!.body.debits.map(({ endToEndId, amount }) => [endToEndId, amount])).to.deep.equal([["PAY-1", 4_000n]]);
  });

  it("takes a file for deposits and for snapshots in either order, but for deposits once only", async () => {
    const file = bankFile(first);
    await take([file]);
    await take([file], "deposits");
    await take([file]);
    const error = await rejection(take([file], "deposits"), "RESERVE_STATEMENT_DUPLICATE");
    expect(error.parameters.earlier).to.include("S-1.xml");
  });

  it("refuses the same bytes twice in one go", async () => {
    const error = await rejection(take([bankFile(first), bankFile(first, "copy.xml")]), "RESERVE_STATEMENT_DUPLICATE");
    expect(error.parameters).to.include({ place: "copy.xml", earlier: "the same bytes as S-1.xml" });
  });

  it("refuses a changed file with a known statement id, in the journal or beside it", async () => {
    const changed = bankFile({ ...first, entries: [{ ...credit, reference: "R9" }] }, "changed.xml");
    const beside = await rejection(take([bankFile(first), changed]), "RESERVE_STATEMENT_CHANGED");
    expect(beside.parameters).to.include({ known: bankFile(first).sha256, found: changed.sha256, file: "S-1.xml" });
    await take([bankFile(first)]);
    await rejection(take([changed], "deposits"), "RESERVE_STATEMENT_CHANGED");
  });

  it("takes statements that follow each other, from one go or two, in whatever order they are given", async () => {
    await take([bankFile(second), bankFile(first)]);
    const third = {
      ...second,
      id: "S-3",
      sequence: "9",
      date: "2026-11-24",
      opening: "60.00",
      closing: "60.00",
      entries: [],
    };
    await take([bankFile(third)]);
    expect((await journal.list(statementKnown)).map(({ body }) => body.id)).to.deep.equal(["S-1", "S-2", "S-3"]);
  });

  it("lets numbers start again from 1 with a new year, and not within one", async () => {
    await take([bankFile(first)]);
    const restart = { ...second, sequence: "1" };
    await rejection(take([bankFile(restart)]), "RESERVE_SEQUENCE_GAPPED");
    await take([bankFile({ ...restart, date: "2027-01-04" })]);
  });

  const refusals: readonly (readonly [string, PrintedStatement, ErrorCode, object])[] = [
    ["a repeated sequence number", { sequence: "7" }, "RESERVE_SEQUENCE_REPEATED", { number: 7n, previous: "S-1" }],
    ["a gapped sequence number", { sequence: "9" }, "RESERVE_SEQUENCE_GAPPED", { number: 9n, last: 7n }],
    [
      "an opening balance that is not the closing one",
      { opening: "100.01", closing: "60.01" },
      "RESERVE_OPENING_DIFFERS",
      { opening: "100.01", closing: "100.00", difference: "0.01" },
    ],
    ["an account that is not registered", { account: "1" }, "RESERVE_ACCOUNT_UNKNOWN", { account: "1" }],
    ["another currency than registered", { currency: "USD" }, "RESERVE_STATEMENT_CURRENCY", { found: "USD" }],
    ["a file that does not foot", { closing: "61.00" }, "STATEMENT_REFUSED", { count: 1 }],
  ];
  for (const [name, change, code, figures] of refusals) {
    it(`refuses ${name}, and records nothing`, async () => {
      await take([bankFile(first)]);
      const { seq } = await journal.head();
      const error = await rejection(take([bankFile({ ...second, ...change })]), code);
      expect(error.parameters).to.include(figures);
      expect((await journal.head()).seq).to.equal(seq);
    });
  }

  it("refuses the account of another coin, and a message version that was not agreed", async () => {
    await registerAccount(journal, { ...hkdAccount, account: "9", currency: "USD" });
    const usd = bankFile({ account: "9", currency: "USD" });
    await rejection(take([usd]), "RESERVE_ACCOUNT_CURRENCY");
    await registerAccount(journal, { ...hkdAccount, account: "8", messageVersions: ["camt.053.001.02"] });
    const error = await rejection(take([bankFile({ account: "8" })]), "RESERVE_MESSAGE_VERSION");
    expect(error.parameters).to.include({ found: "camt.053.001.08", accepted: "camt.053.001.02" });
  });

  it("lists everything that is wrong with any of the files, and records none of them", async () => {
    const { seq } = await journal.head();
    const error = await rejection(
      take([
        bankFile(first),
        bankFile({ id: "S-5", account: "1" }),
        bankFile({ ...second, sequence: "11", opening: "90.00", closing: "51.00" }),
      ]),
      "RESERVE_INTAKE_REFUSED",
    );
    expect(error.violations.map(({ code }) => code)).to.have.members([
      "RESERVE_ACCOUNT_UNKNOWN",
      "STATEMENT_NOT_FOOTING",
      "RESERVE_SEQUENCE_GAPPED",
      "RESERVE_OPENING_DIFFERS",
    ]);
    expect(error.parameters).to.include({ files: 3, count: 4 });
    expect((await journal.head()).seq).to.equal(seq);
  });

  it("refuses a snapshot of an account's earlier statement, unless the later one closes after its time", async () => {
    await take([bankFile(first), bankFile(second)]);
    const monday = BigInt(Date.parse("2026-11-23T12:00:00Z")) / 1000n;
    const error = await rejection(take([bankFile(first)], "snapshot", monday), "RESERVE_STATEMENT_SUPERSEDED");
    expect(error.parameters).to.include({ date: "2026-11-20", later: "S-2", laterDate: "2026-11-23" });
    await take([bankFile(first)], "snapshot", monday - 86_400n);
    await take([bankFile(second)], "snapshot", monday);
  });
});
