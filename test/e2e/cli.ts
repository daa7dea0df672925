import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

export const root = resolve(import.meta.dirname, "../..");

/** A folder for everything the end-to-end tests write, gone when the tests end; children run in it, so that no `.env` is near. */
export const scratch = mkdtempSync(join(tmpdir(), "atpar-e2e-"));
process.once("exit", () => {
  rmSync(scratch, { recursive: true, force: true });
});

let folders = 0;

/** The name of a folder that nobody has used yet; it is not made. */
export function newFolder(name = "folder"): string {
  folders += 1;
  return join(scratch, `${name}-${folders}`);
}

/** What a process said and how it ended. */
export interface Outcome {
  /** The exit code; null if a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** A running `atpar` process. */
export interface Running {
  readonly child: ChildProcess;
  readonly outcome: Promise<Outcome>;
}

/** Node's own way with TypeScript where it has one, the launcher's otherwise. */
const preload =
  process.features.typescript === "strip"
    ? join(import.meta.dirname, "sourceImports.ts")
    : join(root, "node_modules/tsx/dist/loader.mjs");

/** The environment of a child: this one's, less whatever would change what Atpar does or how it looks. */
export function childEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(?:ATPAR_|HARDHAT_|DATABASE_URL$|NO_COLOR$|FORCE_COLOR$|NODE_OPTIONS$|CI$)/u.test(name),
  );
  // compiled once for all the processes of a run
  return { ...Object.fromEntries(inherited), NODE_COMPILE_CACHE: join(scratch, "compiled"), ...extra };
}

/** The command line without the launcher, which takes longer and has a test of its own. */
export function atparCommand(parameters: readonly string[]): readonly [string, readonly string[]] {
  // --liftoff-only: the embedded PostgreSQL runs for a moment, so it is compiled quickly rather than well
  const node = ["--liftoff-only", "--import", pathToFileURL(preload).href];
  return [process.execPath, [...node, join(root, "scripts/atpar.ts"), ...parameters]];
}

/** Starts a program with no terminal and nothing on its standard input. */
export function start(program: string, parameters: readonly string[], options: RunOptions = {}): Running {
  const child = spawn(program, parameters, {
    cwd: options.cwd ?? scratch,
    env: childEnvironment(options.env),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const outcome = (async () => {
    const [stdout, stderr, [code, signal]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>,
    ]);
    return { code, signal, stdout, stderr };
  })();
  return { child, outcome };
}

export function startAtpar(parameters: readonly string[], options: RunOptions = {}): Running {
  return start(...atparCommand(parameters), options);
}

export function runAtpar(parameters: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return startAtpar(parameters, options).outcome;
}
