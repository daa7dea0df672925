import { expect } from "chai";
import type { Violation } from "../../scripts/errors/AtparError.js";
import { cashCsv, holdingsCsv, readCashCsv, readHoldingsCsv } from "./csvFixture.js";
import { hkd, read, usd } from "./fixture.js";
import { mt535, readMt, readSemt } from "./holdingsFixture.js";
import { mt940 } from "./mtFixture.js";
import { printSemt, sampleHoldings } from "./printHoldings.js";

interface Result {
  readonly sha256: string;
  readonly violations: readonly Violation[];
  readonly statements: readonly unknown[];
}

/** What is read of a file, but for its hash, which every change changes; and for lines. */
function figuresOf({ statements }: Result): string {
  return JSON.stringify(statements, (name, value: unknown) =>
    name === "sha256" ? undefined : typeof value === "bigint" ? value.toString() : value,
  );
}

/**
 * Where in `text` a digit, made another, is neither refused nor read as another figure: what stands up to it.
 * @param within - the parts of the text whose digits are tried, one after the other.
 */
function silentDigits(text: string, readText: (text: string) => Result, within = /[\s\S]+/gu): string[] {
  const whole = readText(text);
  expect(whole.violations).to.deep.equal([]);
  const figures = figuresOf(whole);
  const silent: string[] = [];
  let [places, refused] = [0, 0];
  for (const part of text.matchAll(within)) {
    for (const { index, 0: digit } of part[0].matchAll(/[0-9]/gu)) {
      const at = part.index + index;
      const other = ((Number(digit) + 1 + (at % 9)) % 10).toString();
      const changed = readText(text.slice(0, at) + other + text.slice(at + 1));
      expect(changed.sha256).to.not.equal(whole.sha256);
      places++;
      if (changed.violations.length > 0) refused++;
      else if (figuresOf(changed) === figures) silent.push(text.slice(0, at + 1));
    }
  }
  expect(places).to.be.at.least(60);
  expect(refused).to.be.at.least(20);
  return silent;
}

/** The innermost element that each of `texts` ends in. */
function elementsOf(texts: readonly string[]): string[] {
  const last = (text: string): string => /<([\w?]+)[^<>]*(?:>[^<>]*)?$/u.exec(text)?.[1] ?? "";
  return [...new Set(texts.map(last))].sort();
}

describe("statements: a single changed digit in a day-end file", () => {
  it("is refused or read as another figure, wherever it stands in a camt.053 but for the message's own header", () => {
    expect(elementsOf(silentDigits(hkd, read))).to.deep.equal(["?xml", "CreDtTm", "MsgId"]);
    const silent = silentDigits(usd, read);
    expect(elementsOf(silent)).to.deep.equal(["?xml", "CreDtTm", "DtTm", "MsgId"]);
    // entries are of a day: the time at which one was booked is not read
    for (const text of silent) if (elementsOf([text]).includes("DtTm")) expect(text).to.match(/T[0-9:.+-]*$/u);
  });

  it("in the fields of an MT940 and an MT950", () => {
    const fields = /(?<=^:[0-9]{2}[A-Z]?:).*/gmu;
    expect(silentDigits(mt940(), read, fields)).to.deep.equal([]);
    expect(silentDigits(mt940({ type: "950", blocks: false }), read, fields)).to.deep.equal([]);
  });

  it("in every figure, date and name of an MT535, and all of a semt.002", () => {
    const fields = /(?<=^:(?:28E|13A|98C|97A|35B|90A|98A::PRIC|93B|93C|19A):).*/gmu;
    expect(silentDigits(mt535, readMt, fields)).to.deep.equal([]);
    expect(silentDigits(printSemt(sampleHoldings), readSemt)).to.deep.equal([]);
  });

  it("of a CSV of entries and one of holdings", () => {
    expect(silentDigits(cashCsv, readCashCsv)).to.deep.equal([]);
    expect(silentDigits(holdingsCsv, readHoldingsCsv)).to.deep.equal([]);
  });
});
