import { expect } from "chai";
import { id } from "ethers";

import { importDeposits } from "../../scripts/issuance/deposits.js";
import type { Journal } from "../../scripts/journal/Journal.js";
import { compareDocument } from "../../scripts/reserves/compareDocument.js";
import { entryReconciled, type ExplanationKind } from "../../scripts/reserves/explanation.js";
import { BreakError } from "../../scripts/reserves/incident.js";
import { takeIn } from "../../scripts/reserves/intake.js";
import type { Mint } from "../../scripts/reserves/mints.js";
import type { OpenedDeposit } from "../../scripts/reserves/openings.js";
import { registerAccount } from "../../scripts/reserves/register.js";
import type { Snapshot } from "../../scripts/reserves/snapshot.js";
import type { ReadResult } from "../../scripts/statements/readResult.js";
import { asMessage } from "../statements/fixture.js";
import { hkdAccount, newBooks } from "./accounts.js";
import { bankFile, bankText, readText, type PrintedEntry } from "./bankFile.js";
import { explainByReference } from "./explained.js";
import { position, snapshotOf, type SnapshotOptions } from "./snapshotOf.js";

const deposit = { amount: "100.00", reference: "R1" };
const friday = bankFile({ closing: "100.00", entries: [deposit] });

function mintOf(depositRef: string, tokens: bigint): Mint {
  const { chainId, blockNumber } = position;
  return { chainId, blockNumber, transaction: `0x${"17".repeat(32)}`, depositRef, amount: tokens * 1_000_000n };
}

describe("reconcile", () => {
  let journal: Journal;
  beforeEach(async () => {
    ({ journal } = await newBooks());
    await registerAccount(journal, { ...hkdAccount, account: "ACC-2" });
  });
  afterEach(() => journal.close());

  /** The breaks that halt the snapshot. */
  async function halted(files: readonly ReadResult[], options: SnapshotOptions = {}): Promise<BreakError> {
    try {
      await journal.transaction(async () => snapshotOf(journal, files, options));
    } catch (error) {
      if (error instanceof BreakError) return error;
      throw error;
    }
    return expect.fail("it did not halt");
  }

  const codes = ({ violations }: BreakError): string[] => violations.map(({ code }) => code);
  const movements = ({ document }: Snapshot) =>
    document.movements.map(({ kind, count, credits, debits }) => [kind, count, credits, debits]);

  /** Friday's deposit and then `entries`; the balance follows. */
  function monday(entries: readonly PrintedEntry[]): ReadResult {
    const cents = (amount: string) => BigInt(amount.replace(".", ""));
    const sum = entries.reduce((total, { amount }) => total + cents(amount), 100_00n).toString();
    const closing = `${sum.slice(0, -2)}.${sum.slice(-2)}`;
    return bankFile({ id: "S-2", sequence: "2", date: "2026-11-23", opening: "100.00", closing, entries });
  }

  it("takes every credit that a mint may cite for a deposit, and sums movements up", async () => {
    const snapshot = await snapshotOf(journal, [friday]);
    expect(movements(snapshot)).to.deep.equal([["deposit", 1, 100_000_000n, 0n]]);
    expect(snapshot.openings.deposits.map(({ amount }) => amount)).to.deep.equal([100_000_000n]);
    expect(compareDocument(snapshot.document, snapshot.openings)).to.deep.equal([]);
  });

  it("halts at a debit that nobody explained, with its file, line and figures, and records nothing", async () => {
    const { seq } = await journal.head();
    const error = await halted([friday, monday([{ amount: "-30.00", reference: "R2" }])]);
    expect([error.code, error.exitCode, codes(error)]).to.deep.equal([
      "RESERVE_BREAK",
      7,
      ["RESERVE_ENTRY_UNEXPLAINED"],
    ]);
    expect(error.incident.breaks[0]).to.include({ file: "S-2.xml", line: 16, statement: "S-2", amount: -30_000_000n });
    expect(error.incident.breaks[0]).to.include({ since: "2026-11-23", account: "ATPRHKHHXXX:012-345678-001" });
    expect(error.incident.actions.map(({ due }) => due)).to.deep.equal(["2026-11-24", "2026-11-24", "2026-11-25"]);
    expect((await journal.head()).seq).to.equal(seq);
  });

  it("lists every break, a reversal's among them", async () => {
    const file = monday([
      { amount: "-30.00", reference: "R2" },
      { amount: "30.00", reference: "R3", reversal: true },
    ]);
    const error = await halted([friday, file], { mints: [mintOf(id("nobody's"), 5n)] });
    expect(codes(error)).to.have.members([
      "RESERVE_ENTRY_UNEXPLAINED",
      "RESERVE_ENTRY_UNEXPLAINED",
      "RESERVE_MINT_UNBACKED",
    ]);
    expect(error.incident.stop.deposits).to.deep.equal([id("nobody's")]);
  });

  const said: readonly (readonly [ExplanationKind, string])[] = [
    ["fee", "-30.00"],
    ["withdrawal", "-30.00"],
    ["interest", "30.00"],
    ["funding", "30.00"],
    ["maturity", "30.00"],
  ];
  for (const [kind, amount] of said) {
    it(`takes the operator's word for ${kind}, shows it, and counts a credit of it for no deposit`, async () => {
      const file = monday([{ amount, reference: "R2" }]);
      await explainByReference(journal, file, { R2: kind });
      const snapshot = await snapshotOf(journal, [friday, file]);
      expect(snapshot.openings.deposits).to.have.length(1);
      const [credits, debits] = amount.startsWith("-") ? [0n, 30_000_000n] : [30_000_000n, 0n];
      expect(movements(snapshot)).to.deep.equal([
        ["deposit", 1, 100_000_000n, 0n],
        [kind, 1, credits, debits],
      ]);
      expect(snapshot.openings.explained[1]).to.include({ kind, note: `test: ${kind}`, line: 16 });
      expect(compareDocument(snapshot.document, snapshot.openings)).to.deep.equal([]);
      // without the files of the day it is still no deposit
      const tuesday = bankFile({ ...later, opening: balance(file), closing: balance(file) });
      expect((await snapshotOf(journal, [tuesday])).openings.deposits).to.have.length(1);
    });
  }
  const later = { id: "S-3", sequence: "3", date: "2026-11-24" };
  const balance = ({ statements }: ReadResult): string => {
    const minor = statements[0]!.balances.find(({ type }) => type === "CLBD")!.amountMinor.toString();
    return `${minor.slice(0, -2)}.${minor.slice(-2)}`;
  };

  it("refuses an explanation that goes the other way, and takes the later of two words", async () => {
    const file = monday([{ amount: "-30.00", reference: "R2" }]);
    await explainByReference(journal, file, { R2: "funding" });
    expect(codes(await halted([friday, file]))).to.deep.equal(["RESERVE_EXPLANATION_DIFFERS"]);
    // said again before a snapshot used it: the later word counts
    await explainByReference(journal, file, { R2: "fee" });
    expect(movements(await snapshotOf(journal, [friday, file]))[1]).to.deep.equal(["fee", 1, 0n, 30_000_000n]);
    expect(await journal.list(entryReconciled)).to.have.length(1);
  });

  it("finds a transfer between two accounts by both legs, and leaves one leg alone a break", async () => {
    const leg = { reference: "X", endToEndId: "MOVE-1" };
    const out = monday([{ ...leg, amount: "-40.00" }]);
    const of = { id: "T-1", account: "ACC-2", date: "2026-11-23" };
    const into = bankFile({ ...of, closing: "40.00", entries: [{ ...leg, reference: "Y", amount: "40.00" }] });
    const foreign = { ...leg, reference: "Y", endToEndId: "MOVE-2", amount: "40.00" };
    const other = bankFile({ ...of, closing: "40.00", entries: [foreign] });
    expect(codes(await halted([friday, out, other]))).to.deep.equal(["RESERVE_ENTRY_UNEXPLAINED"]);
    const both = monday([
      { ...leg, amount: "-40.00" },
      { ...leg, amount: "40.00" },
    ]);
    expect(codes(await halted([friday, both])), "both legs on one account").to.deep.equal([
      "RESERVE_ENTRY_UNEXPLAINED",
    ]);
    const snapshot = await snapshotOf(journal, [friday, out, into]);
    expect(movements(snapshot)).to.deep.equal([
      ["deposit", 1, 100_000_000n, 0n],
      ["transfer", 2, 40_000_000n, 40_000_000n],
    ]);
    expect(snapshot.openings.deposits).to.have.length(1);
    expect(compareDocument(snapshot.document, snapshot.openings)).to.deep.equal([]);
  });

  it("takes a returned deposit out of transit, and halts where it was minted too", async () => {
    const { openings } = await snapshotOf(journal, [friday]);
    const [{ depositRef }] = openings.deposits as [OpenedDeposit];
    const back = monday([{ amount: "-100.00", reference: "R2" }]);
    await explainByReference(journal, back, { R2: "return" }, depositRef);
    const minted = await halted([back], { mints: [mintOf(depositRef, 100n)] });
    expect(codes(minted)).to.deep.equal(["RESERVE_MINT_OTHER"]);
    expect((await snapshotOf(journal, [back])).openings.deposits).to.deep.equal([]);
  });

  it("halts at a mint of another amount than its credit, and takes one of the same out of transit", async () => {
    const { openings } = await snapshotOf(journal, [friday]);
    const [{ depositRef }] = openings.deposits as [OpenedDeposit];
    const error = await halted([friday], { mints: [mintOf(depositRef, 99n)] });
    expect(codes(error)).to.deep.equal(["RESERVE_MINT_DIFFERS"]);
    expect(error.violations[0]!.message).to.include("100.00").and.to.include("99.00");
    const { document } = await snapshotOf(journal, [friday], { mints: [mintOf(depositRef, 100n)] });
    expect([document.totals.transit, document.transit]).to.deep.equal([0n, []]);
  });

  describe("a credit of a report of the day", () => {
    const noon = readText(asMessage(bankText({ closing: "100.00", entries: [deposit] }), "camt.052"), "noon.xml");
    const opened = bankFile({ id: "S-0", sequence: "0", date: "2026-11-19" });
    const importNoon = async (): Promise<string> => {
      await snapshotOf(journal, [opened], {});
      const [taken] = await takeIn(journal, [noon], { currency: "HKD", purpose: "deposits" });
      const { deposits } = await importDeposits(journal, taken!.statement, taken!.account);
      return deposits[0]!.ref;
    };

    it("is in transit beside the closing balance of the day before, and once only in its own statement", async () => {
      const ref = await importNoon();
      const early = await snapshotOf(journal, [opened, noon]);
      expect(early.openings.deposits.map(({ depositRef }) => depositRef)).to.deep.equal([ref]);
      expect(movements(early)).to.deep.equal([["deposit", 1, 100_000_000n, 0n]]);
      expect(compareDocument(early.document, early.openings)).to.deep.equal([]);
      const late = await snapshotOf(journal, [friday, noon]);
      expect(movements(late)).to.deep.equal([["deposit", 1, 100_000_000n, 0n]]);
      expect(late.openings.deposits).to.have.length(1);
    });

    it("that the closing statement does not have is a break of its own, until a correction books it", async () => {
      const ref = await importNoon();
      const renamed = bankFile({ closing: "100.00", entries: [{ ...deposit, reference: "R9" }] });
      const error = await halted([renamed]);
      expect(codes(error)).to.deep.equal(["RESERVE_INTRADAY_UNSETTLED"]);
      expect(error.incident.breaks[0]).to.include({ file: "noon.xml", since: "2026-11-20", amount: 100_000_000n });
      expect(error.incident.stop.deposits).to.deep.equal([ref]);
      await explainByReference(journal, renamed, { R9: "correction" }, ref);
      const { openings } = await snapshotOf(journal, [renamed]);
      expect(openings.deposits.map(({ depositRef }) => depositRef)).to.deep.equal([ref]);
    });
  });

  it("tells openings that were changed after the fact by the entry", async () => {
    const file = monday([{ amount: "-30.00", reference: "R2" }]);
    await explainByReference(journal, file, { R2: "fee" });
    const { document, openings } = await snapshotOf(journal, [friday, file]);
    const [one, two] = openings.explained as [(typeof openings.explained)[0], (typeof openings.explained)[0]];
    const key = "ATPRHKHHXXX:012-345678-001:S-2:1";
    const figures = (explained: typeof openings.explained) =>
      compareDocument(document, { ...openings, explained }).map(({ figure }) => figure);
    expect(figures([one])).to.have.members(["movements", `explanation of ${key}`]);
    expect(figures([one, two, two])).to.have.members(["movements", `explanation of ${key}`]);
    expect(figures([one, { ...two, kind: "funding" }])).to.have.members(["movements", `explanation of ${key}`]);
    expect(figures([one, { ...two, kind: "redemption" }])).to.have.members([
      "movements",
      "redemptions of ATPRHKHHXXX:012-345678-001:S-2",
    ]);
    expect(figures([one, two, { ...two, entry: 9 }])).to.include("explanation of ATPRHKHHXXX:012-345678-001:S-2:9");
  });
});
