import { expect } from "chai";
import { z } from "zod";

import { isAtparError } from "../../scripts/errors/AtparError.js";
import { entryKind } from "../../scripts/journal/EntryKind.js";
import { entryHash, GENESIS_HASH } from "../../scripts/journal/entryHash.js";
import type { Journal } from "../../scripts/journal/Journal.js";
import { openJournal } from "../../scripts/journal/openJournal.js";
import { rejection } from "./rejection.js";
import { emptyJournalFolder } from "./journalFolder.js";
import { note } from "./note.js";

describe("Journal", () => {
  let journal: Journal;
  let now = 1_700_000_000;

  beforeEach(async () => {
    journal = await openJournal(await emptyJournalFolder(), { env: {}, clock: () => now });
  });
  afterEach(() => journal.close());

  it("gives back what was appended, amounts as bigint beyond a float's reach", async () => {
    const amount = 2n ** 200n + 1n;
    const written = await journal.append(note, "a", { text: "one", amount });
    expect(written).to.include({ seq: 1, at: now, kind: "test.note", key: "a", previous: GENESIS_HASH });
    expect((await journal.find(note, "a"))?.body).to.deep.equal({ text: "one", amount });
    expect(await journal.find(note, "b")).to.equal(undefined);
  });

  it("hashes canonical JSON of the fields, so that anyone can recompute it", async () => {
    const { hash } = await journal.append(note, "a", { text: "one", amount: 5n });
    expect(hash).to.equal(
      entryHash({
        seq: 1,
        at: now,
        kind: "test.note",
        key: "a",
        body: '{"amount":"5","text":"one"}',
        previous: "0".repeat(64),
      }),
    );
    // computed with sha256sum over the text written out by hand
    expect(hash).to.equal("787fccbc240f2b00701664a4a71f68c75d3f9d6ec2f60f9c6b84a8f2526490c5");
  });

  it("refuses a key twice, and names the first", async () => {
    await journal.append(note, "a", { text: "one", amount: 1n });
    await journal.append(note, "b", { text: "two", amount: 2n });
    const error = await rejection(journal.append(note, "a", { text: "three", amount: 3n }), "JOURNAL_DUPLICATE");
    expect(error.parameters).to.deep.equal({ kind: "test.note", key: "a", seq: "1" });
    expect((await journal.head()).seq).to.equal(2);
  });

  it("keeps kinds apart, lists in order and by prefix", async () => {
    const other = entryKind("test.other", z.strictObject({}));
    for (const key of ["b#2", "a#1", "b#10", "b_1"]) {
      await journal.append(note, key, { text: key, amount: 0n });
      await journal.append(other, key, {});
    }
    expect((await journal.list(note)).map((entry) => entry.key)).to.deep.equal(["b#2", "a#1", "b#10", "b_1"]);
    expect((await journal.list(other, { keyPrefix: "b#" })).map(({ key, seq }) => [key, seq])).to.deep.equal([
      ["b#2", 2],
      ["b#10", 6],
    ]);
  });

  it("appends asked for at once make one whole chain, over more than nine entries", async () => {
    const keys = Array.from({ length: 30 }, (_, index) => index.toString());
    await Promise.all(keys.map((key) => journal.append(note, key, { text: key, amount: BigInt(key) })));
    now += 1;
    expect((await journal.check()).seq).to.equal(30);
    expect(await journal.check()).to.deep.equal(await journal.head());
    expect((await journal.list(note)).map((entry) => entry.key)).to.have.members(keys);
  });

  it("of two appends of one key at once, one wins", async () => {
    const results = await Promise.allSettled(
      ["x", "y"].map((text) => journal.append(note, "same", { text, amount: 0n })),
    );
    expect(results.map((result) => result.status)).to.have.members(["fulfilled", "rejected"]);
    expect((await journal.check()).seq).to.equal(1);
  });

  it("writes all of a transaction or nothing", async () => {
    await journal.transaction(async (entries) => {
      await Promise.all([
        entries.append(note, "a", { text: "one", amount: 1n }),
        entries.append(note, "b", { text: "two", amount: 2n }),
      ]);
      expect((await entries.find(note, "a"))?.seq).to.equal(1);
    });
    const failed = journal.transaction(async (entries) => {
      await entries.append(note, "c", { text: "three", amount: 3n });
      throw new RangeError("stop");
    });
    expect(await failed.catch((error: unknown) => error)).to.be.instanceOf(RangeError);
    expect(await journal.find(note, "c")).to.equal(undefined);
    expect((await journal.check()).seq).to.equal(2);
  });

  it("a refusal inside a transaction can be caught, and the rest is written", async () => {
    await journal.transaction(async (entries) => {
      await entries.append(note, "a", { text: "one", amount: 1n });
      await rejection(entries.append(note, "a", { text: "one", amount: 1n }), "JOURNAL_DUPLICATE");
      await entries.append(note, "b", { text: "two", amount: 2n });
    });
    expect((await journal.check()).seq).to.equal(2);
  });

  it("calls on the journal inside a transaction join it, not wait for it", async () => {
    await rejection(
      journal.transaction(async () => {
        await journal.append(note, "a", { text: "one", amount: 1n });
        await journal.transaction((inner) => inner.append(note, "b", { text: "two", amount: 2n }));
        expect((await journal.check()).seq).to.equal(2);
        await journal.append(note, "a", { text: "again", amount: 1n });
      }),
      "JOURNAL_DUPLICATE",
    );
    expect((await journal.head()).seq).to.equal(0);
  });

  it("refuses a body or key that could not be read back, and writes nothing", async () => {
    const loose = entryKind("test.loose", z.any());
    await rejection(journal.append(note, "a", { text: "one", amount: -1n }), "JOURNAL_BODY");
    await rejection(journal.append(loose, "a", { amount: 1n }), "JOURNAL_BODY");
    await rejection(journal.append(loose, "a", { text: "\ud800" }), "JOURNAL_BODY");
    await rejection(journal.append(note, "", { text: "one", amount: 1n }), "JOURNAL_BODY");
    expect((await journal.head()).seq).to.equal(0);
  });

  it("says JOURNAL_CORRUPT when a stored body does not fit its kind", async () => {
    const older = entryKind("test.note", z.strictObject({ text: z.string() }));
    await journal.append(older, "a", { text: "one" });
    const error = await rejection(journal.find(note, "a"), "JOURNAL_CORRUPT");
    expect(error.parameters).to.include({ place: "entry 1", expected: "a body of test.note" });
    await rejection(journal.list(note), "JOURNAL_CORRUPT");
  });

  it("closes twice without harm, and answers with a code afterwards", async () => {
    await Promise.all([journal.close(), journal.close()]);
    const error: unknown = await journal.append(note, "a", { text: "", amount: 0n }).catch((caught: unknown) => caught);
    expect(isAtparError(error, "JOURNAL_UNUSABLE"), String(error)).to.equal(true);
  });
});
