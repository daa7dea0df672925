import { keccak256, toUtf8Bytes } from "ethers";
import { z } from "zod";

import { amountText } from "../journal/amountText.js";
import { entryKind, type EntryBody } from "../journal/EntryKind.js";
import type { Journal } from "../journal/Journal.js";
import type { IsoDate } from "../money/dates.js";
import { minorToUnits } from "../money/tokenUnits.js";
import type { Burn } from "./burns.js";
import { addressText, hash32, isoDate, sha256Text } from "./figureText.js";
import { knownStatements, statementKey, type KnownStatement } from "./knownStatement.js";
import { accountKey } from "./register.js";

/** A burn as JSON holds it. */
export const burnSchema = z.strictObject({
  chainId: amountText,
  token: addressText,
  blockNumber: amountText,
  transaction: hash32,
  logIndex: z.int().nonnegative(),
  account: addressText,
  burnRef: hash32,
  /** Seconds UTC, of the block. */
  timestamp: amountText,
  /** Token units. */
  amount: amountText,
});

/** The bank's debit that pays a burn. */
const paymentSchema = z.strictObject({
  bic11: z.string(),
  account: z.string(),
  statement: z.string(),
  sha256: sha256Text,
  /** Line of the file, of the payment's details. */
  line: z.int().positive(),
  /** Place among the statement's debits that name a payment, from 0: a file may stand on one line. */
  ordinal: z.int().nonnegative(),
  endToEndId: z.string(),
  /** Minor units. */
  amount: amountText,
  /** The day whose closing balance has the debit in it. */
  closingDate: isoDate,
});

export const settledBurnSchema = z.strictObject({ burn: burnSchema, payment: paymentSchema });

/** A burn whose payment was seen on a statement. Key `<currency>:<chainId>:<token>:<transaction>:<logIndex>`. */
export const burnSettled = entryKind("burn.settled", settledBurnSchema);

export type SettledBurn = EntryBody<typeof burnSettled>;
type Payment = SettledBurn["payment"];

/** Burns as a snapshot counts them. */
export interface BurnLedger {
  /** Burned, but the money has not left by the snapshot's balances. */
  readonly payables: readonly Burn[];
  readonly settled: readonly SettledBurn[];
}

export interface SettlementOptions {
  readonly currency: string;
  readonly burns: readonly Burn[];
  /** The day of the balance that each account counts with, by account key; `date` where an account has none. */
  readonly closings: ReadonlyMap<string, IsoDate>;
  readonly date: IsoDate;
  /** Reports of the course of a day after the closing balances: a payment seen there has left too. */
  readonly interim?: readonly OpenedInterimDebits[];
}

/** Debits of a report that name the payment they are. */
export interface OpenedInterimDebits extends Pick<KnownStatement, "bic11" | "account" | "id" | "sha256" | "debits"> {
  readonly date: IsoDate;
}

/**
 * Finds the payments of burns among the debits of every statement that was taken in, and remembers them. A debit pays a
 * burn if keccak256 of its EndToEndId is the burn's reference and the amounts are equal; it pays one burn only. A
 * payment that a snapshot's balance does not contain yet leaves its burn a payable of that snapshot.
 */
export async function settleBurns(journal: Journal, options: SettlementOptions): Promise<BurnLedger> {
  const { currency, burns } = options;
  return journal.transaction(async (entries) => {
    const remembered = await entries.list(burnSettled, { keyPrefix: `${currency}:` });
    const settled = new Map(remembered.map(({ key, body }) => [key, body]));
    const used = new Set([...settled.values()].map(({ payment }) => paymentKey(payment)));
    const payments = (await knownStatements(entries, currency)).flatMap(paymentsOf);
    for (const burn of burns) {
      const key = `${currency}:${burnKey(burn)}`;
      if (settled.has(key)) continue;
      const payment = payments.find((candidate) => {
        return !used.has(paymentKey(candidate)) && pays(candidate, burn, currency);
      });
      if (payment === undefined) continue;
      used.add(paymentKey(payment));
      settled.set(key, (await entries.append(burnSettled, key, { burn, payment })).body);
    }
    const today = (options.interim ?? []).flatMap((report) => paymentsOf({ ...report, closingDate: report.date }));
    const counted = burns.flatMap((burn): SettledBurn | [] => {
      const found = settled.get(`${currency}:${burnKey(burn)}`);
      if (found !== undefined && isContained(found.payment, options)) return found;
      // what only a report of the day shows is not remembered: the closing statement will show it again
      const payment = today.find((candidate) => !used.has(paymentKey(candidate)) && pays(candidate, burn, currency));
      if (payment === undefined) return [];
      used.add(paymentKey(payment));
      return { burn, payment };
    });
    const paid = new Set(counted.map(({ burn }) => burnKey(burn)));
    return { payables: burns.filter((burn) => !paid.has(burnKey(burn))), settled: counted };
  });
}

/** What names a burn: where its event stands. */
export function burnKey(burn: Burn): string {
  return `${burn.chainId}:${burn.token}:${burn.transaction}:${burn.logIndex}`;
}

/** True if `payment` is what `burn` was for. Burn amounts are token units, payments minor units. */
export function pays(payment: Pick<Payment, "endToEndId" | "amount">, burn: Burn, currency: string): boolean {
  return burn.burnRef === keccak256(toUtf8Bytes(payment.endToEndId)) && isAmount(payment.amount, burn, currency);
}

function isAmount(minor: bigint, burn: Burn, currency: string): boolean {
  return minorToUnits(minor, currency) === burn.amount;
}

function paymentsOf(
  known: Pick<KnownStatement, "bic11" | "account" | "id" | "sha256" | "closingDate" | "debits">,
): Payment[] {
  const { bic11, account, id, sha256, closingDate } = known;
  return known.debits.map(({ line, endToEndId, amount }, ordinal) => {
    return { bic11, account, statement: id, sha256, line, ordinal, endToEndId, amount, closingDate };
  });
}

/** What names a payment: its place in its statement. */
export function paymentKey(payment: Payment): string {
  return `${statementKey(payment, payment.statement)}:${payment.ordinal}`;
}

function isContained(payment: Payment, { closings, date }: SettlementOptions): boolean {
  return payment.closingDate <= (closings.get(accountKey(payment)) ?? date);
}
