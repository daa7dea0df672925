import { catalogue, type ErrorCode } from "./catalogue.js";
import type { ExitCode } from "./group.js";

type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;

/** The parameters that the message of `Code` names. */
export type ErrorParameters<Code extends ErrorCode> = {
  readonly [Name in Names<(typeof catalogue)[Code]["message"]>]: string | bigint | number;
};

/** One of several faults found in the same input, with its place. */
export interface Violation {
  /** A code of the catalogue. */
  readonly code: ErrorCode;
  readonly message: string;
  /** Line of the input, from 1; absent where the fault has no line (a missing closing balance, say). */
  readonly line?: number;
}

/** The only class of error that Atpar throws on purpose: a code of the catalogue, and the figures. */
export class AtparError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = "AtparError";
  readonly code: Code;
  readonly parameters: ErrorParameters<Code>;
  /** All faults, where an input was refused for several. */
  readonly violations: readonly Violation[];

  constructor(
    code: Code,
    parameters: ErrorParameters<Code>,
    options: { readonly cause?: unknown; readonly violations?: readonly Violation[] } = {},
  ) {
    super(renderMessage(code, parameters), "cause" in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.parameters = parameters;
    this.violations = options.violations ?? [];
  }

  get exitCode(): ExitCode {
    return catalogue[this.code].exit;
  }

  get help(): string {
    return catalogue[this.code].help;
  }
}

/** A {@link Violation} from the catalogue. */
export function violation<Code extends ErrorCode>(
  code: Code,
  parameters: ErrorParameters<Code>,
  line?: number,
): Violation {
  const message = renderMessage(code, parameters);
  return line === undefined ? { code, message } : { code, message, line };
}

/** Fills a catalogue message with its parameters. */
function renderMessage<Code extends ErrorCode>(code: Code, parameters: ErrorParameters<Code>): string {
  const values = parameters as Readonly<Record<string, string | bigint | number>>;
  return catalogue[code].message.replaceAll(/\{(\w+)\}/gu, (whole, name: string) => String(values[name] ?? whole));
}

/** True if `error` is an {@link AtparError} of `code`, or of any code where none is given. */
export function isAtparError<Code extends ErrorCode = ErrorCode>(
  error: unknown,
  code?: Code,
): error is AtparError<Code> {
  return error instanceof AtparError && (code === undefined || error.code === code);
}
