import type { HoldingsFindings } from "./holdingsFindings.js";
import type { SwiftField } from "./swiftMessage.js";

/** A sequence of an ISO 15022 message: what stands between :16R: and :16S:. */
export interface Sequence {
  readonly name: string;
  readonly line: number;
  /** Fields of its own, not those of the sequences in it. */
  readonly fields: readonly SwiftField[];
  readonly sequences: readonly Sequence[];
}

interface OpenSequence extends Sequence {
  readonly fields: SwiftField[];
  readonly sequences: OpenSequence[];
}

/** No message of the standard nests deeper than four. */
const MAX_DEPTH = 16;

/**
 * The sequences of a message, in one that stands for the message itself. Ends that do not match their starts are
 * findings.
 * @returns undefined where a sequence has no end or the wrong one: what belongs to what is not known then.
 */
export function readSequences(
  fields: readonly SwiftField[],
  line: number,
  findings: HoldingsFindings,
): Sequence | undefined {
  const message: OpenSequence = { name: "", line, fields: [], sequences: [] };
  const open: OpenSequence[] = [message];
  for (const field of fields) {
    const top = open.at(-1) ?? message;
    const name = field.lines[0] ?? "";
    if (field.tag === "16R") {
      if (open.length > MAX_DEPTH) {
        findings.add("HOLDINGS_SEQUENCE_BROKEN", field.line, {
          sequence: name,
          problem: `nested more than ${MAX_DEPTH} deep`,
        });
        return undefined;
      }
      const sequence: OpenSequence = { name, line: field.line, fields: [], sequences: [] };
      top.sequences.push(sequence);
      open.push(sequence);
    } else if (field.tag === "16S") {
      if (open.length === 1 || top.name !== name) {
        const problem =
          open.length === 1 ? "ends here and starts nowhere" : `ends here, and ${top.name} of line ${top.line} is open`;
        findings.add("HOLDINGS_SEQUENCE_BROKEN", field.line, { sequence: name, problem });
        return undefined;
      }
      open.pop();
    } else top.fields.push(field);
  }
  const unended = open.at(-1);
  if (unended === undefined || unended === message) return message;
  findings.add("HOLDINGS_SEQUENCE_BROKEN", unended.line, { sequence: unended.name, problem: "has no end" });
  return undefined;
}

/** A generic field (`:93B::AGGR//UNIT/100,`) in its parts. */
export interface QualifiedField {
  readonly line: number;
  readonly tag: string;
  /** AGGR; empty where the field has none. */
  readonly qualifier: string;
  /** What follows the data source scheme, lines joined by a line feed. */
  readonly value: string;
}

/** The fields of `sequence` whose tag has the number `tag`, whatever its letter, and one of `qualifiers`. */
export function qualified(sequence: Sequence, tag: string, ...qualifiers: readonly string[]): QualifiedField[] {
  return sequence.fields.flatMap((field) => {
    if (field.tag.slice(0, 2) !== tag) return [];
    const match = /^:([A-Z0-9]{4})\/[A-Z0-9]{0,8}\/(.*)$/su.exec(field.lines.join("\n"));
    const [, qualifier = "", value = field.lines.join("\n")] = match ?? [];
    if (qualifiers.length > 0 && !qualifiers.includes(qualifier)) return [];
    return [{ line: field.line, tag: field.tag, qualifier, value }];
  });
}

/** The sequences of `sequence` named `name`. */
export function sequencesOf(sequence: Sequence, name: string): Sequence[] {
  return sequence.sequences.filter((inner) => inner.name === name);
}
