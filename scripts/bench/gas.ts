import { createCoinBench } from "./coinBench.js";
import { batchRows, holderRows } from "./holderGas.js";
import { issuerRows } from "./issuerGas.js";

/** Gas of each operation, whole transaction. */
export type GasFigures = Readonly<Record<string, number>>;

/** Runs the sequence of operations, one transaction a block, and returns what each used. */
export async function measureGas(): Promise<GasFigures> {
  const bench = await createCoinBench(20_000_000_000n);
  try {
    return { ...(await holderRows(bench)), ...(await batchRows(bench)), ...(await issuerRows(bench)) };
  } finally {
    await bench.close();
  }
}
