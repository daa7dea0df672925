import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { expect } from "chai";
import fc from "fast-check";

import { stress, type StressOutcome } from "../../scripts/reserves/stress.js";
import { runSources } from "../../scripts/reserves/stressRun.js";
import { parseScenarios, type StressScenario } from "../../scripts/reserves/stressScenarios.js";
import { arbitraryDocument, documentFrom, limitedPolicy } from "./arbitraryDocument.js";
import { thrown } from "./thrown.js";

const file = resolve(import.meta.dirname, "../../deployments/stress/standard.json");
const standard = parseScenarios(readFileSync(file, "utf8"), file);
const policy = { ...limitedPolicy, coverage: 10_000 };

const run = {
  name: "run",
  kind: "run",
  dailyPoints: 1_000,
  days: 10,
  settlementDays: 1,
  fundHaircut: 0,
  billHaircut: 1_000,
} as const;

function only(outcomes: readonly StressOutcome[]): StressOutcome {
  expect(outcomes).to.have.length(1);
  return outcomes[0]!;
}

describe("stress", () => {
  it("shocks bills by their days and funds by the scenario's, and nothing else", () => {
    const document = documentFrom({
      lines: [
        { class: "cash", custodian: "A", market: 1_000_000n },
        { class: "deposit", custodian: "A", market: 1_000_000n, days: 90 },
        { class: "bill", custodian: "B", market: 1_000_000n, days: 90, haircut: 100 },
        { class: "fund", custodian: "B", market: 1_000_001n },
        { class: "bill", custodian: "B", market: 1_000_000n, days: 90, eligible: false },
      ],
      supplies: [3_990_000n],
      policy,
    });
    const shock = { name: "up", kind: "rate-shock", points: 300, fundDays: 60 } as const;
    const { before, after } = only(stress(document, shock));
    expect(before.gross).to.equal(3_990_001n);
    // 3 % x 90 / 360 of the bill, 0.75 %, then 1 % off; 3 % x 60 / 360 of the fund, 0.5 %, rounded up
    expect(after.gross).to.equal(2_000_000n + 982_575n + (1_000_001n - 5_001n));
    expect(after.excess).to.equal(after.gross - 3_990_000n);
    expect([before.coverage, after.coverage]).to.deep.equal([10_000n, 9_968n]);
  });

  it("pays a run from cash, repo, what matures, funds, then bills sold; says when the money runs out", () => {
    const document = documentFrom({
      lines: [
        { class: "cash", custodian: "A", market: 150n },
        { class: "cash", custodian: "B", market: -20n },
        { class: "repo", custodian: "A", market: 60n, days: 1 },
        // due on Saturday 28 November: paid back on Monday
        { class: "deposit", custodian: "A", market: 100n, days: 5 },
        { class: "fund", custodian: "A", market: 70n },
        { class: "bill", custodian: "B", market: 110n, days: 200 },
        { class: "deposit", custodian: "A", market: 400n, days: 60 },
        { class: "bill", custodian: "B", market: 900n, days: 2, encumbered: true },
      ],
      supplies: [600n, 200n],
      payables: 5n,
      transit: 10n,
      policy,
    });
    const outcome = only(stress(document, run));
    const paid = outcome.run!.days.map(({ day, due, paid: from, unpaid }) => [
      ...[day.slice(5), due],
      ...[...runSources.map((source) => from[source]), unpaid],
    ]);
    expect(paid).to.deep.equal([
      ["11-24", 95n, 95n, 0n, 0n, 0n, 0n, 0n],
      ["11-25", 80n, 35n, 45n, 0n, 0n, 0n, 0n],
      ["11-26", 80n, 0n, 15n, 0n, 65n, 0n, 0n],
      ["11-27", 80n, 0n, 0n, 0n, 5n, 75n, 0n],
      ["11-30", 80n, 0n, 0n, 80n, 0n, 0n, 0n],
      ["12-01", 80n, 0n, 0n, 20n, 0n, 23n, 37n],
      ["12-02", 117n, 0n, 0n, 0n, 0n, 0n, 117n],
      ["12-03", 197n, 0n, 0n, 0n, 0n, 0n, 197n],
      ["12-04", 277n, 0n, 0n, 0n, 0n, 0n, 277n],
      ["12-07", 357n, 0n, 0n, 0n, 0n, 0n, 357n],
    ]);
    expect(outcome.run!.runsOut).to.equal("2026-12-01");
    expect(outcome.after).to.include({ gross: 400n, payables: 0n, transit: 0n, outstanding: 357n, excess: 43n });
  });

  it("sells nothing before it is settled, and lasts where there is enough", () => {
    const lines = [{ class: "bill", custodian: "B", market: 2_000n, days: 200 } as const];
    const early = only(stress(documentFrom({ lines, supplies: [1_000n], policy }), run));
    expect(early.run!.days.slice(0, 2).map(({ unpaid }) => unpaid)).to.deep.equal([100n, 0n]);
    expect(early.run!.runsOut).to.equal("2026-11-24");
    const overnight = [{ class: "repo", custodian: "B", market: 100n, days: 1 } as const];
    const back = only(stress(documentFrom({ lines: overnight, supplies: [1_000n], policy }), { ...run, days: 1 }));
    expect(back.run!.days[0]).to.deep.include({ day: "2026-11-24", due: 100n, unpaid: 0n });
    const rich = [{ class: "cash", custodian: "B", market: 1_000n } as const];
    const lasts = only(stress(documentFrom({ lines: rich, supplies: [1_000n], policy }), run));
    expect(lasts.run!.runsOut).to.equal(undefined);
    expect(lasts.after).to.include({ gross: 0n, outstanding: 0n, excess: 0n, coverage: undefined });
  });

  it("loses the largest custodian, or each in turn, and still owes what is overdrawn", () => {
    const document = documentFrom({
      lines: [
        { class: "cash", custodian: "B", market: 300n },
        { class: "cash", custodian: "A", market: 500n },
        { class: "cash", custodian: "B", market: 250n },
        { class: "cash", custodian: "B", market: -10n },
      ],
      supplies: [1_000n],
      policy,
    });
    const lost = (which: "largest" | "each") =>
      stress(document, { name: "lost", kind: "custodian-lost", which }).map(({ subject, after }) => [
        subject,
        after.gross,
        after.coverage,
      ]);
    expect(lost("largest")).to.deep.equal([["B", 490n, 4_900n]]);
    expect(lost("each")).to.deep.equal([
      ["A", 540n, 5_400n],
      ["B", 490n, 4_900n],
    ]);
  });

  it("pays no more than is due or there, whatever the document; no scenario makes a reserve larger", () => {
    const scenarios: StressScenario[] = [...standard.scenarios, run, { ...run, settlementDays: 0, dailyPoints: 3_333 }];
    fc.assert(
      fc.property(arbitraryDocument(), fc.constantFrom(...scenarios), (document, scenario) => {
        const outstanding = document.chains.reduce((sum, { supply }) => sum + supply, 0n);
        for (const { before, after, run: days } of stress(document, scenario)) {
          expect(before).to.include({ gross: document.totals.gross, excess: document.totals.excess, outstanding });
          expect(after.gross <= before.gross).to.equal(true);
          expect(after.excess).to.equal(after.gross - after.payables - after.transit - after.required);
          if (days === undefined) continue;
          let [total, unpaid] = [0n, 0n];
          for (const one of days.days) {
            const sources = runSources.map((source) => one.paid[source]);
            for (const amount of [...sources, one.unpaid]) expect(amount >= 0n).to.equal(true);
            const paid = sources.reduce((sum, amount) => sum + amount, 0n);
            expect(paid + one.unpaid).to.equal(one.due);
            [total, unpaid] = [total + paid, one.unpaid];
          }
          // what was paid is gone, and more than it only where something was sold below what it counts for
          const spent = before.gross - after.gross;
          const debts = (where: typeof before) => where.payables + where.transit + where.outstanding;
          expect(debts(before) - debts(after)).to.equal(total);
          expect(spent >= total).to.equal(true);
          if (days.days.every(({ paid }) => paid.funds + paid.sales === 0n)) expect(spent).to.equal(total);
          expect(days.runsOut === undefined).to.equal(days.days.every((one) => one.unpaid === 0n));
          expect(unpaid <= debts(after)).to.equal(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("reads scenarios strictly", () => {
    const text = JSON.stringify(standard);
    expect(parseScenarios(text, "s.json")).to.deep.equal(standard);
    for (const wrong of [
      "{",
      text.replace('"version":1', '"version":0'),
      text.replace('"points":100', '"points":1.5'),
      text.replace('"kind":"run"', '"kind":"walk"'),
      text.replace('"which":"each"', '"which":"each","also":1'),
      text.replace("rates-up-300", "rates-up-100"),
    ]) {
      expect(thrown(() => parseScenarios(wrong, "s.json")).code, wrong).to.equal("RESERVE_SCENARIOS_MALFORMED");
    }
  });
});
