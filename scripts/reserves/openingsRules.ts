import type { Difference } from "./difference.js";
import { agreementKey } from "./inputs.js";
import type { OpenedLine, Openings } from "./openings.js";
import { accountKey } from "./register.js";

/** The parts of openings that lines are made of. */
export type LineParts = Pick<Openings, "statements" | "holdings" | "inputs">;

/**
 * The lines that statements, holdings and agreements make, by account and source: of each cash account its latest balance, of
 * each security its free and its encumbered part, each agreement once.
 */
export function lineSources({ statements, holdings, inputs }: LineParts): string[] {
  const latest = new Map<string, LineParts["statements"][number]>();
  for (const statement of statements) {
    const key = accountKey(statement);
    const other = latest.get(key);
    if (other === undefined || other.closingDate <= statement.closingDate) latest.set(key, statement);
  }
  const cash = [...latest.values()].map((one) => sourceText(one, { from: "statement", statement: one.id }));
  const securities = holdings.flatMap((one) =>
    one.positions.flatMap(({ isin, quantity, encumbered }) => {
      const source = { from: "holdings", statement: one.id, isin } as const;
      const free = quantity > encumbered ? [sourceText(one, { ...source, part: "free" })] : [];
      return encumbered > 0n ? [...free, sourceText(one, { ...source, part: "encumbered" })] : free;
    }),
  );
  const agreed = inputs.agreements.map((one) => sourceText(one, { from: "agreement", reference: one.reference }));
  return [...cash, ...securities, ...agreed];
}

/**
 * What intake refuses, looked for in openings that nobody may have taken in: lines left out or there twice, one file as two
 * accounts, balances of different days. @returns every difference.
 */
export function compareLines(openings: Openings): Difference[] {
  const { lines, statements, holdings, interim, inputs } = openings;
  const [was, is] = [lines.map((line) => sourceText(line, line.source)), lineSources(openings)];
  const differences = [...missing(was, is, "none"), ...missing(is, was, "a line")].map(([figure, count]) => {
    return count === "none"
      ? { file: "openings", figure: `line of ${figure}`, was: "a line", is: "none, or one already" }
      : { file: "openings", figure: `line of ${figure}`, was: "none", is: "a line" };
  });
  return [
    ...differences,
    ...repeated(
      [...statements, ...interim, ...holdings].map((one) => `${accountKey(one)}:${one.id}`),
      "statement",
    ),
    ...repeated(
      [...statements, ...interim, ...holdings].map((one) => `${one.sha256} of ${one.id}`),
      "file",
    ),
    ...repeated(holdings.map(accountKey), "holdings of"),
    ...repeated(inputs.agreements.map(agreementKey), "agreement"),
    ...sameDay(openings),
  ];
}

/** The balances that count are of one day. */
function sameDay({ lines, statements }: Openings): Difference[] {
  const named = new Set(lines.map((line) => sourceText(line, line.source)));
  const counted = statements.filter((one) => named.has(sourceText(one, { from: "statement", statement: one.id })));
  const [first] = counted;
  return counted.flatMap((one) => {
    if (first === undefined || one.closingDate === first.closingDate) return [];
    return { file: one.file, figure: `day of ${one.id}`, was: first.closingDate, is: one.closingDate };
  });
}

function repeated(keys: readonly string[], what: string): Difference[] {
  const seen = new Set<string>();
  return keys.flatMap((key) => {
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return { file: "openings", figure: `${what} ${key}`, was: "once", is: "again" };
  });
}

/** What of `those` is not in `these`, each as often as it is missing. */
function missing(those: readonly string[], these: readonly string[], mark: string): (readonly [string, string])[] {
  const left = new Map<string, number>();
  for (const one of these) left.set(one, (left.get(one) ?? 0) + 1);
  return those.flatMap((one) => {
    const count = left.get(one) ?? 0;
    left.set(one, count - 1);
    return count > 0 ? [] : [[one, mark] as const];
  });
}

function sourceText(account: Pick<OpenedLine, "bic11" | "account">, source: OpenedLine["source"]): string {
  const parts = Object.entries(source)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, value]) => value);
  return `${accountKey(account)} ${parts.join(" ")}`;
}
