/** Basis points of one. */
const BASIS_POINTS = 10_000n;

/** The most that a registry holds of any figure, token units: 112 bits. */
export const MAX_FIGURE = (1n << 112n) - 1n;

/** The figures of one chain's line that the rule looks at, token units. */
export interface RuleLine {
  readonly minted: bigint;
  readonly burned: bigint;
  readonly carried: bigint;
  readonly mintLimit: bigint;
}

/** Both sides of the rule: a report is covered if `required` is at most `available`. Token units times basis points. */
export interface RuleFigures {
  readonly required: bigint;
  readonly available: bigint;
}

/** Most that can be outstanding on a chain under any report that may be in force there. Token units. */
export function atWorst(line: RuleLine): bigint {
  const highest = [line.carried, line.mintLimit].reduce((most, figure) => (figure > most ? figure : most), line.minted);
  return highest - line.burned;
}

/** True if a line's figures are possible at all. */
export function isPossible(line: RuleLine): boolean {
  const inRange = [line.minted, line.burned, line.carried, line.mintLimit].every((figure) => {
    return figure >= 0n && figure <= MAX_FIGURE;
  });
  return inRange && line.burned <= line.minted;
}

/**
 * What the rule compares (rule B1).
 * @param reserves - token units.
 * @param coverage - basis points.
 */
export function ruleFigures(lines: readonly RuleLine[], reserves: bigint, coverage: bigint): RuleFigures {
  const outstanding = lines.reduce((sum, line) => sum + atWorst(line), 0n);
  return { required: outstanding * coverage, available: reserves * BASIS_POINTS };
}

/**
 * The acceptance rule: what may be outstanding at worst, times coverage, is covered by the reserves; or every limit is
 * 0, since a shortfall must be publishable.
 */
export function isAccepted(lines: readonly RuleLine[], reserves: bigint, coverage: bigint): boolean {
  const { required, available } = ruleFigures(lines, reserves, coverage);
  return required <= available || lines.every((line) => line.mintLimit === 0n);
}

/**
 * The highest limit that the rule allows one chain, 0 where it allows none above 0.
 * @param line - the chain's own line; its `mintLimit` is not looked at.
 * @param others - the lines of the other chains with the limits they are to have.
 * @returns token units.
 */
export function highestLimit(
  line: Omit<RuleLine, "mintLimit">,
  others: readonly RuleLine[],
  reserves: bigint,
  coverage: bigint,
): bigint {
  const elsewhere = others.reduce((sum, other) => sum + atWorst(other), 0n);
  const limit = (reserves * BASIS_POINTS) / coverage - elsewhere + line.burned;
  // below what is minted or carried no limit above 0 helps: the rule counts the higher one
  if (limit < line.minted || limit < line.carried) return 0n;
  return limit > MAX_FIGURE ? MAX_FIGURE : limit;
}
