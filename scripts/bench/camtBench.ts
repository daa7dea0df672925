import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { writeCamtFile } from "./camtFile.js";

/** Entries of the comparison, and of the large one. */
export const comparedEntries = 100_000;
export const manyEntries = 1_000_000;

/** Times are milliseconds, sizes and memory megabytes (10^6 bytes). */
export interface CamtFigures {
  readonly entries: number;
  readonly size: number;
  /** How often each program read the file; the times are sums. */
  readonly rounds: number;
  readonly reader: number;
  readonly saxes: number;
  /** Ours over saxes alone. */
  readonly ratio: number;
  /** The same of the time that processors worked, which other programs on the machine weigh on less. */
  readonly processorRatio: number;
  /** What the reading process held at most. */
  readonly peak: number;
}

/** What one reading, in a process of its own, came to. */
export interface Reading {
  readonly milliseconds: number;
  /** Of all threads, in milliseconds. */
  readonly processor: number;
  readonly peak: number;
  readonly entries: number;
  readonly violations: number;
  /** Code of the first violation. */
  readonly refusal?: string;
  readonly repeated: number;
}

const program = join(import.meta.dirname, "camtReading.ts");

/**
 * Reads a generated camt.053, in which one entry repeats another, and has saxes read the same file alone, with
 * namespaces and without anything listening; by turns, so that what else the machine does weighs on both.
 * @throws Error where the file is not read as it was written.
 */
export function compareCamt(entries: number, rounds: number): CamtFigures {
  const folder = mkdtempSync(join(tmpdir(), "atpar-bench-"));
  try {
    const file = join(folder, "generated.camt053.xml");
    const size = writeCamtFile(file, entries, Math.floor(entries / 2)) / 1e6;
    let [reader, saxes, peak] = [0, 0, 0];
    let [readerWorked, saxesWorked] = [0, 0];
    for (let round = 0; round < rounds; round++) {
      const theirs = read("saxes", file);
      saxes += theirs.milliseconds;
      saxesWorked += theirs.processor;
      const ours = read("reader", file);
      if (ours.entries !== entries || ours.violations !== 0 || ours.repeated !== 1) {
        throw new Error(`the file was not read as it was written: ${JSON.stringify(ours)}`);
      }
      reader += ours.milliseconds;
      readerWorked += ours.processor;
      peak = Math.max(peak, ours.peak);
    }
    const [ratio, processorRatio] = [reader / saxes, readerWorked / saxesWorked];
    return { entries, size, rounds, reader, saxes, ratio, processorRatio, peak };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs one reading in a process of its own; its progress goes to the terminal. */
export function read(who: "saxes" | "reader", file: string): Reading {
  // as the launcher starts the command line
  const options = ["--max-semi-space-size=16", "--import", "tsx"];
  const { status, stdout, error } = spawnSync(process.execPath, [...options, program, who, file], {
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`reading by ${who} ended with ${String(status)}`);
  return JSON.parse(stdout) as Reading;
}
