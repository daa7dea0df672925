import { expect } from "chai";
import fc from "fast-check";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { read as readInProcess } from "../../scripts/bench/camtBench.js";
import { writeCamtFile } from "../../scripts/bench/camtFile.js";
import { readStatementFile, streamStatementFile } from "../../scripts/statements/readStatementFile.js";
import { defaultLimits, streamLimits, type ReadLimits } from "../../scripts/statements/readResult.js";
import type { Entry } from "../../scripts/statements/statement.js";
import { bal, hkd, message, ntry, stmt } from "./fixture.js";

const fixtures = join(import.meta.dirname, "../fixtures/statements");
const samples = join(import.meta.dirname, "../../../shared/statements");

/** Both ways of reading `path` come to the same; what that is. */
function readBothWays(path: string, limits: ReadLimits = defaultLimits) {
  const whole = readStatementFile(path, limits);
  const visited: Entry[] = [];
  const streamed = streamStatementFile(path, (entry) => visited.push(entry), { limits });
  const { statements, ...rest } = whole;
  const { statements: heads, ...streamedRest } = streamed;
  expect(streamedRest).to.deep.equal(rest);
  expect(heads).to.deep.equal(statements.map((statement) => ({ ...statement, entries: [] })));
  const kept = statements.flatMap(({ entries }) => entries);
  const inOrder = kept.toSorted((one, other) => one.ordinalInFile - other.ordinalInFile);
  expect(visited).to.deep.equal(inOrder);
  return whole;
}

describe("statements/streamStatementFile", () => {
  const folder = mkdtempSync(join(tmpdir(), "atpar-stream-"));
  const path = join(folder, "generated.xml");
  const written = (text: string | Uint8Array): string => {
    writeFileSync(path, text);
    return path;
  };
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("gives what the reading of the whole file gives, for every fixture", () => {
    const files = readdirSync(fixtures).filter((name) => /\.(?:xml|mt[0-9]+|txt|csv)$/u.test(name));
    expect(files.length).to.be.at.least(3);
    for (const name of files) readBothWays(join(fixtures, name));
  });

  it("and for every sample of a real bank", function () {
    if (!existsSync(samples)) {
      console.log("      skipped: the sample statements are not here (../shared/statements beside the repository)");
      this.skip();
    }
    for (const name of readdirSync(samples)) readBothWays(join(samples, name));
  });

  it("and for files with bytes changed in them, cut off, or over a limit", () => {
    const bytes = Buffer.from(hkd);
    const place = fc.nat(bytes.length - 1);
    const changes = fc.array(fc.tuple(place, fc.nat(255)), { maxLength: 3 });
    const limits = fc.record({ items: fc.integer({ min: 1, max: 30 }), violations: fc.integer({ min: 1, max: 4 }) });
    let refused = 0;
    fc.assert(
      fc.property(changes, place, fc.boolean(), limits, (edits, end, cuts, { items, violations }) => {
        const copy = Buffer.from(bytes);
        for (const [at, byte] of edits) copy[at] = byte;
        const file = written(cuts ? copy.subarray(0, end) : copy);
        refused += readBothWays(file).violations.length > 0 ? 1 : 0;
        // the limit of what is in memory comes later where entries are not; the others are the same
        readBothWays(file, { ...defaultLimits, violations });
        expect(() =>
          streamStatementFile(file, () => undefined, { limits: { ...defaultLimits, items } }),
        ).to.not.throw();
      }),
      { numRuns: 150 },
    );
    expect(refused).to.be.at.least(75);
  });

  it("foots, counts and hashes a generated file, and tells of the one entry that is there twice", () => {
    const size = writeCamtFile(path, 2_500, 1_777);
    const { statements, violations, warnings, bytes } = readBothWays(path);
    expect([bytes, violations, statements.length]).to.deep.equal([size, [], 1]);
    const [{ booked }] = statements as [(typeof statements)[0]];
    expect([booked.creditCount + booked.debitCount, booked.debitCount]).to.deep.equal([2_500, 834]);
    expect(warnings.map(({ code }) => code)).to.deep.equal(["STATEMENT_ENTRY_REPEATED"]);
    // 19 lines an entry, below 9
    const line = 10 + 19 * 1_776;
    expect(warnings[0]?.line).to.equal(line);
    expect(warnings[0]?.message).to.include(`line ${line - 19}`);
  });

  it("warns of entries alike in reference, amount, date and direction, and of no others", () => {
    const ref = (text: string) => `<AcctSvcrRef>${text}</AcctSvcrRef>`;
    const body = (...entries: string[]): number => {
      const file = written(message(stmt({ body: bal("OPBD", "0.00") + entries.join("") + bal("CLBD", "0.00") })));
      return readBothWays(file).warnings.length;
    };
    const [plain, debit] = [ntry("1.00", { more: ref("A") }), ntry("1.00", { more: ref("A"), ind: "DBIT" })];
    expect(body(plain, plain)).to.equal(1);
    expect(body(plain, plain, plain)).to.equal(2);
    expect(body(plain, debit)).to.equal(0);
    expect(body(plain, ntry("1.01", { more: ref("A") }))).to.equal(0);
    expect(body(plain, ntry("1.00", { more: ref("B") }))).to.equal(0);
    expect(body(plain, ntry("1.00", { more: ref("A"), sts: "PDNG" }))).to.equal(0);
    expect(body(plain, plain.replace("2026-11-20", "2026-11-21"))).to.equal(0);
    expect(body(ntry("1.00"), ntry("1.00"))).to.equal(0);
    expect(body(ntry("1.00", { more: ref("NONREF") }), ntry("1.00", { more: ref("NONREF") }))).to.equal(0);
    const detail = `<NtryDtls><TxDtls><Refs>${ref("A")}</Refs></TxDtls></NtryDtls>`;
    expect(body(ntry("1.00", { more: detail }), ntry("1.00", { more: detail }))).to.equal(1);
  });

  it("lists entries in another currency wherever the account stands, and no more things than the limit", () => {
    const body =
      ntry("1.00").repeat(3) + ntry("1.00", { ccy: "USD" }).repeat(2) + ntry("5.00", { sts: "PDNG" }).repeat(9);
    const balances = bal("OPBD", "0.00") + bal("CLBD", "5.00");
    const account = "<Acct><Id><Othr><Id>12</Id></Othr></Id><Ccy>HKD</Ccy></Acct>";
    const usual = message(stmt({ body: balances + body }));
    const late = usual.replace(account, "").replace("</Stmt>", `${account}</Stmt>`);
    for (const text of [usual, late]) {
      const { violations } = readBothWays(written(text));
      expect(violations.map(({ code }) => code)).to.deep.equal(Array(2).fill("STATEMENT_CURRENCY_MISMATCH"));
    }
    const foreign = readBothWays(written(usual.replace("<Ccy>HKD</Ccy>", "<Ccy>USD</Ccy>")));
    // two balances, twelve entries
    expect(foreign.violations.length).to.equal(14);
    const { ignored } = readBothWays(written(usual), { ...defaultLimits, violations: 4 });
    expect(ignored.length).to.equal(5);
  });

  it("takes no more entries than the limit, and lets go of those that it took", () => {
    const text = message(stmt({ body: bal("OPBD", "0.00") + ntry("1.00").repeat(30) + bal("CLBD", "30.00") }));
    const codesOf = (limits: Partial<ReadLimits>) =>
      streamStatementFile(written(text), () => undefined, { limits: { ...streamLimits, ...limits } }).violations;
    expect(codesOf({ items: 5 })).to.deep.equal([]);
    expect(codesOf({ items: 4 }).map(({ code }) => code)).to.deep.equal(["STATEMENT_XML_TOO_MANY"]);
    expect(codesOf({ entries: 30 })).to.deep.equal([]);
    expect(codesOf({ entries: 29 }).map(({ code }) => code)).to.deep.equal(["STATEMENT_XML_TOO_MANY"]);
    expect(codesOf({ bytes: text.length - 1 }).map(({ code }) => code)).to.deep.equal(["STATEMENT_TOO_LARGE"]);
  });

  it("tells how far it is", () => {
    const told: number[] = [];
    const onProgress = (read: number, of: number) => told.push(read / of);
    writeCamtFile(path, 100);
    streamStatementFile(path, () => undefined, { onProgress });
    expect(told.length).to.be.at.least(3);
    expect(told).to.deep.equal(told.toSorted((one, other) => one - other));
    expect(told.at(-1)).to.equal(1);
  });

  it("reads 60,000 entries of 47 MB in a process that never holds 200 MB", function () {
    this.timeout(60_000);
    writeCamtFile(path, 60_000, 30_000);
    const { entries, violations, repeated, peak } = readInProcess("reader", path);
    expect([entries, violations, repeated]).to.deep.equal([60_000, 0, 1]);
    expect(peak).to.be.within(40, 200);
  });
});
