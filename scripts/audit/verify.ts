import type { Provider } from "ethers";

import { IReserveRegistry__factory, IStablecoin__factory } from "../../typechain-types/index.js";
import { formatUnitsGrouped } from "../money/tokenUnits.js";
import { isAccepted } from "../reports/acceptanceRule.js";
import { attestorClasses } from "../reports/reportFile.js";
import { reportDigest, type Allocation, type ReserveReport } from "../reports/reserveReport.js";
import type { Difference } from "../reserves/difference.js";
import { documentHash, type ReserveDocument } from "../reserves/document.js";
import type { Openings } from "../reserves/openings.js";
import { replay } from "../reserves/replay.js";
import type { DayBooks } from "../reserves/rollForward.js";
import type { HoldingsResult } from "../statements/holdingsResult.js";
import type { ReadResult } from "../statements/readResult.js";
import { readCoinEvents, type CoinEvents } from "./coinEvents.js";
import { mintCheck, transitCheck } from "./mintChecks.js";
import { previousDay } from "./previousDay.js";

/** One thing that was checked: what was expected, what was found. */
export interface Check {
  readonly check: string;
  readonly ok: boolean;
  readonly expected: string;
  readonly found: string;
}

export interface Verification {
  readonly ok: boolean;
  readonly checks: readonly Check[];
  /** Every figure of statements, document and openings that is not what it was, with its file and line. */
  readonly differences: readonly Difference[];
}

export interface VerifyInput {
  readonly provider: Provider;
  readonly coin: string;
  readonly registry: string;
  /** The block the coin was deployed in. */
  readonly firstBlock: number;
  readonly document: ReserveDocument;
  readonly openings: Openings;
  /** The statement files, read; sound or not. */
  readonly files: readonly ReadResult[];
  /** Statements of holdings, read; sound or not. */
  readonly holdings: readonly HoldingsResult[];
  /** SHA-256 of every file delivered. */
  readonly hashes?: ReadonlySet<string>;
  /** The day before, where it is to be compared. */
  readonly previous?: DayBooks;
  readonly onProgress: (text: string) => void;
}

interface AcceptedEvent {
  readonly report: ReserveReport;
  readonly digest: string;
  readonly signers: readonly string[];
  readonly blockNumber: number;
}

/**
 * Re-derives everything from files and chain, trusting nothing the issuer says of itself: the reserves from the statements,
 * the report from the document, the supply from the coin's events, each mint from its bank credit. Rules B1, D2, M1.
 */
export async function verify(input: VerifyInput): Promise<Verification> {
  const { document, openings, files, holdings, onProgress } = input;
  onProgress("recomputing the document from the statements ...");
  const differences = replay(document, openings, files, holdings, input.hashes);
  const checks: Check[] = [statementCheck([...files, ...holdings]), replayCheck(differences)];
  onProgress("reading the registry's reports ...");
  const accepted = await findReport(input);
  checks.push(await registryCheck(input, accepted), ...(await reportChecks(input, accepted)));
  onProgress("reading the coin's events ...");
  const events = await readCoinEvents(input.provider, input.coin, input.firstBlock);
  checks.push(...(await supplyChecks(input, events)), mintCheck(input, events), transitCheck(input, events));
  const rolled = previousDay(input, events);
  differences.push(...rolled.differences);
  checks.push(...rolled.checks);
  return { ok: checks.every(({ ok }) => ok), checks, differences };
}

/** Two figures that must be the same. */
export function check(name: string, expected: string | bigint | number, found: string | bigint | number): Check {
  return { check: name, ok: String(expected) === String(found), expected: String(expected), found: String(found) };
}

function statementCheck(files: readonly Pick<ReadResult, "violations">[]): Check {
  const refused = files.filter(({ violations }) => violations.length > 0);
  const first = refused[0]?.violations[0];
  return {
    check: "statements foot and are sound",
    ok: refused.length === 0 && files.length > 0,
    expected: `${files.length} sound`,
    found: first === undefined ? `${files.length} sound` : `${refused.length} refused: ${first.code}`,
  };
}

function replayCheck(differences: readonly Difference[]): Check {
  return check("document recomputed from statements", "0 differences", `${differences.length} differences`);
}

/** The accepted report that names the document, the newest if several do. */
async function findReport({
  provider,
  registry,
  firstBlock,
  document,
}: VerifyInput): Promise<AcceptedEvent | undefined> {
  const contract = IReserveRegistry__factory.connect(registry, provider);
  const logs = await contract.queryFilter(contract.filters.ReportAccepted(), firstBlock);
  const hash = documentHash(document);
  const log = logs.findLast(({ args }) => args.report.documentHash === hash);
  if (log === undefined) return undefined;
  const { report } = log.args;
  return {
    report: {
      currency: report.currency,
      sequence: report.sequence,
      previous: report.previous,
      asOf: report.asOf,
      validUntil: report.validUntil,
      reserves: report.reserves,
      allocations: report.allocations.map((line) => ({
        chainId: line.chainId,
        token: line.token,
        blockNumber: line.blockNumber,
        blockHash: line.blockHash,
        sequence: line.sequence,
        minted: line.minted,
        burned: line.burned,
        carried: line.carried,
        mintLimit: line.mintLimit,
      })),
      assetsRoot: report.assetsRoot,
      policyHash: report.policyHash,
      documentHash: report.documentHash,
    },
    digest: log.args.digest,
    signers: [...log.args.signers],
    blockNumber: log.blockNumber,
  };
}

/** The coin followed this registry when it accepted the report (now, where there is none), and it serves this coin. */
async function registryCheck(input: VerifyInput, accepted: AcceptedEvent | undefined): Promise<Check> {
  const { provider, coin, registry } = input;
  const at = accepted === undefined ? {} : { blockTag: accepted.blockNumber };
  const followed = await IStablecoin__factory.connect(coin, provider).registry(at);
  const served = await IReserveRegistry__factory.connect(registry, provider).coin();
  return check("the registry is the coin's", `${registry}, of ${coin}`, `${followed}, of ${served}`);
}

async function reportChecks(input: VerifyInput, accepted: AcceptedEvent | undefined): Promise<Check[]> {
  const { provider, registry, document } = input;
  const hash = documentHash(document);
  if (accepted === undefined) {
    return [
      { check: "a report accepted on-chain names this document", ok: false, expected: hash, found: "no such report" },
    ];
  }
  const { report, digest } = accepted;
  const contract = IReserveRegistry__factory.connect(registry, provider);
  const coverage = await contract.coverage({ blockTag: accepted.blockNumber });
  const pinned = await Promise.all(
    document.chains.map(async ({ blockNumber, blockHash }) => {
      const block = await provider.getBlock(blockNumber);
      return check(`block ${blockNumber} is the chain's`, blockHash, block?.hash ?? "no such block");
    }),
  );
  const own = await ownChainChecks(input);
  return [
    check("a report accepted on-chain names this document", hash, report.documentHash),
    check("report digest recomputed", digest, reportDigest(report, await contract.domainSalt())),
    check("time of the report", `${document.currency}, ${document.asOf}`, `${report.currency}, ${report.asOf}`),
    check("reserves of the report", figure(document.totals.reserves), figure(report.reserves)),
    check("assets root of the report", document.assetsRoot, report.assetsRoot),
    check("policy of the report", document.policy.hash, report.policyHash),
    check("chains of the report", chainsText(document.chains), chainsText(report.allocations)),
    check("acceptance rule holds", "yes", isAccepted(report.allocations, report.reserves, coverage) ? "yes" : "no"),
    await quorumCheck(input, accepted),
    ...pinned,
    ...own,
  ];
}

/** What the document says of this chain is what the coin itself says at that block, the last one of the document's time. */
async function ownChainChecks({ provider, coin: address, document }: VerifyInput): Promise<Check[]> {
  const { chainId } = await provider.getNetwork();
  const line = document.chains.find((one) => one.chainId === chainId);
  if (line === undefined) {
    return [{ check: "the document counts this chain", ok: false, expected: chainId.toString(), found: "not counted" }];
  }
  const at = { blockTag: line.blockNumber };
  const coin = IStablecoin__factory.connect(address, provider);
  const [minted, burned, block, next] = await Promise.all([
    coin.everMinted(at),
    coin.everBurned(at),
    provider.getBlock(line.blockNumber),
    provider.getBlock(line.blockNumber + 1n),
  ]);
  const time = BigInt(block?.timestamp ?? 0);
  const isLast = time <= document.asOf && (next === null || BigInt(next.timestamp) > document.asOf);
  return [
    check("minted and burned at the block", mintedText(line.minted, line.burned), mintedText(minted, burned)),
    {
      check: "the block is the last of the document's time",
      ok: isLast,
      expected: `the last by ${document.asOf}`,
      found: `${line.blockNumber}, of ${time}`,
    },
  ];
}

function mintedText(minted: bigint, burned: bigint): string {
  return `${figure(minted)} minted, ${figure(burned)} burned`;
}

/** What document and report both say of each chain. */
function chainsText(
  chains: readonly Pick<Allocation, "chainId" | "token" | "blockHash" | "minted" | "burned">[],
): string {
  return chains
    .map(({ chainId, token, blockHash, minted, burned }) => {
      return `${chainId}: ${figure(minted)} minted, ${figure(burned)} burned by ${token} up to block ${blockHash}`;
    })
    .join("; ");
}

async function quorumCheck(
  { provider, registry }: VerifyInput,
  { signers, blockNumber }: AcceptedEvent,
): Promise<Check> {
  const contract = IReserveRegistry__factory.connect(registry, provider);
  // as they were when the report was accepted: both change later without a fault of the report
  const at = { blockTag: blockNumber };
  const { issuerOfficers, custodians, auditors } = await contract.quorum(at);
  const quorum = { issuerOfficer: issuerOfficers, custodian: custodians, auditor: auditors };
  const classes = await Promise.all(
    signers.map(async (signer) => attestorClasses[Number(await contract.attestorClass(signer, at)) - 1]),
  );
  const counts = attestorClasses.map((name) => ({ name, count: BigInt(classes.filter((one) => one === name).length) }));
  const met = counts.every(({ name, count }) => count >= quorum[name]) && classes.every((one) => one !== undefined);
  return {
    check: "signed by the quorum",
    ok: met,
    expected: attestorClasses.map((name) => `${name} ${quorum[name]}`).join(", "),
    found: counts.map(({ name, count }) => `${name} ${count}`).join(", "),
  };
}

async function supplyChecks({ provider, coin: address, registry }: VerifyInput, events: CoinEvents): Promise<Check[]> {
  const coin = IStablecoin__factory.connect(address, provider);
  const at = { blockTag: events.block };
  const [supply, everMinted, everBurned, last] = await Promise.all([
    coin.totalSupply(at),
    coin.everMinted(at),
    coin.everBurned(at),
    IReserveRegistry__factory.connect(registry, provider).lastReport(at),
  ]);
  const balances = [...events.balances.values()].reduce((sum, balance) => sum + balance, 0n);
  return [
    check("supply = minted - burned, by events", figure(events.minted - events.burned), figure(supply)),
    check("supply = sum of balances, by events", figure(balances), figure(supply)),
    check("ever minted, by events", figure(events.minted), figure(everMinted)),
    check("ever burned, by events", figure(events.burned), figure(everBurned)),
    {
      check: "ever minted within the last limit",
      ok: everMinted <= last.mintLimit || last.mintLimit === 0n,
      expected: `at most ${figure(last.mintLimit)}`,
      found: figure(everMinted),
    },
  ];
}

const figure = formatUnitsGrouped;
