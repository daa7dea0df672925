import { expect } from "chai";

import type { AssetFacts } from "../../scripts/reserves/assetFacts.js";
import { billFacts, failing } from "./assetFixture.js";

const repo: Partial<AssetFacts> = {
  class: "repo",
  categories: ["us-treasury-bill"],
  maturity: "2026-11-23",
  date: "2026-11-20",
  market: 100n,
  accrued: 1n,
  collateral: 101n,
};

/** What is wrong with an asset, and the one rule that says so. */
const cases: readonly (readonly [string, Partial<AssetFacts>, readonly string[]])[] = [
  ["a bill in order", {}, []],
  ["a class that no policy counts", { class: "other" }, ["B4.class"]],
  ["a category that is not eligible", { categories: ["corporate-bill"] }, ["B4.category"]],
  ["an issuer that is not eligible", { issuer: "Example Corporation" }, ["B4.issuer"]],
  ["a balance at the age allowed", { class: "cash", date: "2026-11-17" }, []],
  ["a balance a day older", { class: "cash", date: "2026-11-16" }, ["B1.date"]],
  ["a balance of tomorrow", { class: "cash", date: "2026-11-21" }, ["B1.date"]],
  ["a pledged part", { encumbered: true }, ["B5.free"]],
  ["a holding of the day before the cash's", { date: "2026-11-19" }, ["B1.moment"]],
  ["a security received under a repo", { received: true }, ["B5.lot"]],
  ["a price above any of a bill", { price: { value: "105.01", source: "HKMA", date: "2026-11-20" } }, ["B1.price"]],
  ["a price of tomorrow", { price: { value: "99", source: "HKMA", date: "2026-11-21" } }, ["B1.price"]],
  ["a price too old", { price: { value: "99", source: "HKMA", date: "2026-11-16" } }, ["B1.price"]],
  ["a bill 93 days from maturity", { maturity: "2027-02-21" }, []],
  ["a bill 94 days from maturity", { maturity: "2027-02-22" }, ["B4.tenor"]],
  ["a bill that matures today", { maturity: "2026-11-20" }, ["B4.outstanding"]],
  ["a fund without a maturity", { class: "fund", categories: ["government-money-fund"] }, []],
  ["a deposit of 92 days", { class: "deposit", categories: [], maturity: "2027-02-20" }, []],
  [
    "a deposit of a year with a month left",
    { class: "deposit", categories: [], maturity: "2026-12-20", date: "2025-12-20" },
    ["B4.tenor"],
  ],
  ["a repo of a month on its last day", { ...repo, date: "2026-10-23" }, ["B4.overnight"]],
  ["a deposit of 93 days", { class: "deposit", categories: [], maturity: "2027-02-21" }, ["B4.tenor"]],
  [
    "a deposit that starts tomorrow",
    { class: "deposit", categories: [], date: "2026-11-21" },
    ["B1.date", "B1.moment"],
  ],
  ["a repo over the weekend", repo, []],
  ["a repo a day longer", { ...repo, maturity: "2026-11-24" }, ["B4.overnight"]],
  ["a repo with too little collateral", { ...repo, collateral: 100n }, ["B4.collateral"]],
  [
    "a repo whose collateral was priced long ago",
    { ...repo, price: { value: "99", source: "T", date: "2026-11-16" } },
    ["B1.price"],
  ],
  ["a repo whose collateral has no price", { ...repo, collateral: undefined }, ["B4.collateral"]],
  [
    "a repo with one security of the wrong kind",
    { ...repo, categories: ["us-treasury-bill", "unknown"] },
    ["B4.category"],
  ],
  ["a repo without collateral", { ...repo, categories: [], collateral: 0n }, ["B4.category", "B4.collateral"]],
];

describe("lineRules", () => {
  for (const [what, changed, wanted] of cases) {
    it(`fails ${what} by ${wanted.length === 0 ? "no rule" : wanted.join(" and ")}`, () => {
      expect(failing(billFacts(changed))).to.deep.equal(wanted);
    });
  }

  it("fails a deposit that was paid for after the closing balance: its principal is in the cash still", () => {
    const deposit = billFacts({ class: "deposit", categories: [], date: "2026-11-20" });
    expect(failing(deposit)).to.deep.equal([]);
    expect(failing(deposit, { closed: "2026-11-19" })).to.deep.equal(["B1.moment"]);
  });

  it("fails a security without a price, and a bill without a maturity", () => {
    const { price, maturity, ...rest } = billFacts();
    expect([price?.value, maturity]).to.deep.equal(["99.5", "2027-01-20"]);
    expect(failing(rest)).to.deep.equal(["B1.price", "B4.tenor"]);
  });
});
