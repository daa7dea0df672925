import type { HoldingsResult } from "../statements/holdingsResult.js";
import type { ReadResult } from "../statements/readResult.js";
import { compareDelivered } from "./compareDelivered.js";
import { compareDocument } from "./compareDocument.js";
import { compareHoldings } from "./compareHoldings.js";
import { compareInterim, compareStatement } from "./compareStatement.js";
import type { Difference } from "./difference.js";
import type { ReserveDocument } from "./document.js";
import type { Openings } from "./openings.js";

/**
 * Recomputes a document from its openings and the files, as the readers returned them: sound or not.
 * @param hashes - SHA-256 of every file delivered, confirmations of agreements among them.
 * @returns every difference; none if document, openings and files agree. A changed figure of a statement is named by
 * its line; a file whose bytes changed but no figure is named by its hash.
 */
export function replay(
  document: ReserveDocument,
  openings: Openings,
  files: readonly ReadResult[],
  holdings: readonly HoldingsResult[] = [],
  hashes: ReadonlySet<string> = new Set(),
): Difference[] {
  return [
    ...compareDocument(document, openings),
    ...openings.statements.flatMap((opened) => compareStatement(opened, openings.currency, files)),
    ...openings.interim.flatMap((opened) => compareInterim(opened, openings.currency, files)),
    ...compareDelivered(openings, files),
    ...openings.inputs.agreements.flatMap(({ reference, confirmation }) => {
      const figure = `confirmation of ${reference}`;
      return hashes.has(confirmation)
        ? []
        : [{ file: "openings", figure, was: confirmation, is: "not among the files" }];
    }),
    ...openings.holdings.flatMap((opened) => compareHoldings(opened, holdings)),
  ];
}
