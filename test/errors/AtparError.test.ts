import { expect } from "chai";

import { AtparError, isAtparError, violation } from "../../scripts/errors/AtparError.js";
import { catalogue, type ErrorCode } from "../../scripts/errors/catalogue.js";

/** An error of any code, each of its parameters named in the text. */
function filled(code: ErrorCode): AtparError {
  const names = [...catalogue[code].message.matchAll(/\{(\w+)\}/gu)].map(([, name = ""]) => name);
  const parameters = Object.fromEntries(names.map((name) => [name, `<${name}>`]));
  return new AtparError(code, parameters);
}

describe("AtparError", () => {
  it("puts the figures into the message", () => {
    const error = new AtparError("ORDER_NOT_APPROVED", { order: "0x12", count: 1, needed: 2n });
    expect(error.message).to.equal("order 0x12 has 1 of 2 approvals");
    expect(error.parameters).to.deep.equal({ order: "0x12", count: 1, needed: 2n });
    expect(error).to.include({ name: "AtparError", code: "ORDER_NOT_APPROVED", exitCode: 3 });
    expect(error.help).to.equal(catalogue.ORDER_NOT_APPROVED.help);
    expect(error.violations).to.deep.equal([]);
  });

  it("fills every message of the catalogue from its parameters", () => {
    for (const code of Object.keys(catalogue) as ErrorCode[]) {
      const { message, parameters } = filled(code);
      expect(message, code).not.to.match(/[{}]/u);
      for (const value of Object.values(parameters)) expect(message, code).to.include(value);
    }
  });

  it("does not fill in what a parameter itself brings along", () => {
    const error = new AtparError("DEPLOY_PROFILE_INVALID", { file: "{problem}", problem: "$& {file}" });
    expect(error.message).to.equal("{problem}: $& {file}");
  });

  it("keeps the cause and the violations", () => {
    const cause = new Error("below");
    const violations = [violation("STATEMENT_EMPTY", { place: "a.xml" }, 7)];
    const error = new AtparError("STATEMENT_REFUSED", { file: "a.xml", count: 1, first: "x" }, { cause, violations });
    expect(error.cause).to.equal(cause);
    expect(error.violations).to.deep.equal([{ code: "STATEMENT_EMPTY", message: "a.xml: the file is empty", line: 7 }]);
    expect("cause" in new AtparError("ORDER_AMOUNT_ZERO", {})).to.equal(false);
  });

  it("leaves the line out where a violation has none", () => {
    expect(violation("STATEMENT_EMPTY", { place: "a.xml" })).to.have.all.keys("code", "message");
  });

  it("is told from other errors, and by its code", () => {
    const error: unknown = new AtparError("ORDER_AMOUNT_ZERO", {});
    expect(isAtparError(error)).to.equal(true);
    expect(isAtparError(error, "ORDER_AMOUNT_ZERO")).to.equal(true);
    expect(isAtparError(error, "ORDER_UNKNOWN")).to.equal(false);
    expect(isAtparError(new Error("the amount is zero"))).to.equal(false);
    expect(isAtparError({ code: "ORDER_AMOUNT_ZERO" })).to.equal(false);
  });
});
