import { hongKongDate } from "../../money/businessDays.js";
import type { IsoDate } from "../../money/dates.js";
import { documentHash, type AssetLine, type ReserveDocument } from "../../reserves/document.js";
import { isCounted } from "../../reserves/documentFooting.js";
import { assetClasses, type AssetClass } from "../../reserves/policy.js";
import type { TableSource } from "./reserveTable.js";

/** What the classes are called in tables. */
export const classNames: Readonly<Record<AssetClass, string>> = {
  cash: "Cash",
  deposit: "Term deposits",
  bill: "Government bills",
  repo: "Reverse repos",
  fund: "Money market funds",
  other: "Other",
};

/** The document's day in Hong Kong. */
export function dayOf({ asOf }: ReserveDocument): IsoDate {
  return hongKongDate(asOf);
}

/** The lines that the reserve is made of, rule by rule. */
export function countedLines({ lines }: ReserveDocument): AssetLine[] {
  return lines.filter(isCounted);
}

/** Lines by class, classes in the order of the policies; only those that occur. */
export function byClass(lines: readonly AssetLine[]): (readonly [AssetClass, AssetLine[]])[] {
  return assetClasses
    .map((name) => [name, lines.filter((line) => line.class === name)] as const)
    .filter(([, found]) => found.length > 0);
}

/** Lines by a text of theirs, in the order of the texts. */
export function grouped(lines: readonly AssetLine[], key: (line: AssetLine) => string): [string, AssetLine[]][] {
  const groups = new Map<string, AssetLine[]>();
  for (const line of lines) {
    const group = groups.get(key(line));
    if (group === undefined) groups.set(key(line), [line]);
    else group.push(line);
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Token units: market, accrued and other of lines, in the coin's currency. */
export function amountOf(lines: readonly Pick<AssetLine, "amount">[]): bigint {
  return lines.reduce((sum, { amount }) => sum + amount, 0n);
}

/** Token units outstanding on all chains; frozen ones are in it (rule B3). */
export function outstandingOf({ chains }: ReserveDocument): bigint {
  return chains.reduce((sum, { supply }) => sum + supply, 0n);
}

/** What a table says of the document it is from. */
export function sourceOf(document: ReserveDocument): TableSource {
  const { name, version } = document.policy;
  return {
    day: dayOf(document),
    asOf: document.asOf,
    documentHash: documentHash(document),
    policy: `${name} ${version}`,
  };
}
