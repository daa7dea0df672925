import { keccak256, toUtf8Bytes } from "ethers";
import { z } from "zod";

import { AtparError } from "../errors/AtparError.js";
import { amountText } from "../journal/amountText.js";
import { canonicalJson } from "../journal/canonicalJson.js";
import { movementKind } from "./explanation.js";
import {
  addressText,
  currencyText,
  haircutPoints,
  hash32,
  isoDate,
  schemaProblem,
  sha256Text,
  signedText,
} from "./figureText.js";
import { assetClass } from "./policy.js";

/** A price or rate as it was used: decimal text, with where and when it is from. */
const quoted = z.strictObject({ value: z.string(), source: z.string(), date: isoDate });

/** A rule that a line was held against. */
const ruleResult = z.strictObject({
  /** `B4.tenor`: the rule of the regulatory table, and which part of it. */
  rule: z.string(),
  ok: z.boolean(),
  /** What was found, and what is wanted. */
  found: z.string(),
  wanted: z.string(),
});

/** One asset: an account's balance, a security on a safekeeping account, a term deposit, a repo. */
const assetLine = z.strictObject({
  class: assetClass,
  /** BIC of the custodian, 11 characters. */
  custodian: z.string().length(11),
  /** bank, central-bank, broker, fund-administrator ... as registered. */
  custodianType: z.string(),
  /** ISO 3166 code of the place of custody. */
  country: z.string().length(2),
  /** keccak256 of a private salt and the account number. */
  accountHash: hash32,
  /** SHA-256 of the file that the figures come from: bound into the line's leaf with all the rest. */
  file: sha256Text,
  /** The day of the balance. */
  date: isoDate,
  /** ISIN of a security, the bank's reference of an agreement; absent for cash. */
  instrument: z.string().optional(),
  category: z.string().optional(),
  issuer: z.string().optional(),
  maturity: isoDate.optional(),
  /** ISO 4217 code of the asset; all figures up to `other` are in it, 10^-6 of its unit. */
  currency: currencyText,
  /** Closing balance, principal, face, or 10^-6 fund units; negative where an account is overdrawn. */
  face: signedText,
  price: quoted.optional(),
  /** Market value: of cash and agreements the face, of securities face times price, rounded down. */
  market: signedText,
  /** Interest accrued up to the snapshot's day. */
  accrued: signedText,
  /** Everything else, net: of cash what was booked in the course of the day after the closing balance. */
  other: signedText,
  /** Pledged, blocked or otherwise not free. */
  encumbered: z.boolean(),
  /** Units of the coin's currency for one of the asset's; absent where they are the same. */
  rate: quoted.optional(),
  /** Token units: market, accrued and other in the coin's currency. */
  amount: signedText,
  /** Basis points, of class and currency together. */
  haircut: haircutPoints,
  rules: z.array(ruleResult),
  /** Token units that count: the amount after the haircut, or 0 where a rule fails; a negative amount counts in full. */
  value: signedText,
});

/** A coin on one chain; amounts are token units. */
const chainLine = z.strictObject({
  chainId: amountText,
  token: addressText,
  blockNumber: amountText,
  blockHash: hash32,
  minted: amountText,
  burned: amountText,
  supply: amountText,
});

/** Money on its way, by kind and age: customers' money not yet minted, burned tokens not yet paid for. */
const transitLine = z.strictObject({
  kind: z.enum(["deposit", "redemption"]),
  /** The day it began. */
  since: isoDate,
  /** Business days from then to the snapshot's day. */
  businessDays: z.int().nonnegative(),
  count: z.int().positive(),
  /** Token units. */
  amount: amountText,
});

/** Entries of one kind, over the statements of the snapshot and what was booked in the course of the day after them. */
const movement = z.strictObject({
  kind: movementKind,
  count: z.int().positive(),
  /** Token units: the accounts' opening balances and credits, less debits, are the cash lines' face and other. */
  credits: amountText,
  debits: amountText,
});

/** A limit of the policy that is not kept, and what must happen by when. */
export const breachSchema = z.strictObject({
  rule: z.string(),
  /** Custodian, issuer or class; the coin itself for coverage. */
  subject: z.string(),
  found: z.string(),
  wanted: z.string(),
  remedy: z.string(),
  /** The last day to cure it. */
  due: isoDate,
});

/** The public document of a snapshot (rules D4, D5). Amounts are token units as decimal strings, times seconds UTC. */
export const documentSchema = z.strictObject({
  schema: z.literal("atpar.reserve-document/2"),
  currency: currencyText,
  asOf: amountText,
  policy: z.strictObject({ name: z.string(), version: z.int(), hash: hash32 }),
  lines: z.array(assetLine),
  totals: z.strictObject({
    /** Sum of the lines' values. */
    gross: signedText,
    /** Redemptions burned but not yet debited. */
    payables: amountText,
    /** Gross less payables, 0 where that is negative: the `reserves` of a report. */
    reserves: amountText,
    /** Tokens outstanding on all chains times the policy's coverage, rounded up. */
    required: amountText,
    /** Customers' money received and not yet minted: it is not the issuer's to take out. */
    transit: amountText,
    /** Gross less payables, required and transit: what may leave (rule B5); negative is what is missing. */
    excess: signedText,
  }),
  /** Root of the Merkle sum tree over the lines. */
  assetsRoot: hash32,
  chains: z.array(chainLine),
  transit: z.array(transitLine),
  movements: z.array(movement),
  breaches: z.array(breachSchema),
  /** The operator's journal when the snapshot was taken. */
  journal: z.strictObject({ seq: z.int().nonnegative(), hash: sha256Text }),
  /** SHA-256 of every file used, ascending. */
  files: z.array(sha256Text),
});

export type ReserveDocument = z.output<typeof documentSchema>;
export type AssetLine = ReserveDocument["lines"][number];
export type RuleResult = AssetLine["rules"][number];
export type Breach = ReserveDocument["breaches"][number];
export type Movement = ReserveDocument["movements"][number];
export type TransitLine = ReserveDocument["transit"][number];

/** The document's canonical bytes as text (RFC 8785): what is written to disk, without a line end. */
export function documentText(document: ReserveDocument): string {
  return canonicalJson(z.encode(documentSchema, document));
}

/** keccak256 of the canonical bytes. */
export function documentHash(document: ReserveDocument): string {
  return keccak256(toUtf8Bytes(documentText(document)));
}

/** A line as it is hashed into the sum tree. */
export function assetLineText(line: AssetLine): string {
  return canonicalJson(z.encode(assetLine, line));
}

/** Reads back what {@link assetLineText} wrote. @throws Error where it is not an asset line in that very form. */
export function parseAssetLine(text: string): AssetLine {
  const line = z.decode(assetLine, JSON.parse(text) as z.input<typeof assetLine>);
  if (assetLineText(line) !== text) throw new Error("text: it is not in canonical form (RFC 8785)");
  return line;
}

/**
 * Reads a document, which must stand there in its canonical form (a line end after it is allowed).
 * @throws AtparError RESERVE_DOCUMENT_MALFORMED.
 */
export function parseDocument(text: string, file: string): ReserveDocument {
  let document: ReserveDocument;
  try {
    document = z.decode(documentSchema, JSON.parse(text) as z.input<typeof documentSchema>);
  } catch (error) {
    throw new AtparError("RESERVE_DOCUMENT_MALFORMED", { file, problem: schemaProblem(error) }, { cause: error });
  }
  if (documentText(document) !== text.replace(/\r?\n$/u, "")) {
    const problem = "it is not in canonical form (RFC 8785)";
    throw new AtparError("RESERVE_DOCUMENT_MALFORMED", { file, problem });
  }
  return document;
}
