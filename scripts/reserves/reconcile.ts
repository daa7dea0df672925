import { hongKongDate } from "../money/businessDays.js";
import type { Break } from "./break.js";
import type { Books, ReconciledEntry } from "./books.js";
import { classifyEntries } from "./classifyEntries.js";
import { depositsInTransit } from "./depositsInTransit.js";
import type { ExplainedEntry, MovementKind } from "./explanation.js";
import type { LatestInput } from "./latestStatements.js";
import { mintBreaks } from "./mintBreaks.js";
import type { Mint } from "./mints.js";
import type { OpenedDeposit } from "./openings.js";
import { seenEntries } from "./seenEntries.js";
import { paymentKey, type BurnLedger } from "./settlement.js";
import { unsettledCredits } from "./unsettledCredits.js";

export interface ReconcileInput extends LatestInput {
  readonly books: Books;
  readonly burns: BurnLedger;
  /** Up to the snapshot's block of each chain. */
  readonly mints: readonly Mint[];
}

export interface Reconciliation {
  readonly explained: readonly ExplainedEntry[];
  /** Customers' money in transit. */
  readonly deposits: readonly OpenedDeposit[];
  readonly breaks: readonly Break[];
  /** What is to be remembered once there is no break. */
  readonly fresh: readonly ReconciledEntry[];
}

/**
 * Holds bank against chain (rules B1, D3, M1, M2): every booked entry has one explanation, every mint its credit, every
 * credit reported in the course of a day its place in the statement of that day.
 * @throws AtparError as {@link seenEntries}.
 */
export function reconcile(input: ReconcileInput): Reconciliation {
  const { books, burns, mints, asOf, currency } = input;
  const day = hongKongDate(asOf);
  const paid = new Set(burns.settled.map(({ payment }) => paymentKey(payment)));
  const { explained, fresh, breaks } = classifyEntries(seenEntries(input), books, paid);
  const reconciled = [...books.reconciled.values(), ...fresh].filter(({ date }) => date <= day);
  const others = new Map<string, MovementKind>();
  const booked = new Set<string>();
  for (const { explained: entry } of reconciled) {
    for (const ref of entry.voids ?? []) others.set(ref, entry.kind);
    for (const ref of entry.deposits ?? []) {
      if (entry.kind === "return") others.set(ref, "return");
      else booked.add(ref);
    }
  }
  const settled = new Set([...others.keys(), ...booked]);
  return {
    explained,
    fresh,
    deposits: depositsInTransit(books.credits, mints, day, new Set(others.keys())),
    breaks: [
      ...breaks,
      ...mintBreaks(mints, books.credits, others, currency, day),
      ...unsettledCredits(books.credits, books.closingDays, settled, currency),
    ],
  };
}
