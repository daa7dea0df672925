/** Blocks asked for in one query for events: public nodes refuse more. */
const BLOCKS_PER_QUERY = 10_000;

/** Splits blocks `from` to `to`, both included, into ranges that a node answers in one query. */
export function* blockRanges(from: bigint, to: bigint): Generator<{ readonly from: number; readonly to: number }> {
  const last = Number(to);
  for (let start = Number(from); start <= last; start += BLOCKS_PER_QUERY) {
    yield { from: start, to: Math.min(start + BLOCKS_PER_QUERY - 1, last) };
  }
}
