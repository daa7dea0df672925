import type { HoldingsStatement, HoldingsTotal, Position } from "./holdings.js";

/** A page of a statement of holdings while it is read. */
export interface HoldingsDraft {
  readonly origin: Pick<HoldingsStatement, "kind" | "messageVersion" | "file" | "sha256" | "line">;
  complete: boolean;
  id: string;
  number?: string;
  page?: NonNullable<HoldingsStatement["page"]>;
  date?: NonNullable<HoldingsStatement["date"]>;
  at?: string;
  account: HoldingsStatement["account"];
  basis?: string;
  updateType?: string;
  activity?: boolean;
  readonly positions: Position[];
  readonly totals: HoldingsTotal[];
}

export function startHoldings(origin: HoldingsDraft["origin"]): HoldingsDraft {
  return { origin, complete: false, id: "", account: { line: origin.line, id: "" }, positions: [], totals: [] };
}

/** The draft as a statement. */
export function toHoldings(draft: HoldingsDraft): HoldingsStatement {
  const { origin, ...rest } = draft;
  return { ...origin, ...rest };
}
