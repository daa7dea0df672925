import { z } from "zod";

import { AtparError } from "../errors/AtparError.js";
import { amountText } from "../journal/amountText.js";
import { addressText, currencyText, hash32, isoDate, schemaProblem, sha256Text, signedText } from "./figureText.js";
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

/** What opens one line of the document, in the document's order. */
const openedLine = z.strictObject({
  bic11: z.string(),
  account: z.string(),
  custodian: z.string(),
  trustReference: z.string(),
  country: z.string(),
  /** Id of the account's statement whose closing balance counts. */
  statement: z.string(),
  accountSalt: hash32,
  leafSalt: hash32,
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
  schema: z.literal("atpar.reserve-openings/1"),
  currency: currencyText,
  asOf: amountText,
  documentHash: hash32,
  policy: policySchema,
  lines: z.array(openedLine),
  statements: z.array(openedStatement),
  payables: z.array(burnSchema),
  settled: z.array(settledBurnSchema),
  chains: z.array(openedChain),
  journal: z.strictObject({ seq: z.int().nonnegative(), hash: sha256Text }),
});

export type Openings = z.output<typeof openingsSchema>;
export type OpenedStatement = Openings["statements"][number];
export type OpenedEntry = OpenedStatement["entries"][number];

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
