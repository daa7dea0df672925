import { AtparError } from "../errors/AtparError.js";
import { daysBetween, type IsoDate } from "../money/dates.js";
import { minorToUnits } from "../money/tokenUnits.js";
import { ceilDivide, multiply } from "./decimalFactor.js";
import { intradayNet } from "./intraday.js";
import type { Agreement, Instrument } from "./inputs.js";
import type { OpenedHoldings, OpenedLine, OpenedPosition } from "./openings.js";
import type { AssetClass } from "./policy.js";
import { accountKey } from "./register.js";
import type { SourceIndex } from "./sourceIndex.js";

/** What is held, before any policy: figures in the asset's currency, 10^-6 of its unit. */
export interface AssetFacts {
  readonly class: AssetClass;
  readonly file: string;
  readonly date: IsoDate;
  /** What a policy's categories are compared with; of a repo those of its collateral. */
  readonly categories: readonly string[];
  readonly instrument?: string;
  readonly issuer?: string;
  readonly maturity?: IsoDate;
  readonly currency: string;
  readonly face: bigint;
  readonly price?: { readonly value: string; readonly source: string; readonly date: IsoDate };
  readonly market: bigint;
  readonly accrued: bigint;
  readonly other: bigint;
  readonly encumbered: boolean;
  /** The same security is collateral of a repo that counts. */
  readonly received?: boolean;
  /** Of a repo: what its collateral is worth, token-unit scale; undefined where a price of it is missing. */
  readonly collateral?: bigint | undefined;
}

/** What the facts are read from: all of it stands in the openings. */
export interface FactSource {
  readonly currency: string;
  readonly index: SourceIndex;
}

/**
 * The facts of a line.
 * @param day - the snapshot's day in Hong Kong, up to which interest accrues.
 * @throws AtparError RESERVE_SOURCE_MISSING where what the line names is not there.
 */
export function assetFacts(line: OpenedLine, source: FactSource, day: IsoDate): AssetFacts {
  const facts =
    line.source.from === "statement"
      ? cashFacts(line, source, day)
      : line.source.from === "holdings"
        ? holdingFacts(line, source)
        : agreementFacts(line, source.index, day);
  if (facts !== undefined) return facts;
  throw new AtparError("RESERVE_SOURCE_MISSING", { account: line.account, source: JSON.stringify(line.source) });
}

function cashFacts(line: OpenedLine, { currency, index }: FactSource, day: IsoDate): AssetFacts | undefined {
  const { source } = line;
  if (source.from !== "statement") return undefined;
  const key = accountKey(line);
  const statement = index.statements.get(`${key} ${source.statement}`);
  if (statement === undefined) return undefined;
  const face = minorToUnits(statement.closing.amount, currency);
  const moved = intradayNet(statement, index.interim.get(key) ?? [], day);
  return {
    class: "cash",
    file: statement.sha256,
    date: statement.closingDate,
    categories: [],
    currency,
    face,
    market: face,
    accrued: 0n,
    other: minorToUnits(moved, currency),
    encumbered: false,
  };
}

function holdingFacts(line: OpenedLine, { index }: FactSource): AssetFacts | undefined {
  const { source } = line;
  if (source.from !== "holdings") return undefined;
  const key = `${accountKey(line)} ${source.statement}`;
  const statement = index.holdings.get(key);
  const position = index.positions.get(`${key} ${source.isin}`);
  const instrument = index.instruments.get(source.isin);
  if (statement === undefined || position === undefined || instrument === undefined) return undefined;
  return securityFacts(statement, position, instrument, source.part, index);
}

function securityFacts(
  statement: OpenedHoldings,
  position: OpenedPosition,
  instrument: Instrument,
  part: "free" | "encumbered",
  index: SourceIndex,
): AssetFacts {
  checkUnits(statement, position, instrument);
  const free = position.quantity - position.encumbered;
  const face = part === "free" ? free : position.encumbered;
  const price = index.prices.get(instrument.isin);
  // interest goes with the quantity; the part that is free gets what rounding leaves
  const held = position.accrued ?? 0n;
  const pledged = position.quantity === 0n ? 0n : ceilDivide(held * position.encumbered, position.quantity);
  // what was received under a repo is the security of a claim that counts already
  const received = index.received.has(instrument.isin);
  return {
    class: instrument.class,
    file: statement.sha256,
    date: statement.date,
    categories: [instrument.category],
    instrument: instrument.isin,
    issuer: instrument.issuer,
    ...(instrument.maturity !== undefined && { maturity: instrument.maturity }),
    currency: instrument.currency,
    face,
    ...(price !== undefined && { price: { value: price.price, source: price.source, date: price.date } }),
    market: price === undefined ? 0n : marketValue(face, price.price, instrument.class),
    accrued: part === "free" ? held - pledged : pledged,
    other: 0n,
    encumbered: part === "encumbered",
    received,
  };
}

/** A bill is stated by its face, a fund in units, and both as the inputs say in which currency. */
function checkUnits(statement: OpenedHoldings, position: OpenedPosition, instrument: Instrument): void {
  const { type, currency, accrued = 0n, accruedCurrency } = position;
  const wanted = { bill: "FAMT", fund: "UNIT", other: type }[instrument.class];
  const stated = [currency, accruedCurrency].find((code) => code !== undefined && code !== instrument.currency);
  const problem =
    type !== wanted
      ? `a ${instrument.class} is stated in ${wanted}, this one in ${type}`
      : stated !== undefined
        ? `the custodian states it in ${stated}, the inputs in ${instrument.currency}`
        : accrued < 0n || accrued > position.quantity
          ? "its accrued interest is below nothing or more than it is"
          : undefined;
  if (problem === undefined) return;
  const place = `${statement.file}:${position.line}`;
  throw new AtparError("RESERVE_HOLDINGS_FIELD", { place, security: instrument.isin, problem });
}

/** Face times percent, or units times the amount of one, rounded down. */
function marketValue(face: bigint, price: string, assetClass: AssetClass): bigint {
  return multiply(face, price, assetClass === "bill" ? 100n : 1n);
}

function agreementFacts(line: OpenedLine, index: SourceIndex, day: IsoDate): AssetFacts | undefined {
  const { source } = line;
  if (source.from !== "agreement") return undefined;
  const agreement = index.agreements.get(`${accountKey(line)} ${source.reference}`);
  if (agreement === undefined) return undefined;
  const { currency, principal, collateral } = agreement;
  const face = minorToUnits(principal, currency);
  const securities = collateral.map(({ isin }) => index.instruments.get(isin));
  return {
    class: agreement.class,
    file: agreement.confirmation,
    date: agreement.start,
    categories: securities.map((security) => security?.category ?? "unknown"),
    instrument: agreement.reference,
    issuer: agreement.counterparty,
    maturity: agreement.maturity,
    currency,
    face,
    market: face,
    accrued: interestOf(agreement, face, day),
    other: 0n,
    encumbered: false,
    ...(agreement.class === "repo" && collateralOf(agreement, index, day)),
  };
}

/** Simple interest from the start to `day`, at most to maturity, rounded down. */
function interestOf({ interest, start, maturity, yearDays }: Agreement, face: bigint, day: IsoDate): bigint {
  if (interest === undefined) return 0n;
  const days = Math.max(0, daysBetween(start, day < maturity ? day : maturity));
  return multiply(face * BigInt(days), interest, 100n * BigInt(yearDays));
}

/** What the collateral is worth in the currency of the repo, and the oldest of its prices. */
function collateralOf(
  { collateral, currency }: Agreement,
  index: SourceIndex,
  day: IsoDate,
): Pick<AssetFacts, "collateral" | "price"> {
  let sum = 0n;
  let oldest: AssetFacts["price"];
  for (const { isin, face } of collateral) {
    const instrument = index.instruments.get(isin);
    const found = index.prices.get(isin);
    if (instrument?.currency !== currency || found === undefined) return { collateral: undefined };
    // a bill that has matured is money somewhere, and secures nothing
    if (instrument.maturity !== undefined && instrument.maturity <= day) return { collateral: undefined };
    sum += marketValue(minorToUnits(face, currency), found.price, instrument.class);
    if (oldest === undefined || found.date < oldest.date) {
      oldest = { value: found.price, source: found.source, date: found.date };
    }
  }
  return { collateral: sum, ...(oldest !== undefined && { price: oldest }) };
}
