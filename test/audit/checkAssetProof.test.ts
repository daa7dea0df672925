import { expect } from "chai";
import { id } from "ethers";

import { checkProof, checkProofChain, checkProofDocument } from "../../scripts/audit/checkAssetProof.js";
import type { Check } from "../../scripts/audit/verify.js";
import { draftReport } from "../../scripts/reports/draft.js";
import { readRegistryState } from "../../scripts/reports/registryState.js";
import type { ReserveReport } from "../../scripts/reports/reserveReport.js";
import { proveAssetLine, type AssetProof } from "../../scripts/reserves/assetProof.js";
import type { ReserveDocument } from "../../scripts/reserves/document.js";
import { sharedCoin, type IssuedCoin } from "../issuance/issuedCoin.js";

describe("checkAssetProof", function () {
  this.timeout(60_000);
  let chain: IssuedCoin;
  let proof: AssetProof;
  let state: string;

  before(async () => {
    chain = await sharedCoin();
    proof = proveAssetLine(chain.taken.document, chain.taken.openings, 0);
  });
  beforeEach(async () => {
    state = await chain.snapshot();
  });
  afterEach(() => chain.revert(state));

  const failed = (checks: readonly Check[]): string[] => checks.filter(({ ok }) => !ok).map(({ check }) => check);
  const onChain = (one: AssetProof): Promise<Check[]> =>
    checkProofChain(one, {
      provider: chain.provider,
      coin: chain.hkd.contracts.coin.address,
      firstBlock: chain.hkd.contracts.coin.block,
    });

  it("holds by itself, with its document and on the chain", async () => {
    const checks = [
      ...checkProof(proof),
      ...checkProofDocument(proof, chain.taken.document),
      ...(await onChain(proof)),
    ];
    expect(failed(checks)).to.deep.equal([]);
    expect(checks).to.have.length(11);
    expect(checks[1]?.found).to.equal("1,325,000.50");
  });

  it("fails by itself where it is not under its root, or states another value", () => {
    expect(failed(checkProof({ ...proof, salt: id("") }))).to.deep.equal(["line 0 of 1 is under the root"]);
    expect(failed(checkProof({ ...proof, amount: 1n }))).to.deep.equal([
      "line 0 of 1 is under the root",
      "amount is the value the line states",
    ]);
  });

  it("fails against another document, by what differs", () => {
    const { document } = chain.taken;
    const [line] = document.lines;
    const named = "document is the one named";
    const cases: readonly (readonly [ReserveDocument, readonly string[]])[] = [
      [{ ...document, asOf: document.asOf + 1n }, [named]],
      [{ ...document, assetsRoot: id("") }, [named, "assets root of the document"]],
      [{ ...document, totals: { ...document.totals, gross: 1n } }, [named, "total of the document"]],
      [{ ...document, lines: [{ ...line!, file: "ab".repeat(32) }] }, [named, "hash of line 0 of the document"]],
      [{ ...document, lines: [] }, [named, "lines of the document", "hash of line 0 of the document"]],
    ];
    for (const [changed, names] of cases) {
      expect(failed(checkProofDocument(proof, changed))).to.deep.equal(names);
    }
  });

  describe("fails once a later report is in force", () => {
    const later = async (change: (report: ReserveReport) => ReserveReport): Promise<string[]> => {
      const registries = [await readRegistryState(chain.provider, { registry: chain.hkd.contracts.registry.address })];
      const { report } = draftReport({ ...chain.taken, registries, limits: new Map([[31_337n, 0n]]) });
      await chain.submit(change(report));
      return failed(await onChain(proof));
    };

    it("but for one over the same document", async () => {
      expect(await later((report) => report)).to.deep.equal([]);
    });

    it("over other assets", async () => {
      expect(await later((report) => ({ ...report, assetsRoot: id("") }))).to.deep.equal([
        "assets root of the last report on-chain",
      ]);
    });

    it("over another document", async () => {
      expect(await later((report) => ({ ...report, documentHash: id("") }))).to.deep.equal([
        "document of the last report on-chain",
      ]);
    });

    it("whose reserves are above the total", async () => {
      expect(await later((report) => ({ ...report, reserves: proof.total + 1n }))).to.deep.equal([
        "reserves of the last report are within the total",
      ]);
    });
  });

  it("fails where no report was accepted, and for another currency", async () => {
    const { coin } = chain.usd.contracts;
    const place = { provider: chain.provider, coin: coin.address, firstBlock: coin.block };
    expect(failed(await checkProofChain(proof, place))).to.deep.equal(["assets root of the last report on-chain"]);
    expect(failed(await onChain({ ...proof, currency: "USD" }))).to.deep.equal([
      "currency of the last report on-chain",
    ]);
  });
});
