import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import type { DemoCurrency } from "../../scripts/commands/demo/day.js";
import type { Delivered } from "../../scripts/commands/delivered.js";
import type { Deposit } from "../../scripts/issuance/deposits.js";
import type { ReserveInputs } from "../../scripts/reserves/inputs.js";
import type { Snapshot } from "../../scripts/reserves/snapshot.js";
import type { BusinessDay, Truth } from "./business.js";
import { contentOf, deliver, inputsOf, printDay, printNoon } from "./dayFiles.js";
import type { Issuer } from "./issuer.js";

/** Token units of a minor unit. */
const CENT = 10_000n;

/** A coin's month so far. */
interface CoinMonth {
  readonly deposits: Map<string, Deposit>;
  /** Everything delivered so far. */
  readonly delivered: Delivered[];
  /** The last evening's files. */
  last?: Delivered;
  /** The last two snapshots, the older one first. */
  snapshots: readonly Snapshot[];
}

/** Carries a month out day by day, and holds every figure against the generator's model. */
export class MonthRun {
  readonly #issuer: Issuer;
  readonly #folder = mkdtempSync(join(tmpdir(), "atpar-month-"));
  readonly #coins: Readonly<Record<DemoCurrency, CoinMonth>> = {
    HKD: { deposits: new Map(), delivered: [], snapshots: [] },
    USD: { deposits: new Map(), delivered: [], snapshots: [] },
  };

  constructor(issuer: Issuer) {
    this.#issuer = issuer;
  }

  async close(): Promise<void> {
    await this.#issuer.chain.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Moves the chain's clock. @param time - of Hong Kong, `hh:mm:ss` */
  async clock(date: string, time: string): Promise<void> {
    await this.#issuer.chain.mineAt(Date.parse(`${date}T${time}+08:00`) / 1000);
  }

  /** Writes files to a folder of their own and reads them back. */
  async deliver(files: ReadonlyMap<string, string>): Promise<Delivered> {
    return deliver(mkdtempSync(join(this.#folder, "day-")), files);
  }

  /** Everything delivered for a coin so far. */
  delivered(currency: DemoCurrency): readonly Delivered[] {
    return this.#coins[currency].delivered;
  }

  /** The last snapshot of a coin; `back` counts from it. */
  snapshot(currency: DemoCurrency, back = 0): Snapshot | undefined {
    return this.#coins[currency].snapshots.at(-1 - back);
  }

  /** A credit that the bank reports at noon: a report over yesterday's closings and that credit, and its mint. */
  async noon(currency: DemoCurrency, day: BusinessDay, before: BusinessDay): Promise<void> {
    const own = this.#coins[currency];
    const { noon } = day;
    if (noon === undefined || own.last === undefined) return;
    const report = await this.deliver(printNoon(currency, day));
    own.delivered.push(report);
    const { deposits } = await this.#issuer.importCredits(currency, report);
    expect(deposits.map(({ reference }) => reference)).to.deep.equal([noon.booking.entry.reference]);
    const files = { statements: [...own.last.statements, ...report.statements], holdings: own.last.holdings };
    await this.#report(currency, files, inputsOf(before, before.date), noon.truth);
    await this.#issuer.mint(currency, deposits[0]!);
  }

  /** The day's files: credits imported, report, mints, payments, a redemption; then the audit of it all. */
  async evening(currency: DemoCurrency, day: BusinessDay): Promise<Snapshot> {
    const own = this.#coins[currency];
    const issuer = this.#issuer;
    own.last = await this.deliver(printDay(currency, contentOf(currency, day)));
    own.delivered.push(own.last);
    const { deposits, known } = await issuer.importCredits(currency, own.last);
    for (const deposit of deposits) own.deposits.set(deposit.reference, deposit);
    const advised = day.noon === undefined ? [] : [day.noon.booking.entry.reference];
    expect(known.map(({ reference }) => reference)).to.deep.equal(advised);
    await issuer.explain(currency, own.last, day.bookings);
    const snapshot = await this.#report(currency, own.last, inputsOf(day, day.date), day.truth);
    for (const { entry } of day.mints) await issuer.mint(currency, own.deposits.get(entry.reference)!);
    if (day.mints.length > 0) await issuer.pay(currency, 1_000_000_000n);
    const { redemption } = day;
    if (redemption !== undefined) await issuer.redeem(currency, redemption.minor * CENT, redemption.reference);
    await this.#checkSupply(currency, day);
    const all = {
      statements: own.delivered.flatMap(({ statements }) => statements),
      holdings: own.delivered.flatMap(({ holdings }) => holdings),
    };
    const { checks, differences } = await issuer.verify(currency, snapshot, all, this.snapshot(currency, 1));
    expect(checks.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(differences).to.deep.equal([]);
    return snapshot;
  }

  /** Snapshot and report, and what both must come to. */
  async #report(currency: DemoCurrency, files: Delivered, inputs: ReserveInputs, truth: Truth): Promise<Snapshot> {
    const snapshot = await this.#issuer.snapshot(currency, files, inputs);
    const own = this.#coins[currency];
    own.snapshots = [...own.snapshots.slice(-1), snapshot];
    const { totals, chains, lines, breaches } = snapshot.document;
    const { gross, payables, minted, burned, limit } = truth;
    const figures = { gross: totals.gross, payables: totals.payables, reserves: totals.reserves };
    expect(figures, currency).to.deep.equal({ gross, payables, reserves: gross - payables });
    const chain = { minted: chains[0]!.minted, burned: chains[0]!.burned, supply: chains[0]!.supply };
    expect(chain, currency).to.deep.equal({ minted, burned, supply: minted - burned });
    expect(breaches.map(({ rule }) => rule)).to.not.include("B1.coverage");
    const failed = lines.flatMap(({ rules }) => rules.filter(({ ok }) => !ok).map(({ rule }) => rule));
    // the part that is pledged, the bill that runs too long, at noon the one that falls due
    expect(["B5.free", "B4.tenor", "B4.outstanding"]).to.include.members(failed);
    await this.#issuer.report(currency, snapshot, limit);
    expect(await this.#issuer.liveLimit(currency)).to.equal(limit);
    return snapshot;
  }

  async #checkSupply(currency: DemoCurrency, { truth, mints, redemption }: BusinessDay): Promise<void> {
    const coin = this.#issuer.coin(currency);
    const minted = mints.reduce((sum, { entry }) => sum + entry.minor * CENT, truth.minted);
    const burned = truth.burned + (redemption?.minor ?? 0n) * CENT;
    const found = {
      minted: await coin.everMinted(),
      burned: await coin.everBurned(),
      supply: await coin.totalSupply(),
    };
    expect(found, currency).to.deep.equal({ minted, burned, supply: minted - burned });
  }
}
