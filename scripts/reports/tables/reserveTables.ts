import { addDays, weekday, type IsoDate } from "../../money/dates.js";
import { AtparError } from "../../errors/AtparError.js";
import type { ReserveDocument } from "../../reserves/document.js";
import { checkFooting } from "../../reserves/documentFooting.js";
import { policyHash, type Policy } from "../../reserves/policy.js";
import { aicpaPartOne } from "./aicpaPartOne.js";
import { dayOf } from "./documentFigures.js";
import { geniusMonthly } from "./geniusMonthly.js";
import { hkmaWeekly } from "./hkmaWeekly.js";
import type { ReserveTable, TableName } from "./reserveTable.js";

/** A document, and the file that messages name. */
export interface NamedDocument {
  readonly file: string;
  readonly document: ReserveDocument;
}

/**
 * The tables of documents: the weekly one of all of them, the others of the last.
 * @param documents - of one coin and one week, at least one, in any order.
 * @param policy - the last document's.
 * @throws AtparError RESERVE_DOCUMENT_FOOTING, RESERVE_DOCUMENTS_APART, RESERVE_POLICY_DIFFERS.
 */
export function reserveTables(
  names: readonly TableName[],
  documents: readonly [NamedDocument, ...NamedDocument[]],
  policy?: Policy,
): ReserveTable[] {
  for (const { file, document } of documents) checkFooting(document, file);
  const [first, ...others] = documents.toSorted((one, other) => (one.document.asOf < other.document.asOf ? -1 : 1));
  if (first === undefined) throw new RangeError("no document");
  const last = others.at(-1) ?? first;
  refuseApart([first, ...others]);
  if (policy !== undefined) checkPolicy(last, policy);
  return names.map((name) => {
    switch (name) {
      case "hkma-weekly":
        return hkmaWeekly([first.document, ...others.map(({ document }) => document)], policy);
      case "genius-monthly":
        return geniusMonthly(last.document);
      case "aicpa-1":
        return aicpaPartOne(last.document);
    }
  });
}

/** @throws AtparError RESERVE_POLICY_DIFFERS where a document was not made by the policy. */
export function checkPolicy({ file, document }: NamedDocument, policy: Policy): void {
  const found = policyHash(policy);
  const wanted = document.policy.hash;
  if (found !== wanted) throw new AtparError("RESERVE_POLICY_DIFFERS", { policy: policy.name, found, file, wanted });
}

function refuseApart(documents: readonly [NamedDocument, ...NamedDocument[]]): void {
  documents.forEach((one, index) => {
    const before = documents[index - 1];
    if (before === undefined) return;
    const [day, earlier] = [dayOf(one.document), dayOf(before.document)];
    const problem =
      one.document.currency !== before.document.currency
        ? `one is of ${one.document.currency}, the other of ${before.document.currency}`
        : day === earlier
          ? `both are of ${day}`
          : mondayOf(day) !== mondayOf(earlier)
            ? `${earlier} and ${day} are of two weeks`
            : undefined;
    if (problem === undefined) return;
    throw new AtparError("RESERVE_DOCUMENTS_APART", { file: one.file, other: before.file, problem });
  });
}

/** The Monday of a day's week. */
function mondayOf(day: IsoDate): IsoDate {
  return addDays(day, -((weekday(day) + 6) % 7));
}
