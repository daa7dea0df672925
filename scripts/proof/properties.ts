import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import solc from "solc";
import { z } from "zod";

import type { Solver } from "./solver.js";

const root = resolve(import.meta.dirname, "../..");

export const KERNEL = "test/proof/LedgerKernel.sol";
export const PROOF = "test/proof/LedgerProof.sol";

/** One thing that was to be proved. */
export interface Property {
  /** The line above the assertion, or the arithmetic. */
  readonly name: string;
  readonly line: number;
  readonly proved: boolean;
  /** What the compiler says. */
  readonly verdict: string;
}

const finding = z.object({
  severity: z.string(),
  message: z.string(),
  sourceLocation: z.object({ file: z.string(), start: z.number(), end: z.number() }).optional(),
});
const answer = z.object({ errors: z.array(finding).default([]) });
const SAFE = / check is safe!$/u;
/** Said of the engine; it is chosen for being exact here (no loops, and every state is looked at) and quick. */
const NOTICE = /^The BMC engine of the SMTChecker is deprecated/u;

/** Kernel and proof, as they are in the repository. */
export function proofSources(): Record<string, string> {
  return Object.fromEntries([KERNEL, PROOF].map((file) => [file, readFileSync(join(root, file), "utf8")]));
}

/** Has the compiler prove the proof's assertions, and that no arithmetic wraps. */
export function prove(sources: Readonly<Record<string, string>>, solver: Solver): Property[] {
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(Object.entries(sources).map(([file, content]) => [file, { content }])),
    settings: {
      outputSelection: {},
      modelChecker: {
        contracts: { [PROOF]: ["LedgerProof"] },
        engine: "bmc",
        solvers: ["smtlib2"],
        targets: ["assert", "overflow", "underflow"],
        showProvedSafe: true,
        showUnproved: true,
        showUnsupported: true,
      },
    },
  };
  const compile = solc.compile as (json: string, callbacks: object) => string;
  const smtSolver = (query: string): { contents: string } => ({ contents: solver.answer(query) });
  const { errors } = answer.parse(JSON.parse(compile(JSON.stringify(input), { smtSolver })));
  const properties = errors
    .filter(({ message }) => !NOTICE.test(message))
    .map(({ message, sourceLocation }): Property => {
      const verdict = message.split("\n")[0] ?? "";
      const { name, line } = placeOf(sources, sourceLocation);
      return { name, line, verdict, proved: SAFE.test(verdict) };
    });
  // an assertion that the compiler passed over would otherwise count for proved
  return [...properties, ...silent(sources, properties)].sort((one, other) => one.line - other.line);
}

function placeOf(
  sources: Readonly<Record<string, string>>,
  location: z.infer<typeof finding>["sourceLocation"],
): { name: string; line: number } {
  const text = location === undefined ? "" : (sources[location.file] ?? "");
  if (location === undefined || text === "") return { name: "(the whole proof)", line: 0 };
  const line = text.slice(0, location.start).split("\n").length;
  const code = text.slice(location.start, location.end);
  const above = /^\s*\/\/ (.*)$/u.exec(text.split("\n")[line - 2] ?? "")?.[1];
  return { line, name: code.startsWith("assert(") ? (above ?? code) : `no wrap in ${code}` };
}

function silent(sources: Readonly<Record<string, string>>, heard: readonly Property[]): Property[] {
  const lines = (sources[PROOF] ?? "").split("\n");
  return lines.flatMap((text, index) => {
    const line = index + 1;
    if (!/^\s*assert\(/u.test(text)) return [];
    if (heard.some((property) => property.line === line && !property.name.startsWith("no wrap in "))) return [];
    return [{ name: text.trim(), line, proved: false, verdict: "the compiler says nothing of it" }];
  });
}
