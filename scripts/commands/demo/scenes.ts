import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { applyDeployment, setbackUntil } from "../../deploy/apply.js";
import type { DeploymentRecord } from "../../deploy/record.js";
import { planCustomer } from "../../issuance/controlWrites.js";
import type { Deposit } from "../../issuance/deposits.js";
import { evidenceHash } from "../../issuance/reference.js";
import { formatTimestamp } from "../../money/timestamps.js";
import { formatUnitsGrouped } from "../../money/tokenUnits.js";
import type { ReserveInputs } from "../../reserves/inputs.js";
import type { Policy } from "../../reserves/policy.js";
import type { Snapshot } from "../../reserves/snapshot.js";
import type { Delivered } from "../delivered.js";
import { policyNamed } from "../policies.js";
import { knownInterfaces } from "../write.js";
import { attackScenes } from "./attackScenes.js";
import { NEXT, type DemoCurrency } from "./day.js";
import { deliverDay } from "./dayFolder.js";
import { importScene } from "./importScene.js";
import { mintScenes } from "./mintScenes.js";
import { paymentScenes } from "./paymentScenes.js";
import { proofScenes } from "./proofScenes.js";
import { reportScenes } from "./reportScenes.js";
import { carryOut, coinOf, moveClock, setStage, timeOf, type Stage } from "./stage.js";
import type { Story } from "./story.js";

/** The chain begins on a Monday morning in Hong Kong, a week before the day of the statements; unix seconds. */
const BEGIN = Date.UTC(2026, 10, 16, 1, 0, 0) / 1000;
/** Noon in Hong Kong of the day after. */
const NOON = Date.parse(`${NEXT}T12:00:00+08:00`) / 1000;

/** One coin of the play, with what its banks and its custodian delivered. */
export interface CoinPlay {
  readonly currency: DemoCurrency;
  readonly record: DeploymentRecord;
  readonly policy: Policy;
  readonly files: Delivered & { readonly folder: string };
  /** By the bank's reference. */
  readonly deposits: ReadonlyMap<string, Deposit>;
}

/** What the scenes share once it is there. */
export interface Play {
  readonly stage: Stage;
  readonly hkd: CoinPlay;
  readonly usd: CoinPlay;
  readonly inputs: ReserveInputs;
  /** keccak256 of the evidence every mint cites in the demo. */
  readonly evidence: string;
}

/** The whole demo, scene by scene. @returns the snapshots, of which the closing tables are made */
export async function tellStory(story: Story): Promise<readonly Snapshot[]> {
  story.progress("starting a chain ...");
  const stage = await setStage(BEGIN, (text) => {
    story.progress(text);
  });
  try {
    const play = await prepare(story, stage);
    await customerScene(story, play);
    const hkd = await reportScenes(story, play, play.hkd);
    const usd = await reportScenes(story, play, play.usd);
    await mintScenes(story, play);
    await attackScenes(story, play, hkd);
    await paymentScenes(story, play);
    await proofScenes(story, play, [hkd, usd]);
    return [hkd.snapshot, usd.snapshot];
  } finally {
    await stage.close();
  }
}

async function prepare(story: Story, stage: Stage): Promise<Play> {
  const records = await deployScene(story, stage);
  const day = await deliverDay(stage.folder);
  const deposits = await importScene(story, stage, day);
  const coin = async (currency: DemoCurrency): Promise<CoinPlay> => {
    const record = records.find((one) => one.currency === currency);
    if (record === undefined) throw new Error(`the local profile has no ${currency} coin`);
    const policy = await policyNamed(undefined, currency);
    return { currency, record, policy, files: day.files[currency], deposits: deposits[currency] };
  };
  const evidenceFile = join(stage.folder, "evidence.json");
  await writeFile(evidenceFile, JSON.stringify({ screening: "clear", travelRule: "IVMS101", at: NOON }));
  const evidence = await evidenceHash(evidenceFile);
  return { stage, hkd: await coin("HKD"), usd: await coin("USD"), inputs: day.inputs, evidence };
}

async function deployScene(story: Story, stage: Stage): Promise<readonly DeploymentRecord[]> {
  const found: DeploymentRecord[] = [];
  await story.step("Deploy the HKD and the USD coin", async () => {
    const applied = await applyDeployment({
      provider: stage.provider,
      outbox: stage.outbox,
      network: stage.network,
      profile: stage.profile,
      signer: stage.people.deployer,
      deployments: join(stage.folder, "deployments"),
      interfaces: knownInterfaces,
      wait: {},
      onStep: ({ title }, number, of) => {
        story.progress(`${number}/${of} ${title} ...`);
      },
    });
    found.push(...applied.records.map(({ record }) => record));
    const [first] = found;
    if (first === undefined) return { ok: false, figures: {} };
    const inForce = await setbackUntil(stage.provider, first);
    await moveClock(stage, NOON);
    const coins = found.map(({ symbol, contracts }) => [symbol, contracts.coin.address] as const);
    return {
      ok: found.length === 2 && (await timeOf(stage)) >= inForce,
      figures: {
        ...Object.fromEntries(coins),
        transactions: String(applied.steps.length),
        "role delays": `in force since ${formatTimestamp(inForce)} (the demo moved the clock)`,
      },
    };
  });
  return found;
}

async function customerScene(story: Story, { stage, hkd, usd, evidence }: Play): Promise<void> {
  await story.step("Admit the customers of both coins", async () => {
    const figures: Record<string, string> = {};
    for (const person of ["trading", "retail", "capital"] as const) {
      const { address } = stage.people[person];
      await carryOut(stage, await planCustomer(coinOf(stage, hkd.record), address, evidence), stage.people.onboarder);
      figures[person] = address;
    }
    const { address } = stage.people.trading;
    await carryOut(stage, await planCustomer(coinOf(stage, usd.record), address, evidence), stage.people.onboarder);
    figures["trading"] = `${address}, of both coins`;
    return { ok: true, figures };
  });
}

/** Token units as people read them. */
export function money(units: bigint, { currency }: Pick<CoinPlay, "currency">): string {
  return `${formatUnitsGrouped(units)} ${currency}`;
}

/** A deposit by the bank's reference. */
export function depositOf({ deposits }: CoinPlay, reference: string): Deposit {
  const deposit = deposits.get(reference);
  if (deposit === undefined) throw new Error(`no deposit ${reference} was imported`);
  return deposit;
}
