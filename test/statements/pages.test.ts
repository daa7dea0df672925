import { expect } from "chai";
import { bal, change, codes, hkd, lineOf, message, ntry, only, onlyViolation, read, stmt } from "./fixture.js";

const carried = (amount: string) => bal("ITBD", amount);
const one = stmt({ page: [1, false], seq: "4", body: bal("OPBD", "1.00") + ntry("2.00") + carried("3.00") });
const two = stmt({ page: [2, false], seq: "4", body: carried("3.00") + ntry("4.00") + carried("7.00") });
const three = stmt({
  page: [3, true],
  seq: "4",
  body: carried("7.00") + ntry("1.00", { ind: "DBIT" }) + bal("CLBD", "6.00"),
});

describe("statements/pages", () => {
  it("joins pages in the order of their numbers, and foots over all of them", () => {
    for (const text of [one + two + three, three + one + two]) {
      const result = read(message(text));
      expect(result.violations).to.deep.equal([]);
      const statement = only(result);
      expect(statement.entries.map(({ amountMinor }) => amountMinor)).to.deep.equal([200n, 400n, 100n]);
      expect(statement.page).to.deep.equal({ number: 3, last: true });
    }
    expect(codes(read(message(one + two + three.replace("6.00", "6.01"))))).to.deep.equal(["STATEMENT_NOT_FOOTING"]);
  });

  it("accepts a summary of the page and one of the statement", () => {
    const summary = (count: number) =>
      `<TxsSummry><TtlNtries><NbOfNtries>${count}</NbOfNtries></TtlNtries></TxsSummry>`;
    const text = (count: number) => message(one + two + three.replace("<Ntry>", `${summary(count)}<Ntry>`));
    expect(read(text(1)).violations).to.deep.equal([]);
    expect(read(text(3)).violations).to.deep.equal([]);
    expect(codes(read(text(2)))).to.deep.equal(["STATEMENT_SUMMARY_CONTRADICTS"]);
  });

  it("names the pages that are missing", () => {
    const missing = (text: string) =>
      read(message(text))
        .violations.filter(({ code }) => code === "STATEMENT_PAGE_MISSING")
        .map(({ message: says }) => says);
    expect(missing(three).join()).to.include("page 3 is here, pages 1 to 2 are missing");
    expect(missing(two + three).join()).to.include("pages 2, 3 are here, page 1 is missing");
    expect(missing(one + three).join()).to.include("page 2 is missing");
    expect(missing(one + two).join()).to.include("page 2 says that more follow");
    expect(missing(one + two + three.replace("false", "true")).join()).to.equal("");
    expect(missing(one + two.replace("<LastPgInd>false", "<LastPgInd>true") + three).join()).to.include(
      "says that it is the last",
    );
    expect(missing(one.replace("<PgNb>1", "<PgNb>0").replace("false", "true")).join()).to.include("pages count from 1");
  });

  it("refuses a page that is there twice", () => {
    expect(codes(read(message(one + two + three + three)))).to.include("STATEMENT_ID_REPEATED");
  });

  it("refuses a message that is itself a page of several", () => {
    const first = onlyViolation(change(hkd, "<LastPgInd>true", "<LastPgInd>false"));
    expect([first.code, first.line]).to.deep.equal(["STATEMENT_PAGE_MISSING", lineOf(hkd, "<MsgPgntn>")]);
    const second = onlyViolation(change(hkd, "<PgNb>1", "<PgNb>2"));
    expect(second.code).to.equal("STATEMENT_PAGE_MISSING");
    expect(second.message).to.include("ATPR-20261120-0001").and.to.include("page 2");
  });
});
