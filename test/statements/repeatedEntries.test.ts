import { expect } from "chai";
import fc from "fast-check";
import { RepeatedEntries } from "../../scripts/statements/repeatedEntries.js";
import type { Entry } from "../../scripts/statements/statement.js";

const entry = (line: number, more: Partial<Entry>): Entry => ({
  ...{ line, ordinalInFile: line, amountMinor: 1n, currency: "HKD", direction: "credit" as const },
  ...{ reversal: false, status: "BOOK", details: [], ...more },
});

describe("statements/repeatedEntries", () => {
  it("finds what a map of the whole entries finds", () => {
    const parts = fc.record({
      account: fc.constantFrom("1", "12", "2"),
      reference: fc.constantFrom("2", "A", "AB", "B", "é", "銀\u{1f3e6}"),
      amountMinor: fc.bigInt({ min: 0n, max: 30n }),
      direction: fc.constantFrom("credit" as const, "debit" as const),
      status: fc.constantFrom("BOOK", "PDNG"),
      bookingDate: fc.constantFrom("2026-11-20" as const, "2026-11-21" as const),
    });
    fc.assert(
      fc.property(fc.array(parts, { minLength: 200, maxLength: 400 }), (all) => {
        const repeated = new RepeatedEntries();
        const known = new Map<string, number>();
        for (const [index, { account, reference, ...more }] of all.entries()) {
          const key = JSON.stringify([account, reference, more.amountMinor.toString(), { ...more, amountMinor: "" }]);
          expect(repeated.note(account, reference, entry(index + 1, more))).to.equal(known.get(key));
          if (!known.has(key)) known.set(key, index + 1);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("takes none of 300,000 references that differ by little for another, and finds each again", () => {
    const repeated = new RepeatedEntries();
    const reference = (index: number): string => `FT26324${index.toString().padStart(9, "0")}`;
    for (let index = 0; index < 300_000; index++) {
      if (repeated.note("12", reference(index), entry(index + 1, {})) !== undefined) expect.fail(reference(index));
    }
    for (let index = 0; index < 300_000; index += 997) {
      expect(repeated.note("12", reference(index), entry(400_000, {}))).to.equal(index + 1);
    }
  });
});
