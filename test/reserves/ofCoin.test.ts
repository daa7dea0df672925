import { expect } from "chai";

import { filesOfCoin } from "../../scripts/reserves/ofCoin.js";
import type { ReserveAccount } from "../../scripts/reserves/register.js";

function account(number: string, currency: string, bic11 = "ATPRHKHHXXX"): ReserveAccount {
  const names = { custodian: "Example Bank", country: "HK", trustReference: "T", messageVersions: [] };
  return { account: number, currency, bic11, ...names };
}

function file(...ids: string[]) {
  return { statements: ids.map((id) => ({ account: { id, servicerBic: "ATPRHKHH" } })) };
}

describe("filesOfCoin", () => {
  const accounts = [account("H", "HKD"), account("U", "USD"), account("H", "USD", "OTHRHKHHXXX")];

  it("sets aside what is of another coin's accounts, and keeps what is of nobody's", () => {
    const files = [file("H"), file("U"), file("H", "U"), file("X"), file()];
    expect(filesOfCoin(files, accounts, "HKD")).to.deep.equal([file("H"), file("H", "U"), file("X"), file()]);
    expect(filesOfCoin(files, accounts, "USD")).to.deep.equal([file("U"), file("H", "U"), file("X"), file()]);
  });

  it("sets nothing aside where nothing would be left, so that the intake says why", () => {
    expect(filesOfCoin([file("U")], accounts, "HKD")).to.deep.equal([file("U")]);
  });

  it("keeps a file that names no bank and may be of either coin", () => {
    const either = { statements: [{ account: { id: "H" } }] };
    expect(filesOfCoin([either, file("U")], accounts, "USD")).to.deep.equal([either, file("U")]);
    expect(filesOfCoin([either, file("U")], accounts, "HKD")).to.deep.equal([either]);
  });
});
