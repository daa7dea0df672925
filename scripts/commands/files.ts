import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
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

/** The SHA-256 of every file named and of every file in a folder named, lower-case hex: confirmations may be of any kind. */
export async function fileHashes(paths: readonly string[]): Promise<ReadonlySet<string>> {
  const hashes = await Promise.all(
    paths.map(async (path) => {
      if (!(await stat(path)).isDirectory()) return [await hashOf(path)];
      const inside = (await readdir(path, { withFileTypes: true })).filter((entry) => !entry.isDirectory());
      return Promise.all(inside.map(async ({ name }) => hashOf(join(path, name))));
    }),
  );
  return new Set(hashes.flat());
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  try {
    for await (const part of createReadStream(file)) hash.update(part as Uint8Array);
  } catch (error) {
    throw new AtparError("INPUT_UNREADABLE", { file, problem: (error as Error).message }, { cause: error });
  }
  return hash.digest("hex");
}

/** The files named, and of each folder the statement files in it by their names. @throws VERIFY_INPUT, INPUT_UNREADABLE */
export async function statementFiles(paths: readonly string[]): Promise<string[]> {
  const files = await Promise.all(paths.map(async (path) => filesAt(path)));
  return files.flat();
}

/** Names of the files in the folders named that are not taken for statements; JSON is the toolkit's own. */
export async function otherFiles(paths: readonly string[]): Promise<string[]> {
  const names = await Promise.all(
    paths.map(async (path) => {
      if (!(await stat(path)).isDirectory()) return [];
      const inside = (await readdir(path, { withFileTypes: true })).filter((entry) => !entry.isDirectory());
      return inside.map(({ name }) => name).filter((name) => !STATEMENT_NAME.test(name) && !name.endsWith(".json"));
    }),
  );
  return names.flat().sort();
}

async function filesAt(path: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const inside = (await readdir(path, { withFileTypes: true })).filter((entry) => !entry.isDirectory());
    const names = inside
      .map(({ name }) => name)
      .filter((name) => STATEMENT_NAME.test(name))
      .sort();
    if (names.length > 0) return names.map((name) => join(path, name));
  } catch (error) {
    throw new AtparError("INPUT_UNREADABLE", { file: path, problem: (error as Error).message }, { cause: error });
  }
  throw new AtparError("VERIFY_INPUT", {
    problem: `${path} holds no statement file (.xml, .txt, .sta, .fin, .940, .mt940, .mt535 ...)`,
  });
}
