import { Judge, type Suite } from "./judge.js";
import type { Mutant } from "./mutants.js";
import { CompilationError, type Code, type Compiler, productNames, type Product } from "./products.js";
import type { Outcome, Results } from "./results.js";

interface Options {
  /** Where results are kept, and looked up before a mutant is run; nowhere if undefined. */
  readonly results: Results | undefined;
  /** True: what survives the unit tests faces the invariant campaigns. */
  readonly campaigns: boolean;
  /** Ends after so many faults. */
  readonly limit: number | undefined;
}

/** Ids and tables, all of which RolesHarness shows; what it shows no difference in, nobody can tell. */
const rolesFile = "contracts/access/Roles.sol";

/** Runs the tests against one mutant after the other; while they run, the next one is compiled. */
export class Campaign {
  private readonly sound: Code;
  private readonly counts: Record<Outcome, number> = { caught: 0, survived: 0, same: 0, stillborn: 0 };
  private readonly survivors: Mutant[] = [];
  private readonly judge: Judge;
  private readonly checked = new Set<Suite>();

  constructor(
    root: string,
    private readonly shard: string,
    private readonly compiler: Compiler,
    private readonly affected: (file: string) => readonly Product[],
    private readonly print: (line: string) => void,
    private readonly options: Options,
  ) {
    this.judge = new Judge(root);
    this.sound = compiler.code(productNames, new Map());
  }

  /** @returns The survivors among `mutants`. */
  async run(mutants: readonly Mutant[]): Promise<readonly Mutant[]> {
    this.judge.put(this.folder("sound"), this.sound);
    const started = Date.now();
    let running: Promise<void> = Promise.resolve();
    let faults = 0;
    for (const mutant of mutants) {
      if (this.options.limit !== undefined && faults >= this.options.limit) break;
      if (this.isKnown(mutant)) continue;
      const code = this.codeOf(mutant);
      if (typeof code === "string") {
        this.note(mutant, code);
        continue;
      }
      faults += 1;
      // two folders in turn: the tests may still read the other
      const folder = this.folder(String(faults % 2));
      this.judge.put(folder, code);
      await running;
      running = this.test(mutant, folder);
      // an error is thrown where it is awaited, one mutant later
      running.catch(() => undefined);
    }
    await running;
    this.judge.stop();
    const { caught, survived, same, stillborn } = this.counts;
    const seconds = Math.round((Date.now() - started) / 1000);
    this.print(
      `${caught} caught, ${survived} survived, ${same} same code, ${stillborn} not compiling (${seconds} seconds)`,
    );
    return this.survivors;
  }

  /** Before a suite's first use: or else it would catch everything. */
  private async requireSound(suite: Suite): Promise<void> {
    if (this.checked.has(suite)) return;
    const failed = await this.judge.firstFailure(suite, this.folder("sound"));
    if (failed !== undefined) throw new Error(`the contracts as they are fail ${failed}`);
    this.checked.add(suite);
  }

  private folder(name: string): string {
    return `cache/mutation/${this.shard}/${name}`;
  }

  /** True if a result is on disk, which is then counted. */
  private isKnown(mutant: Mutant): boolean {
    const known = this.options.results?.get(mutant.id);
    if (known === undefined) return false;
    this.counts[known.outcome] += 1;
    if (known.outcome === "survived") this.survivors.push(mutant);
    return true;
  }

  /** What the tests are to be run on, or why there is nothing to run them on. */
  private codeOf(mutant: Mutant): Code | "same" | "stillborn" {
    const affected: readonly Product[] = mutant.file === rolesFile ? ["RolesHarness"] : this.affected(mutant.file);
    if (affected.length === 0) throw new Error(`no contract that the tests create has ${mutant.file} in it`);
    try {
      const code = this.compiler.code(affected, new Map([[mutant.file, mutant.text]]));
      if (affected.every((name) => code.get(name) === this.sound.get(name))) return "same";
      return new Map([...this.sound, ...code]);
    } catch (error) {
      if (error instanceof CompilationError) return "stillborn";
      throw error;
    }
  }

  private async test(mutant: Mutant, folder: string): Promise<void> {
    for (const suite of this.suites(mutant.file)) {
      await this.requireSound(suite);
      const failed = await this.judge.firstFailure(suite, folder);
      if (failed === undefined) continue;
      this.note(mutant, "caught", failed);
      return;
    }
    this.survivors.push(mutant);
    this.note(mutant, "survived");
  }

  /** Quick ones first. */
  private suites(file: string): readonly Suite[] {
    if (file === rolesFile) return ["roleTable"];
    const quick: readonly Suite[] = ["examples", "fuzz", "differential"];
    return this.options.campaigns ? [...quick, "campaigns"] : quick;
  }

  private note(mutant: Mutant, outcome: Outcome, by?: string): void {
    this.counts[outcome] += 1;
    this.options.results?.add(this.shard, { id: mutant.id, outcome, ...(by === undefined ? {} : { by }) });
    this.print(`${outcome}\t${mutant.file}:${mutant.line}\t${mutant.before} to ${mutant.replacement}\t${by ?? ""}`);
  }
}
