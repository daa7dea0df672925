import { createHash } from "node:crypto";

import { expect } from "chai";

import type { Journal } from "../../scripts/journal/Journal.js";
import { documentHash } from "../../scripts/reserves/document.js";
import { takeAgreementsIn, takeHoldingsIn } from "../../scripts/reserves/holdingsIntake.js";
import type { ReserveInputs } from "../../scripts/reserves/inputs.js";
import { openingsText, parseOpenings } from "../../scripts/reserves/openings.js";
import { registerAccount, type AccountInput } from "../../scripts/reserves/register.js";
import { replay } from "../../scripts/reserves/replay.js";
import { defaultHoldingsOptions, type HoldingsResult } from "../../scripts/statements/holdingsResult.js";
import { readSemt002 } from "../../scripts/statements/semt002.js";
import { rejection } from "../journal/rejection.js";
import { balForAcct, semt } from "../statements/holdingsFixture.js";
import { hkdAccount, newBooks } from "./accounts.js";
import { bill, fund, inputs, policy, treasury } from "./assetFixture.js";
import { bankFile } from "./bankFile.js";
import { position, snapshotOf } from "./snapshotOf.js";

const custody: AccountInput = {
  ...hkdAccount,
  account: "RESERVE01",
  custodian: "Example Custodian",
  holds: "securities",
};
const face = (amount: string) => `<FaceAmt>${amount}</FaceAmt>`;

function readText(text: string, file: string): HoldingsResult {
  return readSemt002(new TextEncoder().encode(text), file, defaultHoldingsOptions);
}

/** A whole statement of Friday; `tail` and `parts` as the fixture has them. */
function holdings(
  body = balForAcct(bill, "", face("1000000")),
  parts: Parameters<typeof semt>[1] = {},
): HoldingsResult {
  return readText(semt(body, parts), "holdings.xml");
}

const deposit: ReserveInputs["agreements"][number] = {
  class: "deposit",
  bic11: "ATPRHKHHXXX",
  account: "012-345678-001",
  reference: "TD-1",
  counterparty: "Example Bank",
  currency: "HKD",
  principal: 36_500_000n,
  interest: "3.65",
  yearDays: 365,
  start: "2026-11-10",
  maturity: "2027-01-31",
  collateral: [],
  confirmation: "cd".repeat(32),
};

/** The confirmation of {@link deposit}, as if its file had been delivered. */
const confirmed: ReadonlySet<string> = new Set([deposit.confirmation]);

describe("takeHoldingsIn", () => {
  let journal: Journal;
  beforeEach(async () => {
    ({ journal } = await newBooks());
    await registerAccount(journal, custody);
  });
  afterEach(() => journal.close());

  const take = (files: readonly HoldingsResult[], currency = "HKD", given = inputs) =>
    journal.transaction((entries) => takeHoldingsIn(entries, files, given, currency));

  it("gives each security with what of it is free, and records the statement once", async () => {
    const sub =
      "<BalBrkdwn><SubBalTp><Cd>BLOK</Cd></SubBalTp><Qty><Qty><Qty><FaceAmt>250000</FaceAmt></Qty></Qty></Qty></BalBrkdwn>";
    const file = holdings(balForAcct(bill, sub, face("1000000")) + balForAcct(fund, "", "<Unit>12.5</Unit>"));
    expect(file.violations).to.deep.equal([]);
    const [taken, ...rest] = await take([file]);
    expect(rest).to.deep.equal([]);
    expect(
      taken?.holdings.positions.map(({ isin, type, quantity, encumbered }) => [isin, type, quantity, encumbered]),
    ).to.deep.equal([
      [bill, "FAMT", 1_000_000_000_000n, 250_000_000_000n],
      [fund, "UNIT", 12_500_000n, 0n],
    ]);
    const head = await journal.head();
    await take([file]);
    expect(await journal.head()).to.deep.equal(head);
  });

  it("takes the latest of several statements of one account", async () => {
    const later = semt(balForAcct(bill, "", face("2")), { id: "S2" }).replaceAll("2026-11-20", "2026-11-23");
    const [taken] = await take([readText(later, "b.xml"), holdings()]);
    expect(taken?.holdings).to.include({ id: "S2", date: "2026-11-23" });
  });

  it("refuses what no reserve can be made of, by a code of its own", async () => {
    const partial = readText(semt(balForAcct(bill, "", face("1"))).replace("COMP", "DELT"), "d.xml");
    await rejection(take([partial]), "RESERVE_HOLDINGS_PARTIAL");
    await rejection(take([holdings(balForAcct(bill, "", face("1"), "SHOR"))]), "RESERVE_HOLDINGS_FIELD");
    const traded = readText(semt(balForAcct(bill, "", face("1"))).replace("SETT", "TRAD"), "t.xml");
    await rejection(take([traded]), "RESERVE_HOLDINGS_FIELD");
    await rejection(take([holdings(balForAcct("US912797AB18", "", face("1")))]), "RESERVE_INSTRUMENT_UNKNOWN");
    await rejection(take([holdings()], "USD"), "RESERVE_ACCOUNT_CURRENCY");
    const foreign = readText(semt(balForAcct(bill, "", face("1"))).replace("RESERVE 01", "OTHER"), "f.xml");
    await rejection(take([foreign]), "RESERVE_ACCOUNT_UNKNOWN");
    const cash = readText(semt(balForAcct(bill, "", face("1"))).replace("RESERVE 01", "012-345678-001"), "c.xml");
    const error = await rejection(take([cash]), "RESERVE_ACCOUNT_KIND");
    expect(error.parameters).to.include({ registered: "cash", found: "securities" });
    await rejection(take([readText("<Document/>", "e.xml")]), "STATEMENT_REFUSED");
  });

  it("refuses a file that changed under a known id, and records nothing of it", async () => {
    await take([holdings()]);
    const head = await journal.head();
    await rejection(take([holdings(balForAcct(bill, "", face("1000001")))]), "RESERVE_STATEMENT_CHANGED");
    expect(await journal.head()).to.deep.equal(head);
  });

  it("counts an agreement for one coin only, and refuses one on an account nobody registered", async () => {
    const given = { ...inputs, agreements: [deposit] };
    const agree = (currency: string, from = given, hashes: ReadonlySet<string> = confirmed) =>
      journal.transaction((entries) => takeAgreementsIn(entries, from, currency, hashes));
    expect(await agree("USD")).to.deep.equal([]);
    await rejection(agree("HKD", given, new Set()), "RESERVE_CONFIRMATION_MISSING");
    expect((await agree("HKD")).map(({ reference }) => reference)).to.deep.equal(["TD-1"]);
    expect(await agree("HKD")).to.have.length(1);
    await registerAccount(journal, { ...hkdAccount, account: "USD-1", currency: "USD" });
    const moved = { ...given, agreements: [{ ...deposit, account: "USD-1" }] };
    const error = await rejection(agree("USD", moved), "RESERVE_AGREEMENT_TAKEN");
    expect(error.parameters).to.include({ taken: "HKD", currency: "USD", reference: "TD-1" });
    const changed = { ...given, agreements: [{ ...deposit, principal: 99_900_000n }] };
    await rejection(agree("HKD", changed), "RESERVE_AGREEMENT_CHANGED");
    const lost = { ...given, agreements: [{ ...deposit, account: "NOBODYS" }] };
    await rejection(agree("HKD", lost), "RESERVE_ACCOUNT_UNKNOWN");
  });

  describe("as lines of a snapshot", () => {
    const given: ReserveInputs = { ...inputs, agreements: [deposit] };
    const asOf = BigInt(Date.parse("2026-11-20T14:00:00Z")) / 1000n;
    const cash = bankFile({ id: "S-1", closing: "1000.00", entries: [{ amount: "1000.00", reference: "R1" }] });
    const pledged =
      "<BalBrkdwn><SubBalTp><Cd>PLED</Cd></SubBalTp><Qty><Qty><Qty><FaceAmt>400</FaceAmt></Qty></Qty></Qty></BalBrkdwn>";
    const file = () =>
      holdings(
        balForAcct(bill, pledged, face("1000")) +
          balForAcct(treasury, "", face("100")) +
          balForAcct(fund, "", "<Unit>50</Unit>"),
      );

    async function snapshot() {
      const agreements = await journal.transaction((entries) => takeAgreementsIn(entries, given, "HKD", confirmed));
      const chains = [{ ...position, minted: 1_000_000_000n }];
      const holdings = await take([file()]);
      return snapshotOf(journal, [cash], { policy, asOf, chains, holdings, agreements, inputs: given });
    }

    it("values each part by itself, and the pledged part not at all", async () => {
      const { document } = await snapshot();
      expect(
        document.lines.map(({ class: kind, instrument, amount, value }) => [kind, instrument, amount, value]),
      ).to.deep.equal([
        ["cash", undefined, 1_000_000_000n, 1_000_000_000n],
        ["bill", bill, 597_000_000n, 591_030_000n],
        ["bill", bill, 398_000_000n, 0n],
        // 100 face at 99.0625 % at 7.75, less 1 % and 2 %
        ["bill", treasury, 767_734_375n, 744_702_343n],
        ["fund", fund, 50_005_000n, 49_754_975n],
        // 365,000.00 and ten days at 3.65 %
        ["deposit", "TD-1", 365_365_000_000n, 365_365_000_000n],
      ]);
      const gross = document.lines.reduce((sum, { value }) => sum + value, 0n);
      expect(document.totals).to.deep.equal({
        gross,
        payables: 0n,
        reserves: gross,
        required: 1_000_000_000n,
        transit: 1_000_000_000n,
        excess: gross - 2_000_000_000n,
      });
    });

    it("replays from the files, and names the holding that was changed by its line", async () => {
      const { document, openings } = await snapshot();
      const back = parseOpenings(openingsText(openings), "o.json");
      expect(replay(document, back, [cash], [file()], confirmed)).to.deep.equal([]);
      const changed = holdings(
        `${balForAcct(bill, pledged, face("1000"))}\n${balForAcct(treasury, "", face("101"))}${balForAcct(fund, "", "<Unit>50</Unit>")}`,
      );
      expect(replay(document, back, [cash], [changed], confirmed)).to.deep.equal([
        {
          file: "holdings.xml",
          line: 2,
          figure: `holding of ${treasury}`,
          was: "FAMT 100.00, 0.00 not free",
          is: "FAMT 101.00, 0.00 not free",
        },
      ]);
      expect(replay(document, back, [cash], [], confirmed).map(({ is }) => is)).to.deep.equal(["not among the files"]);
      const unconfirmed = replay(document, back, [cash], [file()]).map(({ figure }) => figure);
      expect(unconfirmed).to.deep.equal(["confirmation of TD-1"]);
    });

    it("binds inputs and policy: a changed price, rate or haircut is another document", async () => {
      const { document, openings } = await snapshot();
      const figures = (inputs_: ReserveInputs) =>
        replay(document, { ...openings, inputs: inputs_ }, [cash], [file()]).map(({ figure }) => figure);
      const price = { ...openings.inputs.prices[1]!, price: "99.0626" };
      const prices = openings.inputs.prices.map((one, index) => (index === 1 ? price : one));
      expect(figures({ ...openings.inputs, prices })).to.include.members([
        "lines.3.price",
        "lines.3.market",
        "assetsRoot",
      ]);
      const rates = openings.inputs.rates.map((rate) => ({ ...rate, bid: "7.7" }));
      expect(figures({ ...openings.inputs, rates })).to.include.members(["lines.3.rate", "lines.3.amount"]);
      const agreements = [{ ...deposit, principal: 1n }];
      expect(figures({ ...openings.inputs, agreements })).to.include.members(["lines.5.face", "totals.reserves"]);
      expect(documentHash(document)).to.equal(openings.documentHash);
      expect(document.files)
        .to.include("cd".repeat(32))
        .and.include(createHash("sha256").update(semtBytes()).digest("hex"));
    });

    function semtBytes(): string {
      return semt(
        balForAcct(bill, pledged, face("1000")) +
          balForAcct(treasury, "", face("100")) +
          balForAcct(fund, "", "<Unit>50</Unit>"),
      );
    }
  });
});
