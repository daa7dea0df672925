import { z } from "zod";

import { AtparError } from "../errors/AtparError.js";
import { assetLeaves } from "./assets.js";
import { documentHash, parseAssetLine, type AssetLine, type ReserveDocument } from "./document.js";
import { currencyText, hash32, schemaProblem, signedText } from "./figureText.js";
import type { Openings } from "./openings.js";
import { checkLeaf, proveLeaf } from "./sumTree.js";

/**
 * Shows one asset line of a report to whoever gets the file, and nothing else of the openings: the line's text stands in the
 * public document, and of the other lines there are hashes and sums. Amounts are token units.
 */
export const assetProofSchema = z.strictObject({
  schema: z.literal("atpar.asset-proof/1"),
  currency: currencyText,
  /** The line as it is hashed: canonical JSON, with the SHA-256 of the statement file. */
  text: z.string(),
  /** The line's own salt. */
  salt: hash32,
  /** What the line counts for: its value after the haircut. */
  amount: signedText,
  /** Place of the line in the document, from 0. */
  index: z.int().nonnegative(),
  /** Lines of the document. */
  count: z.int().positive(),
  /** From the line upwards; where a node has no sibling there is none. */
  siblings: z.array(z.strictObject({ hash: hash32, sum: signedText })).max(53),
  /** The `assetsRoot` of the report. */
  root: hash32,
  /** Sum of all lines. */
  total: signedText,
  /** The `documentHash` of the report. */
  documentHash: hash32,
});

export type AssetProof = z.output<typeof assetProofSchema>;

/**
 * The proof of line `index`, from 0.
 * @throws AtparError RESERVE_LINE_MISSING; RESERVE_OPENINGS_FOREIGN where the openings do not open the document.
 */
export function proveAssetLine(document: ReserveDocument, openings: Openings, index: number): AssetProof {
  const hash = documentHash(document);
  const [count, opened] = [document.lines.length, openings.lines.length];
  if (openings.documentHash !== hash || count !== opened) {
    throw new AtparError("RESERVE_OPENINGS_FOREIGN", { named: openings.documentHash, document: hash, count, opened });
  }
  const leaves = assetLeaves(document.lines, openings.lines);
  const leaf = leaves[index];
  if (leaf === undefined) throw new AtparError("RESERVE_LINE_MISSING", { line: index, count });
  const proof: AssetProof = {
    schema: "atpar.asset-proof/1",
    currency: document.currency,
    text: leaf.content,
    salt: leaf.salt,
    amount: leaf.amount,
    index,
    count,
    siblings: [...proveLeaf(leaves, index).siblings],
    root: document.assetsRoot,
    total: document.totals.gross,
    documentHash: hash,
  };
  if (!assetProofHolds(proof)) {
    throw new AtparError("RESERVE_ROOT_DIFFERS", { line: index, root: proof.root, total: proof.total });
  }
  return proof;
}

/** True if the line is line `index` of `count` under the root, and the root's lines add up to the total. */
export function assetProofHolds({ text, amount, salt, index, count, siblings, root, total }: AssetProof): boolean {
  return checkLeaf({ root, total }, { content: text, amount, salt }, { index, count, siblings });
}

/** What the line says. */
export function provenLine({ text }: AssetProof): AssetLine {
  return parseAssetLine(text);
}

/** The proof as it is written to disk. */
export function assetProofText(proof: AssetProof): string {
  return `${JSON.stringify(z.encode(assetProofSchema, proof), null, 2)}\n`;
}

/** @throws AtparError RESERVE_PROOF_MALFORMED, also where the text is not an asset line in its canonical form. */
export function parseAssetProof(text: string, file: string): AssetProof {
  try {
    const proof = z.decode(assetProofSchema, JSON.parse(text) as z.input<typeof assetProofSchema>);
    parseAssetLine(proof.text);
    return proof;
  } catch (error) {
    throw new AtparError("RESERVE_PROOF_MALFORMED", { file, problem: schemaProblem(error) }, { cause: error });
  }
}
