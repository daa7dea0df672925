import { readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

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

/** Ways banks and custodians end the names of statement files. */
const STATEMENT_NAME = /\.(?:xml|txt|sta|fin|(?:mt)?(?:9|5)[0-9]{2})$/iu;

/** The files named, and of each folder the statement files in it by their names. @throws VERIFY_INPUT, INPUT_UNREADABLE */
export async function statementFiles(paths: readonly string[]): Promise<string[]> {
  const files = await Promise.all(paths.map(async (path) => filesAt(path)));
  return files.flat();
}

async function filesAt(path: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = (await readdir(path)).filter((name) => STATEMENT_NAME.test(name)).sort();
    if (names.length > 0) return names.map((name) => join(path, name));
  } catch (error) {
    throw new AtparError("INPUT_UNREADABLE", { file: path, problem: (error as Error).message }, { cause: error });
  }
  throw new AtparError("VERIFY_INPUT", {
    problem: `${path} holds no statement file (.xml, .txt, .sta, .fin, .940, .mt940, .mt535 ...)`,
  });
}
