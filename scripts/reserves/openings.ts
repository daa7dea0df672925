import { z } from "zod";

import { AtparError } from "../errors/AtparError.js";
import { amountText } from "../journal/amountText.js";
import { explainedEntry } from "./explanation.js";
import { addressText, currencyText, hash32, isoDate, schemaProblem, sha256Text, signedText } from "./figureText.js";
import { inputsSchema } from "./inputs.js";
import { policySchema } from "./policy.js";
import { burnSchema, settledBurnSchema } from "./settlement.js";

/** One entry of a statement, by its place and figures. */
const openedEntry = z.strictObject({
  line: z.int().positive(),
  /** AcctSvcrRef or NtryRef; empty where the bank gave none. */
  reference: z.string(),
  /** Minor units, never negative. */
  amount: amountText,
  direction: z.enum(["credit", "debit"]),
  status: z.string(),
  reversal: z.boolean(),
  bookingDate: isoDate.optional(),
});

const openedBalance = z.strictObject({
  line: z.int().positive(),
  /** Minor units, negative where the account is overdrawn. */
  amount: signedText,
});

/** A statement with the figures that a change would alter. */
const openedStatement = z.strictObject({
  file: z.string(),
  sha256: sha256Text,
  bic11: z.string(),
  account: z.string(),
  id: z.string(),
  closingDate: isoDate,
  opening: openedBalance,
  closing: openedBalance,
  entries: z.array(openedEntry),
});

/** What was booked on an account in the course of a day: a camt.052, camt.054 or MT942. */
const openedInterim = z.strictObject({
  file: z.string(),
  sha256: sha256Text,
  bic11: z.string(),
  account: z.string(),
  /** The kind of message, a colon, and its Id. */
  id: z.string(),
  entries: z.array(openedEntry),
});

/** One security on a safekeeping account, as the custodian's statement has it. Quantities are 10^-6 of face or units. */
const openedPosition = z.strictObject({
  line: z.int().positive(),
  isin: z.string(),
  /** Face amount or units. */
  type: z.enum(["FAMT", "UNIT"]),
  quantity: signedText,
  /** The part of it that is pledged, blocked or otherwise not free. */
  encumbered: amountText,
  /** Of the face amount, where the custodian states it. */
  currency: currencyText.optional(),
  /** Interest accrued, as the custodian states it; token-unit scale, in `accruedCurrency`. */
  accrued: signedText.optional(),
  accruedCurrency: currencyText.optional(),
});

const openedHoldings = z.strictObject({
  file: z.string(),
  sha256: sha256Text,
  bic11: z.string(),
  account: z.string(),
  id: z.string(),
  date: isoDate,
  positions: z.array(openedPosition),
});

/** Where a line's figures come from. */
const lineSource = z.discriminatedUnion("from", [
  /** Id of the account's statement whose closing balance counts. */
  z.strictObject({ from: z.literal("statement"), statement: z.string() }),
  z.strictObject({
    from: z.literal("holdings"),
    statement: z.string(),
    isin: z.string(),
    part: z.enum(["free", "encumbered"]),
  }),
  z.strictObject({ from: z.literal("agreement"), reference: z.string() }),
]);

/** What opens one line of the document, in the document's order. */
const openedLine = z.strictObject({
  bic11: z.string(),
  account: z.string(),
  custodian: z.string(),
  custodianType: z.string(),
  trustReference: z.string(),
  country: z.string(),
  source: lineSource,
  accountSalt: hash32,
  leafSalt: hash32,
});

/** A credit of a customer that was not minted at the snapshot's blocks. */
const openedDeposit = z.strictObject({
  depositRef: hash32,
  bic11: z.string(),
  account: z.string(),
  statement: z.string(),
  bookingDate: isoDate,
  /** Token units. */
  amount: amountText,
});

/** A chain's position, with what the public document leaves out. */
const openedChain = z.strictObject({
  chainId: amountText,
  token: addressText,
  blockNumber: amountText,
  blockHash: hash32,
  sequence: amountText,
  minted: amountText,
  burned: amountText,
  carried: amountText,
});

/** The private file that recomputes a document together with the statement files; the auditor gets it. */
export const openingsSchema = z.strictObject({
  schema: z.literal("atpar.reserve-openings/2"),
  currency: currencyText,
  asOf: amountText,
  documentHash: hash32,
  policy: policySchema,
  lines: z.array(openedLine),
  statements: z.array(openedStatement),
  interim: z.array(openedInterim),
  holdings: z.array(openedHoldings),
  inputs: inputsSchema,
  deposits: z.array(openedDeposit),
  /** Every booked entry of the statements, and of the reports what the statements do not have, with what it is. */
  explained: z.array(explainedEntry),
  payables: z.array(burnSchema),
  settled: z.array(settledBurnSchema),
  chains: z.array(openedChain),
  journal: z.strictObject({ seq: z.int().nonnegative(), hash: sha256Text }),
});

export type Openings = z.output<typeof openingsSchema>;
export type OpenedStatement = Openings["statements"][number];
export type OpenedEntry = OpenedStatement["entries"][number];
export type OpenedInterim = Openings["interim"][number];
export type OpenedHoldings = Openings["holdings"][number];
export type OpenedPosition = OpenedHoldings["positions"][number];
export type OpenedLine = Openings["lines"][number];
export type OpenedDeposit = Openings["deposits"][number];

/** The openings as they are written to disk. */
export function openingsText(openings: Openings): string {
  return `${JSON.stringify(z.encode(openingsSchema, openings), null, 2)}\n`;
}

/** @throws AtparError RESERVE_OPENINGS_MALFORMED. */
export function parseOpenings(text: string, file: string): Openings {
  try {
    return z.decode(openingsSchema, JSON.parse(text) as z.input<typeof openingsSchema>);
  } catch (error) {
    throw new AtparError("RESERVE_OPENINGS_MALFORMED", { file, problem: schemaProblem(error) }, { cause: error });
  }
}
