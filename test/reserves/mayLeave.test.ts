import { expect } from "chai";
import fc from "fast-check";

import { hongKongDate } from "../../scripts/money/businessDays.js";
import { findBreaches } from "../../scripts/reserves/breaches.js";
import type { AssetLine, ReserveDocument } from "../../scripts/reserves/document.js";
import { mayLeave } from "../../scripts/reserves/mayLeave.js";
import type { Policy } from "../../scripts/reserves/policy.js";
import { arbitraryDocument, documentFrom, limitedPolicy } from "./arbitraryDocument.js";

const noLimits: Policy = { ...limitedPolicy, coverage: 10_000, limits: [] };
const cash = { class: "cash", custodian: "ATPRHKHHXXX" } as const;
const bill = { class: "bill", custodian: "CUSTUS33XXX" } as const;

describe("mayLeave", () => {
  it("is the excess where no limit is near, and no more than a class has free", () => {
    const document = documentFrom({
      lines: [
        { ...cash, market: 90n },
        { ...bill, market: 30n },
        { ...bill, market: 500n, encumbered: true },
      ],
      supplies: [80n],
      policy: noLimits,
    });
    expect(document.totals.excess).to.equal(40n);
    expect(mayLeave(document, noLimits)).to.deep.equal([
      { class: "cash", free: 90n, amount: 40n, value: 40n },
      { class: "bill", free: 30n, amount: 30n, value: 30n },
    ]);
  });

  it("stops where a limit would be broken: cash of at least a tenth, a custodian of at most 60 %", () => {
    const policy: Policy = {
      ...noLimits,
      limits: [
        { of: "class", class: "cash", atLeast: 1_000, cureDays: 1 },
        { of: "custodian", atMost: 6_000, cureDays: 5 },
      ],
    };
    const lines = [
      { ...cash, market: 200n },
      { ...bill, market: 400n },
      { ...bill, custodian: "EXMPHKHHXXX", market: 400n },
    ];
    const document = documentFrom({ lines, supplies: [100n], policy });
    const [ofCash, ofBills] = mayLeave(document, policy);
    // (200 - x) / (1000 - x) >= 10 %: 111 and a ninth
    expect(ofCash).to.include({ amount: 111n });
    // cash would pass 60 % with 667 taken: 200 / 333 = 60.06 %
    expect(ofBills).to.include({ amount: 666n });
  });

  it("is nothing without an excess, or where a limit is broken already", () => {
    const document = documentFrom({ lines: [{ ...cash, market: 90n }], supplies: [90n], policy: noLimits });
    expect(mayLeave(document, noLimits)[0]).to.include({ amount: 0n, free: 90n });
    const broken = documentFrom({ lines: [{ ...cash, market: 90n }], supplies: [9n] });
    expect(mayLeave(broken, limitedPolicy)[0]).to.include({ amount: 0n });
  });

  it("leaves every limit kept; a little more would break one", () => {
    let [taken, stopped] = [0, 0];
    const little = 1_000_000n;
    fc.assert(
      fc.property(arbitraryDocument(0, fc.bigInt({ min: 0n, max: 10n ** 12n })), (document) => {
        for (const { class: name, free, amount, value } of mayLeave(document, limitedPolicy)) {
          expect(amount <= free).to.equal(true);
          if (value === 0n) continue;
          taken++;
          expect(value <= document.totals.excess).to.equal(true);
          expect(brokenAfter(document, name, value, relaxed)).to.deep.equal([]);
          const most = document.lines.reduce(
            (sum, line) => sum + (line.class === name && isTakable(line) ? line.value : 0n),
            0n,
          );
          if (value + little > most || value + little > document.totals.excess) continue;
          stopped++;
          expect(brokenAfter(document, name, value + little, limitedPolicy)).not.to.deep.equal([]);
        }
      }),
      { numRuns: 1500 },
    );
    expect(taken).to.be.above(50);
    expect(stopped).to.be.above(10);
  });
});

/** The limits with a basis point of room: the shares below are rounded otherwise. */
const relaxed: Policy = {
  ...limitedPolicy,
  limits: limitedPolicy.limits.map((limit) => ({
    ...limit,
    ...(limit.atMost !== undefined && { atMost: limit.atMost + 1 }),
    ...(limit.atLeast !== undefined && { atLeast: limit.atLeast - 1 }),
  })),
};

function isTakable({ value }: AssetLine): boolean {
  return value > 0n;
}

/** The rules broken once `value` has been taken from the class's lines in proportion. */
function brokenAfter(document: ReserveDocument, name: string, value: bigint, policy: Policy): string[] {
  const held = document.lines.filter((line) => line.class === name && isTakable(line));
  const whole = held.reduce((sum, line) => sum + line.value, 0n);
  const lines = document.lines.map((line) =>
    held.includes(line) ? { ...line, value: line.value - (line.value * value) / whole } : line,
  );
  const gross = document.totals.gross - value;
  const totals = { ...document.totals, gross, reserves: gross - document.totals.payables };
  return findBreaches("HKD", lines, totals, policy, hongKongDate(document.asOf)).map(({ rule }) => rule);
}
