import type { Instrument, ReserveInputs } from "./inputs.js";
import type { OpenedHoldings, OpenedInterim, OpenedPosition, OpenedStatement, Openings } from "./openings.js";
import { accountKey } from "./register.js";

/** What the lines of a document are looked up in, each by its name: a reserve may have 100,000 of them. */
export interface SourceIndex {
  readonly statements: ReadonlyMap<string, OpenedStatement>;
  /** Reports of the day by account. */
  readonly interim: ReadonlyMap<string, readonly OpenedInterim[]>;
  readonly holdings: ReadonlyMap<string, OpenedHoldings>;
  readonly positions: ReadonlyMap<string, OpenedPosition>;
  readonly instruments: ReadonlyMap<string, Instrument>;
  readonly prices: ReadonlyMap<string, ReserveInputs["prices"][number]>;
  readonly agreements: ReadonlyMap<string, ReserveInputs["agreements"][number]>;
  /** ISINs of securities that were received under repos. */
  readonly received: ReadonlySet<string>;
}

type Sources = Pick<Openings, "statements" | "interim" | "holdings" | "inputs">;

/** The first of several with one name is the one meant; openings with such are told apart elsewhere. */
export function indexSources({ statements, interim, holdings, inputs }: Sources): SourceIndex {
  return {
    statements: byKey(statements, (one) => `${accountKey(one)} ${one.id}`),
    interim: Map.groupBy(interim, accountKey),
    holdings: byKey(holdings, (one) => `${accountKey(one)} ${one.id}`),
    positions: new Map(
      holdings.flatMap((one) =>
        one.positions.map((held) => [`${accountKey(one)} ${one.id} ${held.isin}`, held] as const),
      ),
    ),
    instruments: byKey(inputs.instruments, ({ isin }) => isin),
    prices: byKey(inputs.prices, ({ isin }) => isin),
    agreements: byKey(inputs.agreements, (one) => `${accountKey(one)} ${one.reference}`),
    received: new Set(inputs.agreements.flatMap(({ collateral }) => collateral.map(({ isin }) => isin))),
  };
}

function byKey<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item> {
  return new Map(items.toReversed().map((item) => [key(item), item]));
}
