import { expect } from "chai";

import type { Journal } from "../../scripts/journal/Journal.js";
import { openJournal } from "../../scripts/journal/openJournal.js";
import { hongKongDate } from "../../scripts/money/businessDays.js";
import { breachCured, breachLogged, isOverdue, logBreaches, openBreaches } from "../../scripts/reports/breachLog.js";
import type { Snapshot } from "../../scripts/reserves/snapshot.js";
import { emptyJournalFolder } from "../journal/journalFolder.js";
import { documentFrom, limitedPolicy, monday } from "../reserves/arbitraryDocument.js";

const DAY = 86_400n;

describe("breachLog", () => {
  let journal: Journal;
  beforeEach(async () => {
    journal = await openJournal(await emptyJournalFolder(), { env: {} });
  });
  afterEach(() => journal.close());

  /** Takes the log of a snapshot `days` after Monday whose cash is at custodians with these amounts. */
  const log = async (days: number, held: Readonly<Record<string, bigint>>): Promise<void> => {
    const document = documentFrom({
      asOf: monday + BigInt(days) * DAY,
      lines: Object.entries(held).map(([custodian, market]) => ({ class: "cash", custodian, market })),
      supplies: [0n],
      // at most 90 % at one custodian, to be cured in five business days
      policy: { ...limitedPolicy, limits: limitedPolicy.limits.slice(0, 1) },
    });
    const snapshot = { document } as Snapshot;
    expect(await journal.transaction((entries) => logBreaches(entries, snapshot))).to.equal(snapshot);
  };
  const open = async () =>
    (await openBreaches(journal, "HKD")).map(({ rule, subject, opened, lastSeen, due, found }) => {
      return [rule, subject, hongKongDate(opened), hongKongDate(lastSeen), due, found];
    });

  it("keeps the first due day while a breach stays open, tells what was found last, and closes it when cured", async () => {
    await log(0, { A: 95n, B: 5n });
    await log(1, { A: 92n, B: 8n });
    expect(await open()).to.deep.equal([["B2.custodian", "A", "2026-11-23", "2026-11-24", "2026-11-30", "92.00 %"]]);
    await log(2, { A: 80n, B: 20n });
    expect(await open()).to.deep.equal([]);
    await log(3, { A: 80n, B: 20n });
    expect(await journal.list(breachCured)).to.have.length(1);
    // broken again: another breach, with a day of its own
    await log(4, { A: 91n, B: 9n });
    expect(await open()).to.deep.equal([["B2.custodian", "A", "2026-11-27", "2026-11-27", "2026-12-04", "91.00 %"]]);
  });

  it("tells subjects apart, and coins", async () => {
    await log(0, { A: 95n, B: 5n });
    await log(1, { A: 5n, B: 95n });
    expect(await open()).to.deep.equal([["B2.custodian", "B", "2026-11-24", "2026-11-24", "2026-12-01", "95.00 %"]]);
    expect(await openBreaches(journal, "USD")).to.deep.equal([]);
  });

  it("logs a snapshot once, and lets one of an earlier time cure nothing", async () => {
    await log(1, { A: 95n, B: 5n });
    const before = await journal.head();
    await log(1, { A: 95n, B: 5n });
    await log(0, { A: 50n, B: 50n });
    expect(await journal.head()).to.deep.equal(before);
    // taken later, of an earlier time, and broken then too: open since then
    await log(0, { A: 99n, B: 1n });
    expect(await open()).to.deep.equal([["B2.custodian", "A", "2026-11-23", "2026-11-24", "2026-11-30", "95.00 %"]]);
    expect(await journal.list(breachLogged)).to.have.length(2);
  });

  it("is overdue from the day after the due day", () => {
    expect(isOverdue({ due: "2026-11-30" }, "2026-11-30")).to.equal(false);
    expect(isOverdue({ due: "2026-11-30" }, "2026-12-01")).to.equal(true);
  });
});
