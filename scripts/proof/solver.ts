import { init, killThreads } from "z3-solver";

/** Z3, which answers the compiler's questions: `unsat` to one that asks for a case in which a property fails. */
export interface Solver {
  answer(query: string): string;
  /** Its threads would keep the process alive. */
  close(): Promise<void>;
}

/** What a question may cost, counted in Z3's own steps: the same verdict on every machine. */
const EFFORT = "20000000";

/** What this module needs of Z3's WebAssembly: the compiler waits for each answer, and z3-solver's own call is not synchronous. */
interface Emscripten {
  ccall(name: string, returns: "string", types: readonly string[], values: readonly unknown[]): string;
}

export async function startSolver(): Promise<Solver> {
  const { Z3, ...z3 } = await init();
  const em = z3.em as Emscripten;
  Z3.global_param_set("rlimit", EFFORT);
  // the older arithmetic: remainders by 2^128 take it a second at most, the newer one a minute
  Z3.global_param_set("smt.arith.solver", "2");
  return {
    answer(query) {
      const configuration = Z3.mk_config();
      const context = Z3.mk_context(configuration);
      try {
        const types = ["number", "string"];
        return em.ccall("Z3_eval_smtlib2_string", "string", types, [context, query]);
      } finally {
        Z3.del_context(context);
        Z3.del_config(configuration);
      }
    },
    close: () => killThreads(em),
  };
}
