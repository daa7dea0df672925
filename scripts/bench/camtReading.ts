import { closeSync, openSync, readSync } from "node:fs";

import { SaxesParser } from "saxes";

import { progressBar } from "../commands/progressBar.js";
import { processOutput } from "../commands/output.js";
import { streamStatementFile } from "../statements/readStatementFile.js";
import type { Reading } from "./camtBench.js";
import { peakMemory } from "./peakMemory.js";

// one reading of a file, in this process alone: its time and the most memory it took, as JSON on stdout

function byReader(file: string): Omit<Reading, "milliseconds" | "processor" | "peak"> {
  const output = processOutput(true);
  let entries = 0;
  const visit = (): void => {
    entries++;
  };
  const { violations, warnings } = streamStatementFile(file, visit, { onProgress: progressBar(output, "reading") });
  output.done();
  const refusal = violations[0]?.code;
  return {
    entries,
    violations: violations.length,
    repeated: warnings.length,
    ...(refusal !== undefined && { refusal }),
  };
}

function bySaxes(file: string): Omit<Reading, "milliseconds" | "processor" | "peak"> {
  const parser = new SaxesParser({ xmlns: true });
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(65_536);
  const descriptor = openSync(file, "r");
  for (let length = 1; length > 0;) {
    length = readSync(descriptor, buffer);
    parser.write(decoder.decode(buffer.subarray(0, length), { stream: true }));
  }
  parser.close();
  closeSync(descriptor);
  return { entries: 0, violations: 0, repeated: 0 };
}

const [, , who, file = ""] = process.argv;
const [start, worked] = [performance.now(), process.cpuUsage()];
const figures = who === "saxes" ? bySaxes(file) : byReader(file);
const milliseconds = performance.now() - start;
const { user, system } = process.cpuUsage(worked);
const processor = (user + system) / 1000;
process.stdout.write(`${JSON.stringify({ milliseconds, processor, peak: peakMemory(), ...figures })}
`);
