import { z } from "zod";

import { entryKind } from "../journal/EntryKind.js";
import { amountText } from "../journal/amountText.js";
import type { JournalEntries } from "../journal/Journal.js";
import type { IsoDate } from "../money/dates.js";
import { breachSchema, type Breach, type ReserveDocument } from "../reserves/document.js";
import type { Snapshot } from "../reserves/snapshot.js";

/** A limit that a snapshot found broken (rule B2). Key `<currency>:<rule>:<subject>:<asOf>`. */
export const breachLogged = entryKind(
  "breach.logged",
  z.strictObject({
    ...breachSchema.shape,
    currency: z.string(),
    /** The snapshot's time: seconds, UTC. */
    asOf: amountText,
  }),
);

/** A limit that was broken and that a later snapshot found kept again. Key as of {@link breachLogged}. */
export const breachCured = entryKind(
  "breach.cured",
  z.strictObject({ currency: z.string(), rule: z.string(), subject: z.string(), asOf: amountText }),
);

/** A breach from the first snapshot that found it to the last; times are seconds, UTC. */
export interface OpenBreach extends Breach {
  readonly opened: bigint;
  readonly lastSeen: bigint;
}

/**
 * Logs what a snapshot found broken, and what is kept again. The same snapshot twice logs nothing new; one of an earlier
 * time cures nothing that was found since.
 * @returns the snapshot.
 */
export async function logBreaches(entries: JournalEntries, snapshot: Snapshot): Promise<Snapshot> {
  const { currency, asOf, breaches } = snapshot.document;
  for (const breach of breaches) {
    const key = keyOf(currency, breach, asOf);
    if ((await entries.find(breachLogged, key)) !== undefined) continue;
    await entries.append(breachLogged, key, { currency, asOf, ...breach });
  }
  for (const { rule, subject, lastSeen } of await openBreaches(entries, currency)) {
    if (lastSeen >= asOf || isFound(snapshot.document, rule, subject)) continue;
    await entries.append(breachCured, keyOf(currency, { rule, subject }, asOf), { currency, rule, subject, asOf });
  }
  return snapshot;
}

/**
 * The breaches of a coin that no later snapshot found cured, the longest open first. What was found last is told; the due
 * day is the first snapshot's, since waiting extends nothing.
 */
export async function openBreaches(entries: JournalEntries, currency: string): Promise<OpenBreach[]> {
  const keyPrefix = `${currency}:`;
  const logged = (await entries.list(breachLogged, { keyPrefix })).map(({ body }) => body);
  const cured = (await entries.list(breachCured, { keyPrefix })).map(({ body }) => body);
  const open = new Map<string, OpenBreach>();
  // a snapshot may be taken of a time before another's
  for (const { currency: _, asOf, ...breach } of logged.sort((one, other) => (one.asOf < other.asOf ? -1 : 1))) {
    const key = JSON.stringify([breach.rule, breach.subject]);
    const since = open.get(key);
    const isAnother =
      since !== undefined && cured.some((one) => isSame(one, breach) && one.asOf > since.lastSeen && one.asOf <= asOf);
    const first = since === undefined || isAnother ? { opened: asOf, due: breach.due } : since;
    open.set(key, { ...breach, opened: first.opened, due: first.due, lastSeen: asOf });
  }
  return [...open.values()]
    .filter((breach) => !cured.some((one) => isSame(one, breach) && one.asOf > breach.lastSeen))
    .sort((one, other) => (one.opened < other.opened ? -1 : one.opened > other.opened ? 1 : 0));
}

/** True once the last day to cure a breach is over. @param today - the day in Hong Kong. */
export function isOverdue({ due }: Pick<Breach, "due">, today: IsoDate): boolean {
  return today > due;
}

function keyOf(currency: string, { rule, subject }: Pick<Breach, "rule" | "subject">, asOf: bigint): string {
  return `${currency}:${rule}:${subject}:${asOf}`;
}

function isFound({ breaches }: ReserveDocument, rule: string, subject: string): boolean {
  return breaches.some((breach) => isSame(breach, { rule, subject }));
}

function isSame(one: Pick<Breach, "rule" | "subject">, other: Pick<Breach, "rule" | "subject">): boolean {
  return one.rule === other.rule && one.subject === other.subject;
}
