import { expect } from "chai";
import { requireSound } from "../../scripts/statements/readResult.js";
import { refusal } from "../money/refusal.js";
import { change, hkd, read } from "./fixture.js";

describe("statements/readResult", () => {
  it("lets a sound file pass", () => {
    const result = read(hkd);
    expect(requireSound(result)).to.equal(result);
  });

  it("refuses any other with all its violations, exit code 3, on one line", () => {
    const result = read(change(change(hkd, "ATPRHKHHXXX", "?"), "<Sum>1325000.50", "<Sum>1.00"));
    const error = refusal("STATEMENT_REFUSED", () => requireSound(result));
    expect(error.exitCode).to.equal(3);
    expect(error.parameters).to.include({ file: "test.xml", count: 2 });
    expect(error.violations).to.deep.equal(result.violations);
    expect(error.message).to.include("test.xml is refused for 2 violations").and.to.not.include("\n");
  });
});
