import { findCurrency } from "../money/currencies.js";
import type { ElementReader } from "./elementReader.js";
import { exactToMinor, readExact, signed, type ExactDecimal } from "./exactDecimal.js";
import type { ExchangeRate, HoldingValue, Position, Price, Quantity, SubBalance } from "./holdings.js";
import type { HoldingsFindings } from "./holdingsFindings.js";

/** Elements that hold a quantity, and what the model calls it. */
const QUANTITY_TYPES: readonly (readonly [string, string])[] = [
  ["Unit", "UNIT"],
  ["FaceAmt", "FAMT"],
  ["AmtsdVal", "AMOR"],
  ["DgtlTknUnit", "DITU"],
];

/** Elements of AcctBaseCcyAmts and InstrmCcyAmts, and what the model calls them. */
const VALUE_KINDS: readonly (readonly [string, string])[] = [
  ["HldgVal", "HOLD"],
  ["AcrdIntrstAmt", "ACRU"],
  ["AcrdIntrst", "ACRU"],
  ["BookVal", "BOOK"],
];

/** Reads one BalForAcct or BalForSubAcct. */
export function readPosition(bal: ElementReader, account: string | undefined, findings: HoldingsFindings): Position {
  const id = bal.at("FinInstrmId");
  if (id === undefined) bal.missing("FinInstrmId");
  const isin = id?.at("ISIN");
  if (isin !== undefined) findings.isin(isin.text, isin.line);
  const description = id?.proseAt("Desc");
  const otherIds = (id?.all("OthrId") ?? []).flatMap((other) => {
    const [number, scheme] = [other.textAt("Id"), other.textAt("Tp/Cd", "Tp/Prtry")];
    return number === undefined ? [] : [scheme === undefined ? number : `${scheme}/${number}`];
  });
  if (id !== undefined && isin === undefined && otherIds.length === 0) id.missing("ISIN");
  const denomination = bal.textAt("FinInstrmAttrbts/DnmtnCcy");
  const at = (name: string): Quantity | undefined => readBalance(bal.at(name), denomination, findings);
  const quantity = at("AggtBal");
  if (bal.at("AggtBal") === undefined) bal.missing("AggtBal");
  const available = at("AvlblBal");
  const notAvailable = at("NotAvlblBal");
  const daysAccrued = bal.count("DaysAcrd");
  const places = [bal.at("SfkpgPlc"), ...bal.all("BalAtSfkpgPlc").map((place) => place.at("SfkpgPlc"))];
  return {
    line: bal.line,
    ...(isin !== undefined && { isin: isin.text }),
    otherIds,
    ...(description !== undefined && { description }),
    ...(account !== undefined && { account }),
    ...(denomination !== undefined && { denomination }),
    ...(quantity !== undefined && { quantity }),
    ...(available !== undefined && { available }),
    ...(notAvailable !== undefined && { notAvailable }),
    subBalances: [...bal.all("BalBrkdwn"), ...bal.all("AddtlBalBrkdwn")].flatMap((part) =>
      readSubBalance(part, denomination, findings),
    ),
    prices: bal.all("PricDtls").flatMap((price) => readPrice(price, findings)),
    values: [
      ...readValues(bal.at("AcctBaseCcyAmts"), "account", findings),
      ...readValues(bal.at("InstrmCcyAmts"), "instrument", findings),
    ],
    exchangeRates: bal.all("FXDtls").flatMap((rate) => readRate(rate, findings)),
    ...(daysAccrued !== undefined && { daysAccrued }),
    safekeeping: [...new Set(places.flatMap((place) => (place === undefined ? [] : readPlace(place))))],
  };
}

/** A balance of any version: Qty elements around one of the quantities, ShrtLngInd beside the outermost. */
function readBalance(
  balance: ElementReader | undefined,
  denomination: string | undefined,
  findings: HoldingsFindings,
): Quantity | undefined {
  if (balance === undefined) return undefined;
  const short = balance.textAt("ShrtLngInd");
  if (short !== undefined && short !== "LONG" && short !== "SHOR") {
    malformed(balance, "ShrtLngInd", short, "LONG or SHOR", findings);
  }
  let holder = balance;
  for (;;) {
    const inner = holder.at("Qty") ?? holder.at("QtyAndAvlbty") ?? holder.at("OrgnlAndCurFace");
    if (inner === undefined) break;
    holder = inner;
  }
  for (const [name, type] of QUANTITY_TYPES) {
    const found = holder.at(name);
    if (found !== undefined) return readQuantity(found, type, short === "SHOR", denomination, findings);
  }
  const own = holder.at("Prtry/Bal") ?? holder.at("Prtry/Qty");
  const type = holder.textAt("Prtry/Id", "Prtry/QtyTp");
  if (own !== undefined && type !== undefined) {
    return readQuantity(own, type, short === "SHOR", denomination, findings);
  }
  balance.missing("Qty");
  return undefined;
}

function readQuantity(
  found: ElementReader,
  type: string,
  negative: boolean,
  denomination: string | undefined,
  findings: HoldingsFindings,
): Quantity | undefined {
  const number = readNumber(found, findings);
  if (number === undefined) return undefined;
  const currency = type === "FAMT" || type === "AMOR" ? denomination : undefined;
  return { line: found.line, ...signed(number, negative), type, ...(currency !== undefined && { currency }) };
}

function readSubBalance(
  part: ElementReader,
  denomination: string | undefined,
  findings: HoldingsFindings,
): SubBalance[] {
  const type = part.textAt("SubBalTp/Cd", "SubBalTp/Prtry/Id");
  if (type === undefined) part.missing("SubBalTp");
  const balance = part.at("Qty");
  if (balance === undefined) part.missing("Qty");
  const quantity = readBalance(balance, denomination, findings);
  const available = balance?.at("Qty/QtyAndAvlbty")?.indicator("AvlbtyInd");
  if (type === undefined || quantity === undefined) return [];
  return [{ line: part.line, type, quantity, ...(available !== undefined && { available }) }];
}

function readPrice(price: ElementReader, findings: HoldingsFindings): Price[] {
  const value = price.at("Val");
  const found = value?.at("Rate") ?? value?.at("Amt");
  if (value?.at("UknwnInd") !== undefined) return [];
  if (found === undefined) {
    price.missing("Val");
    return [];
  }
  const number = readNumber(found, findings);
  const kind = price.textAt("Tp/Cd", "Tp/Prtry/Id") ?? "MRKT";
  const isAmount = found.name === "Amt";
  const currency = isAmount ? readCurrency(found, findings) : undefined;
  const date = price.at("QtnDt") === undefined ? undefined : price.date("QtnDt");
  const valueType = price.textAt("ValTp/ValTp") ?? "PARV";
  const type =
    price.at("ValTp/Yldd")?.text === "true" ? "YIEL" : valueType === "PARV" ? (isAmount ? "ACTU" : "PRCT") : valueType;
  if (number === undefined) return [];
  return [
    {
      line: price.line,
      ...number,
      kind,
      type,
      ...(currency !== undefined && { currency }),
      ...(date !== undefined && { date }),
    },
  ];
}

function readValues(
  amounts: ElementReader | undefined,
  base: "account" | "instrument",
  findings: HoldingsFindings,
): HoldingValue[] {
  return VALUE_KINDS.flatMap(([name, kind]) =>
    (amounts?.all(name) ?? []).flatMap((amount) => {
      const money = readSignedMoney(amount, findings);
      return money === undefined ? [] : [{ kind, base, ...money }];
    }),
  );
}

/** An AmountAndDirection: Amt, and Sgn where it may be negative. */
export function readSignedMoney(
  amount: ElementReader,
  findings: HoldingsFindings,
): { line: number; amountMinor: bigint; currency: string } | undefined {
  const found = amount.at("Amt");
  if (found === undefined) {
    amount.missing("Amt");
    return undefined;
  }
  const number = readNumber(found, findings);
  const currency = readCurrency(found, findings);
  // Sgn is true for what is not negative
  const negative = amount.indicator("Sgn") === false;
  if (number === undefined || currency === undefined) return undefined;
  const allowed = findCurrency(currency)?.exponent ?? 0;
  const minor = exactToMinor(signed(number, negative), allowed);
  if (minor !== undefined) return { line: amount.line, amountMinor: minor, currency };
  const figures = { element: `${amount.name}/Amt`, text: found.text, decimals: number.scale, currency, allowed };
  findings.add("STATEMENT_AMOUNT_DECIMALS", found.line, figures);
  return undefined;
}

function readRate(rate: ElementReader, findings: HoldingsFindings): ExchangeRate[] {
  const [from, to, found] = [rate.textAt("UnitCcy"), rate.textAt("QtdCcy"), rate.at("XchgRate")];
  const number = found && readNumber(found, findings);
  return from === undefined || to === undefined || number === undefined
    ? []
    : [{ line: rate.line, ...number, from, to }];
}

/** Until version 08 the place is the choice itself, later it stands in SfkpgPlcFrmt. */
function readPlace(place: ElementReader): string[] {
  const choice = place.at("SfkpgPlcFrmt") ?? place;
  const country = choice.textAt("Ctry", "DgtlLdgrId");
  if (country !== undefined) return [country];
  const type = choice.textAt("TpAndId/SfkpgPlcTp", "Id/SfkpgPlcTp", "Prtry/Tp/Id");
  const id = choice.textAt("TpAndId/Id", "Id/Id", "Prtry/Id");
  const text = [type, id].filter((part) => part !== undefined).join("/");
  return text === "" ? [] : [text];
}

function readNumber(found: ElementReader, findings: HoldingsFindings): ExactDecimal | undefined {
  const number = readExact(found.text.replace(/^\+/u, ""), ".");
  if (number === undefined) malformed(found, "", found.text, "a number (digits and a point, no sign)", findings);
  return number;
}

function readCurrency(amt: ElementReader, findings: HoldingsFindings): string | undefined {
  const code = amt.element.attribute("Ccy") ?? "";
  if (findCurrency(code) !== undefined) return code;
  if (code === "") findings.add("STATEMENT_ELEMENT_MISSING", amt.line, { element: `${amt.name} Ccy` });
  else findings.add("STATEMENT_CURRENCY_UNKNOWN", amt.line, { element: amt.name, currency: code });
  return undefined;
}

function malformed(at: ElementReader, name: string, text: string, format: string, findings: HoldingsFindings): void {
  const field = name === "" ? at.name : `${at.name}/${name}`;
  findings.add("HOLDINGS_FIELD_MALFORMED", at.line, { field, text, format });
}
