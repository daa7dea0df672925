import { expect } from "chai";
import fc from "fast-check";
import { closingBalance, openingBalance } from "../../scripts/statements/statement.js";
import { closingOf, day, expectedEntries, foundEntries, print, type Day, type DayEntry } from "./arbitraryDay.js";
import { codes, only, read } from "./fixture.js";
import { mt940, mt942, type MtParts } from "./mtFixture.js";

const MARKS = { credit: ["C", "RD"], debit: ["D", "RC"] } as const;

function printEntry(entry: DayEntry, currency: Day["currency"]): string {
  const { valueDate = "", bookingDate = "", direction, reversal, amountMinor, accountServicerRef, remittance } = entry;
  const entryDate = bookingDate === valueDate ? "" : bookingDate.slice(5).replace("-", "");
  const bank = accountServicerRef === undefined ? "" : `//${accountServicerRef}`;
  const funds = amountMinor % 2n === 0n ? currency.slice(2) : "";
  const information = remittance.map((text) => `\n:86:${text}`).join("");
  return (
    `${valueDate.slice(2).replaceAll("-", "")}${entryDate}${MARKS[direction][reversal ? 1 : 0]}${funds}` +
    `${print(amountMinor, currency, ",")}NTRF${entry.endToEndId ?? "NONREF"}${bank}${information}`
  );
}

function partsOf(given: Day): MtParts {
  const { account, number, currency, opening, entries } = given;
  const signed = (minor: bigint) => `${minor < 0n ? "-" : ""}${print(minor < 0n ? -minor : minor, currency, ",")}`;
  return {
    ...{ account, number: number.toString(), currency, opening: signed(opening), closing: signed(closingOf(given)) },
    entries: entries.map((entry) => printEntry(entry, currency)),
  };
}

describe("statements/mt: what is printed is what is read", () => {
  it("over generated MT940 and MT950, in blocks and bare", () => {
    const shape = fc.record({ type: fc.constantFrom("940" as const, "950" as const), blocks: fc.boolean() });
    fc.assert(
      fc.property(day, shape, (given, { type, blocks }) => {
        const { statements, violations } = read(mt940({ ...partsOf(given), type, blocks }));
        expect(violations).to.deep.equal([]);
        const [statement] = statements;
        expect(statement?.kind).to.equal(blocks ? `MT${type}` : "MT940");
        expect(statement?.account).to.include({ id: given.account, currency: given.currency });
        expect(statement?.sequence.electronic).to.equal(given.number.toString());
        expect(openingBalance(statement!)?.amountMinor).to.equal(given.opening);
        expect(closingBalance(statement!)?.amountMinor).to.equal(closingOf(given));
        expect(foundEntries(statement!.entries)).to.deep.equal(expectedEntries(given));
      }),
      { numRuns: 150 },
    );
  });

  it("over generated MT942, with its summaries", () => {
    const summary = ({ entries, currency }: Day) =>
      (["debit", "credit"] as const).map((direction) => {
        const found = entries.filter((entry) => entry.direction === direction);
        const sum = found.reduce((total, { amountMinor }) => total + amountMinor, 0n);
        return `:90${direction === "debit" ? "D" : "C"}:${found.length}${currency}${print(sum, currency, ",")}`;
      });
    fc.assert(
      fc.property(day, fc.boolean(), (given, blocks) => {
        const { account, number, currency, entries } = partsOf(given);
        const text = mt942({ account, number, currency, entries, blocks, more: summary(given) } as MtParts);
        const { statements, violations } = read(text);
        expect(violations).to.deep.equal([]);
        expect(statements[0]).to.include({ kind: "MT942" });
        expect(foundEntries(statements[0]!.entries)).to.deep.equal(expectedEntries(given));
      }),
      { numRuns: 100 },
    );
  });

  it("and never with another digit: MT940 does not foot then, MT942 reads as something else", () => {
    const closed = mt940();
    const interim = mt942();
    const digits = (text: string) =>
      [...text.matchAll(/(?<=HKD|[CD])[0-9]+,[0-9]*/gu)].flatMap(({ index, 0: amount }) =>
        [...amount.matchAll(/[0-9]/gu)].map((digit) => index + digit.index),
      );
    const turn = (text: string, at: number, by: number) =>
      text.slice(0, at) + ((Number(text[at]) + by) % 10).toString() + text.slice(at + 1);
    const step = fc.integer({ min: 1, max: 9 });
    expect([digits(closed).length, digits(interim).length]).to.deep.equal([36, 25]);
    fc.assert(
      fc.property(fc.constantFrom(...digits(closed)), step, (at, by) => {
        expect(codes(read(turn(closed, at, by)))).to.deep.equal(["STATEMENT_NOT_FOOTING"]);
      }),
      { numRuns: 200 },
    );
    // but for that of the floor limit, which is 0
    const entries = digits(interim).filter((at) => at > interim.indexOf(":61:"));
    const whole = foundEntries(only(read(interim)).entries);
    fc.assert(
      fc.property(fc.constantFrom(...entries), step, (at, by) => {
        expect(foundEntries(only(read(turn(interim, at, by))).entries)).to.not.deep.equal(whole);
      }),
      { numRuns: 200 },
    );
  });
});
