import { expect } from "chai";
import { id } from "ethers";

import type { Journal } from "../../scripts/journal/Journal.js";
import { registerAccount } from "../../scripts/reserves/register.js";
import { rollForward, type DayBooks } from "../../scripts/reserves/rollForward.js";
import type { Snapshot } from "../../scripts/reserves/snapshot.js";
import { hkdAccount, newBooks } from "./accounts.js";
import { bankFile } from "./bankFile.js";
import { explainByReference } from "./explained.js";
import { asOf, position, snapshotOf } from "./snapshotOf.js";

/** Noon of 25 November 2026 in Hong Kong. */
const nextDay = asOf + 86_400n;
const ISIN = "HK0000123456";

describe("rollForward", () => {
  let journal: Journal;
  let was: Snapshot;
  let is: Snapshot;
  let ref: string;
  const monday = bankFile({
    ...{ id: "S-1", date: "2026-11-23", closing: "100.00" },
    entries: [{ amount: "100.00", reference: "R1" }],
  });
  const second = bankFile({ id: "T-1", account: "ACC-2", date: "2026-11-23", opening: "5.00", closing: "5.00" });
  const tuesday = bankFile({
    ...{ id: "S-2", sequence: "2", date: "2026-11-24", opening: "100.00", closing: "99.00" },
    entries: [{ amount: "-1.00", reference: "R2" }],
  });
  const secondLater = bankFile({
    ...{ id: "T-2", account: "ACC-2", sequence: "2", date: "2026-11-24", opening: "5.00", closing: "5.00" },
  });

  before(async () => {
    ({ journal } = await newBooks());
    await registerAccount(journal, { ...hkdAccount, account: "ACC-2" });
    was = await snapshotOf(journal, [monday, second]);
    ref = was.openings.deposits[0]!.depositRef;
    await explainByReference(journal, tuesday, { R2: "fee" });
    const chains = [{ ...position, blockNumber: 9n, minted: 0n }];
    is = await snapshotOf(journal, [tuesday, secondLater], { asOf: nextDay, chains });
  });
  after(() => journal.close());

  /** The figures that fail, in two days of which something was changed. */
  function figures(before_: DayBooks, after_: DayBooks, minted: ReadonlySet<string> = new Set()): string[] {
    return rollForward(before_, after_, minted).flatMap(({ differences }) => differences.map(({ figure }) => figure));
  }

  /** The same day with other openings; the document belongs to them no more, which is another check. */
  const opened = ({ document, openings }: DayBooks, changes: Partial<DayBooks["openings"]>): DayBooks => {
    return { document, openings: { ...openings, ...changes } };
  };

  it("finds nothing in a day that follows from the one before", () => {
    const checks = rollForward(was, is, new Set());
    expect(checks).to.have.length(6);
    expect(checks.flatMap(({ differences }) => differences)).to.deep.equal([]);
  });

  it("names an account that opens with another balance, by file and line", () => {
    const changed = opened(is, {
      statements: is.openings.statements.map((one) => ({ ...one, opening: { ...one.opening, amount: 1n } })),
    });
    const [, accounts] = rollForward(was, changed, new Set());
    const opening = is.openings.statements.find((one) => one.id === "S-2")!.opening.line;
    expect(accounts!.differences.find(({ file }) => file === "S-2.xml")).to.deep.equal({
      ...{ file: "S-2.xml", line: opening, figure: "opening balance of ATPRHKHHXXX:012-345678-001" },
      ...{ was: "100.00 on 2026-11-23", is: "0.01 on 2026-11-24" },
    });
    expect(accounts!.differences).to.have.length(2);
  });

  it("names an account that is gone with money on it, and lets one go that is empty", () => {
    const without = opened(is, { lines: is.openings.lines.filter(({ account }) => account !== "ACC-2") });
    expect(figures(was, without)).to.deep.equal(["opening balance of ATPRHKHHXXX:ACC-2"]);
    const empty = opened(was, {
      statements: was.openings.statements.map((one) => {
        return one.account === "ACC-2" ? { ...one, closing: { ...one.closing, amount: 0n } } : one;
      }),
    });
    expect(figures(empty, without)).to.deep.equal([]);
  });

  it("names a deposit that is neither in transit, minted, returned nor something else", () => {
    const gone = opened(is, { deposits: [] });
    expect(figures(was, gone)).to.deep.equal([`deposit ${ref} of 2026-11-23`]);
    expect(figures(was, gone, new Set([ref]))).to.deep.equal([]);
    const [entry] = is.openings.explained;
    for (const row of [
      { ...entry!, kind: "return" as const, deposits: [ref] },
      { ...entry!, voids: [ref] },
    ]) {
      expect(figures(was, opened(is, { deposits: [], explained: [row] }))).to.deep.equal([]);
    }
    const less = is.openings.deposits.map((one) => ({ ...one, amount: 1n }));
    expect(figures(was, opened(is, { deposits: less }))).to.deep.equal([`deposit ${ref} of 2026-11-23`]);
  });

  it("names a redemption that is neither unpaid nor paid", () => {
    const burn = {
      ...{ chainId: 31337n, token: position.token, blockNumber: 4n, transaction: id("t"), logIndex: 0 },
      ...{ account: position.token, burnRef: id("PAY-1"), timestamp: asOf, amount: 7n },
    };
    const owing = opened(was, { payables: [burn] });
    expect(figures(owing, is)).to.deep.equal([`redemption ${burn.burnRef}`]);
    expect(figures(owing, opened(is, { payables: [burn] }))).to.deep.equal([]);
    expect(figures(owing, opened(is, { payables: [{ ...burn, amount: 6n }] }))).to.deep.equal([
      `redemption ${burn.burnRef}`,
    ]);
  });

  it("names a security that came or went without a word, and lets it mature", () => {
    const holding = (quantity: bigint) => ({
      ...{ file: "h.mt535", sha256: "ab".repeat(32), bic11: "ATPRHKHHXXX", account: "SAFE-1", id: "H" },
      date: "2026-11-23" as const,
      positions: [{ line: 7, isin: ISIN, type: "FAMT" as const, quantity, encumbered: 0n }],
    });
    const bill = (maturity: "2026-11-25" | "2026-11-26") => ({
      ...was.openings.inputs,
      instruments: [
        { isin: ISIN, class: "bill" as const, category: "bill", issuer: "HKMA", currency: "HKD", maturity },
      ],
    });
    const held = opened(was, { holdings: [holding(10n)], inputs: bill("2026-11-26") });
    const figure = `position ATPRHKHHXXX:SAFE-1:${ISIN}`;
    expect(figures(held, is)).to.deep.equal([figure]);
    expect(figures(opened(held, { inputs: bill("2026-11-25") }), is)).to.deep.equal([]);
    const more = opened(is, { holdings: [holding(11n)] });
    expect(rollForward(held, more, new Set())[2]!.differences[0]).to.include({ file: "h.mt535", line: 7, figure });
    const [entry] = is.openings.explained;
    const bought = opened(more, { explained: [{ ...entry!, kind: "purchase" }] });
    expect(figures(held, bought)).to.deep.equal([]);
    expect(figures(held, opened(more, { explained: [{ ...entry!, kind: "sale" }] }))).to.deep.equal([figure]);
  });

  it("names a chain, a journal or a time that goes back, and books that are not each other's", () => {
    const chain = is.openings.chains[0]!;
    expect(figures(was, opened(is, { chains: [{ ...chain, blockNumber: 1n }] }))).to.deep.equal([
      "chain 31337, blockNumber",
    ]);
    expect(figures(was, opened(is, { chains: [] }))).to.deep.equal(["chain 31337"]);
    const { seq } = was.openings.journal;
    expect(figures(was, opened(is, { journal: { seq: seq - 1, hash: "ab".repeat(32) } }))).to.deep.equal(["journal"]);
    expect(figures(was, opened(is, { journal: { seq, hash: "ab".repeat(32) } }))).to.deep.equal(["journal"]);
    expect(figures(is, was)).to.include.members(["asOf", "statement of ATPRHKHHXXX:ACC-2"]);
    expect(figures({ ...was, document: { ...was.document, asOf: 1n } }, is)).to.deep.equal(["documentHash"]);
  });
});
