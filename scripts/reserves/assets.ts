import { concat, keccak256, toUtf8Bytes } from "ethers";

import { AtparError } from "../errors/AtparError.js";
import { minorToUnits } from "../money/tokenUnits.js";
import { assetLineText, type AssetLine, type ReserveDocument } from "./document.js";
import type { OpenedStatement, Openings } from "./openings.js";
import { eligibleValue, haircutOf, type Policy } from "./policy.js";
import { accountKey } from "./register.js";
import { sumTree, type SumLeaf, type SumTree } from "./sumTree.js";

export type OpenedLine = Openings["lines"][number];

/** An account's line: its closing booked balance, valued by the policy. */
export function assetLine(opened: OpenedLine, statement: OpenedStatement, policy: Policy, currency: string): AssetLine {
  const amount = minorToUnits(statement.closing.amount, currency);
  const haircut = haircutOf(policy, "cash");
  return {
    class: "cash",
    custodian: opened.bic11,
    country: opened.country,
    accountHash: accountHash(opened),
    file: statement.sha256,
    date: statement.closingDate,
    amount,
    haircut,
    value: eligibleValue(amount, haircut),
  };
}

/** keccak256 of the salt and the account's key: tells the auditor which account a line is, and nobody else. */
export function accountHash(opened: Pick<OpenedLine, "bic11" | "account" | "accountSalt">): string {
  return keccak256(concat([opened.accountSalt, toUtf8Bytes(accountKey(opened))]));
}

/** The sum tree's leaves: each line of the document with its private salt. */
export function assetLeaves(lines: readonly AssetLine[], opened: readonly Pick<OpenedLine, "leafSalt">[]): SumLeaf[] {
  return lines.map((line, index) => {
    const salt = opened[index]?.leafSalt;
    if (salt === undefined) throw new RangeError(`line ${index} of the document has no opening`);
    return { content: assetLineText(line), amount: line.value, salt };
  });
}

/** Root and sum of the asset lines. */
export function assetTree(lines: readonly AssetLine[], opened: readonly Pick<OpenedLine, "leafSalt">[]): SumTree {
  return sumTree(assetLeaves(lines, opened));
}

/** Gross, payables and net of a document, token units. */
export function totalsOf(
  lines: readonly Pick<AssetLine, "value">[],
  payables: readonly { readonly amount: bigint }[],
): ReserveDocument["totals"] {
  const gross = lines.reduce((sum, { value }) => sum + value, 0n);
  const owed = payables.reduce((sum, { amount }) => sum + amount, 0n);
  return { gross, payables: owed, reserves: gross > owed ? gross - owed : 0n };
}

/** The statement that a line's balance comes from. */
export function statementOf(opened: OpenedLine, statements: readonly OpenedStatement[]): OpenedStatement | undefined {
  const key = accountKey(opened);
  return statements.find((statement) => statement.id === opened.statement && accountKey(statement) === key);
}

/** The SHA-256 of every file used, each once, ascending. */
export function filesOf(statements: readonly OpenedStatement[]): string[] {
  return [...new Set(statements.map(({ sha256 }) => sha256))].sort();
}

/** @throws AtparError RESERVE_BURNS_DIFFER where burns do not add up to the coin's own counter. */
export function checkBurns(
  chains: readonly { readonly chainId: bigint; readonly blockNumber: bigint; readonly burned: bigint }[],
  burns: readonly { readonly chainId: bigint; readonly amount: bigint }[],
): void {
  for (const { chainId, blockNumber, burned } of chains) {
    const events = burns.filter((burn) => burn.chainId === chainId).reduce((sum, { amount }) => sum + amount, 0n);
    if (events === burned) continue;
    throw new AtparError("RESERVE_BURNS_DIFFER", { chainId, block: blockNumber, events, burned });
  }
}
