import { expect } from "chai";

import { auditFaults } from "./auditFaults.js";
import { business, businessDays } from "./business.js";
import { deliveryFaults } from "./deliveryFaults.js";
import { findInAudit, findInDelivery, type Finding } from "./findings.js";
import { openIssuer, type Issuer } from "./issuer.js";
import { MonthRun } from "./monthRun.js";
import { plantOut } from "./plantOut.js";

const days = businessDays("2026-12-01", "2026-12-31");
const months = new Map(
  (["HKD", "USD"] as const).map((currency, index) => [currency, business(currency, days, 2026 + index)]),
);

/** The day that each fault is planted on, of either coin. All days before it have passed without: it is found then. */
const planted = { deliveries: plantOut(deliveryFaults, months, 7), audits: plantOut(auditFaults, months, 11) };

describe("a month of business days, both coins", function () {
  this.timeout(180_000);
  let issuer: Issuer;
  let run: MonthRun;
  const findings: Finding[] = [];

  before(async () => {
    issuer = await openIssuer(Date.parse("2026-11-20T10:00:00+08:00") / 1000);
    run = new MonthRun(issuer);
  });
  after(() => run.close());

  it("has weekends, a holiday and every kind of business in it", () => {
    expect(days).to.have.lengthOf(22);
    expect(days).to.include("2026-12-24").and.to.not.include("2026-12-25");
    for (const [currency, all] of months) {
      const kinds = new Set(all.flatMap(({ bookings }) => bookings.map(({ kind }) => kind)));
      expect([...kinds], currency).to.have.members(["deposit", "redemption", "transfer", "purchase", "maturity"]);
      expect(
        all.filter(({ noon }) => noon !== undefined),
        currency,
      ).to.have.length.above(2);
      expect(
        all.filter(({ truth }) => truth.payables > 0n),
        currency,
      ).to.not.be.empty;
    }
  });

  for (const [index, date] of days.entries()) {
    const here = <Planted extends { readonly date: string }>(all: readonly Planted[]) =>
      all.filter((one) => one.date === date);
    const faults = [...here(planted.deliveries), ...here(planted.audits)];
    const also =
      faults.length === 0 ? "" : `; finds ${faults.map((one) => `${one.currency}: ${one.fault.name}`).join("; ")}`;

    it(`${date}: reserves, limit and supply are what the books say${also}`, async () => {
      const found: Finding[] = [];
      await run.clock(date, "12:00:00");
      for (const [currency, all] of months) if (index > 0) await run.noon(currency, all[index]!, all[index - 1]!);
      await run.clock(date, "20:00:00");
      for (const [currency, all] of months) {
        const day = all[index]!;
        for (const { fault } of here(planted.deliveries).filter((one) => one.currency === currency)) {
          found.push(await findInDelivery(run, issuer, fault, { currency, day, before: all[index - 1]! }));
        }
        const snapshot = await run.evening(currency, day);
        for (const { fault } of here(planted.audits).filter((one) => one.currency === currency)) {
          found.push(await findInAudit(run, issuer, fault, { currency, day, snapshot }));
        }
      }
      findings.push(...found);
      for (const { fault, wanted, found: codes } of found) {
        const missing = wanted.filter((one) => !codes.some((code) => code.startsWith(one)));
        expect(missing, `${fault}, of which was found: ${codes.join(", ")}`).to.deep.equal([]);
      }
    });
  }

  it("has found every fault, of either coin", () => {
    const names = [...deliveryFaults, ...auditFaults].map(({ name }) => name);
    expect(findings.map(({ fault }) => fault)).to.have.members([...names, ...names]);
  });
});
