import { AtparError } from "../errors/AtparError.js";
import { formatMinor } from "../money/amount.js";
import type { KnownStatement } from "./knownStatement.js";

/**
 * The faults of `next` as the statement that follows `last` on its account: a sequence number repeated or gapped (it
 * may start again from 1 with a new year), an opening balance that is not the closing one.
 * @param place - file and line of `next`, for messages.
 */
export function checkContinuity(last: KnownStatement, next: KnownStatement, place: string): AtparError[] {
  const faults: AtparError[] = [];
  const { account, currency } = next;
  const [was, is] = sequenceNumbers(last, next);
  if (was !== undefined && is !== undefined && is !== was + 1n) {
    const restarted = is === 1n && next.closingDate.slice(0, 4) > last.closingDate.slice(0, 4);
    if (is === was) {
      faults.push(new AtparError("RESERVE_SEQUENCE_REPEATED", { place, account, number: is, previous: last.id }));
    } else if (!restarted) {
      const figures = { place, account, number: is, last: was, previous: last.id };
      faults.push(new AtparError("RESERVE_SEQUENCE_GAPPED", figures));
    }
  }
  if (next.opening !== last.closing) {
    faults.push(
      new AtparError("RESERVE_OPENING_DIFFERS", {
        place,
        account,
        opening: formatMinor(next.opening, currency),
        closing: formatMinor(last.closing, currency),
        difference: formatMinor(next.opening - last.closing, currency),
        previous: last.id,
      }),
    );
  }
  return faults;
}

/** Statements of one account in the order in which they follow each other. */
export function compareStatements(one: KnownStatement, other: KnownStatement): number {
  if (one.closingDate !== other.closingDate) return one.closingDate < other.closingDate ? -1 : 1;
  const [first, second] = sequenceNumbers(one, other);
  return first === undefined || second === undefined || first === second ? 0 : first < second ? -1 : 1;
}

/** The numbers that two statements can be compared by: electronic, or else legal. */
function sequenceNumbers(one: KnownStatement, other: KnownStatement): [bigint | undefined, bigint | undefined] {
  const name = one.electronic !== undefined && other.electronic !== undefined ? "electronic" : "legal";
  return [one[name], other[name]].map((text) => (text === undefined ? undefined : BigInt(text))) as [
    bigint | undefined,
    bigint | undefined,
  ];
}
