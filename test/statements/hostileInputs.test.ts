import { expect } from "chai";
import fc from "fast-check";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { read as readInProcess } from "../../scripts/bench/camtBench.js";
import type { Violation } from "../../scripts/errors/AtparError.js";
import { catalogue } from "../../scripts/errors/catalogue.js";
import { readStatementFile } from "../../scripts/statements/readStatementFile.js";
import { cashCsv, holdingsCsv, readCashCsv, readHoldingsCsv } from "./csvFixture.js";
import { asMessage, hkd, read, usd } from "./fixture.js";
import { balForAcct, isins, mt535, readMt, readSemt, semt } from "./holdingsFixture.js";
import { mt940, mt942 } from "./mtFixture.js";

interface Format {
  readonly name: string;
  readonly text: string;
  readonly read: (text: string | Uint8Array) => { readonly violations: readonly Violation[] };
  readonly isXml: boolean;
  /** True where another format here is read by the same code, and long runs would only take time. */
  readonly isLike?: boolean;
}

/** What may be missing at the end of a SWIFT message or a line: the last zeros of decimals, and marks. */
const TRAILER = /^0*\s*-?\}?(?:\{5:.*)?\s*$/su;

const semtText = semt(balForAcct(isins[0]) + balForAcct(isins[1]));
const formats: readonly Format[] = [
  { name: "camt.052", text: asMessage(hkd, "camt.052"), read, isXml: true, isLike: true },
  { name: "camt.053", text: hkd, read, isXml: true },
  { name: "camt.053 version 02", text: usd, read, isXml: true, isLike: true },
  { name: "camt.054", text: asMessage(hkd, "camt.054"), read, isXml: true, isLike: true },
  { name: "MT940", text: mt940(), read, isXml: false },
  { name: "MT950, bare", text: mt940({ type: "950", blocks: false }), read, isXml: false, isLike: true },
  { name: "MT942", text: mt942(), read, isXml: false, isLike: true },
  { name: "MT535", text: mt535, read: readMt, isXml: false },
  { name: "semt.002", text: semtText, read: readSemt, isXml: true },
  { name: "CSV of entries", text: cashCsv, read: readCashCsv, isXml: false },
  { name: "CSV of holdings", text: holdingsCsv, read: readHoldingsCsv, isXml: false },
];

/** Every violation has a code of the catalogue, and its message fits one line. */
function refusal({ violations }: { readonly violations: readonly Violation[] }): string[] {
  for (const { code, message } of violations) {
    expect(catalogue).to.have.property(code);
    expect(message).to.match(/^[^\r\n\u2028\u2029]*$/u);
    expect(message.length).to.be.below(1_000);
  }
  return violations.map(({ code }) => code);
}

/** Runs `action` and fails if it takes longer than no attack may take. */
function inTime<Result>(action: () => Result, milliseconds = 5_000): Result {
  const started = performance.now();
  const result = action();
  expect(performance.now() - started).to.be.below(milliseconds);
  return result;
}

describe("statements: what no bank sends", function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), "atpar-hostile-"));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  for (const { name, text, read: readText, isXml, isLike } of formats) {
    const bytes = Buffer.from(text);

    it(`${name}: answers random bytes with codes`, () => {
      expect(refusal(readText(text))).to.deep.equal([]);
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 400 }), (given) => {
          expect(refusal(readText(given))).to.not.deep.equal([]);
        }),
        { numRuns: 100 },
      );
    });

    it(`${name}: answers any bytes changed, taken out, put in or doubled with codes, or reads them`, () => {
      const place = fc.nat(bytes.length);
      const change = fc.record({
        at: place,
        out: fc.nat(12),
        put: fc.uint8Array({ maxLength: 6 }),
        again: fc.boolean(),
      });
      let refused = 0;
      fc.assert(
        fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
          let copy: Buffer = bytes;
          for (const { at, out, put, again } of changes) {
            const middle = again ? Buffer.concat([put, copy.subarray(at, at + 60)]) : put;
            copy = Buffer.concat([copy.subarray(0, at), middle, copy.subarray(at + out)]);
          }
          refused += refusal(readText(copy)).length > 0 ? 1 : 0;
        }),
        { numRuns: 120 },
      );
      expect(refused).to.be.at.least(60);
    });

    it(`${name}: is refused, or reads as something else, wherever it is cut off`, () => {
      const whole = JSON.stringify(readText(bytes), plain);
      const end = text.trimEnd().length;
      // every byte of a short text, a sample of a long one
      const step = Math.max(1, Math.floor(end / 400));
      for (let length = 0; length < end; length += step) {
        const cut = readText(bytes.subarray(0, length));
        if (refusal(cut).length > 0 || (!isXml && TRAILER.test(text.slice(length)))) continue;
        expect(JSON.stringify(cut, plain), String(length)).to.not.equal(whole);
      }
    });

    if (isLike !== true) {
      it(`${name}: answers long runs of anything within seconds`, () => {
        const middle = Math.floor(text.length / 2);
        const runs = [
          " ",
          "\n",
          "x",
          ...(isXml ? ["<", "<a>", "&", "é"] : ["{", ",", '"', ":86:", "\n:61:", "-\n", "{1:"]),
        ];
        for (const [index, run] of runs.entries()) {
          const at = index % 2 === 0 ? middle : 0;
          const long = run.repeat(Math.ceil(1_200_000 / run.length));
          inTime(() => refusal(readText(text.slice(0, at) + long + text.slice(at))));
        }
      });
    }

    if (!isXml) continue;
    it(`${name}: refuses document types, entities and depth, and expands nothing`, () => {
      const at = text.indexOf("<Document");
      const entities = Array.from(
        { length: 30 },
        (_, index) => `<!ENTITY e${index + 1} "&e${index};&e${index};">`,
      ).join("");
      const bomb = `<!DOCTYPE x [<!ENTITY e0 "ha">${entities}]>`;
      const put = (what: string, where: number): string => text.slice(0, where) + what + text.slice(where);
      const inside = text.indexOf(">", text.indexOf("<Id>") + 1) + 1 || text.indexOf("<StmtId>") + 8;
      const first = (given: string): string | undefined => inTime(() => refusal(readText(given)), 2_000)[0];
      expect(first(put(bomb, at))).to.equal("STATEMENT_XML_DOCTYPE");
      expect(first(put('<!DOCTYPE x SYSTEM "file:///etc/passwd">', at))).to.equal("STATEMENT_XML_DOCTYPE");
      expect(first(put("&e30;", inside))).to.equal("STATEMENT_XML_ENTITY");
      expect(first(put("<a>".repeat(300_000), inside))).to.equal("STATEMENT_XML_DEPTH");
      expect(first(put("<a>".repeat(300_000), at))).to.equal("STATEMENT_XML_DEPTH");
      expect(first(put(`<a${' b="c"'.repeat(100_000)}/>`, at))).to.be.oneOf([
        "STATEMENT_XML_TOO_MANY",
        "STATEMENT_XML_MALFORMED",
      ]);
    });
  }

  it("refuses a line of 300 MB in a process that holds no more than 200 MB", () => {
    const path = join(folder, "line");
    const block = Buffer.alloc(4 * 1024 * 1024, "x");
    for (const [start, code] of [
      ["<a>", "STATEMENT_XML_TEXT_LENGTH"],
      [":20:", "STATEMENT_XML_TEXT_LENGTH"],
    ] as const) {
      const descriptor = openSync(path, "w");
      writeSync(descriptor, start);
      for (let size = 0; size < 300_000_000; size += block.length) writeSync(descriptor, block);
      closeSync(descriptor);
      const { violations, refusal: first, peak, milliseconds } = readInProcess("reader", path);
      expect([violations, first]).to.deep.equal([1, code]);
      expect(peak).to.be.below(200);
      expect(milliseconds).to.be.below(10_000);
      // what keeps entries does not even begin
      const kept = readStatementFile(path);
      expect([refusal(kept), kept.sha256]).to.deep.equal([["STATEMENT_TOO_LARGE"], ""]);
    }
  });

  it("refuses a CSV of millions of cells or rows by its headings, or by their number", () => {
    const [head = ""] = cashCsv.split("\n", 1);
    expect(refusal(inTime(() => readCashCsv(","[0]!.repeat(900_000))))).to.include("CSV_COLUMN_UNKNOWN");
    const rows = `${head}\n${",,,,,,,\n".repeat(500_001)}`;
    expect(refusal(inTime(() => readCashCsv(rows), 30_000))).to.deep.equal(["STATEMENT_XML_TOO_MANY"]);
  });

  it("is not led astray by what a file becomes", () => {
    const path = join(folder, "gone.xml");
    writeFileSync(path, hkd);
    expect(refusal(readStatementFile(path))).to.deep.equal([]);
    writeFileSync(path, "");
    expect(refusal(readStatementFile(path))).to.deep.equal(["STATEMENT_EMPTY"]);
  });
});

function plain(name: string, value: unknown): unknown {
  if (name === "sha256" || name === "bytes") return undefined;
  return typeof value === "bigint" ? value.toString() : value;
}
