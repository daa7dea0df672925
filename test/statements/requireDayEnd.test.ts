import { expect } from "chai";
import { requireDayEnd } from "../../scripts/statements/requireDayEnd.js";
import { refusal } from "../money/refusal.js";
import { asMessage, hkd, lineOf, read } from "./fixture.js";
import { mt940, mt942 } from "./mtFixture.js";

describe("statements/requireDayEnd", () => {
  it("lets camt.053, MT940 and MT950 pass", () => {
    const files = [read(hkd), read(mt940()), read(mt940({ type: "950" }))];
    expect(requireDayEnd(files)).to.equal(files);
  });

  it("refuses each report in the course of a day, with its line, exit code 3", () => {
    const report = asMessage(hkd, "camt.052");
    for (const [text, message, lines] of [
      [report, "camt.052.001.08", [lineOf(report, "<Rpt>")]],
      [asMessage(hkd, "camt.054"), "camt.054.001.08", [lineOf(report, "<Rpt>")]],
      [mt940() + mt942() + mt942({ number: "32/1" }), "MT942", [13, 25]],
    ] as const) {
      const error = refusal("STATEMENT_REFUSED", () => requireDayEnd([read(hkd), read(text)]));
      expect(error.exitCode).to.equal(3);
      expect(error.violations.map(({ code, line }) => [code, line])).to.deep.equal(
        lines.map((line) => ["STATEMENT_INTRADAY", line]),
      );
      expect(error.violations[0]?.message).to.include(message);
    }
  });
});
