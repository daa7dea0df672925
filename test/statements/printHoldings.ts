import fc from "fast-check";
import type { HoldingsStatement } from "../../scripts/statements/holdings.js";
import { isIsin } from "../../scripts/statements/isin.js";

/** What a custodian could print of a day, in any format. */
export interface Held {
  readonly account: string;
  readonly positions: readonly HeldPosition[];
}

interface Decimal {
  readonly value: bigint;
  readonly scale: number;
}

interface HeldPosition {
  readonly isin: string;
  readonly type: "FAMT" | "UNIT";
  readonly quantity: Decimal;
  /** Percent of the face amount. */
  readonly price: Decimal;
  /** Minor units of {@link currency}. */
  readonly worth: bigint;
  readonly currency: "HKD" | "USD";
}

/** `stem`, of eleven letters and digits, with its check digit. */
function isinOf(stem: string): string {
  const found = Array.from({ length: 10 }, (_, digit) => `${stem}${digit}`).find(isIsin);
  if (found === undefined) throw new Error(`no check digit fits ${stem}`);
  return found;
}

const position: fc.Arbitrary<HeldPosition> = fc.record({
  isin: fc.stringMatching(/^(?:HK|US|GB)[A-Z0-9]{9}$/u).map(isinOf),
  type: fc.constantFrom("FAMT" as const, "UNIT" as const),
  quantity: fc.record({ value: fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }), scale: fc.nat({ max: 4 }) }),
  price: fc.record({ value: fc.bigInt({ min: 1n, max: 10n ** 8n }), scale: fc.nat({ max: 6 }) }),
  worth: fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }),
  currency: fc.constantFrom("HKD" as const, "USD" as const),
});

/** Holdings of up to eight securities. */
export const held: fc.Arbitrary<Held> = fc.record({
  account: fc.stringMatching(/^[A-Z0-9]{1,20}$/u),
  positions: fc.uniqueArray(position, { minLength: 1, maxLength: 8, selector: ({ isin }) => isin }),
});

/** One bill and one fund, for tests that change them. */
export const sampleHoldings: Held = {
  account: "RESERVE01",
  positions: [
    {
      ...{ isin: isinOf("HK000000000"), type: "FAMT", quantity: { value: 50_000_000n, scale: 0 } },
      ...{ price: { value: 992_875n, scale: 4 }, worth: 4_964_375_000n, currency: "HKD" },
    },
    {
      ...{ isin: isinOf("US000000000"), type: "UNIT", quantity: { value: 12_345n, scale: 1 } },
      ...{ price: { value: 100n, scale: 0 }, worth: -123_450n, currency: "USD" },
    },
  ],
};

/** What a reader must make of the positions, and what it made of them, but for lines. */
export function expectedPositions({ positions }: Held): unknown[] {
  return positions.map(({ isin, type, quantity, price, worth, currency }) => ({
    ...{ isin, type, quantity, price, values: [{ kind: "HOLD", amountMinor: worth, currency }] },
  }));
}

export function foundPositions({ positions }: HoldingsStatement): unknown[] {
  return positions.map(({ isin, quantity, prices, values }) => ({
    isin,
    type: quantity?.type,
    quantity: { value: quantity?.value, scale: quantity?.scale },
    ...{ price: { value: prices[0]?.value, scale: prices[0]?.scale } },
    values: values.map(({ kind, amountMinor, currency }) => ({ kind, amountMinor, currency })),
  }));
}

export function printMt535({ account, positions }: Held, inBlocks: boolean): string {
  const sign = (value: bigint): string => (value < 0n ? "N" : "");
  const fields = [
    ...[":16R:GENL", ":28E:1/ONLY", ":20C::SEME//H1", ":23G:NEWM", ":98A::STAT//20261120", ":22F::CODE//COMP"],
    ...[":22F::STBA//SETT", `:97A::SAFE//${account}`, ":17B::ACTI//Y", ":16S:GENL"],
    ...positions.flatMap(({ isin, type, quantity, price, worth, currency }) => [
      ...[":16R:FIN", `:35B:ISIN ${isin}`, `:90A::MRKT//PRCT/${print(price, ",", true)}`],
      `:93B::AGGR//${type}/${sign(quantity.value)}${print(quantity, ",", true)}`,
      `:19A::HOLD//${sign(worth)}${currency}${print({ value: worth, scale: 2 }, ",")}`,
      ":16S:FIN",
    ]),
  ];
  const header = "{1:F01CUSTHKHHAXXX0000000000}{2:O5351830261120ATPRHKHHAXXX00000000002611201830N}{4:\n";
  return inBlocks ? `${header}${fields.join("\n")}\n-}\n` : `${fields.join("\n")}\n-\n`;
}

export function printSemt({ account, positions }: Held, version = "11"): string {
  const quantityIn = { FAMT: "FaceAmt", UNIT: "Unit" };
  const held = positions.map(({ isin, type, quantity, price, worth, currency }) => {
    const amount = `<Amt Ccy="${currency}">${print({ value: worth, scale: 2 }, ".")}</Amt>`;
    const tag = quantityIn[type];
    return (
      `<BalForAcct><FinInstrmId><ISIN>${isin}</ISIN></FinInstrmId><AggtBal>` +
      `<ShrtLngInd>${quantity.value < 0n ? "SHOR" : "LONG"}</ShrtLngInd>` +
      `<Qty><Qty><Qty><${tag}>${print(quantity, ".")}</${tag}></Qty></Qty></Qty></AggtBal>` +
      `<PricDtls><Tp><Cd>MRKT</Cd></Tp><Val><Rate>${print(price, ".")}</Rate></Val><ValTp><PricTp><Cd>PRCT</Cd></PricTp></ValTp></PricDtls>` +
      `<AcctBaseCcyAmts><HldgVal>${amount}<Sgn>${String(worth >= 0n)}</Sgn></HldgVal></AcctBaseCcyAmts></BalForAcct>`
    );
  });
  return (
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:semt.002.001.${version}"><SctiesBalCtdyRpt>` +
    `<Pgntn><PgNb>1</PgNb><LastPgInd>true</LastPgInd></Pgntn><StmtGnlDtls><StmtId>S1</StmtId>` +
    `<StmtDtTm><Dt>2026-11-20</Dt></StmtDtTm><UpdTp><Cd>COMP</Cd></UpdTp><StmtBsis><Cd>SETT</Cd></StmtBsis>` +
    `<ActvtyInd>true</ActvtyInd></StmtGnlDtls><SfkpgAcct><Id>${account}</Id></SfkpgAcct>` +
    `${held.join("")}</SctiesBalCtdyRpt></Document>`
  );
}

/** By the mapping of test/fixtures/statements/holdings.csv-mapping.json. */
export function printHoldingsCsv({ account, positions }: Held, head: string): string {
  const sign = (value: bigint): string => (value < 0n ? "-" : "");
  const rows = positions.map(({ isin, type, quantity, price, worth, currency }) =>
    [
      ...[account, "20.11.2026", isin, "NAME", `${sign(quantity.value)}${print(quantity, ",")}`],
      ...[type === "FAMT" ? "nominal" : "pcs", currency, "", print(price, ",")],
      ...[`${sign(worth)}${print({ value: worth, scale: 2 }, ",")}`, currency, "", ""],
    ].join(";"),
  );
  return `${[head, ...rows].join("\n")}\n`;
}

/** The figure without its sign; the mark is printed where there are no decimals only if `always`. */
function print({ value, scale }: Decimal, mark: "." | ",", always = false): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  return scale > 0 || always ? `${whole}${mark}${digits.slice(digits.length - scale)}` : whole;
}
