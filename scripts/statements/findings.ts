import { violation, type ErrorParameters, type Violation } from "../errors/AtparError.js";
import type { statementErrors } from "../errors/statement.js";
import { clip } from "../money/clip.js";
import type { Ignored } from "./readResult.js";

/** A code of scripts/errors/statement.ts. */
export type StatementCode = keyof typeof statementErrors;
/** The parameters of a code's message, but for the place. */
export type Figures<Code extends StatementCode> = Omit<ErrorParameters<Code>, "place">;

/** Gathers what is wrong with one file; texts from the file are made fit for one line. */
export class Findings {
  readonly #file: string;
  readonly #limit: number;
  readonly #violations: Violation[] = [];
  readonly #warnings: Violation[] = [];
  readonly #ignored: Ignored[] = [];

  constructor(file: string, limit: number) {
    this.#file = file;
    this.#limit = limit;
  }

  get violations(): readonly Violation[] {
    return this.#violations;
  }

  /** What a reader of the figures must know, and refuses nothing. */
  get warnings(): readonly Violation[] {
    return this.#warnings;
  }

  get ignored(): readonly Ignored[] {
    return this.#ignored;
  }

  add<Code extends StatementCode>(code: Code, line: number | undefined, figures: Figures<Code>): void {
    this.#list(this.#violations, code, line, figures);
  }

  /** As {@link add}, for what the rules do not forbid. */
  warn<Code extends StatementCode>(code: Code, line: number, figures: Figures<Code>): void {
    this.#list(this.#warnings, code, line, figures);
  }

  ignore(ignored: Ignored): void {
    const count = this.#ignored.length;
    if (count < this.#limit) this.#ignored.push(ignored);
    else if (count === this.#limit) {
      const reason = `more than ${this.#limit} things are ignored; the rest are not listed`;
      this.#ignored.push({ ...ignored, what: "this and what follows", reason });
    }
  }

  #list<Code extends StatementCode>(
    list: Violation[],
    code: Code,
    line: number | undefined,
    figures: Figures<Code>,
  ): void {
    if (list.length > this.#limit) return;
    if (list.length === this.#limit) {
      const parameters = { place: this.#file, limit: this.#limit };
      list.push(violation("STATEMENT_TOO_MANY_VIOLATIONS", parameters));
      return;
    }
    const shown = Object.entries(figures as Readonly<Record<string, string | bigint | number>>).map(
      ([name, value]) => [name, typeof value === "string" ? clipLong(value) : value] as const,
    );
    const place = line === undefined ? this.#file : `${this.#file}:${line}`;
    const parameters = { ...Object.fromEntries(shown), place } as ErrorParameters<Code>;
    list.push(violation(code, parameters, line));
  }
}

/** Atpar's own explanations hold no text of the file and may be longer than what is clipped. */
function clipLong(text: string): string {
  return /^[\x20-\x7e]{0,200}$/u.test(text) ? text : clip(text);
}
