import { constantNeighbours, roleNeighbours } from "./neighbours.js";
import type { Seed } from "./seed.js";
import { nodeIn, spanOf, typeOf, wordIn, type SyntaxNode } from "./syntax.js";

/** What stands in for each operator: a shifted bound, the opposite, the inverse. */
const operators: ReadonlyMap<string, readonly string[]> = new Map([
  ["==", ["!="]],
  ["!=", ["=="]],
  ["<", ["<=", ">="]],
  ["<=", ["<", ">"]],
  [">", [">=", "<="]],
  [">=", [">", "<"]],
  ["&&", ["||"]],
  ["||", ["&&"]],
  ["+", ["-"]],
  ["-", ["+"]],
  ["*", ["/"]],
  ["/", ["*"]],
  ["%", ["*"]],
  ["&", ["|"]],
  ["|", ["&"]],
  ["^", ["&"]],
  ["<<", [">>"]],
  [">>", ["<<"]],
  ["+=", ["-="]],
  ["-=", ["+="]],
  ["|=", ["&="]],
  ["&=", ["|="]],
]);

const kindOf = (operator: string): string => {
  if (operator === "&&" || operator === "||") return "logic";
  return /^(?:[=!<>]=|[<>])$/u.test(operator) ? "comparison" : "operator";
};

/** The operator of `left operator right`: it alone stands between the two. */
function infix(node: SyntaxNode, left: string, right: string, text: string): Seed[] {
  const operator = wordIn(node, "operator");
  const from = spanOf(nodeIn(node, left)).end;
  const gap = text.slice(from, spanOf(nodeIn(node, right)).start);
  if (operator !== "=" && gap.trim() !== operator) throw new Error(`no ${operator} at ${node.src}, but: ${gap}`);
  const start = from + gap.indexOf(operator);
  return (operators.get(operator) ?? []).map((replacement) => ({
    kind: kindOf(operator),
    start,
    end: start + operator.length,
    replacement,
  }));
}

function prefixed(node: SyntaxNode): Seed[] {
  const operator = wordIn(node, "operator");
  const { start, end } = spanOf(node);
  const at = node["prefix"] === true ? { start, end: start + operator.length } : { start: end - operator.length, end };
  const replacement = new Map([
    ["!", ""],
    ["~", ""],
    ["-", ""],
    ["++", "--"],
    ["--", "++"],
  ]).get(operator);
  return replacement === undefined ? [] : [{ kind: "operator", ...at, replacement }];
}

/** One more and one less than a number as written, in the notation it has. */
function adjacent(written: string): string[] {
  const [digits = "", ...unit] = written.split(/(?=\s)/u);
  const plain = digits.replaceAll("_", "");
  if (!/^(?:0x[0-9a-f]+|\d+)$/iu.test(plain)) throw new Error(`not a number: ${written}`);
  const value = BigInt(plain);
  return [value + 1n, value - 1n]
    .filter((one) => one >= 0n)
    .map((one) => {
      const shown = plain.startsWith("0x") ? `0x${one.toString(16).padStart(plain.length - 2, "0")}` : String(one);
      return shown + unit.join("");
    });
}

function literal(node: SyntaxNode, text: string): Seed[] {
  const span = spanOf(node);
  const kind = wordIn(node, "kind");
  if (kind === "bool") {
    return [{ kind: "literal", ...span, replacement: text.slice(span.start, span.end) === "true" ? "false" : "true" }];
  }
  if (kind !== "number" || typeOf(node) === "address") return [];
  // an offset in memory one byte less is no other fault than one byte more
  const values = adjacent(text.slice(span.start, span.end)).slice(0, node.nodeType === "YulLiteral" ? 1 : 2);
  return values.map((replacement) => ({ kind: "literal", ...span, replacement }));
}

function constant(node: SyntaxNode, name: string): Seed[] {
  const { end } = spanOf(node);
  const at = { start: end - name.length, end };
  const other = constantNeighbours.get(name);
  const role = roleNeighbours.get(name);
  return [
    ...(other === undefined ? [] : [{ kind: "constant", ...at, replacement: other }]),
    ...(role === undefined ? [] : [{ kind: "role", ...at, replacement: role }]),
  ];
}

function condition(node: SyntaxNode, values: readonly string[]): Seed[] {
  const span = spanOf(nodeIn(node, "condition"));
  return values.map((replacement) => ({ kind: "condition", ...span, replacement }));
}

/** The changes that one expression (or the condition of one statement) can be given. */
export function expressionSeeds(node: SyntaxNode, text: string): Seed[] {
  switch (node.nodeType) {
    case "BinaryOperation":
      return infix(node, "leftExpression", "rightExpression", text);
    case "Assignment":
      return infix(node, "leftHandSide", "rightHandSide", text);
    case "UnaryOperation":
      return prefixed(node);
    case "IfStatement":
    case "Conditional":
      return condition(node, ["true", "false"]);
    case "ForStatement":
    case "WhileStatement":
      // a loop without end shows nothing that a loop that goes too far does not
      return condition(node, ["false"]);
    case "Literal":
    case "YulLiteral":
      return literal(node, text);
    case "Identifier":
      return constant(node, wordIn(node, "name"));
    case "MemberAccess":
      return constant(node, wordIn(node, "memberName"));
    case "YulFunctionCall": {
      const name = nodeIn(node, "functionName");
      return wordIn(name, "name") === "add" ? [{ kind: "operator", ...spanOf(name), replacement: "sub" }] : [];
    }
    default:
      return [];
  }
}
