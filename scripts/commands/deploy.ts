import { existsSync } from "node:fs";
import { resolve } from "node:path";

import type { Command } from "commander";

import { applyDeployment, setbackUntil, type Applied } from "../deploy/apply.js";
import { deploySteps, predictAddresses } from "../deploy/plan.js";
import { readProfile, type DeploymentProfile } from "../deploy/profile.js";
import { checkRecord, readRecord, recordFile, type DeploymentRecord } from "../deploy/record.js";
import { AtparError } from "../errors/AtparError.js";
import { formatTimestamp } from "../money/timestamps.js";
import { action, type Session } from "./session.js";
import { pairs, table } from "./table.js";
import { confirm, knownInterfaces, signerOf, waitOptions, withWriteOptions, type WriteOptions } from "./write.js";

interface DeployOptions extends WriteOptions {
  readonly profile?: string;
  readonly replace?: boolean;
}

const LOCAL_CHAIN = 31337;
/** The shortest delay D outside the local chain: one day, seconds. */
const LEAST_DELAY = 86_400;

export function registerDeploy(program: Command): void {
  withWriteOptions(
    program
      .command("deploy")
      .description("create the coins of a profile and configure their roles; continues a deployment that was cut off"),
  )
    .option("--profile <file>", "deployment profile (default: the one that comes with the local network)")
    .option("--replace", "deploy anew where a record exists; the old one stays in history.jsonl")
    .action(action(deploy));
}

async function deploy(session: Session, options: DeployOptions): Promise<undefined> {
  const network = session.network();
  const { chainId } = network;
  const profile = await readProfile(profileFile(network.name, options));
  requireRealDelays(profile, chainId);
  const provider = await session.provider();
  const standing = options.replace === true ? [] : await standingRecords(session, profile, chainId);
  if (standing.length === profile.coins.length) {
    const dryRun = options.dryRun === true;
    session.output.line("Already deployed; the records agree with the chain.");
    // a run that was killed after its last record has not moved the clock yet
    if (profile.advanceClock && !dryRun) await advanceClock(session, standing);
    printCoins(session, standing);
    await printData(session, standing, { dryRun, unchanged: true, transactions: [] });
    return undefined;
  }
  const signer = await signerOf(session, options, "deployer");
  session.output.line(
    session.output.paint("bold", `Deploy ${profile.coins.map(({ symbol }) => symbol).join(" and ")}`),
  );
  for (const line of pairs(
    [
      ["signer", `${signer.address} (${signer.label}), renounces all at the end`],
      ["network", `${network.name}, chain ${chainId}`],
      ["profile", `${profile.issuer}, ${profile.environment}, ${profile.hash.slice(0, 18)}`],
      ["delays", `${profile.delay / 3600} h for loosening, ${profile.upgradeDelay / 3600} h for upgrades`],
    ],
    2,
  ))
    session.output.line(line);
  if (options.dryRun === true) {
    await showDryRun(session, profile, signer.address);
    return undefined;
  }
  await confirm(session, options);
  const applied = await applyDeployment({
    provider,
    outbox: await session.outbox(),
    network: { name: network.name, chainId },
    profile,
    signer,
    deployments: session.deployments,
    interfaces: knownInterfaces,
    wait: waitOptions(options),
    onStep: ({ title }, number, of) => {
      session.output.progress(`${number}/${of} ${title} ...`);
    },
  });
  printSteps(session, applied);
  const records = applied.records.map(({ record }) => record);
  if (profile.advanceClock) await advanceClock(session, records);
  printCoins(session, records);
  await printData(session, records, { dryRun: false, unchanged: false, transactions: applied.steps.map(stepData) });
  return undefined;
}

/** The profile asked for; the local network has one of its own. */
function profileFile(network: string, options: DeployOptions): string {
  const own = resolve(import.meta.dirname, "../../deployments/profiles", `${network}.json`);
  if (options.profile !== undefined) return options.profile;
  if (existsSync(own)) return own;
  throw new AtparError("DEPLOY_PROFILE_INVALID", {
    file: own,
    problem: "it is not there; name a profile with --profile",
  });
}

/** A local chain may have its clock moved and short delays; any other has to give the world time to react. */
function requireRealDelays(profile: DeploymentProfile, chainId: number): void {
  if (chainId === LOCAL_CHAIN) return;
  let problem: string | undefined;
  if (profile.advanceClock) problem = `advanceClock is for chain ${LOCAL_CHAIN} only, this is ${chainId}`;
  else if (!profile.waitForSetback) problem = `waitForSetback must be true on chain ${chainId}`;
  else if (profile.delay < LEAST_DELAY)
    problem = `delay ${profile.delay} s is below ${LEAST_DELAY} s on chain ${chainId}`;
  if (problem === undefined) return;
  throw new AtparError("DEPLOY_PROFILE_INVALID", { file: profile.environment, problem });
}

/** Records of this profile's coins that agree with the chain. @throws DEPLOYMENT_DRIFT for one that does not */
async function standingRecords(
  session: Session,
  profile: DeploymentProfile,
  chainId: number,
): Promise<readonly DeploymentRecord[]> {
  const { name } = session.network();
  const standing: DeploymentRecord[] = [];
  for (const { currency } of profile.coins) {
    const file = recordFile(session.deployments, chainId, name, currency);
    const record = await readRecord(file);
    if (record === undefined) continue;
    await checkRecord(file, record, await session.provider());
    standing.push(record);
  }
  return standing;
}

async function showDryRun(session: Session, profile: DeploymentProfile, deployer: string): Promise<void> {
  const { output } = session;
  const nonce = await (await session.provider()).getTransactionCount(deployer);
  const predicted = predictAddresses(profile, deployer, nonce);
  const rows = deploySteps(profile, deployer).map(({ id, build }) => [build(predicted).title, predicted.get(id) ?? ""]);
  output.line();
  for (const line of table([{ title: "step" }, { title: "address" }], rows)) output.line(`  ${line}`);
  output.line("Dry run: nothing was sent.");
  const at = (id: string): string => predicted.get(id) ?? "";
  session.data("atpar.deploy/1", {
    ok: true,
    dryRun: true,
    unchanged: false,
    network: session.network().name,
    chainId: session.network().chainId,
    deployer,
    manager: at("manager"),
    revoker: at("revoker"),
    control: at("control"),
    coins: profile.coins.map(({ currency }) => ({
      currency,
      coin: at(`${currency}.coin`),
      registry: at(`${currency}.registry`),
      record: "",
    })),
    transactions: [],
    setbackUntil: null,
  });
}

function printSteps({ output }: Session, applied: Applied): void {
  const rows = applied.steps.map(({ step, sent }) => [
    step.title,
    String(sent.blockNumber),
    sent.gasUsed.toLocaleString("en"),
    sent.resumed ? "earlier" : "",
  ]);
  const columns = [
    { title: "step" },
    { title: "block", align: "right" },
    { title: "gas", align: "right" },
    { title: "" },
  ] as const;
  output.line();
  for (const line of table(columns, rows)) output.line(`  ${line}`);
}

function printCoins({ output }: Session, records: readonly DeploymentRecord[]): void {
  output.line();
  for (const { symbol, contracts } of records) {
    for (const line of pairs(
      [
        [symbol, contracts.coin.address],
        ["its registry", contracts.registry.address],
      ],
      2,
    ))
      output.line(line);
  }
}

/** Moves the local chain's clock past the set-back, so that every delay is in force. */
async function advanceClock(session: Session, records: readonly DeploymentRecord[]): Promise<void> {
  const provider = await session.provider();
  const [record] = records;
  if (record === undefined) return;
  const until = await setbackUntil(provider, record);
  const now = await session.chainTime();
  if (now >= until) return;
  await provider.send("evm_increaseTime", [until - now]);
  await provider.send("evm_mine", []);
  session.output.line();
  session.output.line(`The local chain's clock was moved to ${formatTimestamp(await session.chainTime())}: the`);
  session.output.line("delays on grants and targets take five days to come into force, and the first");
  session.output.line("mint waits for them.");
}

function stepData({ step, sent }: Applied["steps"][number]) {
  return {
    step: step.id,
    hash: sent.hash,
    block: sent.blockNumber,
    gasUsed: sent.gasUsed.toString(),
    resumed: sent.resumed,
  };
}

async function printData(
  session: Session,
  records: readonly DeploymentRecord[],
  rest: { dryRun: boolean; unchanged: boolean; transactions: ReturnType<typeof stepData>[] },
): Promise<void> {
  const [first] = records;
  if (first === undefined) return;
  const until = await setbackUntil(await session.provider(), first);
  const { chainId, network } = first;
  session.data("atpar.deploy/1", {
    ok: true,
    ...rest,
    network,
    chainId,
    deployer: first.contracts.manager.arguments[0] ?? "",
    manager: first.contracts.manager.address,
    revoker: first.contracts.revoker.address,
    control: first.contracts.control.address,
    coins: records.map(({ currency, contracts }) => ({
      currency,
      coin: contracts.coin.address,
      registry: contracts.registry.address,
      record: recordFile(session.deployments, chainId, network, currency),
    })),
    setbackUntil: (await session.chainTime()) >= until ? null : until,
  });
}
