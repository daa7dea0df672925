import { expect } from "chai";
import { id } from "ethers";

import type { Journal } from "../../scripts/journal/Journal.js";
import type { Burn } from "../../scripts/reserves/burns.js";
import { takeIn } from "../../scripts/reserves/intake.js";
import { burnSettled } from "../../scripts/reserves/settlement.js";
import { newBooks } from "./accounts.js";
import { bankFile, type PrintedEntry } from "./bankFile.js";
import { explainByReference } from "./explained.js";
import { asOf, position, snapshotOf } from "./snapshotOf.js";

const friday = bankFile({
  id: "S-1",
  sequence: "1",
  closing: "100.00",
  entries: [{ amount: "100.00", reference: "R1" }],
});

/** Monday's statement with `entries`, which come to -40.00. */
function monday(entries: readonly PrintedEntry[]) {
  return bankFile({ id: "S-2", sequence: "2", date: "2026-11-23", opening: "100.00", closing: "60.00", entries });
}

function burn(reference: string, tokens: bigint, logIndex = 0): Burn {
  return {
    chainId: position.chainId,
    token: position.token,
    blockNumber: 4n,
    transaction: `0x${"17".repeat(32)}`,
    logIndex,
    account: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
    burnRef: id(reference),
    timestamp: asOf - 86_400n,
    amount: tokens * 1_000_000n,
  };
}

const pay = { amount: "-40.00", reference: "R2", endToEndId: "PAY-1" };

describe("settleBurns", () => {
  let journal: Journal;
  beforeEach(async () => {
    ({ journal } = await newBooks());
  });
  afterEach(() => journal.close());

  it("nets a burn until its debit is on a statement, and not after it", async () => {
    const burns = [burn("PAY-1", 40n)];
    const before = await snapshotOf(journal, [friday], { burns });
    expect(before.document.totals).to.include({ gross: 100_000_000n, payables: 40_000_000n, reserves: 60_000_000n });
    const after = await snapshotOf(journal, [monday([pay])], { burns });
    expect(after.document.totals).to.include({ gross: 60_000_000n, payables: 0n, reserves: 60_000_000n });
    expect(after.openings.settled.map(({ payment }) => [payment.endToEndId, payment.amount])).to.deep.equal([
      ["PAY-1", 4_000n],
    ]);
  });

  it("remembers the payment, and yet nets it from a balance that it is not in", async () => {
    const burns = [burn("PAY-1", 40n)];
    await snapshotOf(journal, [friday, monday([pay])], { burns });
    expect(await journal.list(burnSettled)).to.have.length(1);
    const again = await snapshotOf(journal, [friday], { burns });
    expect(again.document.totals.payables).to.equal(40_000_000n);
    const { seq } = await journal.head();
    expect((await snapshotOf(journal, [monday([pay])], { burns })).document.totals.payables).to.equal(0n);
    expect((await journal.head()).seq).to.equal(seq);
  });

  it("takes a debit of an earlier statement, given for whatever purpose", async () => {
    await takeIn(journal, [friday, monday([pay])], { currency: "HKD", purpose: "deposits" });
    const { document } = await snapshotOf(journal, [monday([pay])], { burns: [burn("PAY-1", 40n)] });
    expect(document.totals.payables).to.equal(0n);
  });

  const others: readonly (readonly [string, readonly PrintedEntry[]])[] = [
    ["another reference", [{ ...pay, endToEndId: "PAY-2" }]],
    [
      "another amount",
      [
        { ...pay, amount: "-39.99" },
        { amount: "-0.01", reference: "R3" },
      ],
    ],
    [
      "a credit",
      [
        { ...pay, amount: "40.00" },
        { amount: "-80.00", reference: "R3" },
      ],
    ],
    [
      "a debit that is not booked",
      [
        { ...pay, status: "PDNG" },
        { amount: "-40.00", reference: "R3" },
      ],
    ],
    ["a reversal", [{ ...pay, reversal: true }]],
  ];
  for (const [name, entries] of others) {
    it(`is not settled by ${name}`, async () => {
      const file = monday(entries);
      await explainByReference(journal, file, { R2: "correction", R3: "withdrawal" });
      const { document } = await snapshotOf(journal, [friday, file], { burns: [burn("PAY-1", 40n)] });
      expect(document.totals.payables).to.equal(40_000_000n);
    });
  }

  it("lets one debit settle one burn only, though two share reference and amount", async () => {
    const burns = [burn("PAY-1", 20n, 0), burn("PAY-1", 20n, 1)];
    const half = { ...pay, amount: "-20.00" };
    const file = monday([half, { amount: "-20.00", reference: "R3" }]);
    await explainByReference(journal, file, { R3: "withdrawal" });
    const one = await snapshotOf(journal, [friday, file], { burns });
    expect(one.document.totals.payables).to.equal(20_000_000n);
    const { journal: second } = await newBooks();
    const both = await snapshotOf(second, [friday, monday([half, { ...half, reference: "R3" }])], { burns });
    expect(both.document.totals.payables).to.equal(0n);
    await second.close();
  });

  it("says so where more is owed than there is, and reports reserves of 0", async () => {
    const { document, warnings } = await snapshotOf(journal, [friday], { burns: [burn("PAY-1", 101n)] });
    expect(document.totals).to.include({ gross: 100_000_000n, payables: 101_000_000n, reserves: 0n });
    expect(warnings.map(({ code }) => code)).to.deep.equal(["RESERVE_NEGATIVE"]);
    expect(warnings[0]!.message).to.include("-1.00");
  });
});
