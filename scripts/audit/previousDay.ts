import type { Difference } from "../reserves/difference.js";
import { rollForward } from "../reserves/rollForward.js";
import type { CoinEvents } from "./coinEvents.js";
import { mintedAt } from "./mintChecks.js";
import type { Check, VerifyInput } from "./verify.js";

/** Holds a snapshot against the one before it, where there is one: each rule a check, all differences named. */
export function previousDay(
  { document, openings, previous }: Pick<VerifyInput, "document" | "openings" | "previous">,
  { mints }: Pick<CoinEvents, "mints">,
): { readonly checks: readonly Check[]; readonly differences: readonly Difference[] } {
  if (previous === undefined) return { checks: [], differences: [] };
  const rolled = rollForward(previous, { document, openings }, mintedAt({ document }, { mints }));
  return {
    checks: rolled.map(({ check, differences: { length } }) => {
      return { check, ok: length === 0, expected: "0 differences", found: `${length} differences` };
    }),
    differences: rolled.flatMap(({ differences }) => differences),
  };
}
