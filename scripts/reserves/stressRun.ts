import { hongKongDate, nextBusinessDay } from "../money/businessDays.js";
import type { IsoDate } from "../money/dates.js";
import { ceilDivide } from "./decimalFactor.js";
import type { AssetLine, ReserveDocument } from "./document.js";
import type { Run } from "./stressScenarios.js";

const BASIS_POINTS = 10_000n;

/** Where the money of a run comes from, in the order it is used. */
export const runSources = ["cash", "repo", "maturities", "funds", "sales"] as const;

export type RunSource = (typeof runSources)[number];

/** One business day of a run; token units. */
export interface RunDay {
  readonly day: IsoDate;
  /** What holders ask for that day, and what was left unpaid the day before. */
  readonly due: bigint;
  readonly paid: Readonly<Record<RunSource, bigint>>;
  /** Due and not paid. */
  readonly unpaid: bigint;
}

export interface RunOutcome {
  readonly days: readonly RunDay[];
  /** The first day on which not all could be paid; undefined where the money lasts. */
  readonly runsOut: IsoDate | undefined;
  /** What is left, token units. */
  readonly left: {
    readonly gross: bigint;
    readonly payables: bigint;
    readonly transit: bigint;
    readonly outstanding: bigint;
  };
}

/** Something that can be turned into money: what it counts for, and what it brings. */
interface Asset {
  readonly maturity: IsoDate | undefined;
  readonly class: AssetLine["class"];
  value: bigint;
}

/**
 * A run, business day by business day: redemptions are paid from cash, then from repos, deposits and bills that have come
 * back by then, then from fund units, then from bills sold, those that mature first before the others. Every asset brings
 * what it counts for, less the scenario's haircut where it is sold. Burned tokens not yet paid, and customers' money not
 * yet minted, are due on the first day; what is not paid is due again the next day.
 */
export function stressRun(document: ReserveDocument, scenario: Run): RunOutcome {
  const { totals, asOf } = document;
  const issued = document.chains.reduce((sum, { supply }) => sum + supply, 0n);
  const daily = ceilDivide(issued * BigInt(scenario.dailyPoints), BASIS_POINTS);
  const reserve = new Liquidity(document.lines, scenario);
  const days: RunDay[] = [];
  let [asked, owed, day] = [0n, totals.payables + totals.transit, hongKongDate(asOf)];
  for (let count = 0; count < scenario.days; count++) {
    day = nextBusinessDay(day);
    const redeemed = daily < issued - asked ? daily : issued - asked;
    asked += redeemed;
    const due = owed + redeemed;
    const paid = reserve.pay(due, day, count >= scenario.settlementDays);
    owed = due - runSources.reduce((sum, source) => sum + paid[source], 0n);
    days.push({ day, due, paid, unpaid: owed });
  }
  // the oldest debts are paid first
  let met = asked + totals.payables + totals.transit - owed;
  const meet = (debt: bigint): bigint => {
    const part = debt < met ? debt : met;
    met -= part;
    return debt - part;
  };
  const [payables, transit] = [meet(totals.payables), meet(totals.transit)];
  return {
    days,
    runsOut: days.find(({ unpaid }) => unpaid > 0n)?.day,
    left: { gross: reserve.value(), payables, transit, outstanding: issued - met },
  };
}

/** The reserve as money at hand, money to come, and what can be sold. */
class Liquidity {
  readonly #scenario: Run;
  readonly #hand: Record<"cash" | "repo" | "maturities", bigint> = { cash: 0n, repo: 0n, maturities: 0n };
  #assets: Asset[] = [];

  constructor(lines: readonly AssetLine[], scenario: Run) {
    this.#scenario = scenario;
    for (const { class: name, value, maturity } of lines) {
      // what is owed on an account comes out of the cash
      if (name === "cash" || value < 0n) this.#hand.cash += value;
      else this.#assets.push({ class: name, maturity, value });
    }
    const key = ({ maturity }: Asset): string => maturity ?? "9999-12-31";
    this.#assets.sort((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0));
  }

  /** What all of it counts for. */
  value(): bigint {
    const { cash, repo, maturities } = this.#hand;
    return this.#assets.reduce((sum, { value }) => sum + value, cash + repo + maturities);
  }

  /** Pays as much of `due` as can be paid on `day`. @param canSell - false while nothing that was sold is settled. */
  pay(due: bigint, day: IsoDate, canSell: boolean): Record<RunSource, bigint> {
    this.#collect(day);
    let left = due;
    const fromHand = (source: "cash" | "repo" | "maturities"): bigint => {
      const held = this.#hand[source];
      const part = held <= 0n ? 0n : held < left ? held : left;
      this.#hand[source] = held - part;
      left -= part;
      return part;
    };
    const sell = (name: "fund" | "bill", haircut: number): bigint => {
      const got = canSell ? this.#sell(name, left, BASIS_POINTS - BigInt(haircut)) : 0n;
      left -= got;
      return got;
    };
    return {
      cash: fromHand("cash"),
      repo: fromHand("repo"),
      maturities: fromHand("maturities"),
      funds: sell("fund", this.#scenario.fundHaircut),
      sales: sell("bill", this.#scenario.billHaircut),
    };
  }

  /** Takes in what has come back by `day`. */
  #collect(day: IsoDate): void {
    const isBack = ({ maturity }: Asset): boolean => maturity !== undefined && maturity <= day;
    for (const { class: name, value } of this.#assets.filter(isBack)) {
      this.#hand[name === "repo" ? "repo" : "maturities"] += value;
    }
    this.#assets = this.#assets.filter((asset) => !isBack(asset));
    // an overdraft is made good before anything is paid
    for (const source of ["repo", "maturities"] as const) {
      if (this.#hand.cash >= 0n) break;
      const part = this.#hand[source] < -this.#hand.cash ? this.#hand[source] : -this.#hand.cash;
      this.#hand[source] -= part;
      this.#hand.cash += part;
    }
  }

  /** Sells as much as brings `wanted`, or all there is. @returns what it brings. */
  #sell(name: "fund" | "bill", wanted: bigint, points: bigint): bigint {
    let got = 0n;
    for (const asset of this.#assets) {
      if (asset.class !== name || got >= wanted) continue;
      const needed = ceilDivide((wanted - got) * BASIS_POINTS, points);
      const sold = needed < asset.value ? needed : asset.value;
      asset.value -= sold;
      const brings = (sold * points) / BASIS_POINTS;
      got += brings < wanted - got ? brings : wanted - got;
    }
    return got;
  }
}
