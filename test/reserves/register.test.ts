import { expect } from "chai";

import type { Journal } from "../../scripts/journal/Journal.js";
import { findAccount, listAccounts, registerAccount } from "../../scripts/reserves/register.js";
import { rejection } from "../journal/rejection.js";
import { hkdAccount, newJournal } from "./accounts.js";

describe("registerAccount", () => {
  let journal: Journal;
  beforeEach(async () => {
    journal = await newJournal();
  });
  afterEach(() => journal.close());

  it("keeps an account under its 11-character BIC, without spaces, with the BIC's country", async () => {
    const account = await registerAccount(journal, { ...hkdAccount, account: "012-345 678-001" });
    expect(account).to.include({ bic11: "ATPRHKHHXXX", account: "012-345678-001", country: "HK" });
    expect(await findAccount(journal, "ATPRHKHH", "012-345678-001")).to.deep.equal(account);
    expect(await findAccount(journal, "ATPRHKHHXXX", "012-345678-002")).to.equal(undefined);
  });

  it("lists the accounts of one coin, or of all", async () => {
    await registerAccount(journal, hkdAccount);
    await registerAccount(journal, { ...hkdAccount, account: "012-345678-838", currency: "USD" });
    expect((await listAccounts(journal, "USD")).map(({ account }) => account)).to.deep.equal(["012-345678-838"]);
    expect(await listAccounts(journal)).to.have.length(2);
  });

  it("names every field that is wrong, and registers nothing", async () => {
    const input = {
      ...hkdAccount,
      currency: "HKX",
      bic: "ATPR",
      custodian: " ",
      trustReference: "",
      account: "GB82WEST12345698765433",
    };
    const error = await rejection(registerAccount(journal, input), "RESERVE_ACCOUNT_FIELD");
    expect(error.violations.map(({ message }) => message.split(" ")[0])).to.deep.equal([
      "currency",
      "BIC",
      "account",
      "custodian",
      "country",
      "trust",
    ]);
    expect(await listAccounts(journal)).to.have.length(0);
  });

  it("takes an IBAN whose check digits hold, and refuses wrong ones, and a colon, which would blur keys", async () => {
    await registerAccount(journal, { ...hkdAccount, account: "GB82 WEST 1234 5698 7654 32" });
    for (const account of ["GB83WEST12345698765432", "1:2", ""]) {
      await rejection(registerAccount(journal, { ...hkdAccount, account }), "RESERVE_ACCOUNT_FIELD");
    }
  });

  it("counts one account for one coin only, whatever branch or spelling it is named by", async () => {
    await registerAccount(journal, hkdAccount);
    for (const other of [hkdAccount, { ...hkdAccount, bic: "ATPRHKHHKLN" }]) {
      const error = await rejection(registerAccount(journal, { ...other, currency: "USD" }), "RESERVE_ACCOUNT_TAKEN");
      expect(error.parameters).to.include({ currency: "USD", taken: "HKD", account: "012-345678-001" });
    }
    // another bank may use the same number
    await registerAccount(journal, { ...hkdAccount, bic: "OTHRHKHH", currency: "USD" });
    const iban = { ...hkdAccount, account: "GB82WEST12345698765432" };
    await registerAccount(journal, iban);
    await rejection(registerAccount(journal, { ...iban, bic: "OTHRHKHH", currency: "USD" }), "RESERVE_ACCOUNT_TAKEN");
  });

  it("is the earlier account when told the same again, and refuses to be told otherwise", async () => {
    const first = await registerAccount(journal, hkdAccount);
    expect(await registerAccount(journal, { ...hkdAccount, bic: "ATPRHKHHXXX" })).to.deep.equal(first);
    const changed = registerAccount(journal, { ...hkdAccount, trustReference: "Another deed" });
    const error = await rejection(changed, "RESERVE_ACCOUNT_DIFFERS");
    expect(error.parameters).to.include({ registered: "Deed of trust 2026-1", given: "Another deed" });
    expect((await journal.head()).seq).to.equal(1);
  });
});
