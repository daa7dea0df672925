import { readFile, rename, writeFile } from "node:fs/promises";

import { AtparError } from "../errors/AtparError.js";

/** The text of a file that was named on the command line. @throws INPUT_UNREADABLE */
export async function readInput(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new AtparError("INPUT_UNREADABLE", { file, problem: (error as Error).message }, { cause: error });
  }
}

/** Writes a file whole or not at all. @throws OUTPUT_UNWRITABLE */
export async function writeOutput(file: string, text: string, mode = 0o644): Promise<void> {
  try {
    await writeFile(`${file}.next`, text, { mode });
    await rename(`${file}.next`, file);
  } catch (error) {
    throw new AtparError("OUTPUT_UNWRITABLE", { file, problem: (error as Error).message }, { cause: error });
  }
}
