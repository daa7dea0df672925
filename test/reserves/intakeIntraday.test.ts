import { expect } from "chai";

import { importDeposits } from "../../scripts/issuance/deposits.js";
import type { Journal } from "../../scripts/journal/Journal.js";
import { takeIn } from "../../scripts/reserves/intake.js";
import { rejection } from "../journal/rejection.js";
import { asMessage } from "../statements/fixture.js";
import { mt942 } from "../statements/mtFixture.js";
import { newBooks } from "./accounts.js";
import { bankText, readText } from "./bankFile.js";

const credit = { amount: "100.00", reference: "R1" };
const day = bankText({ closing: "100.00", entries: [credit] });
const report = (text = day, name = "noon.xml") => readText(asMessage(text, "camt.052"), name);

describe("takeIn: reports in the course of a day", () => {
  let journal: Journal;
  beforeEach(async () => {
    ({ journal } = await newBooks());
  });
  afterEach(() => journal.close());

  const take = (file: ReturnType<typeof readText>, purpose: "deposits" | "snapshot" = "deposits") =>
    takeIn(journal, [file], { currency: "HKD", purpose });
  const importFrom = async (file: ReturnType<typeof readText>) => {
    const [taken] = await take(file);
    return journal.transaction((entries) => importDeposits(entries, taken!.statement, taken!.account));
  };

  it("gives their credits for deposits, which the closing statement then finds known", async () => {
    const morning = await importFrom(report());
    expect(morning.deposits.map(({ reference, minorUnits }) => [reference, minorUnits])).to.deep.equal([
      ["R1", 10_000n],
    ]);
    const evening = await importFrom(readText(day, "day.xml"));
    expect(evening.deposits).to.deep.equal([]);
    expect(evening.known.map(({ ref }) => ref)).to.deep.equal(morning.deposits.map(({ ref }) => ref));
  });

  it("leaves credits alike in all else to the closing statement", async () => {
    const twice = bankText({ closing: "200.00", entries: [credit, credit] });
    const morning = await importFrom(report(twice));
    expect(morning.deposits).to.deep.equal([]);
    expect(morning.unusable.map(({ reason }) => reason)).to.deep.equal(["alike", "alike"]);
    expect((await importFrom(readText(twice, "day.xml"))).deposits.map(({ ordinal }) => ordinal)).to.deep.equal([0, 1]);
  });

  it("refuses them once imported, changed, or of another currency or account", async () => {
    await take(report());
    await rejection(take(report()), "RESERVE_STATEMENT_DUPLICATE");
    const changed = report(bankText({ closing: "101.00", entries: [{ ...credit, amount: "101.00" }] }));
    await rejection(take(changed), "RESERVE_STATEMENT_CHANGED");
    await rejection(take(report(bankText({ id: "S-2", account: "9" }))), "RESERVE_ACCOUNT_UNKNOWN");
  });

  it("takes MT942, whose bank and account the register tells", async () => {
    const { deposits } = await importFrom(readText(mt942(), "noon.mt942"));
    expect(deposits.map(({ reference, bic11 }) => [reference, bic11])).to.deep.equal([
      ["AT2611200000017", "ATPRHKHHXXX"],
      ["AT2611200000042", "ATPRHKHHXXX"],
      ["AT2611200000103", "ATPRHKHHXXX"],
    ]);
  });
});
