/**
 * What is read of an element: the children it names, and of these again what they name. Whatever else an element holds
 * is passed over, which is what makes large files quick to read.
 */
export interface XmlParts {
  readonly name: string;
  /** Handed over on its own, and no part of the element around it. */
  readonly isUnit: boolean;
  readonly children: readonly XmlParts[];
}

interface OpenParts extends XmlParts {
  readonly children: OpenParts[];
}

/**
 * Parts as a text: names with their own in brackets, a unit with an asterisk. `Sts(Cd Prtry) NtryDtls(TxDtls*)`.
 * @throws RangeError where a bracket is missing.
 */
export function xmlParts(text: string): XmlParts {
  const root: OpenParts = { name: "", isUnit: true, children: [] };
  const open = [root];
  let last = root;
  for (const [token] of text.matchAll(/[A-Za-z]+\*?|[()]/gu)) {
    const around = open.at(-1);
    if (around === undefined) break;
    if (token === "(") open.push(last);
    else if (token === ")") open.pop();
    else {
      const isUnit = token.endsWith("*");
      last = { name: isUnit ? token.slice(0, -1) : token, isUnit, children: [] };
      around.children.push(last);
    }
  }
  if (open.length !== 1) throw new RangeError("brackets do not match");
  return root;
}

/** The part of the name `name`; there are few, so that looking at each is quicker than a hash. */
export function partOf({ children }: XmlParts, name: string): XmlParts | undefined {
  for (const child of children) if (child.name === name) return child;
  return undefined;
}
