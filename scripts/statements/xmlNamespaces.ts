const XML = "http://www.w3.org/XML/1998/namespace";
const XMLNS = "http://www.w3.org/2000/xmlns/";

/** A name taken apart, with the namespace it stands in: empty where there is none. */
export interface QualifiedName {
  readonly local: string;
  readonly namespace: string;
}

interface Scope {
  /** Of the element that declares. */
  readonly depth: number;
  /** Namespaces by prefix; that of names without one has the empty prefix. */
  readonly declared: ReadonlyMap<string, string>;
  /** The namespace of names without a prefix around the element. */
  readonly outer: string;
}

/** A name or declaration that Namespaces in XML 1.0 forbids. */
export class NamespaceFault extends Error {}

/**
 * Namespaces in XML 1.0. Nearly every element of a bank's file has neither prefix nor declaration, and its name is ready
 * then; the tokenizer's own namespaces take as long as all the rest of its work.
 */
export class XmlNamespaces {
  readonly #scopes: Scope[] = [];
  #unprefixed = "";
  #declared = new Map<string, string>();
  #prefixed: string[] = [];

  /** Takes an attribute of the element that opens next. @throws NamespaceFault. */
  attribute(name: string, value: string): void {
    if (name === "xmlns") this.#declare("", value.trim());
    else if (name.startsWith("xmlns:")) this.#declare(split(name).local, value.trim());
    else if (name.includes(":")) this.#prefixed.push(name);
  }

  /**
   * Enters an element, whose attributes were taken before.
   * @param depth - how many elements are open, this one included.
   * @throws NamespaceFault where a prefix is declared nowhere, or the name is none.
   */
  open(name: string, depth: number): QualifiedName {
    if (this.#declared.size > 0) {
      this.#scopes.push({ depth, declared: this.#declared, outer: this.#unprefixed });
      this.#unprefixed = this.#declared.get("") ?? this.#unprefixed;
      this.#declared = new Map();
    }
    if (this.#prefixed.length > 0) this.#checkAttributes();
    if (!name.includes(":")) return { local: name, namespace: this.#unprefixed };
    const { prefix, local } = split(name);
    if (prefix === "xmlns") throw new NamespaceFault('tags may not have "xmlns" as prefix.');
    return { local, namespace: this.#resolve(prefix) };
  }

  /** Leaves an element. @param depth - as it was opened with. */
  close(depth: number): void {
    const scope = this.#scopes.at(-1);
    if (scope?.depth !== depth) return;
    this.#scopes.pop();
    this.#unprefixed = scope.outer;
  }

  #declare(prefix: string, namespace: string): void {
    const wrong =
      prefix === "xmlns" ||
      namespace === XMLNS ||
      (prefix === "xml") !== (namespace === XML) ||
      (prefix !== "" && namespace === "");
    if (wrong) throw new NamespaceFault(`prefix "${prefix}" may not be bound to "${namespace}".`);
    this.#declared.set(prefix, namespace);
  }

  /** No attribute is given twice under two prefixes. */
  #checkAttributes(): void {
    const seen = new Set<string>();
    for (const name of this.#prefixed) {
      const { prefix, local } = split(name);
      const expanded = `{${this.#resolve(prefix)}}${local}`;
      if (seen.has(expanded)) throw new NamespaceFault(`duplicate attribute: ${expanded}.`);
      seen.add(expanded);
    }
    this.#prefixed = [];
  }

  #resolve(prefix: string): string {
    if (prefix === "xml") return XML;
    for (let index = this.#scopes.length - 1; index >= 0; index--) {
      const namespace = this.#scopes[index]?.declared.get(prefix);
      if (namespace !== undefined) return namespace;
    }
    throw new NamespaceFault(`unbound namespace prefix: "${prefix}".`);
  }
}

function split(name: string): { prefix: string; local: string } {
  const colon = name.indexOf(":");
  const [prefix, local] = [name.slice(0, colon), name.slice(colon + 1)];
  if (prefix === "" || local === "" || local.includes(":")) throw new NamespaceFault(`malformed name: ${name}.`);
  return { prefix, local };
}
