import { keccak256, toUtf8Bytes } from "ethers";
import { z } from "zod";

import { AtparError } from "../errors/AtparError.js";
import { amountText } from "../journal/amountText.js";
import { canonicalJson } from "../journal/canonicalJson.js";
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

/** One asset: an account with its closing booked balance. */
const assetLine = z.strictObject({
  class: z.literal("cash"),
  /** BIC of the custodian, 11 characters. */
  custodian: z.string().length(11),
  /** ISO 3166 code of the place of custody. */
  country: z.string().length(2),
  /** keccak256 of a private salt and the account number. */
  accountHash: hash32,
  /** SHA-256 of the statement file that the balance comes from: bound into the line's leaf with all the rest. */
  file: sha256Text,
  /** The day of the balance. */
  date: isoDate,
  /** Token units; negative where the account is overdrawn. */
  amount: signedText,
  /** Basis points. */
  haircut: haircutPoints,
  /** Token units after the haircut. */
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

/** The public document of a snapshot (rules D4, D5). Amounts are token units as decimal strings, times seconds UTC. */
export const documentSchema = z.strictObject({
  schema: z.literal("atpar.reserve-document/1"),
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
  }),
  /** Root of the Merkle sum tree over the lines. */
  assetsRoot: hash32,
  chains: z.array(chainLine),
  /** The operator's journal when the snapshot was taken. */
  journal: z.strictObject({ seq: z.int().nonnegative(), hash: sha256Text }),
  /** SHA-256 of every statement file used, ascending. */
  files: z.array(sha256Text),
});

export type ReserveDocument = z.output<typeof documentSchema>;
export type AssetLine = ReserveDocument["lines"][number];

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
