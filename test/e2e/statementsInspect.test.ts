import { existsSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { root, runAtpar } from "./cli.js";
import { fixture } from "./issuer.js";
import type { Data, Refusal } from "./operator.js";
import { onlyObject } from "./schemas.js";

const samples = join(root, "../shared/statements");

describe("e2e/statements inspect", function () {
  this.timeout(30_000);
  const inspect = async (file: string, exit: number): Promise<Data> => {
    const { code, stdout } = await runAtpar(["statements", "inspect", file, "--json"]);
    expect(code, stdout).to.equal(exit);
    return onlyObject(stdout);
  };

  it("reads the project's own fixture with exact totals", async () => {
    const { statements } = await inspect(fixture, 0);
    const figures = { opening: "0", closing: "132500050", credits: "132500050", debits: "0", creditCount: 3 };
    expect((statements as Data[])[0]).to.include({ ...figures, footingDifference: "0", currency: "HKD" });
  });

  describe("the samples of real banks", () => {
    before(function () {
      if (existsSync(samples)) return;
      console.log("      skipped: the sample statements are not here (../shared/statements beside the repository)");
      this.skip();
    });

    it("03 is read with exact totals", async () => {
      const { statements } = await inspect(join(samples, "03-ing-camt053.xml"), 0);
      expect(statements).to.have.length(1);
      const figures = { opening: "100000", closing: "160500", credits: "99000", debits: "38500" };
      expect((statements as Data[])[0]).to.include({ ...figures, footingDifference: "0", currency: "EUR" });
    });

    for (const [name, difference, violations] of [
      ["01-goldman-us-camt053.v02.usd.xml", "-3009.89", 8],
      ["09-genkgo-camt053.v08.xml", "-54.00", undefined],
    ] as const) {
      it(`${name} is refused, exit 3, with every violation; it is ${difference} off`, async () => {
        const refusal = (await inspect(join(samples, name), 3)) as unknown as Refusal;
        expect(refusal.code).to.equal("STATEMENT_REFUSED");
        if (violations !== undefined) expect(refusal.violations).to.have.length(violations);
        expect(refusal.parameters["count"]).to.equal(String(refusal.violations.length));
        const footing = refusal.violations.find(({ code }) => code === "STATEMENT_NOT_FOOTING");
        expect(footing?.message).to.include(difference);
        const { code, stdout, stderr } = await runAtpar(["statements", "inspect", join(samples, name)]);
        expect([code, stderr.split("\n", 1)[0]!.startsWith("STATEMENT_REFUSED: ")]).to.deep.equal([3, true]);
        expect(stdout.replaceAll(",", "")).to.match(new RegExp(`^ *difference +${difference}$`, "mu"));
        // every violation on a line of its own, with its line in the file
        expect(stderr.match(/^ {2}STATEMENT_[A-Z_]+: [^:]+:\d+: /gmu)).to.have.length(refusal.violations.length);
      });
    }
  });
});
