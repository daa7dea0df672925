import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Puts the generated lists into one order. Hardhat hands its artifacts over in the order the compiler finished them, which
 * differs from run to run; the tracked bindings must not.
 */
export async function sortBindings(outDir: string): Promise<void> {
  for (const [name, listed] of [
    ["index.ts", /^export (?:type )?\{ \w+ \} from/u],
    ["hardhat.d.ts", /^\s*(?:getContractFactory|getContractAt|deployContract)\(name: /u],
  ] as const) {
    const file = join(outDir, name);
    await writeFile(file, sortRuns(await readFile(file, "utf8"), listed));
  }
}

/** Sorts every run of adjacent lines that match `listed`; the other lines stay where they are. */
function sortRuns(text: string, listed: RegExp): string {
  const sorted: string[] = [];
  let run: string[] = [];
  const flush = (): void => {
    sorted.push(...run.sort());
    run = [];
  };
  for (const line of text.split("\n")) {
    if (listed.test(line)) {
      run.push(line.trimStart());
    } else {
      flush();
      sorted.push(line);
    }
  }
  flush();
  return `${sorted.join("\n").trimEnd()}\n`;
}
