import type { TypedDataDomain, TypedDataField } from "ethers";
import { TypedDataEncoder } from "ethers";
import { z } from "zod";

import { AtparError } from "../errors/AtparError.js";
import { amountText } from "../journal/amountText.js";
import { entryKind, type EntryBody } from "../journal/EntryKind.js";
import type { JournalEntries } from "../journal/Journal.js";
import { formatTimestamp } from "../money/timestamps.js";
import type { Deposit } from "./deposits.js";

/** The EIP-712 types of a mint order (IStablecoin.MintOrder). Permanent format. */
export const mintOrderTypes: Record<string, TypedDataField[]> = {
  MintOrder: [
    { name: "to", type: "address" },
    { name: "amount", type: "uint256" },
    { name: "depositRef", type: "bytes32" },
    { name: "evidence", type: "bytes32" },
    { name: "maker", type: "address" },
    { name: "deadline", type: "uint256" },
  ],
};

/** A mint order as the contract takes it. */
export interface MintOrder {
  readonly to: string;
  /** Token units. */
  readonly amount: bigint;
  readonly depositRef: string;
  readonly evidence: string;
  readonly maker: string;
  /** Unix seconds. */
  readonly deadline: bigint;
}

/** Where an order is for: the coin's EIP-712 domain. */
export interface CoinDomain {
  readonly name: string;
  readonly version: string;
  readonly chainId: number;
  readonly coin: string;
}

/** A proposed order; its key is the order hash. */
export const orderProposed = entryKind(
  "mint.proposed",
  z.strictObject({
    currency: z.string(),
    chainId: z.int(),
    coin: z.string(),
    domainName: z.string(),
    domainVersion: z.string(),
    to: z.string(),
    amount: amountText,
    depositRef: z.string(),
    evidence: z.string(),
    maker: z.string(),
    deadline: amountText,
    approvalsNeeded: z.int().min(1).max(2),
  }),
);

/** A checker's signature over an order; its key is `<order hash>:<approver>`. */
export const orderApproved = entryKind(
  "mint.approved",
  z.strictObject({ approver: z.string(), signature: z.string() }),
);

export type ProposedOrder = EntryBody<typeof orderProposed> & { readonly hash: string };

export interface Approval {
  readonly approver: string;
  readonly signature: string;
}

/** Longest and shortest life of an order, seconds; the longest is the contract's own bound, less a margin for clocks. */
export const ORDER_VALIDITY = { minimum: 60, maximum: 86_400 - 300, default: 4 * 3600 } as const;

export function mintOrderDomain(domain: CoinDomain): TypedDataDomain {
  return { name: domain.name, version: domain.version, chainId: domain.chainId, verifyingContract: domain.coin };
}

/** The hash a checker signs: EIP-712, the coin's own domain. */
export function mintOrderHash(domain: CoinDomain, order: MintOrder): string {
  return TypedDataEncoder.hash(mintOrderDomain(domain), mintOrderTypes, order);
}

/**
 * Records a mint order for a deposit: the whole credit, to one customer.
 *
 * @param now The chain's time, unix seconds.
 * @param validFor How long the order may be sent, seconds.
 * @throws DEPOSIT_ORDER_OPEN while another order for the deposit can still be sent; ORDER_VALIDITY
 */
export async function proposeOrder(
  journal: JournalEntries,
  input: {
    readonly deposit: Deposit;
    readonly domain: CoinDomain;
    readonly to: string;
    readonly evidence: string;
    readonly maker: string;
    readonly now: number;
    readonly validFor: number;
    /** True: check and compute everything, record nothing. */
    readonly dryRun?: boolean;
  },
): Promise<ProposedOrder> {
  const { deposit, domain, to, evidence, maker, now, validFor } = input;
  if (validFor < ORDER_VALIDITY.minimum || validFor > ORDER_VALIDITY.maximum) {
    throw new AtparError("ORDER_VALIDITY", { seconds: validFor, maximum: ORDER_VALIDITY.maximum });
  }
  await requireNoOpenOrder(journal, deposit.ref, now);
  const order: MintOrder = {
    to,
    amount: deposit.units,
    depositRef: deposit.ref,
    evidence,
    maker,
    deadline: BigInt(now + validFor),
  };
  const hash = mintOrderHash(domain, order);
  const body = {
    currency: deposit.currency,
    chainId: domain.chainId,
    coin: domain.coin,
    domainName: domain.name,
    domainVersion: domain.version,
    ...order,
    approvalsNeeded: deposit.needsSecondApproval ? 2 : 1,
  };
  if (input.dryRun !== true) await journal.append(orderProposed, hash, body);
  return { ...body, hash };
}

async function requireNoOpenOrder(journal: JournalEntries, ref: string, now: number): Promise<void> {
  const open = (await journal.list(orderProposed)).find(
    ({ body }) => body.depositRef === ref && body.deadline >= BigInt(now),
  );
  if (open === undefined) return;
  const deadline = formatTimestamp(open.body.deadline);
  throw new AtparError("DEPOSIT_ORDER_OPEN", { order: open.key, ref, deadline });
}

/** All orders of a coin, oldest first. */
export async function listOrders(journal: JournalEntries, currency: string): Promise<ProposedOrder[]> {
  const entries = await journal.list(orderProposed);
  return entries.map(({ body, key }) => ({ ...body, hash: key })).filter((order) => order.currency === currency);
}

/** The order named by its hash or the first hex digits of it (8 at least). @throws ORDER_UNKNOWN */
export async function findOrder(journal: JournalEntries, name: string): Promise<ProposedOrder> {
  const entries = /^0x[0-9a-f]{8,64}$/u.test(name) ? await journal.list(orderProposed, { keyPrefix: name }) : [];
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) throw new AtparError("ORDER_UNKNOWN", { order: name.slice(0, 80) });
  return { ...entry.body, hash: entry.key };
}

/** The order as the contract takes it. */
export function toMintOrder(order: ProposedOrder): MintOrder {
  const { to, amount, depositRef, evidence, maker, deadline } = order;
  return { to, amount, depositRef, evidence, maker, deadline };
}

/** The domain an order was proposed for. */
export function orderDomain(order: ProposedOrder): CoinDomain {
  return { name: order.domainName, version: order.domainVersion, chainId: order.chainId, coin: order.coin };
}

/** An order in words, for whoever is about to sign it (rule O3). */
export function orderProse(order: ProposedOrder, amount: string): string[] {
  return [
    `Mint ${amount} ${order.currency} of coin ${order.coin} on chain ${order.chainId}`,
    `to customer ${order.to},`,
    `against bank credit ${order.depositRef},`,
    `evidence ${order.evidence},`,
    `sent by maker ${order.maker} until ${formatTimestamp(order.deadline)}.`,
  ];
}

/** Refuses an order that can no longer be sent. @throws ORDER_EXPIRED */
export function requireOpen(order: ProposedOrder, now: number): void {
  if (order.deadline >= BigInt(now)) return;
  const deadline = formatTimestamp(order.deadline);
  throw new AtparError("ORDER_EXPIRED", { order: order.hash, deadline, now: formatTimestamp(now) });
}

/** Refuses an approval by the order's maker, or of an order that can no longer be sent. @throws ORDER_MAKER_APPROVES, ORDER_EXPIRED */
export function requireApprovable(order: ProposedOrder, now: number, approver: string): void {
  if (approver === order.maker) throw new AtparError("ORDER_MAKER_APPROVES", { approver, order: order.hash });
  requireOpen(order, now);
}

/**
 * Signs an order and records the signature. Approving again with the same key changes nothing.
 *
 * @throws ORDER_MAKER_APPROVES, ORDER_EXPIRED
 */
export async function approveOrder(
  journal: JournalEntries,
  order: ProposedOrder,
  now: number,
  signer: {
    readonly address: string;
    signTypedData(domain: TypedDataDomain, types: Record<string, TypedDataField[]>, value: object): Promise<string>;
  },
): Promise<Approval> {
  requireApprovable(order, now, signer.address);
  const key = `${order.hash}:${signer.address}`;
  const before = await journal.find(orderApproved, key);
  if (before !== undefined) return before.body;
  const domain = mintOrderDomain(orderDomain(order));
  const signature = await signer.signTypedData(domain, mintOrderTypes, toMintOrder(order));
  const entry = await journal.append(orderApproved, key, { approver: signer.address, signature });
  return entry.body;
}

/** The approvals of an order, in the order they were given. */
export async function approvalsOf(journal: JournalEntries, order: ProposedOrder): Promise<Approval[]> {
  const entries = await journal.list(orderApproved, { keyPrefix: `${order.hash}:` });
  return entries.map(({ body }) => body);
}

/** The approval to send with; all that are needed must be there. @throws ORDER_NOT_APPROVED */
export async function requireApproved(journal: JournalEntries, order: ProposedOrder): Promise<Approval> {
  const approvals = await approvalsOf(journal, order);
  const [first] = approvals;
  if (first === undefined || approvals.length < order.approvalsNeeded) {
    const { hash, approvalsNeeded } = order;
    throw new AtparError("ORDER_NOT_APPROVED", { order: hash, count: approvals.length, needed: approvalsNeeded });
  }
  return first;
}
