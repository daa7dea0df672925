import { z } from "zod";

import { AtparError } from "../errors/AtparError.js";
import { entryKind, type EntryBody } from "../journal/EntryKind.js";
import type { Journal, JournalEntries } from "../journal/Journal.js";
import { clip } from "../money/clip.js";
import type { Direction } from "../statements/statement.js";
import { hash32, isoDate } from "./figureText.js";
import { accountKey, findAccount } from "./register.js";

/** What an operator can say that an entry is, and which way money goes then; undefined where it may go either way. */
const directions = {
  interest: undefined,
  fee: undefined,
  funding: "credit",
  withdrawal: "debit",
  return: "debit",
  purchase: "debit",
  sale: "credit",
  maturity: "credit",
  placement: "debit",
  correction: undefined,
} as const satisfies Readonly<Record<string, Direction | undefined>>;

export type ExplanationKind = keyof typeof directions;

export const explanationKinds = Object.keys(directions) as ExplanationKind[];

/** Which way money goes in an entry of that kind; undefined where it may go either way. */
export function directionOf(kind: ExplanationKind): Direction | undefined {
  return directions[kind];
}

/** What an entry is: found by the program (deposit, redemption, transfer, zero), or said by the operator. */
export const movementKind = z.enum(["deposit", "redemption", "transfer", "zero", ...explanationKinds]);

export type MovementKind = z.output<typeof movementKind>;

/** What the operator says of an entry. Key: account, statement, line, entry, and a number that counts from 1: the last counts. */
export const entryExplained = entryKind(
  "entry.explained",
  z.strictObject({
    currency: z.string(),
    bic11: z.string(),
    account: z.string(),
    /** Id of the statement; of a report of the day, the kind of message and a colon before it. */
    statement: z.string(),
    /** Line of the file that the entry begins on. */
    line: z.int().positive(),
    /** Place among the statement's entries, from 1, where several stand on the line. */
    entry: z.int().positive().optional(),
    kind: z.enum(explanationKinds as [ExplanationKind, ...ExplanationKind[]]),
    note: z.string(),
    /** The deposit that a return sends back, or that a correction books. */
    deposit: hash32.optional(),
  }),
);

export type Explanation = EntryBody<typeof entryExplained>;

/** An entry of a statement with its one explanation, as the openings hold it. */
export const explainedEntry = z.strictObject({
  bic11: z.string(),
  account: z.string(),
  statement: z.string(),
  line: z.int().positive(),
  /** Place among the statement's entries, from 1. */
  entry: z.int().positive(),
  kind: movementKind,
  /** The operator's words. */
  note: z.string().optional(),
  /** The depositRefs of a deposit; of a return or correction, the deposit that it is of. */
  deposits: z.array(hash32).optional(),
  /** The depositRefs that it has as a credit, but is no deposit: no mint may cite them. */
  voids: z.array(hash32).optional(),
  /** The other leg of a transfer. */
  counterpart: z
    .strictObject({ bic11: z.string(), account: z.string(), statement: z.string(), entry: z.int().positive() })
    .optional(),
});

export type ExplainedEntry = z.output<typeof explainedEntry>;

/** An entry that a snapshot took for something else than a deposit or a redemption. Key as of {@link entryKey}. */
export const entryReconciled = entryKind(
  "entry.reconciled",
  z.strictObject({
    currency: z.string(),
    /** The day it was booked. */
    date: isoDate,
    explained: explainedEntry,
  }),
);

/** What names an entry: its account, statement and place there. */
export function entryKey(entry: Pick<ExplainedEntry, "bic11" | "account" | "statement" | "entry">): string {
  return `${accountKey(entry)}:${entry.statement}:${entry.entry}`;
}

/** What an operator names an entry by. */
export function explanationKey(one: Pick<Explanation, "bic11" | "account" | "statement" | "line" | "entry">): string {
  return `${accountKey(one)}:${one.statement}:${one.line}:${one.entry ?? 0}`;
}

/**
 * Records what an entry is. Said again otherwise before a snapshot used it, the later word counts; both stay.
 * @throws AtparError RESERVE_ACCOUNT_UNKNOWN, RESERVE_ACCOUNT_CURRENCY, RESERVE_EXPLANATION_FIELD,
 * RESERVE_EXPLAINED_ALREADY.
 */
export async function explainEntry(journal: Journal, explanation: Explanation): Promise<Explanation> {
  checkFields(explanation);
  return journal.transaction(async (entries) => {
    const { bic11, account, currency, statement, line } = explanation;
    const place = `${statement}:${line}`;
    const registered = await findAccount(entries, bic11, account);
    if (registered === undefined) {
      const figures = { place, statement: clip(statement), account: clip(account), bic: bic11 };
      throw new AtparError("RESERVE_ACCOUNT_UNKNOWN", figures);
    }
    if (registered.currency !== currency) {
      throw new AtparError("RESERVE_ACCOUNT_CURRENCY", { place, account, registered: registered.currency, currency });
    }
    await refuseUsed(entries, explanation);
    const key = explanationKey(explanation);
    const earlier = (await entries.list(entryExplained, { keyPrefix: `${key}#` })).map(({ body }) => body);
    const last = earlier.at(-1);
    if (last !== undefined && isSame(last, explanation)) return last;
    return (await entries.append(entryExplained, `${key}#${earlier.length + 1}`, explanation)).body;
  });
}

/** The explanations of a coin by {@link explanationKey}, of each entry the last. */
export async function listExplanations(
  entries: JournalEntries,
  currency: string,
): Promise<ReadonlyMap<string, Explanation>> {
  const all = (await entries.list(entryExplained)).map(({ body }) => body);
  return new Map(all.filter((one) => one.currency === currency).map((one) => [explanationKey(one), one]));
}

function checkFields({ kind, note, deposit, statement }: Explanation): void {
  const wrong = (field: string, rule: string): void => {
    throw new AtparError("RESERVE_EXPLANATION_FIELD", { field, rule });
  };
  if (!/^[^\p{C}\p{Z}](?:[^\p{C}\p{Zl}\p{Zp}]{0,278}[^\p{C}\p{Z}])?$/u.test(note)) wrong("note", "1 to 280 characters");
  if (statement === "") wrong("statement", "the Id of the statement");
  if (kind === "return" && deposit === undefined) wrong("deposit", "a return names the deposit that it sends back");
  if (deposit !== undefined && kind !== "return" && kind !== "correction") {
    wrong("deposit", "only a return or a correction is of a deposit");
  }
}

/** A snapshot in somebody's hands says what the entry is. */
async function refuseUsed(entries: JournalEntries, explanation: Explanation): Promise<void> {
  const { bic11, account, statement, line, entry } = explanation;
  const keyPrefix = `${accountKey({ bic11, account })}:${statement}:`;
  const used = (await entries.list(entryReconciled, { keyPrefix })).find(({ body: { explained } }) => {
    return (
      explained.statement === statement && explained.line === line && explained.entry === (entry ?? explained.entry)
    );
  });
  if (used === undefined || used.body.explained.kind === explanation.kind) return;
  const figures = { place: `${statement}:${line}`, kind: used.body.explained.kind, given: explanation.kind };
  throw new AtparError("RESERVE_EXPLAINED_ALREADY", figures);
}

function isSame(one: Explanation, other: Explanation): boolean {
  return one.kind === other.kind && one.note === other.note && one.deposit === other.deposit;
}
