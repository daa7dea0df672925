import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { applyDeployment, setbackUntil } from "../../deploy/apply.js";
import type { DeploymentRecord } from "../../deploy/record.js";
import { importDeposits, type Deposit } from "../../issuance/deposits.js";
import { planCustomer } from "../../issuance/controlWrites.js";
import { evidenceHash } from "../../issuance/reference.js";
import { formatMinorGrouped } from "../../money/amount.js";
import { formatTimestamp } from "../../money/timestamps.js";
import { formatUnitsGrouped } from "../../money/tokenUnits.js";
import { takeIn } from "../../reserves/intake.js";
import { registerAccount } from "../../reserves/register.js";
import { readStatementFile } from "../../statements/readStatementFile.js";
import { knownInterfaces } from "../write.js";
import { attackScenes } from "./attackScenes.js";
import { mintScenes } from "./mintScenes.js";
import { paymentScenes } from "./paymentScenes.js";
import { proofScenes } from "./proofScenes.js";
import { reportScenes } from "./reportScenes.js";
import { carryOut, coinOf, moveClock, setStage, timeOf, type Stage } from "./stage.js";
import { demoAccount, demoStatement } from "./statement.js";
import type { Story } from "./story.js";

/** The chain begins on a Monday morning in Hong Kong, a week before the day of the statement; unix seconds. */
const BEGIN = Date.UTC(2026, 10, 16, 1, 0, 0) / 1000;
/** The evening of the statement's day in Hong Kong. */
const EVENING = Date.UTC(2026, 10, 23, 10, 0, 0) / 1000;

/** What the scenes share once it is there. */
export interface Play {
  readonly stage: Stage;
  readonly hkd: DeploymentRecord;
  /** The statement file, and the folder it is in. */
  readonly statement: string;
  readonly statements: string;
  readonly deposits: readonly Deposit[];
  /** keccak256 of the evidence every mint cites in the demo. */
  readonly evidence: string;
}

/** The whole demo, scene by scene. */
export async function tellStory(story: Story): Promise<void> {
  story.progress("starting a chain ...");
  const stage = await setStage(BEGIN, (text) => {
    story.progress(text);
  });
  try {
    const hkd = await deployScene(story, stage);
    const play = await importScene(story, stage, hkd);
    await customerScene(story, play);
    const report = await reportScenes(story, play);
    await mintScenes(story, play);
    await attackScenes(story, play, report);
    await paymentScenes(story, play);
    await proofScenes(story, play, report);
  } finally {
    await stage.close();
  }
}

async function deployScene(story: Story, stage: Stage): Promise<DeploymentRecord> {
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
    await moveClock(stage, EVENING);
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
  const hkd = found.find(({ currency }) => currency === "HKD");
  if (hkd === undefined) throw new Error("the local profile has no HKD coin");
  return hkd;
}

async function importScene(story: Story, stage: Stage, hkd: DeploymentRecord): Promise<Play> {
  const statements = join(stage.folder, "statements");
  const statement = join(statements, "hkd-2026-11-23.camt053.xml");
  const evidenceFile = join(stage.folder, "evidence.json");
  await mkdir(statements);
  await writeFile(statement, demoStatement());
  await writeFile(evidenceFile, JSON.stringify({ screening: "clear", travelRule: "IVMS101", at: EVENING }));
  const deposits: Deposit[] = [];
  await story.step("Import the bank's camt.053 with three customer credits", async () => {
    await registerAccount(stage.journal, demoAccount);
    const read = readStatementFile(statement);
    const taken = await takeIn(stage.journal, [read], { currency: "HKD", purpose: "deposits" });
    for (const { statement: one, account } of taken) {
      deposits.push(...(await stage.journal.transaction((entries) => importDeposits(entries, one, account))).deposits);
    }
    const total = deposits.reduce((sum, { minorUnits }) => sum + minorUnits, 0n);
    return {
      ok: deposits.length === 3 && read.violations.length === 0,
      figures: {
        ...Object.fromEntries(
          deposits.map((deposit) => [
            deposit.reference,
            `${formatMinorGrouped(deposit.minorUnits, "HKD")} from ${deposit.debtorName ?? "?"}`,
          ]),
        ),
        total: `${formatMinorGrouped(total, "HKD")} HKD`,
        "file SHA-256": `${read.sha256.slice(0, 32)}...`,
      },
    };
  });
  return { stage, hkd, statement, statements, deposits, evidence: await evidenceHash(evidenceFile) };
}

async function customerScene(story: Story, { stage, hkd, evidence }: Play): Promise<void> {
  await story.step("Admit the three customers", async () => {
    const at = coinOf(stage, hkd);
    const figures: Record<string, string> = {};
    for (const person of ["trading", "retail", "capital"] as const) {
      const { address } = stage.people[person];
      await carryOut(stage, await planCustomer(at, address, evidence), stage.people.onboarder);
      figures[person] = address;
    }
    return { ok: true, figures };
  });
}

/** Token units as people read them. */
export function hkd(units: bigint): string {
  return `${formatUnitsGrouped(units)} HKD`;
}

/** A statement with the first digit of one amount raised by one, wherever it is printed in the credit's entry. */
export async function tamperedCopy(
  statement: string,
  folder: string,
  amount: string,
  changed: string,
): Promise<string> {
  const file = join(folder, "hkd-2026-11-23.camt053.xml");
  await mkdir(folder, { recursive: true });
  const text = await readFile(statement, "utf8");
  const at = text.indexOf(`>${amount}<`, text.indexOf("<Ntry>"));
  await writeFile(file, text.slice(0, at) + text.slice(at).replace(`>${amount}<`, `>${changed}<`));
  return file;
}
