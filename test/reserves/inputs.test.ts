import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";
import { z } from "zod";

import { inputsSchema, parseInputs, type ReserveInputs } from "../../scripts/reserves/inputs.js";
import { parsePolicy } from "../../scripts/reserves/policy.js";
import { inputs, treasury } from "./assetFixture.js";
import { thrown } from "./thrown.js";

const agreement: ReserveInputs["agreements"][number] = {
  class: "deposit",
  bic11: "ATPRHKHHXXX",
  account: "012-345678-001",
  reference: "TD-1",
  counterparty: "Example Bank",
  currency: "HKD",
  principal: 100_000n,
  interest: "3.65",
  yearDays: 365,
  start: "2026-11-01",
  maturity: "2027-01-31",
  collateral: [],
  confirmation: "cd".repeat(32),
};

describe("reserve inputs", () => {
  const whole: ReserveInputs = { ...inputs, agreements: [agreement] };
  const text = JSON.stringify(z.encode(inputsSchema, whole));

  it("read back as they were written", () => {
    expect(parseInputs(text, "i.json")).to.deep.equal(whole);
  });

  it("are refused with any field missing, unknown, twice or out of range", () => {
    const twice = (field: "instruments" | "prices" | "rates" | "agreements") => {
      return { ...whole, [field]: [...whole[field], ...whole[field].slice(0, 1)] };
    };
    const wrong: readonly object[] = [
      { ...whole, schema: "atpar.reserve-inputs/2" },
      { ...whole, more: 1 },
      twice("instruments"),
      twice("prices"),
      twice("rates"),
      twice("agreements"),
      { ...whole, instruments: [{ ...whole.instruments[0]!, isin: `${treasury.slice(0, -1)}6` }] },
      { ...whole, prices: [{ ...whole.prices[0]!, price: "0" }] },
      { ...whole, prices: [{ ...whole.prices[0]!, price: "1e2" }] },
      { ...whole, prices: [{ ...whole.prices[0]!, date: "2026-02-30" }] },
      { ...whole, agreements: [{ ...agreement, yearDays: 364 }] },
      { ...whole, agreements: [{ ...agreement, interest: "100.01" }] },
      { ...whole, agreements: [{ ...agreement, start: agreement.maturity }] },
      { ...whole, agreements: [{ ...agreement, reference: "TD-1 " }] },
      { ...whole, agreements: [agreement, { ...agreement, bic11: "ATPRHKHH001", confirmation: "ef".repeat(32) }] },
      { ...whole, agreements: [agreement, { ...agreement, reference: "TD-2" }] },
      { ...whole, rates: [{ ...whole.rates[0]!, bid: "7.7806" }] },
      { ...whole, rates: [{ ...whole.rates[0]!, quote: "USD" }] },
      { ...whole, agreements: [{ ...agreement, principal: -1n }] },
    ];
    for (const one of wrong) {
      const broken = JSON.stringify(one, (_, part: unknown) => (typeof part === "bigint" ? part.toString() : part));
      expect(thrown(() => parseInputs(broken, "i.json")).code, broken).to.equal("RESERVE_INPUTS_MALFORMED");
    }
    expect(thrown(() => parseInputs("{", "i.json")).code).to.equal("RESERVE_INPUTS_MALFORMED");
  });
});

describe("policies that come with Atpar", () => {
  for (const [name, days, bills] of [
    ["hkma", 365, 3],
    ["genius", 93, 1],
  ] as const) {
    it(`${name} reads, under its own name, with the tenor that rule B4 gives bills`, () => {
      const file = join(import.meta.dirname, `../../deployments/policies/${name}.json`);
      const policy = parsePolicy(readFileSync(file, "utf8"), name);
      expect(policy.name).to.equal(name);
      const rule = policy.classes.find((one) => one.class === "bill");
      expect([rule?.maxDays, rule?.categories?.length]).to.deep.equal([days, bills]);
      expect(policy.classes.find((one) => one.class === "deposit")?.maxDays).to.equal(92);
      expect(policy.classes.find((one) => one.class === "repo")?.overnight).to.equal(true);
    });
  }
});
