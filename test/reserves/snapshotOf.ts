import type { Journal } from "../../scripts/journal/Journal.js";
import { readBooks, recordReconciled } from "../../scripts/reserves/books.js";
import type { Burn } from "../../scripts/reserves/burns.js";
import type { ChainPosition } from "../../scripts/reserves/chainPosition.js";
import { BreakError, incidentOf } from "../../scripts/reserves/incident.js";
import { takeIn } from "../../scripts/reserves/intake.js";
import { closingsOf } from "../../scripts/reserves/latestStatements.js";
import type { Mint } from "../../scripts/reserves/mints.js";
import { cashAtPar, type Policy } from "../../scripts/reserves/policy.js";
import { reconcile } from "../../scripts/reserves/reconcile.js";
import { settleBurns } from "../../scripts/reserves/settlement.js";
import { takeSnapshot, type Snapshot, type SnapshotInput } from "../../scripts/reserves/snapshot.js";
import type { ReadResult } from "../../scripts/statements/readResult.js";

/** Noon of 24 November 2026 in Hong Kong, after every statement of these tests. */
export const asOf = BigInt(Date.parse("2026-11-24T04:00:00Z")) / 1000n;

export const position: ChainPosition = {
  chainId: 31337n,
  token: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
  blockNumber: 5n,
  blockHash: `0x${"b1".repeat(32)}`,
  sequence: 0n,
  minted: 0n,
  burned: 0n,
  carried: 0n,
};

export interface SnapshotOptions {
  readonly burns?: readonly Burn[];
  /** None where it is left out: what is minted is of no interest then. */
  readonly mints?: readonly Mint[];
  readonly chains?: readonly ChainPosition[];
  readonly older?: ReadonlySet<string>;
  readonly policy?: Policy;
  readonly asOf?: bigint;
  readonly salt?: () => string;
  readonly holdings?: SnapshotInput["holdings"];
  readonly agreements?: SnapshotInput["agreements"];
  readonly inputs?: SnapshotInput["inputs"];
}

/** Takes the files in, settles the burns and takes the snapshot, as the command does. */
export async function snapshotOf(
  journal: Journal,
  files: readonly ReadResult[],
  options: SnapshotOptions = {},
): Promise<Snapshot> {
  const { burns = [], policy = cashAtPar, older = new Set<string>() } = options;
  const time = options.asOf ?? asOf;
  const statements = await takeIn(journal, files, { currency: "HKD", purpose: "snapshot" });
  const closings = closingsOf({ currency: "HKD", statements, asOf: time, older });
  const ledger = await settleBurns(journal, { currency: "HKD", burns, ...closings });
  const books = await readBooks(journal, "HKD", statements);
  const reconciled = { currency: "HKD", statements, asOf: time, older, books, burns: ledger };
  const { breaks, fresh, deposits, explained } = reconcile({ ...reconciled, mints: options.mints ?? [] });
  if (breaks.length > 0) throw new BreakError(incidentOf("HKD", time, [position], breaks), breaks);
  await recordReconciled(journal, fresh);
  const burned = burns.reduce((sum, { amount }) => sum + amount, 0n);
  return takeSnapshot({
    currency: "HKD",
    statements,
    policy,
    asOf: time,
    chains: options.chains ?? [{ ...position, minted: burned, burned }],
    burns: ledger,
    deposits,
    explained,
    journalHead: await journal.head(),
    older,
    ...(options.salt !== undefined && { salt: options.salt }),
    ...(options.holdings !== undefined && { holdings: options.holdings }),
    ...(options.agreements !== undefined && { agreements: options.agreements }),
    ...(options.inputs !== undefined && { inputs: options.inputs }),
  });
}
