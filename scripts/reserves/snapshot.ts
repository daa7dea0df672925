import { randomBytes } from "node:crypto";

import { hexlify } from "ethers";

import { violation, type Violation } from "../errors/AtparError.js";
import type { JournalHead } from "../journal/walkChain.js";
import { formatUnits } from "../money/tokenUnits.js";
import { assetLine, assetTree, checkBurns, filesOf, statementOf, totalsOf, type OpenedLine } from "./assets.js";
import type { ChainPosition } from "./chainPosition.js";
import { documentHash, type ReserveDocument } from "./document.js";
import { latestStatements, type LatestInput, type LatestStatement } from "./latestStatements.js";
import { openStatement } from "./openedStatement.js";
import type { Openings } from "./openings.js";
import { policyHash, type Policy } from "./policy.js";
import type { BurnLedger } from "./settlement.js";

export interface SnapshotInput extends LatestInput {
  readonly policy: Policy;
  readonly chains: readonly ChainPosition[];
  /** What {@link settleBurns} returned. */
  readonly burns: BurnLedger;
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
 * The reserves at one time: one line an account, valued by the policy, less what is owed for burned tokens.
 * @throws AtparError as {@link latestStatements}, RESERVE_BURNS_DIFFER, RESERVE_CLASS_NOT_ELIGIBLE.
 */
export function takeSnapshot(input: SnapshotInput): Snapshot {
  const { currency, statements, policy, asOf, burns, journalHead, salt = randomSalt } = input;
  const chains = input.chains.toSorted((one, other) => (one.chainId < other.chainId ? -1 : 1));
  checkBurns(chains, [...burns.payables, ...burns.settled.map(({ burn }) => burn)]);
  const opened = latestStatements(input).map((latest) => openLine(latest, salt));
  const openedStatements = statements.flatMap(({ statement, account }) => openStatement(statement, account) ?? []);
  const lines = opened.flatMap((line) => {
    const statement = statementOf(line, openedStatements);
    return statement === undefined ? [] : assetLine(line, statement, policy, currency);
  });
  const totals = totalsOf(lines, burns.payables);
  const journal = { seq: journalHead.seq, hash: journalHead.hash };
  const document: ReserveDocument = {
    schema: "atpar.reserve-document/1",
    currency,
    asOf,
    policy: { name: policy.name, version: policy.version, hash: policyHash(policy) },
    lines,
    totals,
    assetsRoot: assetTree(lines, opened).root,
    chains: chains.map(({ chainId, token, blockNumber, blockHash, minted, burned }) => {
      return { chainId, token, blockNumber, blockHash, minted, burned, supply: minted - burned };
    }),
    journal,
    files: filesOf(openedStatements),
  };
  const openings: Openings = {
    schema: "atpar.reserve-openings/1",
    currency,
    asOf,
    documentHash: documentHash(document),
    policy,
    lines: opened,
    statements: openedStatements,
    payables: [...burns.payables],
    settled: [...burns.settled],
    chains,
    journal,
  };
  return { document, openings, warnings: warn(currency, totals) };
}

function openLine({ account, known }: LatestStatement, salt: () => string): OpenedLine {
  const { bic11, custodian, country, trustReference } = account;
  const names = { bic11, account: account.account, custodian, trustReference, country };
  return { ...names, statement: known.id, accountSalt: salt(), leafSalt: salt() };
}

function warn(currency: string, { gross, payables }: ReserveDocument["totals"]): Violation[] {
  if (gross >= payables) return [];
  const [assets, owed, net] = [gross, payables, gross - payables].map(formatUnits) as [string, string, string];
  return [violation("RESERVE_NEGATIVE", { currency, gross: assets, payables: owed, net })];
}

function randomSalt(): string {
  return hexlify(randomBytes(32));
}
