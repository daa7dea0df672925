import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

import { openEmbeddedDatabase } from "../../scripts/journal/embeddedDatabase.js";
import { openJournal } from "../../scripts/journal/openJournal.js";
import { emptyJournalFolder, newFolder } from "./journalFolder.js";
import { note } from "./note.js";
import { rejection } from "./rejection.js";

const env = {};
const holder = fileURLToPath(new URL("holdJournal.ts", import.meta.url));

/** Starts a process that opens the journal, appends `count` notes and holds; `seen` is called with each line it prints. */
async function hold(folder: string, prefix: string, count: number, until: (line: string) => boolean) {
  const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", holder, folder, prefix, count.toString()], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout! })) {
    lines.push(line);
    if (until(line)) {
      break;
    }
  }
  return { child, lines };
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "exit");
}

/** Runs SQL on the files behind the journal's back, as somebody with a database tool would. */
async function tamper(folder: string, ...statements: readonly string[]): Promise<void> {
  const database = await openEmbeddedDatabase(join(folder, "pg"));
  await database.query("alter table entry disable trigger append_only");
  for (const statement of statements) {
    await database.query(statement);
  }
  await database.close();
}

async function journalOfThree(): Promise<string> {
  const folder = await emptyJournalFolder();
  const journal = await openJournal(folder, { env });
  for (const key of ["a", "b", "c"]) {
    await journal.append(note, key, { text: key, amount: 1n });
  }
  await journal.close();
  return folder;
}

describe("openJournal", () => {
  it("creates the folder, and finds everything again on the next opening", async () => {
    const folder = newFolder();
    const first = await openJournal(folder, { env });
    await first.append(note, "a", { text: "one", amount: 1n });
    const head = await first.head();
    await first.close();
    const second = await openJournal(folder, { env });
    expect(await second.head()).to.deep.equal(head);
    await second.close();
  });

  it("refuses a second opening in the same process at once, and opens after the first has closed", async () => {
    const folder = await emptyJournalFolder();
    const first = await openJournal(folder, { env });
    const error = await rejection(openJournal(folder, { env }), "JOURNAL_LOCKED");
    expect(error.parameters).to.include({ folder, pid: process.pid });
    expect(error.exitCode).to.equal(3);
    await first.append(note, "a", { text: "one", amount: 1n });
    await rejection(openJournal(folder, { env }), "JOURNAL_LOCKED");
    await first.close();
    const second = await openJournal(folder, { env });
    expect((await second.head()).seq).to.equal(1);
    await second.close();
  });

  it("refuses while another process holds it, names that process, and loses nothing of it", async () => {
    const folder = await emptyJournalFolder();
    const { child } = await hold(folder, "n", 20, (line) => line === "held");
    const error = await rejection(openJournal(folder, { env }), "JOURNAL_LOCKED");
    expect(error.parameters.pid).to.equal(child.pid);
    await kill(child);
    const journal = await openJournal(folder, { env });
    expect(await journal.list(note)).to.have.length(20);
    expect((await journal.check()).seq).to.equal(20);
    await journal.close();
  });

  it("after kill -9 amid appends, opens at once with a whole chain and every append that was answered", async () => {
    const folder = await emptyJournalFolder();
    for (const round of [1, 2]) {
      const { child, lines } = await hold(folder, `r${round.toString()}-`, 100_000, (line) => Number(line) >= 40);
      await kill(child);
      const journal = await openJournal(folder, { env });
      const keys = (await journal.list(note)).map((entry) => entry.key);
      expect(keys).to.include.members(lines.map((line) => `r${round.toString()}-${line}`));
      expect((await journal.check()).seq).to.equal(keys.length);
      await journal.close();
    }
  });

  it("starts over when it was killed before the database was complete", async () => {
    const folder = newFolder();
    mkdirSync(join(folder, "pg.new"), { recursive: true });
    writeFileSync(join(folder, "pg.new", "PG_VERSION"), "18\n");
    const journal = await openJournal(folder, { env });
    expect((await journal.head()).seq).to.equal(0);
    await journal.close();
  });

  it("finds every kind of tampering with rows, and names the first bad entry and both figures", async () => {
    const whole = await journalOfThree();
    const cases: readonly (readonly [string, string, RegExp, RegExp])[] = [
      [
        "update entry set body = replace(body, '1', '9') where seq = 2",
        "entry 2",
        /^hash [0-9a-f]{64}$/u,
        /^[0-9a-f]{64}$/u,
      ],
      ["update entry set at = at + 1 where seq = 1", "entry 1", /^hash [0-9a-f]{64}$/u, /^[0-9a-f]{64}$/u],
      ["update entry set key = 'z' where seq = 3", "entry 3", /^hash [0-9a-f]{64}$/u, /^[0-9a-f]{64}$/u],
      ["delete from entry where seq = 2", "entry 2", /^entry 2$/u, /^entry 3$/u],
      ["delete from entry where seq = 1", "entry 1", /^entry 1$/u, /^entry 2$/u],
      [
        "update entry set previous = repeat('0', 64) where seq = 2",
        "entry 2",
        /^previous hash [0-9a-f]{64}$/u,
        /^0{64}$/u,
      ],
    ];
    for (const [statement, place, expected, found] of cases) {
      const folder = newFolder();
      cpSync(whole, folder, { recursive: true });
      await tamper(folder, statement);
      const { parameters } = await rejection(openJournal(folder, { env }), "JOURNAL_CORRUPT");
      expect(parameters.place, statement).to.equal(place);
      expect(parameters.expected).to.match(expected);
      expect(parameters.found).to.match(found);
    }
  });

  it("check() finds what was changed while the journal was open", async () => {
    const folder = await journalOfThree();
    const journal = await openJournal(folder, { env });
    expect((await journal.check()).seq).to.equal(3);
    await journal.close();
    await tamper(folder, "update entry set body = '{}' where seq = 3");
    await rejection(openJournal(folder, { env }), "JOURNAL_CORRUPT");
  });

  it("the table itself refuses change and deletion", async () => {
    const database = await openEmbeddedDatabase(join(await journalOfThree(), "pg"));
    for (const statement of ["update entry set at = 0", "delete from entry", "truncate entry"]) {
      const error: unknown = await database.query(statement).catch((caught: unknown) => caught);
      expect(String(error), statement).to.include("append-only");
    }
    await database.close();
  });

  it("answers with a code, not a stack, when database files are cut short, overwritten or gone", async () => {
    const whole = await journalOfThree();
    const wal = readdirSync(join(whole, "pg", "pg_wal")).find((name) => name.startsWith("0"))!;
    const damages: readonly (readonly [string, (pg: string) => void])[] = [
      [
        "empty PG_VERSION",
        (pg) => {
          truncateSync(join(pg, "PG_VERSION"));
        },
      ],
      [
        "empty pg_control",
        (pg) => {
          truncateSync(join(pg, "global", "pg_control"));
        },
      ],
      [
        "pg_control of junk",
        (pg) => {
          writeFileSync(join(pg, "global", "pg_control"), Buffer.alloc(8192, 0xa5));
        },
      ],
      [
        "empty write-ahead log",
        (pg) => {
          truncateSync(join(pg, "pg_wal", wal));
        },
      ],
      [
        "no base folder",
        (pg) => {
          rmSync(join(pg, "base"), { recursive: true });
        },
      ],
      [
        "empty folder",
        (pg) => {
          rmSync(pg, { recursive: true });
          mkdirSync(pg);
        },
      ],
      [
        "no folder",
        (pg) => {
          rmSync(pg, { recursive: true });
        },
      ],
    ];
    for (const [name, damage] of damages) {
      const folder = newFolder();
      cpSync(whole, folder, { recursive: true });
      damage(join(folder, "pg"));
      const error = await rejection(openJournal(folder, { env }), "JOURNAL_CORRUPT", name);
      expect(error.parameters.place, name).to.equal("database files");
      expect(error.message, name).not.to.include("\n");
      // the lock was given up with the failure
      await rejection(openJournal(folder, { env }), "JOURNAL_CORRUPT");
    }
  });

  it("refuses a path that cannot be a journal's folder", async () => {
    const file = newFolder();
    writeFileSync(file, "not a folder");
    for (const folder of [file, join(file, "below"), "/dev/null/journal"]) {
      const error = await rejection(openJournal(folder, { env }), "JOURNAL_UNUSABLE");
      expect(error.parameters.folder).to.equal(folder);
      expect(error.message).not.to.include("\n");
    }
    const junk = await emptyJournalFolder();
    writeFileSync(join(junk, "lock.sqlite"), Buffer.alloc(4096, 0xa5));
    await rejection(openJournal(junk, { env }), "JOURNAL_UNUSABLE");
  });

  it("refuses a journal of a later schema version", async () => {
    const folder = await journalOfThree();
    await tamper(folder, "insert into journal_schema (version) values (2)");
    const error = await rejection(openJournal(folder, { env }), "JOURNAL_VERSION");
    expect(error.parameters).to.deep.equal({ folder, found: 2, known: 1 });
  });

  it("refuses DATABASE_URL rather than write elsewhere, and does not print it", async () => {
    const url = "postgres://user:secret@host/atpar";
    const error = await rejection(
      openJournal(newFolder(), { env: { DATABASE_URL: url } }),
      "JOURNAL_SERVER_UNSUPPORTED",
    );
    expect(error.message).not.to.include("secret");
  });
});
