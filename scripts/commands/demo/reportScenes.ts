import { finalBlockNumber } from "../../chain/finality.js";
import { formatTimestamp } from "../../money/timestamps.js";
import { draftReport } from "../../reports/draft.js";
import { prepareSnapshot } from "../../reports/prepareSnapshot.js";
import { readRegistryState } from "../../reports/registryState.js";
import { newReportFile, type ReportFile } from "../../reports/reportFile.js";
import { signReport } from "../../reports/sign.js";
import { prepareSubmission, recordSubmission } from "../../reports/submit.js";
import type { Snapshot } from "../../reserves/snapshot.js";
import { documentHash } from "../../reserves/document.js";
import { credits, refusedRules } from "./day.js";
import { failedRules, reservesAddUp } from "./reserveTable.js";
import { depositOf, money, type CoinPlay, type Play } from "./scenes.js";
import { carryOut, timeOf } from "./stage.js";
import type { Story } from "./story.js";

/** A coin's report in force, with the snapshot it came from. */
export interface AcceptedPlay {
  readonly coin: CoinPlay;
  readonly snapshot: Snapshot;
  readonly file: ReportFile;
  readonly limit: bigint;
}

/** Snapshot, signatures, submission, of one coin. */
export async function reportScenes(story: Story, play: Play, coin: CoinPlay): Promise<AcceptedPlay> {
  const snapshot = await snapshotScene(story, play, coin);
  const file = await signScene(story, play, coin, snapshot);
  const limit = await submitScene(story, play, coin, file);
  return { coin, snapshot, file, limit };
}

async function snapshotScene(story: Story, { stage, inputs }: Play, coin: CoinPlay): Promise<Snapshot> {
  const { currency, policy, files, record } = coin;
  const taken: Snapshot[] = [];
  await story.step(`Snapshot of the ${currency} reserve, policy ${policy.name}`, async () => {
    const snapshot = await prepareSnapshot({
      journal: stage.journal,
      provider: stage.provider,
      files: files.statements,
      holdings: files.holdings,
      inputs,
      policy,
      currency,
      coin: record.contracts.coin.address,
      registry: record.contracts.registry.address,
      salt: record.reportSalt,
      firstBlock: BigInt(record.contracts.coin.block),
      finalBlock: BigInt(await finalBlockNumber(stage.provider, stage.network)),
      asOf: BigInt(await timeOf(stage)),
    });
    taken.push(snapshot);
    const { document } = snapshot;
    const { lines, totals, breaches } = document;
    const since = lines.reduce((sum, { other }) => sum + other, 0n);
    const booked = currency === "HKD" ? depositOf(coin, credits.noon).units : 0n;
    const failed = failedRules(document);
    return {
      ok:
        reservesAddUp(document) &&
        breaches.length === 0 &&
        since === booked &&
        failed.every(({ rule }) => rule === refusedRules[currency]) &&
        failed.length === 1,
      figures: {
        reserves: money(totals.reserves, coin),
        lines: `${lines.length}, of which ${lines.filter(({ class: one }) => one === "bill").length} of bills`,
        ...(since > 0n && { "booked since": `${money(since, coin)}, from the day's camt.054` }),
        ...Object.fromEntries(
          failed.map(({ line, rule, found, wanted }) => [
            "not counted",
            `${line.class} ${line.instrument ?? ""}, ${money(line.amount, coin)}; ${rule}: ${found}, wanted ${wanted}`,
          ]),
        ),
        "as of": formatTimestamp(document.asOf),
        "assets root": `${document.assetsRoot.slice(0, 34)}...`,
        "document hash": `${documentHash(document).slice(0, 34)}...`,
      },
    };
  });
  return only(taken);
}

async function signScene(
  story: Story,
  { stage }: Play,
  { currency, record }: CoinPlay,
  snapshot: Snapshot,
): Promise<ReportFile> {
  const signed: ReportFile[] = [];
  await story.step(`Officer and auditor sign the ${currency} report`, async () => {
    const state = await readRegistryState(stage.provider, { registry: record.contracts.registry.address });
    const made = draftReport({ ...snapshot, registries: [state] });
    let file = newReportFile(made.report, record.reportSalt);
    for (const [person, attestorClass] of [
      ["officer", "issuerOfficer"],
      ["auditor", "auditor"],
    ] as const) {
      file = await signReport({
        file,
        document: snapshot.document,
        signer: stage.people[person],
        salt: record.reportSalt,
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

async function submitScene(story: Story, { stage }: Play, coin: CoinPlay, file: ReportFile): Promise<bigint> {
  const { currency, record } = coin;
  const limits: bigint[] = [];
  await story.step(`Submit the ${currency} report: minting is allowed`, async () => {
    const registry = record.contracts.registry.address;
    const submission = await prepareSubmission(stage.provider, file, { registry });
    const sent = await carryOut(
      stage,
      {
        intentId: `report:${record.chainId}:${registry}:${file.digest}`,
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
        "mint limit": `${money(liveLimit, coin)} ever minted`,
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
