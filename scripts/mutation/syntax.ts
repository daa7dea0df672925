/** A node of the compiler's syntax tree. */
export interface SyntaxNode {
  readonly nodeType: string;
  /** `offset:length:file`, in bytes. */
  readonly src: string;
  readonly [field: string]: unknown;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

export const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === "object" && value !== null && "nodeType" in value && "src" in value;

/** The node in a field that must have one. */
export function nodeIn(node: SyntaxNode, field: string): SyntaxNode {
  const value = node[field];
  if (!isNode(value)) throw new Error(`${node.nodeType} at ${node.src} has no ${field}`);
  return value;
}

/** The word in a field, empty if there is none. */
export function wordIn(node: SyntaxNode, field: string): string {
  const value = node[field];
  return typeof value === "string" ? value : "";
}

export function spanOf(node: SyntaxNode): Span {
  const [offset = NaN, length = NaN] = node.src.split(":").map(Number);
  return { start: offset, end: offset + length };
}

/** The type the compiler gave an expression, as it prints it. */
export function typeOf(node: SyntaxNode): string {
  const types = node["typeDescriptions"];
  return typeof types === "object" && types !== null && "typeString" in types ? String(types.typeString) : "";
}

/** Visits `node` and all below it in the order of the tree; `above` is the way down to it, the nearest last. */
export function walk(
  node: SyntaxNode,
  visit: (node: SyntaxNode, above: readonly SyntaxNode[]) => void,
  above: readonly SyntaxNode[] = [],
): void {
  visit(node, above);
  const way = [...above, node];
  for (const value of Object.values(node)) {
    for (const below of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (isNode(below)) walk(below, visit, way);
    }
  }
}
