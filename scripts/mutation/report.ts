import { format } from "prettier";

import type { Mutant } from "./mutants.js";
import type { Outcome, Result } from "./results.js";

/** Why a survivor may live, by its id. */
export type Reasons = Readonly<Record<string, string>>;

export interface Judged {
  readonly mutant: Mutant;
  readonly result: Result | undefined;
}

interface Tally {
  readonly seeded: number;
  readonly stillborn: number;
  readonly same: number;
  readonly caught: number;
  readonly survived: number;
  readonly open: number;
}

/** Share of faults that must be caught (percent). */
const required = 95;

/** Kinds of which every mutant must have been run: comparisons, logic, arithmetic and bit operators, flags, roles, guards. */
export const requiredKinds: readonly string[] = ["comparison", "logic", "operator", "constant", "role", "modifier"];

const isRequired = ({ mutant }: Judged): boolean => requiredKinds.includes(mutant.kind);

const withOutcome = (judged: readonly Judged[], outcome: Outcome | undefined): Judged[] =>
  judged.filter(({ result }) => result?.outcome === outcome);

function tally(judged: readonly Judged[]): Tally {
  const count = (outcome: Outcome | undefined): number => withOutcome(judged, outcome).length;
  return {
    seeded: judged.length,
    stillborn: count("stillborn"),
    same: count("same"),
    caught: count("caught"),
    survived: count("survived"),
    open: count(undefined),
  };
}

/** Percent of the faults judged that were caught, rounded down to a tenth: never said to be better than it is. */
function share({ caught, survived }: Tally): string {
  const judged = caught + survived;
  if (judged === 0) return "-";
  const tenths = Math.floor((caught * 1000) / judged);
  return `${Math.floor(tenths / 10)}.${tenths % 10} %`;
}

const row = (name: string, t: Tally): string =>
  `| ${name} | ${t.seeded} | ${t.stillborn} | ${t.same} | ${t.caught + t.survived} | ${t.caught} | ${t.survived} | ${share(t)} |`;

function survivorText({ mutant }: Judged, reasons: Reasons): string {
  const shown = (text: string): string => text.replaceAll(/\s+/gu, " ").trim() || "nothing";
  const change = `\`${shown(mutant.before)}\` to \`${shown(mutant.replacement)}\``;
  return `- \`${mutant.file}:${mutant.line}\` (${mutant.kind}): ${change}. ${reasons[mutant.id] ?? "No reason given."}`;
}

/** What stands against the report: nothing, if the list is empty. */
export function objections(judged: readonly Judged[], reasons: Reasons): string[] {
  const all = tally(judged);
  const must = tally(judged.filter(isRequired));
  const unexplained = withOutcome(judged, "survived").filter(({ mutant }) => reasons[mutant.id] === undefined);
  const survivors = new Set(withOutcome(judged, "survived").map(({ mutant }) => mutant.id));
  const idle = all.open > 0 ? [] : Object.keys(reasons).filter((id) => !survivors.has(id));
  return [
    ...(must.open > 0 ? [`${must.open} of ${must.seeded} mutants have not been run`] : []),
    ...(all.caught * 100 < required * (all.caught + all.survived) ? [`fewer than ${required} % were caught`] : []),
    ...unexplained.map(({ mutant }) => `${mutant.file}:${mutant.line} survived without a reason: ${mutant.id}`),
    ...idle.map((id) => `a reason for what did not survive: ${id}`),
  ];
}

/** docs/mutation.md. */
export async function reportText(judged: readonly Judged[], reasons: Reasons): Promise<string> {
  const files = [...new Set(judged.map(({ mutant }) => mutant.file))].sort();
  const ofFile = (file: string): Judged[] => judged.filter(({ mutant }) => mutant.file === file);
  const of = (kinds: readonly string[]): Tally => tally(judged.filter(({ mutant }) => kinds.includes(mutant.kind)));
  const kinds = [...new Set(judged.map(({ mutant }) => mutant.kind))].sort();
  const further = kinds.filter((kind) => !requiredKinds.includes(kind));
  const must = of(requiredKinds);
  const all = tally(judged);
  const survivors = withOutcome(judged, "survived");
  const text = [
    "# Mutation check of the contracts",
    "Written by `npm run mutation -- --report`; do not edit. Each mutant is `contracts/` with one change; the Solidity tests",
    "run against it, and one of them must fail. What the changes are stands in `scripts/mutation/`: comparisons (bound shifted,",
    "negated), logic, arithmetic and bit operators, conditions made `true` and `false`, `restricted` and `initializer`",
    "removed, each use of a role, flag, mask, shift, type hash or attestor class replaced by its neighbour, each number one",
    "more and one less, booleans flipped, statements (events, reverts, calls, assignments) deleted, results changed.",
    "",
    "_Not compiling_ and _same code_ (the compiler makes the very same bytes of it) are not faults and do not count. Roles.sol",
    "is compiled into the tests as well, so its mutants are judged by the comparison with the toolkit's role table",
    "(`test/deploy/roleTable.test.ts`). A mutant that survives the unit tests faces the invariant campaigns too.",
    "",
    `**${must.caught} of ${must.caught + must.survived} faults caught (${share(must)})** among comparisons, logic, operators, flags, roles and`,
    must.open > 0
      ? `modifiers. **${must.open} of these ${must.seeded} mutants have not been run yet**; each survivor has its reason below. Conditions, numbers, deletions and results are`
      : "modifiers, all of which are run; each survivor has its reason below. Conditions, numbers, deletions and results are",
    "seeded beyond that, and run as far as the second table says.",
    "",
    "| kind | mutants | not compiling | same code | faults | caught | survived | share |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...requiredKinds.map((kind) => row(kind, of([kind]))),
    row("together", must),
    "",
    "| further kind | mutants | not compiling | same code | faults run | caught | survived | share |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...further.map((kind) => row(kind, of([kind]))),
    "",
    "By source, every kind:",
    "",
    "| source | mutants | not compiling | same code | faults run | caught | survived | share |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...files.map((file) => row(`\`${file.replace("contracts/", "")}\``, tally(ofFile(file)))),
    row("all", all),
    "",
    "## Survivors",
    "",
    ...survivors.map((one) => survivorText(one, reasons)),
  ].join("\n");
  return format(text, { parser: "markdown", printWidth: 120 });
}
