/** A field of a SWIFT message: `:61:` and what follows until the next field. */
export interface SwiftField {
  /** Without its colons: 61, 28C, 93B. */
  readonly tag: string;
  readonly line: number;
  /** One at least; the first begins behind the tag. Without space at their ends, nor empty ones after the last. */
  readonly lines: string[];
}

/** One message, or as much of it as there was. */
export interface SwiftMessage {
  /** From block 2, or the lines before bare text: 940, 535. Absent where neither is there. */
  readonly type?: string;
  /** BIC of the sender, 11 characters, from blocks 1 and 2. */
  readonly sender?: string;
  readonly line: number;
  readonly fields: SwiftField[];
  /** False where the file broke off, or could not be read on, inside it. */
  complete: boolean;
  /** Its end was marked, by `-}` or `-`. */
  ended: boolean;
}

/** What tells messages of one kind from others, and what is said of those that are none. */
export interface SwiftDialect {
  /** Message types: 940. Others are refused by name. */
  readonly types: ReadonlySet<string>;
  /** True of the field that opens a message, by which bare ones are told apart. */
  readonly opens: (tag: string, value: string) => boolean;
  /** True of fields that count as items, and what these are called. */
  readonly counts: (tag: string) => boolean;
  readonly items: string;
  readonly unknown: (line: number, found: string) => void;
  readonly malformed: (line: number, problem: string) => void;
  readonly truncated: (line: number, problem: string) => void;
}
