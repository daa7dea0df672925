import { finalBlockNumber } from "../../chain/finality.js";
import { formatTimestamp } from "../../money/timestamps.js";
import { formatUnitsGrouped } from "../../money/tokenUnits.js";
import { draftReport } from "../../reports/draft.js";
import { prepareSnapshot } from "../../reports/prepareSnapshot.js";
import { readRegistryState } from "../../reports/registryState.js";
import { newReportFile, type ReportFile } from "../../reports/reportFile.js";
import { signReport } from "../../reports/sign.js";
import { prepareSubmission, recordSubmission } from "../../reports/submit.js";
import type { Snapshot } from "../../reserves/snapshot.js";
import { documentHash } from "../../reserves/document.js";
import { readStatementFile } from "../../statements/readStatementFile.js";
import { hkd as money, type Play } from "./scenes.js";
import { carryOut, timeOf } from "./stage.js";
import type { Story } from "./story.js";

/** The report in force, with the snapshot it came from. */
export interface AcceptedPlay {
  readonly snapshot: Snapshot;
  readonly file: ReportFile;
  readonly limit: bigint;
}

/** Snapshot, signatures, submission. */
export async function reportScenes(story: Story, play: Play): Promise<AcceptedPlay> {
  const snapshot = await snapshotScene(story, play);
  const file = await signScene(story, play, snapshot);
  const limit = await submitScene(story, play, file);
  return { snapshot, file, limit };
}

async function snapshotScene(story: Story, { stage, hkd, statement }: Play): Promise<Snapshot> {
  const taken: Snapshot[] = [];
  await story.step("Take a snapshot of the reserve", async () => {
    const snapshot = await prepareSnapshot({
      journal: stage.journal,
      provider: stage.provider,
      files: [readStatementFile(statement)],
      currency: "HKD",
      coin: hkd.contracts.coin.address,
      registry: hkd.contracts.registry.address,
      salt: hkd.reportSalt,
      firstBlock: BigInt(hkd.contracts.coin.block),
      finalBlock: BigInt(await finalBlockNumber(stage.provider, stage.network)),
      asOf: BigInt(await timeOf(stage)),
    });
    taken.push(snapshot);
    const { document } = snapshot;
    return {
      ok: document.totals.reserves > 0n,
      figures: {
        reserves: money(document.totals.reserves),
        "as of": formatTimestamp(document.asOf),
        "assets root": `${document.assetsRoot.slice(0, 34)}...`,
        "document hash": `${documentHash(document).slice(0, 34)}...`,
      },
    };
  });
  return only(taken);
}

async function signScene(story: Story, { stage, hkd }: Play, snapshot: Snapshot): Promise<ReportFile> {
  const signed: ReportFile[] = [];
  await story.step("Officer and auditor sign the reserve report", async () => {
    const state = await readRegistryState(stage.provider, { registry: hkd.contracts.registry.address });
    const made = draftReport({ ...snapshot, registries: [state] });
    let file = newReportFile(made.report, hkd.reportSalt);
    for (const [person, attestorClass] of [
      ["officer", "issuerOfficer"],
      ["auditor", "auditor"],
    ] as const) {
      file = await signReport({
        file,
        document: snapshot.document,
        signer: stage.people[person],
        salt: hkd.reportSalt,
        journal: stage.journal,
        class: attestorClass,
        show: () => undefined,
      });
    }
    signed.push(file);
    return {
      ok: file.signatures.length === 2,
      figures: {
        report: `${file.report.sequence}, digest ${file.digest.slice(0, 34)}...`,
        "valid until": formatTimestamp(file.report.validUntil),
        ...Object.fromEntries(file.signatures.map(({ class: name, signer }) => [name ?? "attestor", signer])),
      },
    };
  });
  return only(signed);
}

async function submitScene(story: Story, { stage, hkd }: Play, file: ReportFile): Promise<bigint> {
  const limits: bigint[] = [];
  await story.step("Submit the report: the chain now allows minting", async () => {
    const registry = hkd.contracts.registry.address;
    const submission = await prepareSubmission(stage.provider, file, { registry });
    const sent = await carryOut(
      stage,
      {
        intentId: `report:${hkd.chainId}:${registry}:${file.digest}`,
        repeatable: false,
        title: "Submit the report",
        to: submission.to,
        data: submission.data,
        changes: [],
      },
      stage.people.relayer,
    );
    await recordSubmission(stage.journal, file, submission, {
      transaction: sent.hash,
      blockNumber: BigInt(sent.blockNumber),
    });
    const { liveLimit } = await readRegistryState(stage.provider, { registry });
    limits.push(liveLimit);
    return {
      ok: liveLimit === submission.mintLimit && liveLimit > 0n,
      figures: {
        "mint limit": `${formatUnitsGrouped(liveLimit)} HKD ever minted`,
        gas: sent.gasUsed.toLocaleString("en"),
      },
    };
  });
  return only(limits);
}

/** The one thing a scene left behind; without it the demo cannot go on. */
export function only<Thing>(things: readonly Thing[]): Thing {
  const [thing] = things;
  if (thing === undefined) throw new Error("the scene before failed");
  return thing;
}
