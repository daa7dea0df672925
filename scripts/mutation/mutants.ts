import { createHash } from "node:crypto";

import { expressionSeeds } from "./expressionSeeds.js";
import type { Seed } from "./seed.js";
import { statementSeeds } from "./statementSeeds.js";
import { walk, wordIn, type SyntaxNode } from "./syntax.js";

/** One faulty version of one source. */
export interface Mutant extends Seed {
  /** `contracts/...` */
  readonly file: string;
  readonly line: number;
  /** File, function and kind, then what changes; the same until that line is edited, wherever the line moves. */
  readonly id: string;
  /** The words replaced. */
  readonly before: string;
  /** The whole source with the change. */
  readonly text: string;
}

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The function or constant that a node is in. */
function placeOf(above: readonly SyntaxNode[]): string {
  const at = above.findLast(
    ({ nodeType, stateVariable }) =>
      nodeType === "FunctionDefinition" || (nodeType === "VariableDeclaration" && stateVariable === true),
  );
  if (at === undefined) return "top";
  return wordIn(at, "name") || wordIn(at, "kind");
}

const inInterface = (above: readonly SyntaxNode[]): boolean =>
  above.some((node) => node.nodeType === "ContractDefinition" && node["contractKind"] === "interface");

/**
 * Every mutant of one source, in the order of its text. No two have the same text, and none has the source's own.
 * @param tree The compiler's tree of `text`, which is ASCII (so that a byte is a character).
 */
export function mutantsOf(file: string, text: string, tree: SyntaxNode): Mutant[] {
  if (/[^\p{ASCII}]/u.test(text)) throw new Error(`${file} is not ASCII`);
  const found: { seed: Seed; place: string }[] = [];
  walk(tree, (node, above) => {
    if (inInterface(above)) return;
    for (const seed of [...expressionSeeds(node, text), ...statementSeeds(node, above, text)]) {
      found.push({ seed, place: placeOf([...above, node]) });
    }
  });
  found.sort((a, b) => a.seed.start - b.seed.start || a.seed.end - b.seed.end);

  const texts = new Set([text]);
  const alike = new Map<string, number>();
  return found.flatMap(({ seed, place }) => {
    const changed = text.slice(0, seed.start) + seed.replacement + text.slice(seed.end);
    if (texts.has(changed)) return [];
    texts.add(changed);
    const before = text.slice(seed.start, seed.end);
    const lineStart = text.lastIndexOf("\n", seed.start - 1) + 1;
    const lineText = text.slice(lineStart, `${text}\n`.indexOf("\n", seed.start)).trim();
    // where in its line: from the first character on, so that indentation does not count
    const column = text.slice(lineStart, seed.start).trimStart().length;
    const what = JSON.stringify([place, lineText, column, seed.kind, before, seed.replacement]);
    const twin = alike.get(what) ?? 0;
    alike.set(what, twin + 1);
    const name = [file.replace(/^contracts\//u, ""), place, seed.kind, digest(`${what}${twin}`).slice(0, 10)];
    const line = text.slice(0, seed.start).split("\n").length;
    return [{ ...seed, file, line, id: name.join("/"), before, text: changed }];
  });
}

/** `mutants` in an order that has nothing to do with where they are, the same on every machine: for a sample or a shard. */
export const shuffled = (mutants: readonly Mutant[]): Mutant[] =>
  mutants
    .map((mutant) => ({ mutant, key: digest(mutant.id) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ mutant }) => mutant);
