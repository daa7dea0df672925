import { expect } from "chai";
import fc from "fast-check";

import { eligibleValue, valueAsset } from "../../scripts/reserves/valuation.js";
import { billFacts, context, failing, inputs, policy } from "./assetFixture.js";

const usd = { currency: "USD", categories: ["us-treasury-bill"], maturity: "2027-02-19" } as const;

describe("valueAsset", () => {
  it("takes the class's haircut off what passes every rule, and counts nothing of what fails one", () => {
    const { amount, haircut, value, rules, rate } = valueAsset(billFacts(), context);
    expect([amount, haircut, value, rate]).to.deep.equal([995_000_000_000n, 100, 985_050_000_000n, undefined]);
    expect(rules.map(({ rule, ok }) => [rule, ok])).to.deep.equal([
      ["B4.class", true],
      ["B1.date", true],
      ["B5.free", true],
      ["B5.lot", true],
      ["B1.moment", true],
      ["B1.price", true],
      ["B4.category", true],
      ["B4.issuer", true],
      ["B4.outstanding", true],
      ["B4.tenor", true],
      ["B6.currency", true],
    ]);
    expect(valueAsset(billFacts({ encumbered: true }), context)).to.include({ amount: 995_000_000_000n, value: 0n });
  });

  it("adds accrued interest and what is booked in the course of the day", () => {
    const { amount } = valueAsset(billFacts({ accrued: 7n, other: -3n }), context);
    expect(amount).to.equal(995_000_000_004n);
  });

  it("converts by the band's side that gives less, takes off both haircuts, and rounds down", () => {
    const { amount, haircut, value, rate } = valueAsset(billFacts({ ...usd, market: 1n }), context);
    expect(rate).to.deep.equal({ value: "7.75", source: "HKAB", date: "2026-11-20" });
    expect([amount, haircut, value]).to.deep.equal([7n, 300, 6n]);
  });

  it("converts by the market's rate where the peg has given way below the band", () => {
    const rates = [{ ...inputs.rates[0]!, bid: "7.70", ask: "7.71" }];
    const { rate } = valueAsset(billFacts(usd), { ...context, inputs: { ...inputs, rates } });
    expect(rate?.value).to.equal("7.70");
  });

  it("counts what is owed in full, at the side of the band that takes more", () => {
    const { amount, value, rate } = valueAsset(billFacts({ ...usd, class: "cash", market: -1_000_000n }), context);
    expect([rate?.value, amount, value]).to.deep.equal(["7.85", -7_850_000n, -7_850_000n]);
    const rates = [{ ...inputs.rates[0]!, ask: "7.90" }];
    const broken = valueAsset(billFacts({ ...usd, market: -1n }), { ...context, inputs: { ...inputs, rates } });
    expect([broken.rate?.value, broken.amount]).to.deep.equal(["7.90", -8n]);
  });

  it("fails another currency that the policy does not name, a rate that is missing, stale or of another source", () => {
    const none = { ...policy, currencies: [] };
    expect(failing(billFacts(usd), { policy: none })).to.deep.equal(["B6.currency"]);
    expect(failing(billFacts(usd), { currency: "USD" })).to.deep.equal([]);
    expect(failing(billFacts(usd), { inputs: { ...inputs, rates: [] } })).to.deep.equal(["B6.rate"]);
    for (const changed of [{ date: "2026-11-16" }, { date: "2026-11-21" }, { source: "elsewhere" }] as const) {
      const rates = [{ ...inputs.rates[0]!, ...changed }];
      expect(failing(billFacts(usd), { inputs: { ...inputs, rates } })).to.deep.equal(["B6.rate"]);
    }
    expect(valueAsset(billFacts(usd), { ...context, inputs: { ...inputs, rates: [] } })).to.include({
      amount: 0n,
      value: 0n,
    });
  });

  it("rounds a value down after the haircut, and counts what is owed in full", () => {
    expect(eligibleValue(1_000_001n, 500)).to.equal(950_000n);
    expect(eligibleValue(-1_000_001n, 500)).to.equal(-1_000_001n);
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 1n << 112n }), fc.integer({ min: 0, max: 10_000 }), (amount, haircut) => {
        const value = eligibleValue(amount, haircut);
        const exact = amount * BigInt(10_000 - haircut);
        expect(value * 10_000n <= exact && exact < (value + 1n) * 10_000n).to.equal(true);
      }),
    );
  });

  it("never counts more than the amount at the rate, whatever the rate", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(1n << 90n), max: 1n << 90n }),
        fc.integer({ min: 1, max: 99_999 }),
        fc.integer({ min: 0, max: 999 }),
        (market, bid, spread) => {
          const [low, high] = [bid, bid + spread].map((points) => (points / 1e4).toFixed(4)) as [string, string];
          const rates = [{ ...inputs.rates[0]!, bid: low, ask: high }];
          const { value } = valueAsset(billFacts({ ...usd, market }), { ...context, inputs: { ...inputs, rates } });
          expect(value * 10_000n <= market * BigInt(bid)).to.equal(true);
        },
      ),
    );
  });
});
