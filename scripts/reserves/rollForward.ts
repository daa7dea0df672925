import { hongKongDate } from "../money/businessDays.js";
import { formatMinor } from "../money/amount.js";
import { formatUnits } from "../money/tokenUnits.js";
import type { Difference } from "./difference.js";
import { documentHash, type ReserveDocument } from "./document.js";
import type { OpenedStatement, Openings } from "./openings.js";
import { accountKey } from "./register.js";
import { burnKey } from "./settlement.js";

/** A document with its openings. */
export interface DayBooks {
  readonly document: ReserveDocument;
  readonly openings: Openings;
}

/** One rule by which a day follows from the one before, with all that breaks it. */
export interface RollCheck {
  readonly check: string;
  readonly differences: readonly Difference[];
}

/**
 * Holds a snapshot against the one before it: accounts open with the closing balances, positions roll, what was in transit
 * or unpaid is so still or came to an end, and neither chain nor journal goes back (rules D1, D3, M2).
 * @param minted - depositRefs minted up to the later snapshot's blocks; those in neither day's transit are not looked up.
 */
export function rollForward(was: DayBooks, is: DayBooks, minted: ReadonlySet<string>): RollCheck[] {
  return [
    { check: "previous: its document and openings belong together", differences: compareBooks(was, is) },
    {
      check: "previous: each account opens with its closing balance",
      differences: rollAccounts(was.openings, is.openings),
    },
    { check: "previous: securities and agreements roll", differences: rollPositions(was.openings, is.openings) },
    {
      check: "previous: deposits in transit are so still, minted or returned",
      differences: rollDeposits(was, is, minted),
    },
    {
      check: "previous: unpaid redemptions are so still, or paid",
      differences: rollPayables(was.openings, is.openings),
    },
    { check: "previous: neither chain nor journal goes back", differences: rollRecords(was.openings, is.openings) },
  ];
}

function compareBooks({ document, openings }: DayBooks, is: DayBooks): Difference[] {
  const rows: [string, string, string][] = [
    ["documentHash", openings.documentHash, documentHash(document)],
    ["currency", document.currency, is.document.currency],
  ];
  const differences = rows
    .filter(([, one, other]) => one !== other)
    .map(([figure, one, other]) => ({ file: "previous document", figure, was: one, is: other }));
  const [before, now] = [document.asOf, is.document.asOf];
  if (before < now) return differences;
  return [...differences, { file: "previous document", figure: "asOf", was: before.toString(), is: now.toString() }];
}

/** The account's statement whose closing balance a snapshot counts. */
function closings({ lines, statements }: Openings): ReadonlyMap<string, OpenedStatement> {
  const counted = lines.flatMap((line) => {
    if (line.source.from !== "statement") return [];
    const { statement } = line.source;
    return statements.filter((one) => one.id === statement && accountKey(one) === accountKey(line));
  });
  return new Map(counted.map((one) => [accountKey(one), one]));
}

function rollAccounts(was: Openings, is: Openings): Difference[] {
  const now = closings(is);
  return [...closings(was)].flatMap(([key, before]): Difference[] => {
    const after = now.get(key);
    const closed = formatMinor(before.closing.amount, was.currency);
    const figure = `opening balance of ${key}`;
    if (after === undefined) {
      return before.closing.amount === 0n ? [] : [{ file: "openings", figure, was: closed, is: "no such account" }];
    }
    if (after.id === before.id) return compareSame(before, after, figure, is.currency);
    const chain = is.statements
      .filter((one) => accountKey(one) === key && one.id !== before.id && one.closingDate >= before.closingDate)
      .sort((one, other) => (one.closingDate < other.closingDate ? -1 : 1));
    // what the snapshot was given may start before yesterday's end
    const differences: Difference[] = [];
    let last = before;
    for (const next of chain) {
      const day = next.closingDate;
      if (next.opening.amount !== last.closing.amount) {
        const [old, opens] = [last.closing.amount, next.opening.amount].map((one) => formatMinor(one, is.currency));
        differences.push({
          file: next.file,
          line: next.opening.line,
          figure,
          was: `${old} on ${last.closingDate}`,
          is: `${opens} on ${day}`,
        });
      }
      last = next;
    }
    if (last.id === after.id) return differences;
    const shown = ({ id, closingDate }: OpenedStatement) => `${id} of ${closingDate}`;
    return [...differences, { file: after.file, figure: `statement of ${key}`, was: shown(before), is: shown(after) }];
  });
}

/** The same statement counts on both days: nothing was closed in between. */
function compareSame(before: OpenedStatement, after: OpenedStatement, figure: string, currency: string): Difference[] {
  if (before.sha256 === after.sha256 && before.closing.amount === after.closing.amount) return [];
  const [old, now] = [before, after].map(
    ({ closing, sha256 }) => `${formatMinor(closing.amount, currency)}, ${sha256}`,
  );
  return [{ file: after.file, line: after.closing.line, figure, was: old ?? "", is: now ?? "" }];
}

/** What a security or agreement may change by: a movement of money that says so, or its maturity. */
function rollPositions(was: Openings, is: Openings): Difference[] {
  const day = hongKongDate(is.asOf);
  const traded = new Set(is.explained.map(({ kind }) => kind));
  const [before, after] = [was, is].map(positions) as [Positions, Positions];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [old, now] = [before.get(key)?.quantity ?? 0n, after.get(key)?.quantity ?? 0n];
    const maturity = before.get(key)?.maturity;
    const matured = now === 0n && maturity !== undefined && maturity <= day;
    const bought = now > old && (traded.has("purchase") || traded.has("placement"));
    const sold = now < old && (traded.has("sale") || traded.has("maturity"));
    if (old === now || matured || bought || sold) return [];
    const { file = "openings", line } = after.get(key) ?? before.get(key) ?? {};
    const place = line === undefined ? { file } : { file, line };
    return { ...place, figure: `position ${key}`, was: formatUnits(old), is: formatUnits(now) };
  });
}

interface Held {
  readonly quantity: bigint;
  readonly maturity?: string;
  readonly file?: string;
  readonly line?: number;
}

type Positions = ReadonlyMap<string, Held>;

/** Securities by account and ISIN, agreements by bank and reference: quantity, principal in minor units. */
function positions({ holdings, inputs }: Openings): Positions {
  const maturities = new Map(inputs.instruments.map(({ isin, maturity }) => [isin, maturity]));
  const securities = holdings.flatMap(({ bic11, account, file, positions: all }) =>
    all.map(({ isin, quantity, line }): [string, Held] => {
      const maturity = maturities.get(isin);
      const facts = { quantity, file, line, ...(maturity !== undefined && { maturity }) };
      return [`${accountKey({ bic11, account })}:${isin}`, facts];
    }),
  );
  const agreements = inputs.agreements.map(({ bic11, reference, principal, maturity }): [string, Held] => {
    return [`${bic11}:${reference}`, { quantity: principal, maturity }];
  });
  return new Map([...securities, ...agreements]);
}

function rollDeposits(was: DayBooks, is: DayBooks, minted: ReadonlySet<string>): Difference[] {
  const now = new Map(is.openings.deposits.map((one) => [one.depositRef, one.amount]));
  const ended = new Set(
    is.openings.explained.flatMap(({ kind, deposits = [], voids = [] }) => [
      ...voids,
      ...(kind === "return" ? deposits : []),
    ]),
  );
  return was.openings.deposits.flatMap(({ depositRef, amount, statement, bookingDate }) => {
    const still = now.get(depositRef);
    if (still === amount || (still === undefined && (minted.has(depositRef) || ended.has(depositRef)))) return [];
    const figure = `deposit ${depositRef} of ${bookingDate}`;
    const file = was.openings.statements.find((one) => one.id === statement)?.file ?? "openings";
    return { file, figure, was: formatUnits(amount), is: still === undefined ? "gone" : formatUnits(still) };
  });
}

function rollPayables(was: Openings, is: Openings): Difference[] {
  const now = new Map([...is.payables, ...is.settled.map(({ burn }) => burn)].map((burn) => [burnKey(burn), burn]));
  return [...was.payables, ...was.settled.map(({ burn }) => burn)].flatMap((burn) => {
    const still = now.get(burnKey(burn))?.amount;
    if (still === burn.amount) return [];
    const is_ = still === undefined ? "gone" : formatUnits(still);
    return { file: "openings", figure: `redemption ${burn.burnRef}`, was: formatUnits(burn.amount), is: is_ };
  });
}

function rollRecords(was: Openings, is: Openings): Difference[] {
  const chains = was.chains.flatMap((before): Difference[] => {
    const name = `chain ${before.chainId}`;
    const after = is.chains.find(({ chainId, token }) => chainId === before.chainId && token === before.token);
    if (after === undefined) return [{ file: "openings", figure: name, was: before.token, is: "none" }];
    const figures = ["blockNumber", "sequence", "minted", "burned"] as const;
    return figures
      .filter((figure) => after[figure] < before[figure])
      .map((figure) => ({
        ...{ file: "openings", figure: `${name}, ${figure}` },
        ...{ was: before[figure].toString(), is: after[figure].toString() },
      }));
  });
  const [before, after] = [was.journal, is.journal];
  const back = after.seq < before.seq || (after.seq === before.seq && after.hash !== before.hash);
  if (!back) return chains;
  const shown = ({ seq, hash }: Openings["journal"]) => `${seq}, ${hash}`;
  return [...chains, { file: "openings", figure: "journal", was: shown(before), is: shown(after) }];
}
