import { expect } from "chai";

import { isAtparError } from "../../scripts/errors/AtparError.js";
import { matchAccount } from "../../scripts/reserves/matchAccount.js";
import type { ReserveAccount } from "../../scripts/reserves/register.js";
import { bankFile, type PrintedStatement } from "./bankFile.js";

const account: ReserveAccount = {
  currency: "HKD",
  bic11: "ATPRHKHHXXX",
  account: "012-345678-001",
  custodian: "Example Bank",
  country: "HK",
  trustReference: "Deed",
  messageVersions: [],
};
const elsewhere = { ...account, bic11: "OTHRHKHHXXX" };

function match(printed: PrintedStatement): ReserveAccount | string {
  try {
    return matchAccount([account, elsewhere], bankFile(printed).statements[0]!);
  } catch (error) {
    if (isAtparError(error)) return error.code;
    throw error;
  }
}

describe("matchAccount", () => {
  it("finds the account by number and bank, the BIC being given with 8 or 11 characters", () => {
    for (const bic of ["ATPRHKHH", "ATPRHKHHXXX", "ATPRHKHHKLN"]) expect(match({ bic })).to.equal(account);
    expect(match({ bic: "OTHRHKHH" })).to.equal(elsewhere);
  });

  it("refuses another number, another bank, and a number alone that two banks use", () => {
    expect(match({ account: "012-345678-002" })).to.equal("RESERVE_ACCOUNT_UNKNOWN");
    expect(match({ bic: "ATPRSGSG" })).to.equal("RESERVE_ACCOUNT_UNKNOWN");
    expect(match({ bic: "" })).to.equal("RESERVE_ACCOUNT_AMBIGUOUS");
  });

  it("finds a number that is unique where the bank gives no BIC", () => {
    expect(matchAccount([account], bankFile({ bic: "" }).statements[0]!)).to.equal(account);
  });
});
