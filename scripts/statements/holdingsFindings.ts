import type { ErrorParameters } from "../errors/AtparError.js";
import type { ErrorCode } from "../errors/catalogue.js";
import { Findings, type StatementCode } from "./findings.js";
import { isIsin } from "./isin.js";

/** The codes of bank statements, and all others whose messages name a place in a file. */
export type PlacedCode =
  | StatementCode
  | {
      [Code in ErrorCode]: "place" extends keyof ErrorParameters<Code> ? Code : never;
    }[ErrorCode];
type PlacedFigures<Code extends PlacedCode> = Omit<ErrorParameters<Code>, "place">;

/** Findings of a file of holdings, with the codes that are theirs. */
export class HoldingsFindings extends Findings {
  readonly #anonymisedSample: boolean;

  /** @param anonymisedSample - whether ISINs whose check digit fails are only warned of. */
  constructor(file: string, limit: number, anonymisedSample: boolean) {
    super(file, limit);
    this.#anonymisedSample = anonymisedSample;
  }

  override add<Code extends PlacedCode>(code: Code, line: number | undefined, figures: PlacedFigures<Code>): void {
    // every code stands in the catalogue; the base class names only those of bank statements
    super.add<StatementCode>(code as StatementCode, line, figures);
  }

  override warn<Code extends PlacedCode>(code: Code, line: number, figures: PlacedFigures<Code>): void {
    super.warn<StatementCode>(code as StatementCode, line, figures);
  }

  /** Checks an ISIN as printed. */
  isin(isin: string, line: number): void {
    if (isIsin(isin)) return;
    if (this.#anonymisedSample && /^[A-Z]{2}[A-Z0-9]{9}[0-9]$/u.test(isin)) {
      this.warn("HOLDINGS_ISIN_INVALID", line, { isin });
    } else this.add("HOLDINGS_ISIN_INVALID", line, { isin });
  }
}
