import { expect } from "chai";
import fc from "fast-check";

import { documentSchema, type ReserveDocument } from "../../scripts/reserves/document.js";
import { checkFooting } from "../../scripts/reserves/documentFooting.js";
import { arbitraryDocument, documentFrom } from "./arbitraryDocument.js";
import { thrown } from "./thrown.js";

describe("documentFooting", () => {
  it("takes whatever adds up", () => {
    fc.assert(
      fc.property(arbitraryDocument(), (document) => {
        expect(documentSchema.safeEncode(document).success).to.equal(true);
        checkFooting(document, "d.json");
      }),
    );
  });

  it("names every figure that does not follow from the others", () => {
    const document = documentFrom({
      lines: [
        { class: "cash", custodian: "ATPRHKHHXXX", market: 5_000_000n },
        { class: "bill", custodian: "ATPRHKHHXXX", currency: "USD", market: 7_000_000n },
      ],
      supplies: [3_000_000n],
      payables: 1n,
      transit: 2n,
    });
    const [cash, bill] = document.lines;
    const [chain] = document.chains;
    const { totals } = document;
    const wrong: readonly (readonly [Partial<ReserveDocument>, readonly string[]])[] = [
      [{ lines: [{ ...cash!, amount: cash!.amount + 1n }, bill!] }, ["lines.0.amount", "lines.0.value"]],
      [{ lines: [cash!, { ...bill!, market: bill!.market - 1n }] }, ["lines.1.amount", "lines.1.value"].slice(0, 1)],
      [{ lines: [{ ...cash!, value: cash!.value + 1n }, bill!] }, ["lines.0.value", "totals.gross"]],
      [{ chains: [{ ...chain!, supply: chain!.supply - 1n }] }, ["chains.0.supply"]],
      [{ transit: document.transit.slice(1) }, ["totals.transit"]],
      [{ totals: { ...totals, reserves: totals.reserves + 1n } }, ["totals.reserves"]],
      [{ totals: { ...totals, required: totals.required - 1n } }, ["totals.excess"]],
    ];
    for (const [change, figures] of wrong) {
      const error = thrown(() => {
        checkFooting({ ...document, ...change }, "d.json");
      });
      expect(error.code).to.equal("RESERVE_DOCUMENT_FOOTING");
      expect(error.exitCode).to.equal(7);
      expect((error.parameters as { figure: string }).figure).to.equal(figures[0]);
      expect(error.violations).to.have.length(figures.length);
    }
  });
});
