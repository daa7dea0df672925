import { expect } from "chai";
import { depositRef, type DepositParts } from "../../scripts/statements/depositRef.js";
import { refusal } from "../money/refusal.js";

const parts: DepositParts = {
  bic11: "ATPRHKHHXXX",
  account: "012-345678-001",
  currency: "HKD",
  minorUnits: 100000000n,
  bookingDate: 20261120,
  reference: "AT2611200000017",
  ordinal: 0,
};

describe("statements/depositRef", () => {
  it("is the keccak256 of the ABI encoding, by values that another program computed", () => {
    // from a Keccak and an ABI encoder written out in Python from their specifications, not from ethers
    expect(depositRef(parts)).to.equal("0xbcb17feb39383ce4461188bebe78ad5dc30a59db222d04b71a5a705d3bd1e827");
    const second = { account: "012-345678-838", currency: "USD", minorUnits: 1000000n, reference: "AU2611200000007" };
    expect(depositRef({ ...parts, ...second, ordinal: 1 })).to.equal(
      "0xa910e8793325948e2e758ce3057e98b4ea9429d9b0b1951293c637aa89e70235",
    );
    const long: DepositParts = {
      bic11: "ABCDGB2LXXX",
      account: "GB82WEST12345698765432",
      currency: "GBP",
      minorUnits: 1n,
      bookingDate: 20250101,
      reference: "A REFERENCE THAT IS LONGER THAN 32 BYTES",
      ordinal: 4294967295,
    };
    expect(depositRef(long)).to.equal("0x7b6d5ea9e165bfa76d16e865f82298ae1908f30130bd69f2eddce623a491bc0b");
  });

  it("changes with every part", () => {
    const others: readonly Partial<DepositParts>[] = [
      { bic11: "ATPRHKHHABC" },
      { account: "012-345678-002" },
      { currency: "USD" },
      { minorUnits: 100000001n },
      { bookingDate: 20261121 },
      { reference: "AT2611200000018" },
      { ordinal: 1 },
    ];
    const all = [parts, ...others.map((other) => ({ ...parts, ...other }))].map(depositRef);
    expect(new Set(all).size).to.equal(8);
  });

  it("refuses any other spelling of a part, and names it", () => {
    const cases: readonly Partial<DepositParts>[] = [
      { bic11: "ATPRHKHH" },
      { bic11: "atprhkhhxxx" },
      { bic11: "ATPRHKHHXX " },
      { account: "012 345678 001" },
      { account: "" },
      { account: "x".repeat(65) },
      { currency: "hkd" },
      { currency: "ABC" },
      { minorUnits: 0n },
      { minorUnits: -1n },
      { minorUnits: 1n << 112n },
      { bookingDate: 20261131 },
      { bookingDate: 2026112 },
      { bookingDate: 20261120.5 },
      { reference: "" },
      { reference: " A" },
      { reference: "A " },
      { reference: "A\nB" },
      { reference: "x".repeat(141) },
      { ordinal: -1 },
      { ordinal: 0.5 },
      { ordinal: 4294967296 },
    ];
    for (const wrong of cases) {
      const error = refusal("STATEMENT_DEPOSIT_FIELD", () => depositRef({ ...parts, ...wrong }));
      expect(Object.keys(wrong)).to.deep.equal([error.parameters.field]);
      expect(error.exitCode).to.equal(3);
    }
  });
});
