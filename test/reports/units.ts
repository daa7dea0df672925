import { parseUnits } from "../../scripts/money/tokenUnits.js";

/** Token units of an amount of tokens. */
export function unitsOf(tokens: string): bigint {
  return parseUnits(tokens);
}
