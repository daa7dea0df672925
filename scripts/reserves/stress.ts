import { hongKongDate } from "../money/businessDays.js";
import { daysBetween, type IsoDate } from "../money/dates.js";
import { ceilDivide, floorDivide } from "./decimalFactor.js";
import type { AssetLine, ReserveDocument } from "./document.js";
import { isCounted } from "./documentFooting.js";
import { stressRun, type RunOutcome } from "./stressRun.js";
import type { CustodianLost, RateShock, StressScenario } from "./stressScenarios.js";
import { eligibleValue } from "./valuation.js";

const BASIS_POINTS = 10_000n;
/** The money market's year; the shorter one, so that a loss is not understated. */
const YEAR_DAYS = 360n;
/** Days taken for a bill whose maturity is not stated. */
const LONGEST_BILL = 366;

/** Where the reserve stands; amounts are token units. */
export interface StressPosition {
  /** What counts, after haircuts. */
  readonly gross: bigint;
  readonly payables: bigint;
  readonly transit: bigint;
  readonly outstanding: bigint;
  readonly required: bigint;
  /** Gross less payables, required and transit: negative is what is missing. */
  readonly excess: bigint;
  /** Gross less payables over tokens outstanding, basis points rounded down; undefined where there are no tokens. */
  readonly coverage: bigint | undefined;
}

/** What a scenario leaves of the reserve. */
export interface StressOutcome {
  readonly scenario: StressScenario;
  /** The custodian that is lost. */
  readonly subject?: string;
  readonly before: StressPosition;
  readonly after: StressPosition;
  /** Of a run: day by day. */
  readonly run?: RunOutcome;
}

/**
 * What is left of the reserve under a scenario (rule B2), from the document alone. Every step is rounded against the
 * reserve.
 * @throws AtparError MONEY_CALENDAR_RANGE where a run leaves the table of business days.
 */
export function stress(document: ReserveDocument, scenario: StressScenario): StressOutcome[] {
  const before = positionOf(document, {});
  switch (scenario.kind) {
    case "rate-shock":
      return [{ scenario, before, after: positionOf(document, { gross: grossAfterShock(document, scenario) }) }];
    case "custodian-lost":
      return lostCustodians(document.lines, scenario).map(({ custodian, lost }) => {
        const after = positionOf(document, { gross: document.totals.gross - lost });
        return { scenario, subject: custodian, before, after };
      });
    case "run": {
      const run = stressRun(document, scenario);
      return [{ scenario, before, after: positionOf(document, run.left), run }];
    }
  }
}

/** The document's position with other figures; what the tokens require shrinks with them. */
function positionOf(
  document: ReserveDocument,
  changed: Partial<Pick<StressPosition, "gross" | "payables" | "transit" | "outstanding">>,
): StressPosition {
  const { totals } = document;
  const issued = document.chains.reduce((sum, { supply }) => sum + supply, 0n);
  const { gross = totals.gross, payables = totals.payables, transit = totals.transit, outstanding = issued } = changed;
  const required = issued === 0n ? totals.required : ceilDivide(totals.required * outstanding, issued);
  return {
    gross,
    payables,
    transit,
    outstanding,
    required,
    excess: gross - payables - required - transit,
    coverage: outstanding === 0n ? undefined : floorDivide((gross - payables) * BASIS_POINTS, outstanding),
  };
}

/**
 * Bills and funds lose the rise times their days to maturity: the first order of the price's fall, which is more than the
 * whole of it. Cash, deposits and repos are paid back at par.
 */
function grossAfterShock({ lines, asOf }: ReserveDocument, { points, fundDays }: RateShock): bigint {
  const day = hongKongDate(asOf);
  return lines.reduce((sum, line) => {
    const days = BigInt(shockedDays(line, fundDays, day));
    if (days <= 0n || line.amount <= 0n || !isCounted(line)) return sum + line.value;
    const loss = ceilDivide(line.amount * BigInt(points) * days, BASIS_POINTS * YEAR_DAYS);
    return sum + (loss >= line.amount ? 0n : eligibleValue(line.amount - loss, line.haircut));
  }, 0n);
}

function shockedDays(line: AssetLine, fundDays: number, day: IsoDate): number {
  if (line.class === "fund") return fundDays;
  if (line.class !== "bill") return 0;
  return line.maturity === undefined ? LONGEST_BILL : daysBetween(day, line.maturity);
}

/** What each custodian holds that counts: the one that holds most, or all of them by name. */
function lostCustodians(
  lines: readonly AssetLine[],
  { which }: CustodianLost,
): readonly { readonly custodian: string; readonly lost: bigint }[] {
  const held = new Map<string, bigint>();
  for (const { custodian, value } of lines) {
    if (value > 0n) held.set(custodian, (held.get(custodian) ?? 0n) + value);
  }
  const all = [...held].map(([custodian, lost]) => ({ custodian, lost })).sort(byName);
  if (which === "each") return all;
  const [first] = all.toSorted((one, other) => (one.lost === other.lost ? 0 : one.lost > other.lost ? -1 : 1));
  return first === undefined ? [] : [first];
}

function byName(one: { readonly custodian: string }, other: { readonly custodian: string }): number {
  return one.custodian < other.custodian ? -1 : 1;
}
