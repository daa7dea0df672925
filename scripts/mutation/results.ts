import { createHash } from "node:crypto";
import { appendFileSync, existsSync, globSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * `caught`: a test failed; `survived`: none did; `same`: the compiler makes the same code of it, so there is nothing to
 * catch; `stillborn`: the compiler refuses it.
 */
export type Outcome = "caught" | "survived" | "same" | "stillborn";

export interface Result {
  readonly id: string;
  /** Digest of contracts/: a result is good for the sources it was got with. */
  readonly sources: string;
  /** Digest of the tests: that a mutant survived is good for these tests alone; a caught one stays caught. */
  readonly tests: string;
  readonly outcome: Outcome;
  /** The test that failed first. */
  readonly by?: string;
}

const folder = "cache/mutation";

/** Digest of files' names and text. */
export function digestOf(root: string, pattern: string): string {
  const hash = createHash("sha256");
  for (const file of globSync(pattern, { cwd: root }).sort()) {
    hash.update(`${file}\0${readFileSync(join(root, file), "utf8")}\0`);
  }
  return hash.digest("hex").slice(0, 16);
}

/** Results on disk, one a line; every shard writes a file of its own, and all are read. */
export class Results {
  private readonly byId = new Map<string, Result>();

  constructor(
    private readonly root: string,
    private readonly sources: string,
    private readonly tests: string,
  ) {
    for (const file of globSync(`${folder}/results*.jsonl`, { cwd: root }).sort()) {
      for (const line of readFileSync(join(root, file), "utf8").split("\n")) {
        if (line.endsWith("}")) this.take(JSON.parse(line) as Result);
      }
    }
  }

  get(id: string): Result | undefined {
    return this.byId.get(id);
  }

  add(shard: string, found: Pick<Result, "id" | "outcome" | "by">): void {
    const result: Result = { ...found, sources: this.sources, tests: this.tests };
    const file = join(this.root, folder, `results-${shard}.jsonl`);
    if (!existsSync(dirname(file))) mkdirSync(dirname(file), { recursive: true });
    // the line's end first: a killed run may have left half a line
    appendFileSync(file, `\n${JSON.stringify(result)}`);
    this.take(result);
  }

  private take(result: Result): void {
    if (result.sources !== this.sources) return;
    if (result.outcome === "survived" && result.tests !== this.tests) return;
    // of two results, a catch is the later knowledge: tests were added
    if (this.byId.get(result.id)?.outcome === "caught") return;
    this.byId.set(result.id, result);
  }
}
