import { expect } from "chai";
import { parseMapping } from "../../scripts/statements/csvMapping.js";
import { refusal } from "../money/refusal.js";
import { cashJson, holdingsJson } from "./csvFixture.js";

const problems = (mapping: unknown): string => {
  const text = typeof mapping === "string" ? mapping : JSON.stringify(mapping);
  const error = refusal("CSV_MAPPING_INVALID", () => parseMapping(text, "m.json"));
  expect(error.exitCode).to.equal(3);
  return [error.message, ...error.violations.map(({ message }) => message)].join("\n");
};

describe("statements/csvMapping", () => {
  it("reads both kinds and fills in what is usual", () => {
    expect(parseMapping(JSON.stringify(holdingsJson), "m.json")).to.include({ kind: "holdings", quote: '"' });
    expect(parseMapping(JSON.stringify(cashJson), "m.json")).to.include({
      kind: "cash",
      decimal: ".",
      negative: "before",
    });
  });

  it("refuses what is no mapping", () => {
    problems("{");
    problems("[]");
    problems({ ...cashJson, schema: "atpar.csv-mapping/2" });
    problems({ ...cashJson, more: 1 });
    problems({ ...cashJson, date: "d/m/y" });
    problems({ ...cashJson, columns: { Date: "bookingday" } });
    expect(problems({ ...cashJson, constants: { bic: "X", currency: "ZZZ", account: "1" } })).to.match(
      /bic.*\n?.*currency/su,
    );
  });

  it("refuses one that leaves open what a file means", () => {
    const columns = cashJson["columns"] as Record<string, string>;
    const without = (field: string): Record<string, string> =>
      Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== field));
    expect(problems({ ...cashJson, columns: without("balance") })).to.include("opening and closing, or balance");
    expect(problems({ ...cashJson, columns: without("credit") })).to.include("amount, or credit and debit");
    expect(problems({ ...cashJson, columns: { ...columns, Sum: "amount" } })).to.include("amount stands beside");
    expect(problems({ ...cashJson, columns: { ...columns, Side: "direction" } })).to.include("directions");
    expect(problems({ ...cashJson, columns: { ...columns, Again: "balance" } })).to.include("balance is mapped twice");
    expect(problems({ ...cashJson, constants: { account: "1" } })).to.include("currency must be mapped");
    expect(problems({ ...cashJson, thousands: "." })).to.include("decimal separator");
    expect(problems({ ...cashJson, delimiter: '"' })).to.include("quote");
    expect(problems({ ...holdingsJson, quantityTypes: undefined })).to.include("quantityTypes");
    expect(problems({ ...holdingsJson, constants: {} })).to.include("priceType");
  });
});
