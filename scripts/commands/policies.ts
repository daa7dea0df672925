import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { cashAtPar, parsePolicy, type Policy } from "../reserves/policy.js";
import { readInput } from "./files.js";

/** The policies that come with Atpar, beside `cash-at-par`. */
const profiles = resolve(import.meta.dirname, "../../deployments/policies");

/** Policy by coin, where none is named. */
const usual: Readonly<Record<string, string>> = { HKD: "hkma", USD: "genius" };

/**
 * The policy of that name, or in the file of that name; where neither is given, the coin's usual one.
 * @throws AtparError INPUT_UNREADABLE, RESERVE_POLICY_MALFORMED.
 */
export async function policyNamed(name: string | undefined, currency: string): Promise<Policy> {
  const named = name ?? usual[currency] ?? cashAtPar.name;
  if (named === cashAtPar.name) return cashAtPar;
  if (named !== "hkma" && named !== "genius") return parsePolicy(await readInput(named), named);
  const file = resolve(profiles, `${named}.json`);
  return parsePolicy(readFileSync(file, "utf8"), `${named}.json`);
}
