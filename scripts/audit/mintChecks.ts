import { formatUnitsGrouped as figure } from "../money/tokenUnits.js";
import type { CoinEvents } from "./coinEvents.js";
import { tracedCredits } from "./tracedCredits.js";
import type { Check, VerifyInput } from "./verify.js";

/** Every mint cites a credit of the statements given, once, of the same amount. */
export function mintCheck({ openings, files }: Pick<VerifyInput, "openings" | "files">, events: CoinEvents): Check {
  const credits = tracedCredits(openings, files);
  const wrong = events.mints.find(({ depositRef, amount }) => credits.get(depositRef) !== amount);
  const twice = new Set(events.mints.map(({ depositRef }) => depositRef)).size !== events.mints.length;
  const count = events.mints.length;
  return {
    check: "each mint has its bank credit",
    ok: wrong === undefined && !twice,
    expected: `${count} of ${count}`,
    found:
      wrong === undefined
        ? `${count} of ${count}${twice ? ", one twice" : ""}`
        : `${wrong.depositRef.slice(0, 12)}: ${figure(wrong.amount)} minted, ${figure(credits.get(wrong.depositRef) ?? 0n)} credited`,
  };
}

/** The day's deposits are minted at the snapshot's block or in transit, and what is in transit is not minted there. */
export function transitCheck(
  { document, openings }: Pick<VerifyInput, "document" | "openings">,
  { mints }: Pick<CoinEvents, "mints">,
): Check {
  const minted = mintedAt({ document }, { mints });
  const inTransit = new Set(openings.deposits.map(({ depositRef }) => depositRef));
  const gone = openings.explained
    .flatMap(({ kind, deposits = [] }) => (kind === "deposit" ? deposits : []))
    .filter((ref) => !minted.has(ref) && !inTransit.has(ref) && !isReturned(openings.explained, ref));
  const [first] = [...gone, ...[...inTransit].filter((ref) => minted.has(ref))];
  return {
    check: "deposits are minted or in transit",
    ok: first === undefined,
    expected: `${inTransit.size} in transit`,
    found:
      first === undefined
        ? `${inTransit.size} in transit`
        : `${first.slice(0, 12)} is ${inTransit.has(first) ? "both" : "neither"}`,
  };
}

/** The depositRefs that were minted up to the document's blocks. */
export function mintedAt(
  { document }: Pick<VerifyInput, "document">,
  { mints }: Pick<CoinEvents, "mints">,
): ReadonlySet<string> {
  const last = document.chains.reduce((block, { blockNumber }) => (blockNumber > block ? blockNumber : block), 0n);
  return new Set(mints.filter(({ block }) => BigInt(block) <= last).map(({ depositRef }) => depositRef));
}

function isReturned(explained: VerifyInput["openings"]["explained"], ref: string): boolean {
  return explained.some(({ kind, deposits = [] }) => kind === "return" && deposits.includes(ref));
}
