import { expect } from "chai";
import fc from "fast-check";

import {
  highestLimit,
  isAccepted,
  isPossible,
  MAX_FIGURE,
  ruleFigures,
  type RuleLine,
} from "../../scripts/reports/acceptanceRule.js";
import { startLocalChain, type LocalChain } from "./localChain.js";
import { firstReport, revertOf, submit } from "./submission.js";
import { unitsOf } from "./units.js";

const figure = fc.oneof(
  { arbitrary: fc.bigInt({ min: 0n, max: 1_000n }), weight: 8 },
  { arbitrary: fc.bigInt({ min: 0n, max: MAX_FIGURE / 8n }), weight: 8 },
  { arbitrary: fc.constantFrom(MAX_FIGURE, MAX_FIGURE + 1n), weight: 1 },
);
const line: fc.Arbitrary<RuleLine> = fc
  .record({ minted: figure, burned: figure, carried: figure, mintLimit: fc.oneof(fc.constant(0n), figure) })
  .map(({ burned, ...rest }) => ({
    ...rest,
    burned: burned > rest.minted && burned % 8n !== 0n ? rest.minted : burned,
  }));
const possible = line.filter(isPossible);
const coverage = fc.bigInt({ min: 10_000n, max: 65_535n });

describe("acceptanceRule", () => {
  describe("highestLimit", () => {
    it("is accepted, and one token unit more is not", () => {
      fc.assert(
        fc.property(
          possible,
          fc.array(possible, { maxLength: 3 }),
          figure,
          coverage,
          (own, others, reserves, points) => {
            const limit = highestLimit(own, others, reserves, points);
            const accepted = (mintLimit: bigint) => {
              const lines = [...others, { ...own, mintLimit }];
              const { required, available } = ruleFigures(lines, reserves, points);
              return required <= available;
            };
            if (limit > 0n) expect(accepted(limit)).to.equal(true);
            if (limit < MAX_FIGURE) expect(accepted(limit + 1n)).to.equal(false);
          },
        ),
      );
    });

    it("gives back what was burned, and takes off what others may have outstanding", () => {
      const own = { minted: 50n, burned: 20n, carried: 60n };
      expect(highestLimit(own, [], 100n, 10_000n)).to.equal(120n);
      expect(highestLimit(own, [], 100n, 12_500n)).to.equal(100n);
      const other = { minted: 10n, burned: 5n, carried: 30n, mintLimit: 20n };
      expect(highestLimit(own, [other], 100n, 10_000n)).to.equal(95n);
      expect(highestLimit(own, [other], 64n, 10_000n)).to.equal(0n);
      expect(highestLimit(own, [other], 65n, 10_000n)).to.equal(60n);
    });
  });

  describe("against the registry on the chain", () => {
    let chain: LocalChain;
    before(async () => {
      chain = await startLocalChain({ coverage: 20_000n });
      await submit(chain, await firstReport(chain, unitsOf("1000")));
      await chain.mint(unitsOf("500"));
      await chain.burn(unitsOf("200"), `0x${"0b".repeat(32)}`);
    });

    it("accepts what the registry accepts and nothing else, for random figures about the limit", async () => {
      const first = await firstReport(chain, 0n);
      const live = await chain.registry.mintLimit();
      const { digest } = await chain.registry.lastReport();
      const outcomes = { covered: 0, "published at zero": 0, refused: 0, impossible: 0 };
      await fc.assert(
        fc.asyncProperty(
          fc.bigInt({ min: 0n, max: unitsOf("500") }),
          fc.bigInt({ min: 0n, max: unitsOf("200") }),
          figure,
          figure,
          fc.array(line, { maxLength: 3 }),
          fc.oneof(fc.bigInt({ min: -2n, max: 2n }), fc.bigInt({ min: -(1n << 60n), max: 1n << 60n })),
          fc.nat({ max: 4 }),
          async (minted, burned, carriedMore, mintLimit, others, offset, stop) => {
            const own = { minted, burned, carried: live + carriedMore, mintLimit };
            const lines = [own, ...others].map((one) => (stop === 0 ? { ...one, mintLimit: 0n } : one));
            const possibleLines = lines.every(isPossible);
            const { required } = ruleFigures(lines, 0n, 20_000n);
            const wanted = required / 10_000n + offset;
            const reserves = wanted < 0n ? 0n : wanted > MAX_FIGURE ? MAX_FIGURE : wanted;
            const allocations = lines.map((figures, index) => {
              return { ...first.allocations[0]!, ...figures, chainId: 31_337n + BigInt(index) };
            });
            const report = { ...first, sequence: 2n, previous: digest, reserves, allocations };
            const revert = await revertOf(chain, report);
            if (!possibleLines) {
              outcomes.impossible++;
              expect(revert).to.equal("AllocationFigures");
            } else {
              const accepted = isAccepted(lines, reserves, 20_000n);
              const covered = required <= reserves * 10_000n;
              outcomes[covered ? "covered" : accepted ? "published at zero" : "refused"]++;
              expect(revert).to.equal(accepted ? undefined : "ReportNotCovered");
            }
          },
        ),
        { numRuns: 300 },
      );
      // a test of one outcome only would prove little
      for (const count of Object.values(outcomes)) expect(count).to.be.greaterThan(0);
    });
  });
});
