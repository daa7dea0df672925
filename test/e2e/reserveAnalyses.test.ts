import { writeFileSync } from "node:fs";

import { expect } from "chai";

import { newFolder, runAtpar } from "./cli.js";
import { enterIssuer, type Issuer } from "./issuer.js";
import type { Data } from "./operator.js";
import { onlyObject } from "./schemas.js";

/** The fixture's 1,325,000.50 HKD, all of it at one bank and the customers': no token is minted yet. */
describe("e2e/reserves stress, excess and breaches", function () {
  this.timeout(60_000);
  let issuer: Issuer;
  before(async () => {
    issuer = await enterIssuer();
  });

  /** Offline: no chain, no journal. */
  const offline = async (exit: number, ...command: readonly string[]): Promise<Data> => {
    const { code, stdout, stderr } = await runAtpar(["reserves", ...command, "--json"]);
    expect(code, stdout + stderr).to.equal(exit);
    return onlyObject(stdout);
  };

  it("stresses a document by every scenario, or by one", async () => {
    const stress = ["stress", "--document", issuer.document];
    const { outcomes } = await offline(0, ...stress);
    const shown = (outcomes as Data[]).map(({ scenario, subject, after }) => [
      scenario,
      subject,
      (after as Data)["gross"],
    ]);
    expect(shown).to.deep.equal([
      ["rates-up-100", null, "1325000500000"],
      ["rates-up-300", null, "1325000500000"],
      ["run-10-percent", null, "0"],
      ["largest-custodian-lost", "ATPRHKHHXXX", "0"],
      ["each-custodian-lost", "ATPRHKHHXXX", "0"],
    ]);
    const { code, stdout } = await runAtpar(["reserves", ...stress, "--scenario", "run-10-percent"]);
    expect(code).to.equal(0);
    expect(stdout).to.match(/^ {2}the money +lasts$/mu);
    expect(stdout.split("\n").filter((line) => line.length > 80)).to.deep.equal([]);
    expect(await offline(2, ...stress, "--scenario", "war")).to.include({ code: "COMMAND_USAGE" });
    const wrong = `${newFolder("scenarios")}.json`;
    writeFileSync(wrong, '{"schema":"atpar.stress-scenarios/1"}');
    expect(await offline(3, ...stress, "--scenarios", wrong)).to.include({ code: "RESERVE_SCENARIOS_MALFORMED" });
  });

  it("says what may leave: nothing of what customers paid in", async () => {
    const excess = ["excess", "--document", issuer.document];
    const found = await offline(0, ...excess);
    expect(found).to.deep.include({
      ...{ policy: "hkma", reserves: "1325000500000", transit: "1325000500000", excess: "0" },
      classes: [{ class: "cash", free: "1325000500000", mayLeave: "0", countsFor: "0" }],
    });
    expect(await offline(3, ...excess, "--policy", "genius")).to.include({ code: "RESERVE_POLICY_DIFFERS" });
    const { code, stdout } = await runAtpar(["reserves", ...excess]);
    expect(code).to.equal(0);
    expect(stdout).to.match(/^Cash +1,325,000\.50 +0\.00 +0\.00$/mu);
  });

  it("lists the breach that the snapshot logged, with its day, overdue once that is over", async () => {
    const listed = async (on: string): Promise<Data> => {
      const { breaches } = await issuer.operator.json(["reserves", "breaches", "--on", on]);
      expect(breaches).to.have.length(1);
      return (breaches as Data[])[0]!;
    };
    const breach = await listed("2026-01-01");
    expect(breach).to.include({ rule: "B2.custodian", subject: "ATPRHKHH", found: "100.00 %", overdue: false });
    const due = String(breach["due"]);
    expect((await listed(due))["overdue"]).to.equal(false);
    expect((await listed("2027-12-31"))["overdue"]).to.equal(true);
    expect(await issuer.operator.text("reserves", "breaches", "--on", "2027-12-31")).to.include(`${due}, overdue`);
    const usd = await issuer.operator.json(["reserves", "breaches", "--currency", "USD"]);
    expect(usd["breaches"]).to.deep.equal([]);
    await issuer.operator.refusal(["reserves", "breaches", "--on", "tomorrow"], "MONEY_DATE_MALFORMED", 3);
  });
});
