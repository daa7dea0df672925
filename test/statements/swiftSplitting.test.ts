import { expect } from "chai";
import fc from "fast-check";
import { bytesInMemory } from "../../scripts/statements/byteSource.js";
import { Findings } from "../../scripts/statements/findings.js";
import { defaultLimits } from "../../scripts/statements/readResult.js";
import { splitSwiftMessages } from "../../scripts/statements/splitSwiftMessages.js";

/** The messages of a text, and the lines where it is none. */
function read(text: string, keeps = true, items = defaultLimits.items) {
  const faults: number[] = [];
  const unknown: string[] = [];
  const findings = new Findings("test", 10);
  const fault = (line: number): void => {
    faults.push(line);
  };
  const dialect = {
    types: new Set(["535", "940"]),
    opens: (tag: string) => tag === "20",
    counts: (tag: string) => tag === "61",
    items: "things",
    unknown: (_line: number, found: string) => unknown.push(found),
    malformed: fault,
    truncated: fault,
  };
  const source = bytesInMemory(new TextEncoder().encode(text));
  const messages = [...splitSwiftMessages(source.pieces(), dialect, { ...defaultLimits, items }, findings, keeps)];
  return { messages, faults, unknown, codes: findings.violations.map(({ code }) => code) };
}

describe("statements/splitSwiftMessages", () => {
  it("reads blocks, the sender and fields of several lines, each with its line", () => {
    const { messages, faults } = read(
      "{1:F01ATPRHKHHAXXX0000000000}{2:O5351200261120CUSTHKHHAXXX00000000002611201200N}{3:{108:1}}{4:\r\n" +
        ":16R:GENL\r\n:35B:ISIN XX\r\nA NAME  \r\n\r\n\r\n:16S:GENL\r\n-}{5:{CHK:0}}\r\n",
    );
    expect(faults).to.deep.equal([]);
    expect(messages).to.have.length(1);
    expect(messages[0]).to.include({ line: 1, type: "535", sender: "CUSTHKHHXXX" });
    expect(messages[0]?.fields).to.deep.equal([
      { tag: "16R", lines: ["GENL"], line: 2 },
      { tag: "35B", lines: ["ISIN XX", "A NAME"], line: 3 },
      { tag: "16S", lines: ["GENL"], line: 7 },
    ]);
  });

  it("takes the sender of an input message from block 1", () => {
    const { messages } = read("{1:F01CUSTHKHHAXXX0000000000}{2:I535ATPRHKHHXXXXN}{4:\n:20:1\n-}");
    expect(messages[0]).to.include({ type: "535", sender: "CUSTHKHHXXX" });
  });

  it("tells several messages apart, in blocks, with SOH, ETX and $, and bare", () => {
    const block = (id: string) => `{1:F01CUSTHKHHAXXX0000000000}{2:I940ATPRHKHHXXXXN}{4:\n:20:${id}\n-}`;
    const ids = (text: string) => read(text).messages.map(({ fields }) => fields[0]?.lines[0]);
    expect(ids(block("a") + block("b"))).to.deep.equal(["a", "b"]);
    expect(ids(`\u0001${block("a")}\u0003\n\u0001${block("b")}\u0003`)).to.deep.equal(["a", "b"]);
    expect(ids(`${block("a")}$${block("b")}`)).to.deep.equal(["a", "b"]);
    expect(ids(":20:a\n:25:1\n-\n:20:b\n-\n")).to.deep.equal(["a", "b"]);
    expect(ids(":20:a\n:25:1\n:20:b\n")).to.deep.equal(["a", "b"]);
    const { messages } = read("BANKNL2A\n940\nBANKNL2A\n:20:a\n:86:x\n\ny\n\n\n");
    expect(messages[0]?.type).to.equal("940");
    expect(messages[0]?.fields[1]?.lines).to.deep.equal(["x", "", "y"]);
    expect(read("BANKNL2A\n941\n:20:a\n").unknown).to.deep.equal(["MT941"]);
  });

  it("says where a message breaks off, and where a text stands outside of one", () => {
    const start = "{1:F01CUSTHKHHAXXX0000000000}{2:I940ATPRHKHHXXXXN}{4:\n:20:a\n";
    expect(read(start)).to.deep.include({ faults: [3] });
    expect(read(start).messages.map(({ complete }) => complete)).to.deep.equal([false]);
    expect(read(`${start}${start}-}`).faults).to.deep.equal([3]);
    expect(read(`${start}-}\nrubbish`).faults).to.deep.equal([4]);
    expect(read("{1:F01").faults).to.deep.equal([1]);
    expect(read("").messages).to.deep.equal([]);
  });

  it("counts on what is handed over only where it is kept", () => {
    const text = ":20:a\n:61:1\n:61:2\n-\n".repeat(9);
    expect(read(text, true, 27).codes).to.deep.equal([]);
    expect(read(text, true, 26).codes).to.deep.equal(["STATEMENT_XML_TOO_MANY"]);
    expect(read(text, false, 11)).to.deep.include({ codes: [], faults: [] });
    expect(read(text, false, 10).codes).to.deep.equal(["STATEMENT_XML_TOO_MANY"]);
  });

  it("keeps every field as it was printed", () => {
    const tag = fc.stringMatching(/^[0-9]{2}[A-Z]?$/u).filter((text) => text !== "20");
    const value = fc.array(fc.stringMatching(/^[A-Za-z0-9,./?+()' ]{0,30}[A-Z0-9]$/u), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(fc.tuple(tag, value), { minLength: 1, maxLength: 20 }), fc.boolean(), (fields, inBlocks) => {
        const body = fields.map(([name, lines]) => `:${name}:${lines.join("\r\n")}\r\n`).join("");
        const { messages, faults } = read(inBlocks ? `{1:F01CUSTHKHHAXXX0000000000}{4:\r\n${body}-}` : `${body}-\r\n`);
        expect(faults).to.deep.equal([]);
        const found = messages.flatMap((message) => message.fields.map((field) => [field.tag, field.lines]));
        expect(found).to.deep.equal(fields);
      }),
    );
  });

  it("never fails on any text", () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      "{1:",
      "{4:",
      "-}",
      "-",
      ":20:",
      ":16R:",
      "\n",
      "\r",
      "\u0001",
      "$",
      "x",
      " ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        read(pieces.join(""));
      }),
      { numRuns: 500 },
    );
  });
});
