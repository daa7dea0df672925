import { fileURLToPath } from "node:url";

import { expect } from "chai";
import { id } from "ethers";

import type { Journal } from "../../scripts/journal/Journal.js";
import { draftReport } from "../../scripts/reports/draft.js";
import { prepareSnapshot } from "../../scripts/reports/prepareSnapshot.js";
import { newReportFile, parseReportFile, reportFileText } from "../../scripts/reports/reportFile.js";
import { readRegistryState } from "../../scripts/reports/registryState.js";
import { priorReports } from "../../scripts/reports/reportRecords.js";
import { signReport } from "../../scripts/reports/sign.js";
import { prepareSubmission, recordSubmission } from "../../scripts/reports/submit.js";
import { creditsOf } from "../../scripts/reserves/bankCredits.js";
import { documentText, parseDocument } from "../../scripts/reserves/document.js";
import { takeIn } from "../../scripts/reserves/intake.js";
import type { TakenStatement } from "../../scripts/reserves/knownStatement.js";
import { openingsText, parseOpenings } from "../../scripts/reserves/openings.js";
import { replay } from "../../scripts/reserves/replay.js";
import { readStatementFile } from "../../scripts/statements/readStatementFile.js";
import type { ReadResult } from "../../scripts/statements/readResult.js";
import { newBooks } from "../reserves/accounts.js";
import { bankFile } from "../reserves/bankFile.js";
import { explainByReference } from "../reserves/explained.js";
import { auditor, officer, salt, startLocalChain, type LocalChain } from "./localChain.js";
import { unitsOf } from "./units.js";

const fixture = fileURLToPath(new URL("../fixtures/statements/hkd-day1.camt053.xml", import.meta.url));
const options = { currency: "HKD", purpose: "snapshot" } as const;
/** Friday 20 November 2026, 23:00 in Hong Kong: after the statement of the day. */
const friday = BigInt(Date.parse("2026-11-20T15:00:00Z")) / 1000n;

describe("from statement to mint limit", () => {
  let chain: LocalChain;
  let journal: Journal;
  before(async () => {
    chain = await startLocalChain({ start: friday });
    ({ journal } = await newBooks());
  });
  after(() => journal.close());

  /** Snapshot, draft, two signatures, submission: as the commands do it, through the files between them. */
  async function report(files: readonly ReadResult[]) {
    const [asOf, finalBlock] = [await chain.now(), BigInt(await chain.provider.getBlockNumber())];
    const at = { token: chain.token, registry: chain.registryAddress };
    const taken = await prepareSnapshot({
      ...{ journal, provider: chain.provider, files, currency: "HKD", coin: chain.token },
      ...{ registry: chain.registryAddress, salt, firstBlock: 0n, finalBlock, asOf },
    });
    const document = parseDocument(documentText(taken.document), "document.json");
    const openings = parseOpenings(openingsText(taken.openings), "openings.json");
    expect(replay(document, openings, files)).to.deep.equal([]);

    const registries = [await readRegistryState(chain.provider, at)];
    const draft = draftReport({ document, openings, registries, prior: await priorReports(journal, "HKD", salt) });
    let file = newReportFile(draft.report, salt);
    for (const signer of [officer, auditor]) {
      const signed = await signReport({ file, document, signer, salt, journal, show: () => undefined });
      file = parseReportFile(reportFileText(signed), "report.json");
    }
    const submission = await prepareSubmission(chain.provider, file, at);
    const sent = await chain.deployer.sendTransaction({ to: submission.to, data: submission.data });
    const receipt = await sent.wait();
    const mined = { transaction: receipt!.hash, blockNumber: BigInt(receipt!.blockNumber) };
    await recordSubmission(journal, file, submission, mined);
    return { report: file.report, digest: file.digest, warnings: draft.warnings };
  }

  it("lets be minted what the statement proves, to the cent, over the weekend and not longer", async () => {
    const { report: first } = await report([readStatementFile(fixture)]);
    expect(await chain.registry.mintLimit())
      .to.equal(unitsOf("1325000.5"))
      .and.to.equal(first.allocations[0]!.mintLimit);
    expect(new Date(Number(first.validUntil) * 1000).toISOString()).to.equal("2026-11-23T15:59:59.000Z");
    const [{ statement, account }] = (await takeIn(journal, [readStatementFile(fixture)], options)) as [TakenStatement];
    const [first_, second_] = creditsOf({ statement, account });
    await chain.mint(unitsOf("1000000"), first_!.depositRef);
    await chain.mint(unitsOf("250000"), second_!.depositRef);
    const over = await chain.mint(unitsOf("75000.500001")).catch((error: unknown) => error);
    const { data } = over as { data: string };
    expect(chain.coin.interface.parseError(data)!.args.toArray()).to.deep.equal([
      unitsOf("75000.500001"),
      unitsOf("1250000"),
      unitsOf("1325000.5"),
    ]);
    const state = await chain.snapshot();
    await chain.mineAt(first.validUntil + 1n);
    expect(await chain.registry.mintLimit()).to.equal(0n);
    await chain.revert(state);
  });

  it("nets a burn from the next report, and opens the limit again no further than the money that stays", async () => {
    await chain.burn(unitsOf("100000"), id("PAY-1"));
    const { report: second, warnings } = await report([readStatementFile(fixture)]);
    expect(second).to.include({ sequence: 2n, reserves: unitsOf("1225000.5") });
    const [line] = second.allocations;
    expect(line).to.include({ sequence: 1n, minted: unitsOf("1250000"), burned: unitsOf("100000") });
    expect(line).to.include({ carried: unitsOf("1325000.5"), mintLimit: unitsOf("1325000.5") });
    expect(warnings).to.deep.equal([]);
    expect(await chain.registry.mintLimit()).to.equal(unitsOf("1325000.5"));
  });

  it("settles the burn by the statement that shows its payment, which changes nothing else", async () => {
    await chain.mineAt(BigInt(Date.parse("2026-11-23T15:00:00Z")) / 1000n);
    const monday = bankFile({
      id: "ATPR-HKD-20261123",
      sequence: "225",
      date: "2026-11-23",
      opening: "1325000.50",
      closing: "1225000.50",
      entries: [{ amount: "-100000.00", reference: "AT2611230000001", endToEndId: "PAY-1" }],
    });
    const { report: third } = await report([monday]);
    expect(third).to.include({ sequence: 3n, reserves: unitsOf("1225000.5") });
    expect(await chain.registry.mintLimit()).to.equal(unitsOf("1325000.5"));
  });

  it("publishes a shortfall with a limit of 0, which stops minting", async () => {
    const gone = bankFile({
      id: "ATPR-HKD-20261124",
      sequence: "226",
      date: "2026-11-24",
      opening: "1225000.50",
      closing: "225000.50",
      entries: [{ amount: "-1000000.00", reference: "AT2611240000001" }],
    });
    await chain.mineAt(BigInt(Date.parse("2026-11-24T15:00:00Z")) / 1000n);
    await explainByReference(journal, gone, { AT2611240000001: "withdrawal" });
    const { report: fourth, warnings } = await report([gone]);
    expect(fourth.reserves).to.equal(unitsOf("225000.5"));
    expect(fourth.allocations[0]!.mintLimit).to.equal(0n);
    expect(warnings.map(({ code }) => code)).to.deep.equal(["REPORT_NOT_COVERED"]);
    expect(await chain.registry.mintLimit()).to.equal(0n);
  });
});
