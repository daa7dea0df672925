import { proofSources, prove } from "./properties.js";
import { startSolver } from "./solver.js";

/** `npm run proof`: proves the ledger's kernel, prints every property, fails if one is not proved. */
const solver = await startSolver();
try {
  const properties = prove(proofSources(), solver);
  for (const { name, line, proved, verdict } of properties) {
    process.stdout.write(proved ? `proved      ${name}\n` : `NOT PROVED  ${name} (line ${line}): ${verdict}\n`);
  }
  const open = properties.filter(({ proved }) => !proved).length;
  process.stdout.write(`\n${properties.length - open} proved, ${open} not proved\n`);
  process.exitCode = open > 0 || properties.length === 0 ? 1 : 0;
} finally {
  await solver.close();
}
