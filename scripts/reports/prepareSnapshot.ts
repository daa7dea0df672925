import type { Provider } from "ethers";

import type { Journal, JournalEntries } from "../journal/Journal.js";
import { hongKongDate } from "../money/businessDays.js";
import { readBooks, recordReconciled } from "../reserves/books.js";
import type { Break } from "../reserves/break.js";
import { readBurns } from "../reserves/burns.js";
import { readChainPosition, type ChainPosition } from "../reserves/chainPosition.js";
import { requireEveryAccount } from "../reserves/everyAccount.js";
import { takeAgreementsIn, takeHoldingsIn } from "../reserves/holdingsIntake.js";
import { BreakError, incidentOf, type Incident } from "../reserves/incident.js";
import { noInputs, type ReserveInputs } from "../reserves/inputs.js";
import { takeIn } from "../reserves/intake.js";
import { namedDebits, statementName, type TakenStatement } from "../reserves/knownStatement.js";
import { closingsOf } from "../reserves/latestStatements.js";
import { readMints } from "../reserves/mints.js";
import { cashAtPar, type Policy } from "../reserves/policy.js";
import { reconcile } from "../reserves/reconcile.js";
import { settleBurns, type OpenedInterimDebits } from "../reserves/settlement.js";
import { takeSnapshot, type Snapshot } from "../reserves/snapshot.js";
import type { HoldingsResult } from "../statements/holdingsResult.js";
import type { ReadResult } from "../statements/readResult.js";
import { isDayEnd } from "../statements/statement.js";
import { logBreaches } from "./breachLog.js";
import { priorReports } from "./reportRecords.js";

export interface PrepareInput {
  readonly journal: Journal;
  readonly provider: Provider;
  readonly files: readonly ReadResult[];
  /** ISO 4217 code. */
  readonly currency: string;
  readonly coin: string;
  readonly registry: string;
  /** Salt of the reports' EIP-712 domain. */
  readonly salt: string;
  /** The block the coin was deployed in. */
  readonly firstBlock: bigint;
  /** The last final block now. */
  readonly finalBlock: bigint;
  /** The time the snapshot is of: seconds, UTC. */
  readonly asOf: bigint;
  readonly policy?: Policy;
  /** Statements of holdings of the coin's securities accounts. */
  readonly holdings?: readonly HoldingsResult[];
  readonly inputs?: ReserveInputs;
  /** SHA-256 of every file delivered: the confirmations of agreements must be among them. */
  readonly hashes?: ReadonlySet<string>;
}

/** A snapshot with what does not reconcile; where there is something, it must not be published. */
export interface ReconciledSnapshot {
  readonly snapshot: Snapshot;
  readonly breaks: readonly Break[];
  readonly incident: Incident;
}

/**
 * Takes a snapshot of the reserves from statement files and the chain: takes the files in, finds which burns were paid,
 * reads where the chain stands at the last final block not after `asOf`, and holds bank against chain.
 *
 * @throws BreakError (RESERVE_BREAK) where they do not agree; the errors of the intake, of the positions and of
 * {@link takeSnapshot}; nothing is recorded then
 */
export async function prepareSnapshot(input: PrepareInput): Promise<Snapshot> {
  return input.journal.transaction(async (entries) => {
    const { snapshot, breaks, incident } = await reconcileSnapshot(input);
    if (breaks.length > 0) throw new BreakError(incident, breaks);
    return logBreaches(entries, snapshot);
  });
}

/** As {@link prepareSnapshot}, with the breaks returned: to be shown, in a transaction that is taken back. */
export async function reconcileSnapshot(input: PrepareInput): Promise<ReconciledSnapshot> {
  const { journal, provider, files, currency, coin, asOf, firstBlock, policy = cashAtPar, inputs = noInputs } = input;
  return journal.transaction(async (entries) => {
    const statements = await takeIn(journal, files, { currency, purpose: "snapshot", asOf });
    const position = await positionOf(input, entries);
    const holdings = await takeHoldingsIn(entries, input.holdings ?? [], inputs, currency);
    await requireEveryAccount(entries, { currency, statements, holdings, asOf });
    const agreements = await takeAgreementsIn(entries, inputs, currency, input.hashes ?? new Set());
    const blocks = { token: coin, from: firstBlock, to: position.blockNumber };
    const taken = { currency, statements, asOf };
    const burns = await settleBurns(journal, {
      currency,
      burns: await readBurns(provider, blocks),
      ...closingsOf(taken),
      interim: interimDebits(statements, asOf),
    });
    const books = await readBooks(entries, currency, statements);
    const mints = await readMints(provider, blocks);
    const { deposits, explained, breaks, fresh } = reconcile({ ...taken, books, burns, mints });
    await recordReconciled(entries, fresh);
    const dated = await Promise.all(breaks.map(async (one) => dateBreak(provider, one)));
    const snapshot = takeSnapshot({
      ...{ ...taken, policy, chains: [position], burns, holdings, agreements, inputs, deposits, explained },
      journalHead: await entries.head(),
    });
    return { snapshot, breaks: dated, incident: incidentOf(currency, asOf, [position], dated) };
  });
}

async function positionOf(input: PrepareInput, entries: JournalEntries): Promise<ChainPosition> {
  const { provider, currency, coin: token, registry, salt, asOf, finalBlock, firstBlock } = input;
  const priorLimits = (await priorReports(entries, currency, salt)).flatMap(({ sequence, limits }) =>
    limits.map((limit) => ({ ...limit, sequence })),
  );
  return readChainPosition(provider, { token, registry, asOf, finalBlock, firstBlock, priorLimits });
}

function interimDebits(statements: readonly TakenStatement[], asOf: bigint): OpenedInterimDebits[] {
  return statements
    .filter(({ statement }) => !isDayEnd(statement))
    .map(({ statement, account: { bic11, account } }) => {
      const of = { bic11, account, id: statementName(statement), sha256: statement.sha256 };
      return { ...of, date: hongKongDate(asOf), debits: namedDebits(statement) };
    });
}

/** A mint's break is as old as its block. */
async function dateBreak(provider: Provider, one: Break): Promise<Break> {
  const block = one.block === undefined ? null : await provider.getBlock(one.block);
  return block === null ? one : { ...one, since: hongKongDate(block.timestamp) };
}
