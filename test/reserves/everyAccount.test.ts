import { expect } from "chai";

import { isAtparError } from "../../scripts/errors/AtparError.js";
import type { Journal } from "../../scripts/journal/Journal.js";
import { requireEveryAccount } from "../../scripts/reserves/everyAccount.js";
import { takeHoldingsIn } from "../../scripts/reserves/holdingsIntake.js";
import { noInputs } from "../../scripts/reserves/inputs.js";
import { takeIn } from "../../scripts/reserves/intake.js";
import { registerAccount } from "../../scripts/reserves/register.js";
import type { HoldingsResult } from "../../scripts/statements/holdingsResult.js";
import type { ReadResult } from "../../scripts/statements/readResult.js";
import { undone } from "../issuance/undone.js";
import { semt, balForAcct, isins, readSemt } from "../statements/holdingsFixture.js";
import { newBooks } from "./accounts.js";
import { bankFile } from "./bankFile.js";

/** Noon of the day after the statements. */
const asOf = BigInt(Date.parse("2026-11-21T04:00:00Z")) / 1000n;
const other = "012-345678-002";
const inputs = {
  ...noInputs,
  instruments: [{ isin: isins[0], class: "bill", category: "bill", issuer: "HKMA", currency: "HKD" } as const],
};

describe("requireEveryAccount", () => {
  let journal: Journal;
  before(async () => {
    ({ journal } = await newBooks());
    const account = { currency: "HKD", bic: "ATPRHKHH", custodian: "Example Bank", trustReference: "Deed" };
    await registerAccount(journal, { ...account, account: other });
    await registerAccount(journal, { ...account, account: "RESERVE01", holds: "securities" });
  });
  after(() => journal.close());

  interface Known {
    readonly cash?: readonly ReadResult[];
    readonly holdings?: readonly HoldingsResult[];
    readonly time?: bigint;
  }

  /** Asks for every account with `files`, after others were taken in. @returns the accounts that are left out */
  async function leftOut(files: readonly ReadResult[], { cash = [], holdings = [], time = asOf }: Known) {
    const options = { currency: "HKD", purpose: "snapshot" } as const;
    const errors: unknown[] = [];
    await undone(journal, async () => {
      await journal.transaction((entries) => takeHoldingsIn(entries, holdings, inputs, "HKD"));
      await takeIn(journal, cash, options);
      const statements = await takeIn(journal, files, options);
      await journal.transaction(async (entries) => {
        await requireEveryAccount(entries, { currency: "HKD", statements, holdings: [], asOf: time }).catch(
          (error: unknown) => errors.push(error),
        );
      });
    });
    const [error] = errors;
    if (error === undefined) return undefined;
    if (!isAtparError(error, "RESERVE_STATEMENT_ABSENT")) throw error as Error;
    const { account, statement, date } = error.parameters;
    return [account, statement, date, error.violations.length];
  }

  const today = bankFile({ id: "S-2", sequence: "2", date: "2026-11-21", opening: "0.00", closing: "0.00" });
  const ended = (closing: string) => bankFile({ id: "T-1", account: other, opening: closing, closing });
  const held = readSemt(semt(balForAcct(isins[0])));

  it("asks for no account that was never heard of, nor for one that ended at zero", async () => {
    expect(await leftOut([today], { cash: [ended("0.00")] })).to.equal(undefined);
  });

  for (const closing of ["1000.00", "-1000.00"]) {
    it(`asks for an account that ended at ${closing}`, async () => {
      expect(await leftOut([today], { cash: [ended(closing)] })).to.deep.equal([other, "T-1", "2026-11-20", 1]);
    });
  }

  it("does not ask for what was known only later than the snapshot's time", async () => {
    const earlier = bankFile({ id: "S-1", sequence: "1", date: "2026-11-19", opening: "0.00", closing: "0.00" });
    const time = asOf - 2n * 86_400n;
    expect(await leftOut([earlier], { cash: [ended("1000.00")], holdings: [held], time })).to.equal(undefined);
  });

  it("asks for a safekeeping account that held a security, and not for one that was empty", async () => {
    expect(await leftOut([today], { holdings: [held] })).to.deep.equal(["RESERVE01", "S1", "2026-11-20", 1]);
    expect(await leftOut([today], { holdings: [readSemt(semt("", { flag: "false" }))] })).to.equal(undefined);
  });

  it("names every account that is left out", async () => {
    const all = await leftOut([today], { cash: [ended("1.00")], holdings: [held] });
    expect(all).to.deep.equal([other, "T-1", "2026-11-20", 2]);
  });
});
