import { randomBytes } from "node:crypto";

import { hexlify } from "ethers";

import { violation, type Violation } from "../errors/AtparError.js";
import type { JournalHead } from "../journal/walkChain.js";
import { formatUnits } from "../money/tokenUnits.js";
import { hongKongDate } from "../money/businessDays.js";
import type { IsoDate } from "../money/dates.js";
import { isDayEnd } from "../statements/statement.js";
import { assetLine, assetTree, checkBurns, filesOf, totalsOf } from "./assets.js";
import { findBreaches } from "./breaches.js";
import type { ChainPosition } from "./chainPosition.js";
import { documentHash, type ReserveDocument } from "./document.js";
import type { ExplainedEntry } from "./explanation.js";
import type { TakenHoldings } from "./holdingsIntake.js";
import { noInputs, type ReserveInputs } from "./inputs.js";
import { latestStatements, type LatestInput } from "./latestStatements.js";
import { movementsOf } from "./movements.js";
import { openInterim, openStatement } from "./openedStatement.js";
import type { OpenedDeposit, OpenedLine, Openings } from "./openings.js";
import { policyHash, type Policy } from "./policy.js";
import type { ReserveAccount } from "./register.js";
import type { BurnLedger } from "./settlement.js";
import { indexSources } from "./sourceIndex.js";
import { ageTransit } from "./transit.js";

export interface SnapshotInput extends LatestInput {
  readonly policy: Policy;
  readonly chains: readonly ChainPosition[];
  /** What {@link settleBurns} returned. */
  readonly burns: BurnLedger;
  /** What {@link takeHoldingsIn} returned. */
  readonly holdings?: readonly TakenHoldings[];
  /** What {@link takeAgreementsIn} returned. */
  readonly agreements?: readonly { readonly account: ReserveAccount; readonly reference: string }[];
  readonly inputs?: ReserveInputs;
  /** Customers' credits that were not minted at the chains' blocks. */
  readonly deposits?: readonly OpenedDeposit[];
  /** What {@link reconcile} found of each entry. */
  readonly explained?: readonly ExplainedEntry[];
  readonly journalHead: JournalHead;
  /** 32 bytes as 0x and hex; random where none is given. */
  readonly salt?: () => string;
}

export interface Snapshot {
  readonly document: ReserveDocument;
  readonly openings: Openings;
  /** RESERVE_NEGATIVE, where it is so: the document can be published, with a report whose limit is 0. */
  readonly warnings: readonly Violation[];
}

/**
 * The reserves at one time: every account's balance, security and agreement, valued by the policy, less what is owed for
 * burned tokens.
 * @throws AtparError as {@link latestStatements} and {@link assetLine}, RESERVE_BURNS_DIFFER.
 */
export function takeSnapshot(input: SnapshotInput): Snapshot {
  const { currency, policy, asOf, burns, journalHead } = input;
  const { agreements = [], inputs = noInputs, deposits = [], explained = [] } = input;
  const chains = input.chains.toSorted((one, other) => (one.chainId < other.chainId ? -1 : 1));
  checkBurns(chains, [...burns.payables, ...burns.settled.map(({ burn }) => burn)]);
  const journal = { seq: journalHead.seq, hash: journalHead.hash };
  const references = new Set(agreements.map(({ account, reference }) => `${account.bic11}:${reference}`));
  const opened: Omit<Openings, "documentHash"> = {
    schema: "atpar.reserve-openings/2",
    currency,
    asOf,
    policy,
    lines: openLines(input),
    statements: input.statements.flatMap(({ statement, account }) => openStatement(statement, account) ?? []),
    interim: input.statements.flatMap(({ statement, account }) => {
      return isDayEnd(statement) ? [] : [openInterim(statement, account)];
    }),
    holdings: (input.holdings ?? []).map(({ holdings }) => holdings),
    // another coin's agreements are nobody's business here
    inputs: {
      ...inputs,
      agreements: inputs.agreements.filter(({ bic11, reference }) => references.has(`${bic11}:${reference}`)),
    },
    deposits: [...deposits],
    explained: [...explained],
    payables: [...burns.payables],
    settled: [...burns.settled],
    chains,
    journal,
  };
  const document = documentOf(opened);
  const openings: Openings = { ...opened, documentHash: documentHash(document) };
  return { document, openings, warnings: warn(currency, document.totals) };
}

/** The document that follows from openings: what a snapshot writes, and what an auditor recomputes. */
export function documentOf(openings: Omit<Openings, "documentHash">): ReserveDocument {
  const { currency, asOf, policy, journal } = openings;
  const day = hongKongDate(asOf);
  const closed = closingDay(openings);
  const source = { ...openings, index: indexSources(openings) };
  const lines = openings.lines.map((line) => assetLine(line, source, day, closed));
  const totals = totalsOf(lines, openings);
  return {
    schema: "atpar.reserve-document/2",
    currency,
    asOf,
    policy: { name: policy.name, version: policy.version, hash: policyHash(policy) },
    lines,
    totals,
    assetsRoot: assetTree(lines, openings.lines).root,
    chains: openings.chains.map(({ chainId, token, blockNumber, blockHash, minted, burned }) => {
      return { chainId, token, blockNumber, blockHash, minted, burned, supply: minted - burned };
    }),
    transit: ageTransit(openings, day),
    movements: movementsOf(openings),
    breaches: findBreaches(currency, lines, totals, policy, day),
    journal,
    files: filesOf(openings),
  };
}

/** The day whose closing balances count. */
function closingDay({ statements, asOf }: Pick<Openings, "statements" | "asOf">): IsoDate {
  const [first, ...rest] = statements.map(({ closingDate }) => closingDate);
  return first === undefined ? hongKongDate(asOf) : rest.reduce((last, one) => (one > last ? one : last), first);
}

/** Cash accounts, then securities, then agreements; each with salts of its own. */
function openLines(input: SnapshotInput): OpenedLine[] {
  const { salt = randomSalt, holdings = [], agreements = [] } = input;
  const open = (account: ReserveAccount, source: OpenedLine["source"]): OpenedLine => {
    const { bic11, account: number, custodian, custodianType = "bank", trustReference, country } = account;
    const names = { bic11, account: number, custodian, custodianType, trustReference, country };
    return { ...names, source, accountSalt: salt(), leafSalt: salt() };
  };
  const cash = latestStatements(input).map(({ account, known }) =>
    open(account, { from: "statement", statement: known.id }),
  );
  const securities = holdings.flatMap(({ account, holdings: { id, positions } }) =>
    positions.flatMap(({ isin, quantity, encumbered }) => {
      const source = { from: "holdings", statement: id, isin } as const;
      const free = quantity > encumbered ? [open(account, { ...source, part: "free" })] : [];
      return encumbered > 0n ? [...free, open(account, { ...source, part: "encumbered" })] : free;
    }),
  );
  const agreed = agreements.map(({ account, reference }) => open(account, { from: "agreement", reference }));
  return [...cash, ...securities, ...agreed];
}

function warn(currency: string, { gross, payables }: ReserveDocument["totals"]): Violation[] {
  if (gross >= payables) return [];
  const [assets, owed, net] = [gross, payables, gross - payables].map(formatUnits) as [string, string, string];
  return [violation("RESERVE_NEGATIVE", { currency, gross: assets, payables: owed, net })];
}

function randomSalt(): string {
  return hexlify(randomBytes(32));
}
