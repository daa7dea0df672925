import { stripVTControlCharacters as plain, styleText } from "node:util";

import { expect } from "chai";

import { pairs, table, wrap } from "../../scripts/commands/table.js";

const green = (text: string): string => styleText("green", text, { validateStream: false });

describe("table", () => {
  const columns = [{ title: "coin" }, { title: "supply", align: "right" }, { title: "" }] as const;

  it("aligns words to the left and figures to the right, without space at the end", () => {
    expect(
      table(columns, [
        ["HKDA", "1,325,000.50", "ok"],
        ["USDA", "0.00", ""],
      ]),
    ).to.deep.equal(["coin        supply", "----  ------------  --", "HKDA  1,325,000.50  ok", "USDA          0.00"]);
  });

  it("gives colours no place", () => {
    const coloured = table(columns, [
      [green("HKDA"), green("5.00"), green("ok")],
      ["USD", "12.00", "FAILED"],
    ]);
    expect(coloured[2]).to.include("\u001b[32m");
    expect(coloured.map((line) => plain(line))).to.deep.equal(
      table(columns, [
        ["HKDA", "5.00", "ok"],
        ["USD", "12.00", "FAILED"],
      ]),
    );
  });

  it("gives Chinese names the two places a character takes", () => {
    const names = [{ title: "debtor" }, { title: "amount", align: "right" }] as const;
    expect(
      table(names, [
        ["\u6e2f\u7063\u8cbf\u6613", "1.00"],
        ["Harbour", "20.00"],
      ]),
    ).to.deep.equal(["debtor    amount", "--------  ------", "\u6e2f\u7063\u8cbf\u6613    1.00", "Harbour    20.00"]);
  });

  it("shows headings alone where there are no rows", () => {
    expect(table(columns, [])).to.deep.equal(["coin  supply", "----  ------"]);
  });

  it("fills up a row that is short", () => {
    expect(table(columns, [["HKDA"]])[2]).to.equal("HKDA");
  });
});

describe("wrap", () => {
  it("breaks at spaces, and no line is longer than the room", () => {
    const text = "the registry accepts a report that the quorum has signed and that proves the limit";
    for (const room of [12, 20, 40, 80]) {
      const lines = wrap(text, room);
      expect(lines.join(" ")).to.equal(text);
      for (const line of lines) expect(line.length, line).to.be.at.most(room);
    }
  });

  it("fills each line as far as it goes", () => {
    expect(wrap("aa bb cc", 5)).to.deep.equal(["aa bb", "cc"]);
    expect(wrap("aa bb cc", 4)).to.deep.equal(["aa", "bb", "cc"]);
  });

  it("leaves a word whole that has no room", () => {
    const hash = `0x${"ab".repeat(32)}`;
    expect(wrap(`hash ${hash} end`, 20)).to.deep.equal(["hash", hash, "end"]);
  });

  it("counts what is seen", () => {
    expect(wrap(`${green("aa")} ${green("bb")} cc`, 5).map((line) => plain(line))).to.deep.equal(["aa bb", "cc"]);
  });

  it("keeps an empty text as one line", () => {
    expect(wrap("", 10)).to.deep.equal([""]);
  });
});

describe("pairs", () => {
  it("puts values into one column, within 80", () => {
    const value = "word ".repeat(40).trim();
    const lines = pairs(
      [
        ["network", "local, chain 31337"],
        [green("a longer label"), green(value)],
      ],
      3,
    );
    expect(plain(lines[0]!)).to.equal("   network         local, chain 31337");
    for (const line of lines.map((line) => plain(line))) expect(line.length, line).to.be.at.most(80);
    expect(plain(lines[1]!)).to.match(/^ {3}a longer label {2}word /u);
    for (const line of lines.slice(2).map((line) => plain(line))) expect(line).to.match(/^ {19}word/u);
    expect(
      lines
        .slice(1)
        .map((line) => plain(line))
        .join(" ")
        .match(/word/gu),
    ).to.have.length(40);
  });

  it("keeps a value of 0x and 64 digits on one line of 80", () => {
    const lines = pairs([["digest", `0x${"ab".repeat(32)}`]], 3);
    expect(lines).to.have.length(1);
    expect(lines[0]!.length).to.be.at.most(80);
  });

  it("has nothing to say of nothing", () => {
    expect(pairs([])).to.deep.equal([]);
  });

  it("leaves no space behind an empty value", () => {
    expect(pairs([["label", ""]])).to.deep.equal(["label"]);
  });
});
