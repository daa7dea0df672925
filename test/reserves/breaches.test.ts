import { expect } from "chai";

import type { AssetLine, Breach, ReserveDocument } from "../../scripts/reserves/document.js";
import { findBreaches } from "../../scripts/reserves/breaches.js";
import type { LimitRule } from "../../scripts/reserves/policy.js";
import { policy } from "./assetFixture.js";

const day = "2026-11-20";

function line(custodian: string, value: bigint, more: Partial<AssetLine> = {}): AssetLine {
  const figures = { face: value, market: value, accrued: 0n, other: 0n, amount: value, haircut: 0, value };
  const named = { custodian, custodianType: "bank", country: "HK", accountHash: "", file: "", date: day } as const;
  return { class: "cash", currency: "HKD", encumbered: false, rules: [], ...named, ...figures, ...more };
}

function totals(gross: bigint, required = 0n): ReserveDocument["totals"] {
  return { gross, payables: 0n, reserves: gross, required, transit: 0n, excess: gross - required };
}

function found(limits: readonly LimitRule[], lines: readonly AssetLine[], required = 0n): Breach[] {
  const gross = lines.reduce((sum, { value }) => sum + value, 0n);
  return findBreaches("HKD", lines, totals(gross, required), { ...policy, limits: [...limits] }, day);
}

describe("findBreaches", () => {
  const lines = [line("AAAAHKHHXXX", 6_000n), line("BBBBHKHHXXX", 4_000n)];

  it("takes a share at its limit, and names the one above it with the day it must be cured by", () => {
    const limit: LimitRule = { of: "custodian", atMost: 6_000, cureDays: 5 };
    expect(found([limit], lines)).to.deep.equal([]);
    expect(found([{ ...limit, atMost: 5_999 }], lines)).to.deep.equal([
      {
        rule: "B2.custodian",
        subject: "AAAAHKHH",
        found: "60.00 %",
        wanted: "at most 59.99 %",
        remedy: "move the part above the limit elsewhere",
        due: "2026-11-27",
      },
    ]);
    // any part of a basis point above is above
    const more = [line("AAAAHKHHXXX", 6_000_001n), line("BBBBHKHHXXX", 4_000_000n)];
    expect(found([limit], more).map((breach) => breach.found)).to.deep.equal(["60.01 %"]);
  });

  it("adds up what one custodian, issuer or class has, and what of it a rule is about", () => {
    const held = [
      line("AAAAHKHHXXX", 30n),
      line("AAAAHKHH001", 30n, { class: "fund", issuer: "F" }),
      line("BBBBHKHHXXX", 40n, { class: "bill", issuer: "G" }),
    ];
    const subjects = (limit: LimitRule) => found([limit], held).map(({ rule, subject }) => [rule, subject]);
    expect(subjects({ of: "custodian", atMost: 5_000, cureDays: 1 })).to.deep.equal([["B2.custodian", "AAAAHKHH"]]);
    expect(subjects({ of: "issuer", atMost: 3_500, cureDays: 1 })).to.deep.equal([["B2.issuer", "G"]]);
    expect(subjects({ of: "class", class: "fund", atMost: 2_999, cureDays: 1 })).to.deep.equal([["B2.class", "fund"]]);
    expect(subjects({ of: "class", class: "repo", atLeast: 1, cureDays: 1 })).to.deep.equal([["B2.class", "repo"]]);
    expect(subjects({ of: "class", class: "cash", atLeast: 3_000, cureDays: 1 })).to.deep.equal([]);
  });

  it("names missing coverage first, due the same day, and nothing where there is nothing to share", () => {
    const [first, ...rest] = found([], lines, 10_001n);
    expect(rest).to.deep.equal([]);
    expect(first).to.include({ rule: "B1.coverage", subject: "HKD", due: day });
    expect(found([], lines, 10_000n)).to.deep.equal([]);
    expect(found([{ of: "custodian", atMost: 1, cureDays: 1 }], [line("AAAAHKHHXXX", 0n)])).to.deep.equal([]);
  });
});
