import { concat, keccak256, toUtf8Bytes } from "ethers";

import { AtparError } from "../errors/AtparError.js";
import type { IsoDate } from "../money/dates.js";
import { assetFacts } from "./assetFacts.js";
import { ceilDivide } from "./decimalFactor.js";
import { assetLineText, type AssetLine, type ReserveDocument } from "./document.js";
import type { OpenedLine, Openings } from "./openings.js";
import { accountKey } from "./register.js";
import type { SourceIndex } from "./sourceIndex.js";
import { sumTree, type SumLeaf, type SumTree } from "./sumTree.js";
import { valueAsset } from "./valuation.js";

const BASIS_POINTS = 10_000n;

/** What lines are recomputed from. */
export interface LineSource extends Pick<Openings, "currency" | "policy" | "inputs"> {
  readonly index: SourceIndex;
}

/**
 * A line of the document: what is held, valued by the policy.
 * @param day - the snapshot's day in Hong Kong.
 * @param closed - the day whose closing balances the cash counts with.
 */
export function assetLine(opened: OpenedLine, source: LineSource, day: IsoDate, closed: IsoDate): AssetLine {
  const facts = assetFacts(opened, source, day);
  const [category] = facts.categories;
  return {
    class: facts.class,
    custodian: opened.bic11,
    custodianType: opened.custodianType,
    country: opened.country,
    accountHash: accountHash(opened),
    file: facts.file,
    date: facts.date,
    ...(facts.instrument !== undefined && { instrument: facts.instrument }),
    ...(category !== undefined && { category }),
    ...(facts.issuer !== undefined && { issuer: facts.issuer }),
    ...(facts.maturity !== undefined && { maturity: facts.maturity }),
    currency: facts.currency,
    face: facts.face,
    ...(facts.price !== undefined && { price: facts.price }),
    market: facts.market,
    accrued: facts.accrued,
    other: facts.other,
    encumbered: facts.encumbered,
    ...valueAsset(facts, { ...source, day, closed }),
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

/** The totals of a document, token units. */
export function totalsOf(
  lines: readonly Pick<AssetLine, "value">[],
  { payables, deposits, chains, policy }: Pick<Openings, "payables" | "deposits" | "chains" | "policy">,
): ReserveDocument["totals"] {
  const gross = lines.reduce((sum, { value }) => sum + value, 0n);
  const owed = payables.reduce((sum, { amount }) => sum + amount, 0n);
  const transit = deposits.reduce((sum, { amount }) => sum + amount, 0n);
  const outstanding = chains.reduce((sum, { minted, burned }) => sum + minted - burned, 0n);
  const required = ceilDivide(outstanding * BigInt(policy.coverage), BASIS_POINTS);
  return {
    gross,
    payables: owed,
    reserves: gross > owed ? gross - owed : 0n,
    required,
    transit,
    excess: gross - owed - required - transit,
  };
}

/** The SHA-256 of every file used, each once, ascending. */
export function filesOf({
  statements,
  interim,
  holdings,
  lines,
  inputs,
}: Pick<Openings, "statements" | "interim" | "holdings" | "lines" | "inputs">): string[] {
  const cited = new Set(lines.flatMap(({ source }) => (source.from === "agreement" ? [source.reference] : [])));
  const confirmations = inputs.agreements
    .filter(({ reference }) => cited.has(reference))
    .map(({ confirmation }) => confirmation);
  return [
    ...new Set([...statements, ...interim, ...holdings].map(({ sha256 }) => sha256).concat(confirmations)),
  ].sort();
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
