import { expect } from "chai";
import { change, codes, only, read } from "./fixture.js";
import { mt940, mt942 } from "./mtFixture.js";

const page = (number: string, opening: string, entry: string, closing: string, marks: [string, string], more = {}) =>
  mt940({ number, opening, entries: [entry], closing, marks, reference: `R${number}`, ...more });
const one = page("4/1", "1,00", "261120C2,00NTRFA//A", "3,00", ["F", "M"]);
const two = page("4/2", "3,00", "261120C4,00NTRFB//B", "7,00", ["M", "M"]);
const three = page("4/3", "7,00", "261120D1,00NTRFC//C", "6,00", ["M", "F"]);

describe("statements/mtPages", () => {
  it("joins pages in the order of their numbers, whatever their :20:, and foots over all of them", () => {
    for (const text of [one + two + three, three + one + two]) {
      const result = read(text);
      expect(result.violations).to.deep.equal([]);
      const statement = only(result);
      expect(statement.id).to.equal("R4/1/4/2026-11-20");
      expect(statement.page).to.deep.equal({ number: 3, last: true });
      expect(statement.entries.map(({ accountServicerRef }) => accountServicerRef)).to.deep.equal(["A", "B", "C"]);
    }
    expect(codes(read(one + two + change(three, "6,00", "6,01")))).to.deep.equal([
      "STATEMENT_NOT_FOOTING",
      "STATEMENT_NOT_FOOTING",
    ]);
  });

  it("joins pages that are not numbered where they follow each other", () => {
    const bare = (text: string) => text.replace(/:28C:4\/[1-3]/u, ":28C:0");
    const result = read(bare(one) + bare(two) + bare(three) + mt940({ number: "0", day: "261123", reference: "X" }));
    expect(result.violations).to.deep.equal([]);
    expect(result.statements.map(({ entries }) => entries.length)).to.deep.equal([3, 3]);
    expect(codes(read(bare(two) + bare(three)))).to.include("STATEMENT_PAGE_MISSING");
  });

  it("names the pages that are missing", () => {
    const missing = (text: string) =>
      read(text)
        .violations.filter(({ code }) => code === "STATEMENT_PAGE_MISSING")
        .map(({ message }) => message)
        .join();
    expect(missing(three)).to.include("page 3 is here, pages 1 to 2 are missing");
    expect(missing(two + three)).to.include("page 1 is missing");
    expect(missing(one + three)).to.include("page 2 is missing");
    expect(missing(one + two)).to.include("page 2 says that more follow");
    expect(missing(one)).to.include("page 1 says that more follow");
    expect(missing(three.replace(":28C:4/3", ":28C:4"))).to.include("page 2 is here, page 1 is missing");
    // a statement that opens and closes on page 2 lacks a page all the same
    expect(missing(mt940({ number: "4/2" }))).to.include("page 1 is missing");
    expect(missing(mt940({ number: "4/0" }))).to.include("pages count from 1");
  });

  it("refuses a page that is there twice, and a balance that changes from page to page", () => {
    expect(codes(read(one + two + three + three))).to.include("STATEMENT_ID_REPEATED");
    const off = page("4/2", "3,01", "261120C3,99NTRFB//B", "7,00", ["M", "M"]);
    const { violations } = read(one + off + three);
    expect(violations.map(({ code }) => code)).to.deep.equal(["STATEMENT_NOT_FOOTING", "STATEMENT_CARRY_CONTRADICTS"]);
    expect(violations[1]?.message).to.include("page 2 opens with 3.01, the page before it closes with 3.00");
    const uncarried = two.replace(/:60M:.*\n/u, "");
    expect(codes(read(one + uncarried + three))).to.include("STATEMENT_ELEMENT_MISSING");
  });

  it("keeps accounts, kinds and years apart", () => {
    const other = [one, two, three].map((text) => text.replace("012-345678-001", "13")).join("");
    expect(read(one + two + three + other).violations).to.deep.equal([]);
    expect(read(one + other + two + three).statements).to.have.length(2);
    const early = [one, two, three].map((text) => text.replaceAll("261120", "251120")).join("");
    expect(read(early + one + two + three).statements.map(({ id }) => id)).to.deep.equal([
      "R4/1/4/2025-11-20",
      "R4/1/4/2026-11-20",
    ]);
  });

  it("joins the pages of an MT942, which has no balances, and wants the first", () => {
    const report = (number: string, entry: string) => mt942({ number, entries: [entry] });
    const [first, second] = [report("9/1", "261120C1,00NTRFA//A"), report("9/2", "261120C2,00NTRFB//B")];
    const result = read(first + second);
    expect(result.violations).to.deep.equal([]);
    expect(only(result).entries).to.have.length(2);
    expect(codes(read(second))).to.deep.equal(["STATEMENT_PAGE_MISSING"]);
    expect(read(report("9", "261120C1,00NTRFA//A") + report("10", "261120C2,00NTRFB//B")).statements).to.have.length(2);
  });
});
