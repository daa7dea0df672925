import { expect } from "chai";
import fc from "fast-check";
import { SaxesParser } from "saxes";
import { NamespaceFault, XmlNamespaces } from "../../scripts/statements/xmlNamespaces.js";

/** Names with their namespaces in the order of the text, or undefined where a name or declaration is wrong. */
function byUs(text: string): string[] | undefined {
  const namespaces = new XmlNamespaces();
  const parser = new SaxesParser({ xmlns: false });
  const found: string[] = [];
  let depth = 0;
  parser.on("attribute", ({ name, value }) => {
    namespaces.attribute(name, value);
  });
  parser.on("opentag", ({ name }) => {
    depth++;
    const { local, namespace } = namespaces.open(name, depth);
    found.push(`{${namespace}}${local}`);
  });
  parser.on("closetag", () => {
    namespaces.close(depth);
    depth--;
  });
  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof NamespaceFault || String(error).includes("duplicate attribute")) return undefined;
    throw error;
  }
  return found;
}

/** The same by the tokenizer's own namespaces. */
function bySaxes(text: string): string[] | undefined {
  const parser = new SaxesParser({ xmlns: true });
  const found: string[] = [];
  parser.on("opentag", ({ uri, local }) => {
    found.push(`{${uri}}${local}`);
  });
  try {
    parser.write(text).close();
  } catch {
    return undefined;
  }
  return found;
}

const XML = "http://www.w3.org/XML/1998/namespace";
const XMLNS = "http://www.w3.org/2000/xmlns/";
const prefix = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom("", "", "a:", "b:") },
  fc.constantFrom("xml:", "xmlns:", ":", "a:b:"),
);
const declaration = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom("xmlns", "xmlns:a", "xmlns:b") },
  { weight: 3, arbitrary: fc.constantFrom("a:x", "b:x", "xml:lang", "x") },
  fc.constantFrom("xmlns:xml", "xmlns:xmlns", "xmlns:", "c:x"),
);
const uri = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom("urn:1", "urn:2", " urn:1 ") },
  fc.constantFrom("", XML, XMLNS),
);
const attributes = fc.uniqueArray(fc.tuple(declaration, uri), { maxLength: 3, selector: ([name]) => name });
const elementOf = (children: fc.Arbitrary<string[]>): fc.Arbitrary<string> =>
  fc.tuple(prefix, fc.constantFrom("E", "F"), attributes, children).map(([before, name, given, inner]) => {
    const tag = `${before}${name}`;
    const printed = given.map(([key, value]) => ` ${key}="${value}"`).join("");
    return inner.length === 0 ? `<${tag}${printed}/>` : `<${tag}${printed}>${inner.join("")}</${tag}>`;
  });
const leaf = elementOf(fc.constant([]));
const element = elementOf(fc.array(elementOf(fc.array(leaf, { maxLength: 2 })), { maxLength: 2 }));

describe("statements/xmlNamespaces", () => {
  it("finds the namespaces that the tokenizer's own finds, and refuses what it refuses", () => {
    let [sound, refused] = [0, 0];
    fc.assert(
      fc.property(element, (text) => {
        const expected = bySaxes(text);
        expect(byUs(text), text).to.deep.equal(expected);
        if (expected === undefined) refused++;
        else sound++;
      }),
      { numRuns: 3_000 },
    );
    expect(sound).to.be.at.least(300);
    expect(refused).to.be.at.least(300);
  });

  it("scopes declarations, the default one as well, and knows xml: without one", () => {
    const text =
      '<E xmlns="urn:1"><F xmlns="urn:2" xmlns:a="urn:3"><a:G/><G/></F><F/><G xmlns=""><F xml:lang="en"/></G><xml:H/></E>';
    const names = ["{urn:1}E", "{urn:2}F", "{urn:3}G", "{urn:2}G", "{urn:1}F", "{}G", "{}F", `{${XML}}H`];
    expect(byUs(text)).to.deep.equal(names);
    expect(bySaxes(text)).to.deep.equal(names);
  });

  it("refuses a prefix that is bound nowhere, or no longer", () => {
    for (const text of ["<a:E/>", '<E a:x="1"/>', '<E><F xmlns:a="urn:1"/><a:G/></E>', '<E xmlns:a=""/>']) {
      expect(byUs(text), text).to.equal(undefined);
    }
    expect(byUs('<E xmlns:a="u" xmlns:b="u" a:x="1" b:x="2"/>')).to.equal(undefined);
  });
});
