import { isNoReference } from "../statements/noReference.js";
import type { SeenEntry } from "./seenEntries.js";
import { accountKey } from "./register.js";

/**
 * Transfers between two accounts of the coin: a debit of one and a credit of the other, of the same amount, with the same
 * EndToEndId or the same reference. Each entry is a leg of one transfer at most.
 * @returns each leg with its other one.
 */
export function transferLegs(entries: readonly SeenEntry[]): ReadonlyMap<SeenEntry, SeenEntry> {
  const booked = entries.filter(({ source }) => !source.reversal && source.amountMinor > 0n);
  const credits = new Map<string, SeenEntry[]>();
  for (const credit of booked.filter(({ source }) => source.direction === "credit")) {
    for (const name of legNames(credit)) credits.set(name, [...(credits.get(name) ?? []), credit]);
  }
  const legs = new Map<SeenEntry, SeenEntry>();
  for (const debit of booked.filter(({ source }) => source.direction === "debit")) {
    const credit = legNames(debit)
      .flatMap((name) => credits.get(name) ?? [])
      .find((candidate) => !legs.has(candidate) && accountKey(candidate) !== accountKey(debit));
    if (credit === undefined) continue;
    legs.set(debit, credit);
    legs.set(credit, debit);
  }
  return legs;
}

/** What the two legs of a transfer have in common; empty where the bank names nothing. */
function legNames({ source }: SeenEntry): string[] {
  const { amountMinor, accountServicerRef, ntryRef, details } = source;
  const [detail, second] = details;
  const endToEndId = second === undefined ? detail?.endToEndId : undefined;
  const reference = accountServicerRef ?? ntryRef;
  const names = { endToEndId, reference };
  return Object.entries(names).flatMap(([what, name]) => {
    return name === undefined || name === "" || isNoReference(name)
      ? []
      : JSON.stringify([what, name, `${amountMinor}`]);
  });
}
