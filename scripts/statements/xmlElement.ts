type Attributes = Readonly<Record<string, string>>;

const NO_ATTRIBUTES: Attributes = {};
const NO_CHILDREN: XmlElement[] = [];

/** An element read whole. Names are local names; prefixes are resolved and gone. */
export class XmlElement {
  readonly name: string;
  readonly line: number;
  children: readonly XmlElement[] = NO_CHILDREN;
  /** Its own text, as written. */
  text = "";
  private readonly attributes: Attributes;

  constructor(name: string, line: number, attributes = NO_ATTRIBUTES) {
    this.name = name;
    this.line = line;
    this.attributes = attributes;
  }

  append(child: XmlElement): void {
    if (this.children === NO_CHILDREN) this.children = [child];
    else (this.children as XmlElement[]).push(child);
  }

  /** The value of the attribute `name`, which has no prefix. */
  attribute(name: string): string | undefined {
    return this.attributes[name];
  }
}
