import { expect } from "chai";
import { currencies, currency, findCurrency } from "../../scripts/money/currencies.js";
import { iso4217Rows } from "../../scripts/money/iso4217.js";
import { refusal } from "./refusal.js";

describe("money/currencies", () => {
  it("knows code, number and decimals of currencies with 0, 2, 3 and 4 decimals", () => {
    expect(currency("HKD")).to.deep.equal({ code: "HKD", numeric: "344", exponent: 2 });
    expect(currency("USD")).to.deep.equal({ code: "USD", numeric: "840", exponent: 2 });
    expect(currency("JPY")).to.deep.equal({ code: "JPY", numeric: "392", exponent: 0 });
    expect(currency("KWD")).to.deep.equal({ code: "KWD", numeric: "414", exponent: 3 });
    expect(currency("CLF")).to.deep.equal({ code: "CLF", numeric: "990", exponent: 4 });
  });

  it("reads every row of the list, each code and number once", () => {
    const rows = iso4217Rows.split(",");
    const all = currencies();
    const withoutMinor = rows.filter((row) => row.trim().endsWith("-"));
    expect(rows).to.have.length(178);
    expect(withoutMinor).to.have.length(13);
    expect(all).to.have.length(rows.length - withoutMinor.length);
    expect(new Set(rows.map((row) => row.trim().slice(0, 3))).size).to.equal(rows.length);
    expect(new Set(rows.map((row) => row.trim().slice(4, 7))).size).to.equal(rows.length);
  });

  it("agrees with the runtime's own table, which shows 0 decimals where daily life uses none", () => {
    for (const { code, exponent } of currencies()) {
      const format = new Intl.NumberFormat("en", { style: "currency", currency: code });
      expect(format.resolvedOptions().maximumFractionDigits, code).to.be.oneOf([exponent, 0]);
    }
  });

  it("refuses what is not in the list", () => {
    for (const code of ["hkd", "HK", "", "DEM", "BGN", "__proto__", "XYZ"]) {
      expect(refusal("MONEY_CURRENCY_UNKNOWN", () => currency(code)).parameters.code).to.equal(code);
      expect(findCurrency(code)).to.equal(undefined);
    }
  });

  it("refuses metals and test codes, which have no minor unit", () => {
    for (const code of ["XAU", "XTS", "XXX", "XDR"]) {
      refusal("MONEY_CURRENCY_NO_MINOR_UNIT", () => currency(code));
      expect(findCurrency(code)).to.equal(undefined);
    }
  });
});
