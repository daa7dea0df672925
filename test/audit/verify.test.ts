import { expect } from "chai";
import { id } from "ethers";

import { verify, type Verification, type VerifyInput } from "../../scripts/audit/verify.js";
import { draftReport } from "../../scripts/reports/draft.js";
import { readRegistryState } from "../../scripts/reports/registryState.js";
import type { ReserveReport } from "../../scripts/reports/reserveReport.js";
import { documentHash, documentText, parseDocument, type ReserveDocument } from "../../scripts/reserves/document.js";
import { openingsText, parseOpenings, type Openings } from "../../scripts/reserves/openings.js";
import { AccessManager__factory, ReserveRegistry__factory, type ReserveRegistry } from "../../typechain-types/index.js";
import { sharedCoin, type IssuedCoin } from "../issuance/issuedCoin.js";
import { bankFile } from "../reserves/bankFile.js";
import { change, hkd, lineOf, read } from "../statements/fixture.js";

describe("verify", function () {
  this.timeout(60_000);
  let chain: IssuedCoin;
  let registry: ReserveRegistry;
  let before_: string;
  let state: string;

  before(async () => {
    chain = await sharedCoin();
    before_ = await chain.snapshot();
    registry = ReserveRegistry__factory.connect(chain.hkd.contracts.registry.address, chain.provider);
    const [first, second] = chain.deposits;
    await chain.mint(first);
    await chain.mint(second);
    const customer = chain.coin.connect(await chain.provider.getSigner(chain.address("customer")));
    await (await customer.transfer(chain.address("maker"), 40_000_000_000n)).wait();
    const maker = chain.coin.connect(await chain.provider.getSigner(chain.address("maker")));
    await (await maker.burn(30_000_000_000n, id("PAY-1"))).wait();
  });
  after(() => chain.revert(before_));
  beforeEach(async () => {
    state = await chain.snapshot();
  });
  afterEach(() => chain.revert(state));

  const run = (changes: Partial<VerifyInput> = {}): Promise<Verification> =>
    verify({
      provider: chain.provider,
      coin: chain.hkd.contracts.coin.address,
      registry: chain.hkd.contracts.registry.address,
      firstBlock: chain.hkd.contracts.coin.block,
      ...chain.taken,
      files: [read(hkd)],
      holdings: [],
      onProgress: () => undefined,
      ...changes,
    });

  const failed = ({ checks }: Verification): string[] => checks.filter(({ ok }) => !ok).map(({ check }) => check);
  const figures = ({ differences }: Verification): string[] => differences.map(({ figure }) => figure);
  const found = ({ checks }: Verification, name: string) => checks.find(({ check }) => check.startsWith(name));

  interface Later {
    readonly document?: ReserveDocument;
    readonly openings?: Openings;
    readonly registry?: string;
  }

  /** Puts a later report into force, signed by the quorum, with something else in it, and verifies the coin by it. */
  async function submitLater(
    report: (honest: ReserveReport) => ReserveReport,
    later: Later = {},
  ): Promise<Verification> {
    const { document = chain.taken.document, openings = chain.taken.openings } = later;
    const address = later.registry ?? chain.hkd.contracts.registry.address;
    const registries = [await readRegistryState(chain.provider, { registry: address })];
    const { report: honest } = draftReport({ document, openings, registries, limits: new Map([[31_337n, 0n]]) });
    await chain.submit(report(honest), address);
    return run({ document, openings });
  }

  it("re-derives a sound coin: every check holds, with its figures", async () => {
    const talk: string[] = [];
    const verification = await run({ onProgress: (text) => talk.push(text) });
    expect(failed(verification)).to.deep.equal([]);
    expect(verification).to.deep.include({ ok: true, differences: [] });
    const expected: Readonly<Record<string, string>> = {
      "statements foot": "1 sound",
      "document recomputed": "0 differences",
      "reserves of the report": "1,325,000.50",
      "acceptance rule": "yes",
      "signed by the quorum": "issuerOfficer 1, custodian 0, auditor 1",
      "supply = minted": "1,220,000.00",
      "supply = sum": "1,220,000.00",
      "ever minted, by": "1,250,000.00",
      "ever burned, by": "30,000.00",
      "ever minted within": "1,250,000.00",
      "each mint": "2 of 2",
      "deposits are": "3 in transit",
    };
    for (const [name, figure] of Object.entries(expected))
      expect(found(verification, name)?.found, name).to.equal(figure);
    expect(verification.checks).to.have.length(22);
    expect(talk).to.have.length(3);
  });

  describe("finds a changed document", () => {
    const fields: Readonly<Record<string, (document: ReserveDocument) => ReserveDocument>> = {
      "totals.reserves": (one) => ({ ...one, totals: { ...one.totals, reserves: one.totals.reserves + 1n } }),
      "totals.gross": (one) => ({ ...one, totals: { ...one.totals, gross: one.totals.gross + 1n } }),
      asOf: (one) => ({ ...one, asOf: one.asOf + 1n }),
      assetsRoot: (one) => ({ ...one, assetsRoot: id("") }),
      "policy.hash": (one) => ({ ...one, policy: { ...one.policy, hash: id("") } }),
      "journal.hash": (one) => ({ ...one, journal: { ...one.journal, hash: "ab".repeat(32) } }),
      files: (one) => ({ ...one, files: ["ab".repeat(32)] }),
      "lines.0.amount": (one) => ({ ...one, lines: one.lines.map((line) => ({ ...line, amount: line.amount + 1n })) }),
      "lines.0.file": (one) => ({
        ...one,
        lines: one.lines.map((line) => ({ ...line, file: "ab".repeat(32) })),
      }),
      "lines.0.value": (one) => ({ ...one, lines: one.lines.map((line) => ({ ...line, value: line.value + 1n })) }),
      "chains.0": (one) => ({ ...one, chains: one.chains.map((line) => ({ ...line, minted: line.minted + 1n })) }),
    };
    for (const [figure, change_] of Object.entries(fields)) {
      it(`in ${figure}`, async () => {
        const document = change_(chain.taken.document);
        expect(parseDocument(documentText(document), "document")).to.deep.equal(document);
        const verification = await run({ document });
        expect(failed(verification)).to.deep.equal([
          "document recomputed from statements",
          "a report accepted on-chain names this document",
        ]);
        expect(figures(verification)).to.include.members([figure, "documentHash"]);
      });
    }
  });

  describe("finds changed openings", () => {
    type Raw = Record<string, unknown> & {
      lines: Record<string, unknown>[];
      chains: Record<string, unknown>[];
      statements: { entries: Record<string, unknown>[]; closing: Record<string, unknown> }[];
    };
    const fields: Readonly<Record<string, (raw: Raw) => void>> = {
      "lines.0.accountHash": (raw) => (raw.lines[0]!["accountSalt"] = id("")),
      assetsRoot: (raw) => (raw.lines[0]!["leafSalt"] = id("")),
      "lines.0.country": (raw) => (raw.lines[0]!["country"] = "SG"),
      "chains.0": (raw) => (raw.chains[0]!["minted"] = "1"),
      "closing balance": (raw) => (raw.statements[0]!.closing["amount"] = "132500051"),
      "entry AT2611200000042": (raw) => (raw.statements[0]!.entries[1]!["amount"] = "25000001"),
      "statement ATPR-HKD-20261121": (raw) => {
        const [line] = raw.lines;
        for (const statement of raw.statements) Object.assign(statement, { id: "ATPR-HKD-20261121" });
        line!["source"] = { from: "statement", statement: "ATPR-HKD-20261121" };
      },
    };
    for (const [figure, change_] of Object.entries(fields)) {
      it(`in what becomes ${figure}`, async () => {
        const raw = JSON.parse(openingsText(chain.taken.openings)) as Raw;
        change_(raw);
        const verification = await run({ openings: parseOpenings(JSON.stringify(raw), "openings") });
        expect(failed(verification)).to.deep.equal(["document recomputed from statements"]);
        expect(figures(verification)).to.include(figure);
      });
    }
  });

  describe("finds a changed statement", () => {
    it("by the line of the amount that was changed, and the mint that has no credit of that amount", async () => {
      const old = "250000.00";
      const text = change(change(hkd, `>${old}<`, ">260000.00<", 1), `>${old}<`, ">260000.00<", 1);
      const verification = await run({ files: [read(text)] });
      expect(failed(verification)).to.deep.equal([
        "statements foot and are sound",
        "document recomputed from statements",
        "each mint has its bank credit",
      ]);
      const [difference] = verification.differences;
      expect(difference).to.include({ file: "test.xml", figure: "entry AT2611200000042" });
      // the entry begins two lines above its amount
      expect(difference?.line).to.equal(lineOf(hkd, old) - 2);
      expect(difference?.was).to.include("250000.00");
      expect(difference?.is).to.include("260000.00");
      const { found: shown } = found(verification, "each mint")!;
      expect(shown).to.equal(`${chain.deposits[1].ref.slice(0, 12)}: 250,000.00 minted, 0.00 credited`);
    });

    it("by its bytes, where no figure was changed", async () => {
      const verification = await run({ files: [read(change(hkd, "Tokens for", "tokens for"))] });
      expect(failed(verification)).to.deep.equal(["document recomputed from statements"]);
      expect(figures(verification)).to.deep.equal(["SHA-256"]);
    });

    it("of another bank, which proves nothing", async () => {
      const verification = await run({ files: [read(change(hkd, "ATPRHKHHXXX", "OTHRHKHHXXX"))] });
      expect(failed(verification)).to.include("each mint has its bank credit");
    });

    it("that is missing", async () => {
      const verification = await run({ files: [] });
      expect(failed(verification)).to.deep.equal([
        "statements foot and are sound",
        "document recomputed from statements",
        "each mint has its bank credit",
      ]);
      expect(verification.differences[0]).to.include({
        figure: "statement ATPR-HKD-20261120",
        is: "not among the files",
      });
    });

    it("and does not mind more statements, of any account and bank", async () => {
      const entries = [{ amount: "5.00", reference: "R1" }];
      const files = [
        bankFile({ account: "999", closing: "5.00", entries }),
        bankFile({ bic: "OTHRHKHHXXX", closing: "5.00", entries }),
        bankFile({ currency: "USD", closing: "5.00", entries }),
      ];
      expect(failed(await run({ files: [...files, read(hkd)] }))).to.deep.equal([]);
    });
  });

  describe("finds a registry that is not the coin's", () => {
    it("the other coin's", async () => {
      const verification = await run({ registry: chain.usd.contracts.registry.address });
      expect(failed(verification)).to.include.members([
        "the registry is the coin's",
        "a report accepted on-chain names this document",
      ]);
    });

    it("one with attestors of its own, which has accepted a report over the document", async () => {
      const deployer = await chain.provider.getSigner(chain.address("stranger"));
      const manager = await new AccessManager__factory(deployer).deploy(deployer.address);
      const attestors = chain.profile.coins[0]!.attestors.map(({ address }, index) => ({
        account: address,
        class_: index + 1,
      }));
      const foreign = await new ReserveRegistry__factory(deployer).deploy(
        ...([await manager.getAddress(), chain.hkd.contracts.coin.address, "HKD", chain.hkd.reportSalt] as const),
        ...([10_000n, 432_000n, attestors, { issuerOfficers: 1, custodians: 0, auditors: 1 }] as const),
      );
      await foreign.waitForDeployment();
      const address = await foreign.getAddress();
      await submitLater((report) => report, { registry: address });
      expect(failed(await run({ registry: address }))).to.deep.equal(["the registry is the coin's"]);
    });
  });

  describe("finds a report that does not say what its document says", () => {
    it("and takes the newest that names the document", async () => {
      const verification = await submitLater((report) => report);
      expect(failed(verification)).to.deep.equal([]);
      expect(found(verification, "report digest")?.found).to.equal((await registry.lastReport()).digest);
      expect((await registry.lastReport()).sequence).to.equal(2n);
    });

    it("in the reserves", async () => {
      const verification = await submitLater((report) => ({ ...report, reserves: report.reserves + 1n }));
      expect(failed(verification)).to.deep.equal(["reserves of the report"]);
      expect(found(verification, "reserves of")?.found).to.equal("1,325,000.500001");
    });

    it("in the assets root", async () => {
      const verification = await submitLater((report) => ({ ...report, assetsRoot: id("") }));
      expect(failed(verification)).to.deep.equal(["assets root of the report"]);
    });

    it("in the policy", async () => {
      const verification = await submitLater((report) => ({ ...report, policyHash: id("") }));
      expect(failed(verification)).to.deep.equal(["policy of the report"]);
    });

    it("in what was minted", async () => {
      const verification = await submitLater((report) => ({
        ...report,
        allocations: report.allocations.map((line) => ({ ...line, minted: line.minted + 1n })),
      }));
      expect(failed(verification)).to.deep.equal(["chains of the report"]);
    });

    it("and a block that both name and the chain does not have", async () => {
      const blockHash = id("another chain");
      const document = {
        ...chain.taken.document,
        chains: chain.taken.document.chains.map((line) => ({ ...line, blockHash })),
      };
      const openings = {
        ...chain.taken.openings,
        documentHash: documentHash(document),
        chains: chain.taken.openings.chains.map((line) => ({ ...line, blockHash })),
      };
      const verification = await submitLater((report) => report, { document, openings });
      expect(failed(verification)).to.deep.equal([`block ${document.chains[0]!.blockNumber} is the chain's`]);
    });
  });

  it("judges the signatures by the quorum of the day, not today's", async () => {
    const manager = AccessManager__factory.connect(chain.contracts.manager, chain.provider);
    const data = registry.interface.encodeFunctionData("setQuorum", [
      { issuerOfficers: 1, custodians: 1, auditors: 1 },
    ]);
    const board = manager.connect(await chain.provider.getSigner(chain.address("board")));
    await (await board.schedule(await registry.getAddress(), data, 0)).wait();
    await chain.mineAt((await chain.now()) + 172_800);
    await (await board.execute(await registry.getAddress(), data)).wait();
    expect((await registry.quorum()).custodians).to.equal(1n);
    const verification = await run();
    expect(failed(verification)).to.deep.equal([]);
    expect(found(verification, "signed by")?.expected).to.equal("issuerOfficer 1, custodian 0, auditor 1");
  });

  describe("finds a mint without its credit", () => {
    const [amount, ref] = [75_000_500_000n, id("no such credit")];

    it("whose deposit no statement has", async () => {
      await chain.mint({ ...chain.deposits[2], ref });
      const verification = await run();
      expect(failed(verification)).to.deep.equal(["each mint has its bank credit"]);
      const mints = found(verification, "each mint")!;
      expect(mints).to.include({ expected: "3 of 3", found: `${ref.slice(0, 12)}: 75,000.50 minted, 0.00 credited` });
    });

    it("of another amount than the credit", async () => {
      await chain.mint({ ...chain.deposits[2], units: amount - 1n });
      const verification = await run();
      expect(failed(verification)).to.deep.equal(["each mint has its bank credit"]);
      expect(found(verification, "each mint")?.found).to.equal(
        `${chain.deposits[2].ref.slice(0, 12)}: 75,000.499999 minted, 75,000.50 credited`,
      );
    });

    it("and passes it once the credit is there", async () => {
      await chain.mint(chain.deposits[2]);
      const verification = await run();
      expect(failed(verification)).to.deep.equal([]);
      expect(found(verification, "each mint")?.found).to.equal("3 of 3");
    });
  });

  it("finds that events are missing", async () => {
    const verification = await run({ firstBlock: await chain.provider.getBlockNumber() });
    expect(failed(verification)).to.include.members([
      "a report accepted on-chain names this document",
      "supply = minted - burned, by events",
      "ever minted, by events",
    ]);
  });
});
