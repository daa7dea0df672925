import { isatty } from "node:tty";
import { styleText } from "node:util";

import { AtparError } from "../errors/AtparError.js";

type Style = Parameters<typeof styleText>[0];

/** Where a command's words go: data to stdout, talk to stderr, progress only to a terminal. */
export interface Output {
  readonly json: boolean;
  /** True if stdin and stderr are a terminal: questions may be asked. */
  readonly interactive: boolean;
  /** A line of data, on stdout; nothing with `--json`. */
  line(text?: string): void;
  /** A line of talk, on stderr. */
  talk(text: string): void;
  /** Shows what is being waited for; the next call, or `done`, replaces it. Nothing unless stderr is a terminal. */
  progress(text: string): void;
  /** Takes the progress line away. */
  done(): void;
  /** The command's one JSON object, on stdout; nothing without `--json`. What comes after it (an interruption) is talk. */
  data(value: unknown): void;
  /** `text` in a colour, if stdout takes colours (NO_COLOR, FORCE_COLOR and the terminal decide). */
  paint(style: Style, text: string): string;
}

/** JSON of a result: bigints (amounts) as decimal strings, two spaces. */
export function resultJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? item.toString() : item), 2);
}

/** The output of this process. */
export function processOutput(json: boolean): Output {
  let shown = false;
  let answered = false;
  const erase = (): void => {
    if (shown) process.stderr.write("\r\u001b[2K");
    shown = false;
  };
  return {
    json,
    interactive: isatty(2) && isatty(0),
    line: (text = "") => {
      erase();
      if (!json) process.stdout.write(`${text}\n`);
    },
    talk: (text) => {
      erase();
      process.stderr.write(`${text}\n`);
    },
    progress: (text) => {
      if (!process.stderr.isTTY) return;
      erase();
      process.stderr.write(`${text.slice(0, 78)} `);
      shown = true;
    },
    done: erase,
    data: (value) => {
      erase();
      if (json) (answered ? process.stderr : process.stdout).write(`${resultJson(value)}\n`);
      answered = true;
    },
    paint: (style, text) => styleText(style, text, { stream: process.stdout }),
  };
}

/** A text that came from outside on one line: no line breaks, and nothing a terminal would obey. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ");
}

/** What to do next: a decoded revert says it better than the catalogue's line for all reverts. */
function nextStepOf(error: AtparError): string {
  const { cause } = error;
  if (typeof cause === "object" && cause !== null && "nextStep" in cause && typeof cause.nextStep === "string") {
    return cause.nextStep;
  }
  return error.help;
}

/** An error as `--json` prints it (schema `atpar.error/1`). */
export function errorData(error: AtparError): Record<string, unknown> {
  return {
    schema: "atpar.error/1",
    ok: false,
    code: error.code,
    exit: error.exitCode,
    message: error.message,
    help: nextStepOf(error),
    parameters: Object.fromEntries(Object.entries(error.parameters).map(([name, value]) => [name, String(value)])),
    violations: error.violations,
  };
}

/** Prints an error: one line with code and figures, the violations, one line of help. */
export function printError(output: Output, error: AtparError): void {
  output.done();
  if (output.json) {
    output.data(errorData(error));
    return;
  }
  output.talk(`${error.code}: ${oneLine(error.message)}`);
  for (const { code, message } of error.violations) output.talk(`  ${code}: ${oneLine(message)}`);
  output.talk(`  ${nextStepOf(error)}`);
}
