import type { Seed } from "./seed.js";
import { isNode, nodeIn, spanOf, typeOf, wordIn, type SyntaxNode } from "./syntax.js";

const deletable = new Set(["EmitStatement", "RevertStatement", "ExpressionStatement", "Continue"]);

/** True for all that an `if` without `else` does: deleting it is no other fault than the condition `false`. */
function isAllOfAnIf(node: SyntaxNode, above: readonly SyntaxNode[]): boolean {
  const outer = above.at(-1);
  if (outer === undefined) return false;
  if (outer.nodeType === "Block") {
    const statements = outer["statements"];
    return Array.isArray(statements) && statements.length === 1 && isAllOfAnIf(outer, above.slice(0, -1));
  }
  return outer.nodeType === "IfStatement" && outer["trueBody"] === node && !isNode(outer["falseBody"]);
}

function deletion(node: SyntaxNode, above: readonly SyntaxNode[], text: string): Seed[] {
  if (!deletable.has(node.nodeType) || isAllOfAnIf(node, above)) return [];
  const outer = above.at(-1);
  // `++i` of a loop is a statement to the compiler; its operator is seeded
  if (outer?.nodeType === "ForStatement" && outer["loopExpression"] === node) return [];
  const { start, end } = spanOf(node);
  const semicolon = text.indexOf(";", end);
  if (text.slice(end, semicolon).trim() !== "") throw new Error(`no semicolon after ${node.nodeType} at ${node.src}`);
  return [{ kind: "deletion", start, end: semicolon + 1, replacement: "{}" }];
}

function modifierRemoval(node: SyntaxNode): Seed[] {
  if (node.nodeType !== "ModifierInvocation" || wordIn(node, "kind") !== "modifierInvocation") return [];
  return [{ kind: "modifier", ...spanOf(node), replacement: "" }];
}

/** Another value of the same type. A bool made here by an operator or written out is left to that operator or literal. */
function anotherValue(expression: SyntaxNode, written: string): string | undefined {
  const type = typeOf(expression);
  if (type === "bool") {
    const seeded = ["BinaryOperation", "UnaryOperation", "Literal"].includes(expression.nodeType);
    return seeded ? undefined : `!(${written})`;
  }
  if (/^uint\d+$/u.test(type)) return `(${written}) + 1`;
  if (/^bytes\d+$/u.test(type)) return `~(${written})`;
  if (type === "address") return "address(0)";
  return type.startsWith("string") ? '""' : undefined;
}

function returned(node: SyntaxNode, text: string): Seed[] {
  if (node.nodeType !== "Return" || !isNode(node["expression"])) return [];
  const expression = nodeIn(node, "expression");
  const span = spanOf(expression);
  const replacement = anotherValue(expression, text.slice(span.start, span.end));
  return replacement === undefined ? [] : [{ kind: "return", ...span, replacement }];
}

/** The changes that one statement can be given as a whole. */
export function statementSeeds(node: SyntaxNode, above: readonly SyntaxNode[], text: string): Seed[] {
  return [...deletion(node, above, text), ...modifierRemoval(node), ...returned(node, text)];
}
