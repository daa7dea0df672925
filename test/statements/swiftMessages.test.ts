import { expect } from "chai";
import fc from "fast-check";
import { catalogue } from "../../scripts/errors/catalogue.js";
import { change, codes, lineOf, only, onlyViolation, read } from "./fixture.js";
import { mt940, mt942 } from "./mtFixture.js";

const text = mt940();
const bare = mt940({ blocks: false });
const figures = (given: string | Uint8Array) => {
  const result = read(given);
  expect(result.violations).to.deep.equal([]);
  return result.statements.map(({ account, entries }) => [account.id, entries.map(({ amountMinor }) => amountMinor)]);
};
const plain = ["012-345678-001", [100000000n, 25000000n, 7500050n]];

describe("statements/swiftMessages", () => {
  it("reads blocks, bare text, CR LF, acknowledgements, and what SWIFT's programs put between messages", () => {
    const received = "{1:F21ATPRHKHHAXXX0000000000}{4:{177:2611202205}{451:0}}";
    const block = text.slice(text.indexOf("{4:"));
    const shapes = [
      text,
      bare,
      bare.replace("\n-\n", ""),
      text.replaceAll("\n", "\r\n"),
      text.replaceAll("\n", "\r"),
      `\x01${text.trimEnd()}\x03    `,
      `${received}${text}`,
      `${received}\r\n${text}$`,
      block,
      text.replace("{4:\n", "{4:"),
      text.replace("{3:{108:A1}}", "{3:\n{108:A1}\n}"),
      text.replace("{5:{CHK:123456789ABC}}", "{5:{MAC:00000000}{CHK:123456789ABC}}{S:{SAC:}}"),
      text.replace(/\{2:[^}]*\}/u, "{2:I940ATPRHKHHXXXXN}"),
      `ATPRHKHH\n940\nATPRHKHH\n${bare}`,
    ];
    for (const shape of shapes) expect(figures(shape), shape.slice(0, 30)).to.deep.equal([plain]);
  });

  it("reads several messages, of several kinds, one after the other", () => {
    const other = { account: "012-345678-838", entries: [], closing: "0,00" };
    expect(figures(text + mt940(other))).to.deep.equal([plain, ["012-345678-838", []]]);
    expect(figures(text + "$" + mt940({ ...other, type: "950" }))).to.have.length(2);
    expect(figures(bare + mt940({ ...other, blocks: false }))).to.have.length(2);
    // bare messages that nothing parts but their first field
    expect(figures(bare.replace("\n-\n", "\n") + mt940({ ...other, blocks: false }))).to.have.length(2);
    expect(figures(bare.replace("\n-\n", "\n") + mt940(other))).to.have.length(2);
    expect(read(text + mt942()).statements.map(({ kind }) => kind)).to.deep.equal(["MT940", "MT942"]);
  });

  it("refuses messages of other types by name, and reads those beside them", () => {
    const holdings = change(text, "{2:O940", "{2:O535");
    const { violations, statements } = read(holdings + text);
    expect(violations.map(({ code, line }) => [code, line])).to.deep.equal([["STATEMENT_MESSAGE_UNKNOWN", 1]]);
    expect(violations[0]?.message).to.include("MT535");
    expect(statements).to.have.length(1);
    expect(onlyViolation(`ATPRHKHH\n900\n${bare}`).code).to.equal("STATEMENT_MESSAGE_UNKNOWN");
  });

  it("refuses what is no message, and ends there", () => {
    const cases = [
      [`${text}free text`, "between messages"],
      [`${text}}`, "between messages"],
      [change(bare, "\n-\n", "\n-\n-\n"), "between messages"],
      [change(text, ":60F:", ":-60F:"), "that is no field"],
      [change(text, ":60F:", "-\n:60F:"), '"-" alone'],
      [change(text, "{4:\n", "{4:\ntext\n"), "text before the first field"],
      [change(text, "Invoice", "In\u0000voice"), "control character"],
      [change(text, "{2:O940", "{2:X940"), "no message type"],
      [`{1:${"x".repeat(5000)}`, "more than 4096 characters"],
    ] as const;
    for (const [given, problem] of cases) {
      const found = read(given).violations.find(({ code }) => code === "STATEMENT_MT_MALFORMED");
      expect(found?.message, problem).to.include(problem);
    }
  });

  it("refuses what is not UTF-8, and reads what is", () => {
    expect(figures(change(text, "Invoice", "R\u00e9f\u00e9rence \u9280"))).to.deep.equal([plain]);
    const latin1 = Buffer.from(change(text, "Invoice", "R\u00e9f"), "latin1");
    const found = onlyViolation(latin1);
    expect([found.code, found.line]).to.deep.equal(["STATEMENT_NOT_UTF8", lineOf(text, "Invoice")]);
    expect(found.message).to.include("0xe9");
    expect(only(read(latin1)).complete).to.equal(false);
  });

  it("refuses every truncation of a message in blocks, and bare reports whose end nothing marks", () => {
    const end = text.indexOf("{5:");
    for (let length = 1; length < end; length++) {
      expect(read(text.slice(0, length)).violations, `${length} characters`).to.not.deep.equal([]);
    }
    expect(codes(read(text.slice(0, end + 5)))).to.deep.equal(["STATEMENT_TRUNCATED"]);
    const report = mt942({ blocks: false });
    expect(read(report).violations).to.deep.equal([]);
    expect(codes(read(report.replace("\n-\n", "\n")))).to.deep.equal(["STATEMENT_TRUNCATED"]);
    const summed = mt942({ blocks: false, more: [":90D:0HKD0,", ":90C:3HKD1325000,50"] });
    expect(read(summed.replace("\n-\n", "\n")).violations).to.deep.equal([]);
  });

  it("bounds text, lines, entries and violations, and does not slow down on long runs", function () {
    this.timeout(30_000);
    const many = mt942({ entries: Array.from({ length: 30 }, () => "261120C1,00NTRFX") });
    const bad = mt942({ entries: Array.from({ length: 30 }, () => "x") });
    const long = change(text, "Invoice 77", "x".repeat(200_000));
    for (const [given, limits, code] of [
      [text, { bytes: 100 }, "STATEMENT_TOO_LARGE"],
      [long, { textCharacters: 1000 }, "STATEMENT_XML_TEXT_LENGTH"],
      [change(text, "Invoice 77", "x\n".repeat(600)), { textCharacters: 1000 }, "STATEMENT_XML_TEXT_LENGTH"],
      [many, { items: 20 }, "STATEMENT_XML_TOO_MANY"],
      ["{4:-}".repeat(30), { items: 20 }, "STATEMENT_XML_TOO_MANY"],
      [bad, { violations: 10 }, "STATEMENT_TOO_MANY_VIOLATIONS"],
    ] as const) {
      expect(codes(read(given, limits)), code).to.include(code);
    }
    const started = process.hrtime.bigint();
    for (const given of [
      "{1:}",
      "{4:-}",
      "{4:",
      "\n",
      "{",
      "-",
      "{1:\n",
      ":86:",
      ":20:\n",
      `:61:${" ".repeat(50)}\n`,
    ]) {
      expect(read(`:20:X\n${given.repeat(10_000)}`).violations).to.not.deep.equal([]);
      expect(read(`{1:}${given.repeat(10_000)}`).violations).to.not.deep.equal([]);
    }
    const spaces = change(text, "Invoice 77", `${" /EREF".repeat(100_000)}/${" ".repeat(300_000)}x`);
    expect(read(spaces).violations).to.deep.equal([]);
    expect(Number((process.hrtime.bigint() - started) / 1_000_000n)).to.be.lessThan(20_000);
  });

  it("answers any bytes with coded violations, each on one line", function () {
    this.timeout(30_000);
    const clean = (bytes: Uint8Array) => {
      for (const { code, message: says } of read(bytes).violations) {
        expect(catalogue).to.have.property(code);
        expect(says).to.not.match(/[\p{Cc}\u2028\u2029]/u);
      }
    };
    const mark = fc.constantFrom(
      ..."{1: {2:O940 {4: -} } \n :20: :25: :28C: :60F: :61: :62F: :86: - 261120 HKD 1,".split(" "),
    );
    const words = fc.array(fc.oneof(mark, mark, fc.string({ unit: "binary", maxLength: 3 })), { maxLength: 40 });
    fc.assert(
      fc.property(fc.constantFrom("{1:", ":20:", "{4:"), words, (start, parts) => {
        clean(new TextEncoder().encode(start + parts.join("")));
      }),
    );
    const bytes = new TextEncoder().encode(text);
    const place = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 4 }), (changes) => {
        const changed = bytes.slice();
        for (const [at, byte] of changes) changed[at] = byte;
        clean(changed);
      }),
      { numRuns: 300 },
    );
  });
});
