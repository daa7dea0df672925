import type { IsoDate } from "../money/dates.js";
import type { ExchangeRate, HoldingValue, Position, Quantity, SubBalance } from "./holdings.js";
import type { HoldingsFindings } from "./holdingsFindings.js";
import { malformed, readAmount, readDate, readPrice, readQuantity, readSwiftNumber } from "./mt535Values.js";
import { qualified, sequencesOf, type QualifiedField, type Sequence } from "./swiftSequences.js";

/** What a FIN sequence has from the SUBSAFE around it. */
export interface Surroundings {
  readonly account?: string;
  readonly safekeeping: readonly string[];
}

/** Qualifiers of the balances of a FIN sequence. */
const BALANCES = ["AGGR", "AVAI", "NAVL"] as const;

/** Reads one FIN sequence. */
export function readFin(fin: Sequence, around: Surroundings, findings: HoldingsFindings): Position {
  const denomination = sequencesOf(fin, "FIA").flatMap((fia) => qualified(fia, "11", "DENO"))[0]?.value;
  const balances = new Map<string, Quantity>();
  for (const field of qualified(fin, "93", ...BALANCES)) {
    const read = readQuantity(field, denomination, findings);
    if (read === undefined) continue;
    if (balances.has(field.qualifier)) repeated(field, findings);
    else balances.set(field.qualifier, read.quantity);
  }
  if (qualified(fin, "93", "AGGR").length === 0) missing(fin, ":93B::AGGR", findings);
  const [quantity, available, notAvailable] = BALANCES.map((name) => balances.get(name));
  const quoted = qualified(fin, "98", "PRIC").flatMap((field) => readDate(field, findings) ?? []);
  const priceDate: IsoDate | undefined = quoted[0]?.date;
  const safekeeping = placesOf(fin);
  const daysAccrued = readDays(fin, findings);
  const subBalances = sequencesOf(fin, "SUBBAL").flatMap((part) => readSubBalance(part, denomination, findings));
  return {
    line: fin.line,
    ...readSecurity(fin, findings),
    ...(around.account !== undefined && { account: around.account }),
    ...(denomination !== undefined && { denomination }),
    ...(quantity !== undefined && { quantity }),
    ...(available !== undefined && { available }),
    ...(notAvailable !== undefined && { notAvailable }),
    subBalances,
    prices: qualified(fin, "90").flatMap((field) => readPrice(field, priceDate, findings) ?? []),
    values: qualified(fin, "19").flatMap((field) => readValue(field, findings)),
    exchangeRates: qualified(fin, "92", "EXCH").flatMap((field) => readRate(field, findings)),
    ...(daysAccrued !== undefined && { daysAccrued }),
    safekeeping: safekeeping.length > 0 ? safekeeping : around.safekeeping,
  };
}

/** The places of safekeeping that a sequence names itself. */
export function placesOf(sequence: Sequence): string[] {
  return qualified(sequence, "94", "SAFE").map(({ value }) => value);
}

/** The safekeeping account that a sequence names: option B puts a code before it. */
export function accountOf(sequence: Sequence): { readonly line: number; readonly id: string } | undefined {
  const [field] = qualified(sequence, "97", "SAFE");
  if (field === undefined) return undefined;
  const id = field.tag === "97B" ? field.value.replace(/^[A-Z0-9]{4}\//u, "") : field.value;
  return { line: field.line, id: id.replaceAll(/\s/gu, "") };
}

/** :35B: holds `ISIN `, the ISIN, then other identification and the name, each on lines of its own. */
function readSecurity(fin: Sequence, findings: HoldingsFindings): Pick<Position, "isin" | "otherIds" | "description"> {
  const [field, second] = qualified(fin, "35");
  if (second !== undefined) repeated(second, findings);
  if (field === undefined) {
    missing(fin, ":35B:", findings);
    return { otherIds: [] };
  }
  const [first = "", ...rest] = field.value.split("\n");
  const isin = /^ISIN\s*(.*)$/u.exec(first)?.[1];
  if (isin !== undefined) findings.isin(isin, field.line);
  const lines = (isin === undefined ? [first, ...rest] : rest).filter((line) => line !== "");
  const others = lines.filter((line) => /^\/[A-Z0-9]{2,4}\/./u.test(line));
  const prose = lines.filter((line) => !others.includes(line)).join(" ");
  if (isin === undefined && others.length === 0) {
    malformed(field, "an ISIN or another identification (/US/...)", findings);
  }
  return {
    ...(isin !== undefined && { isin }),
    otherIds: others.map((line) => line.slice(1)),
    ...(prose !== "" && { description: prose }),
  };
}

function readSubBalance(part: Sequence, denomination: string | undefined, findings: HoldingsFindings): SubBalance[] {
  const [safekeeping] = placesOf(part);
  return qualified(part, "93").flatMap((field) => {
    const read = readQuantity(field, denomination, findings);
    if (read === undefined) return [];
    const place = safekeeping === undefined ? {} : { safekeeping };
    return [{ line: field.line, type: field.qualifier, ...read, ...place }];
  });
}

function readValue(field: QualifiedField, findings: HoldingsFindings): HoldingValue[] {
  const amount = readAmount(field, findings);
  return amount === undefined ? [] : [{ kind: field.qualifier, ...amount }];
}

/** `AUD/EUR/0,59949`. */
function readRate(field: QualifiedField, findings: HoldingsFindings): ExchangeRate[] {
  const [, from = "", to = "", digits = ""] = /^([A-Z]{3})\/([A-Z]{3})\/([0-9]+,[0-9]*)$/u.exec(field.value) ?? [];
  const number = readSwiftNumber(digits);
  if (number !== undefined) return [{ line: field.line, ...number, from, to }];
  malformed(field, "two currencies and a rate (AUD/EUR/0,59949)", findings);
  return [];
}

function readDays(fin: Sequence, findings: HoldingsFindings): number | undefined {
  const [field] = qualified(fin, "99", "DAAC");
  if (field === undefined) return undefined;
  const [, sign = "", digits] = /^(N?)([0-9]{3})$/u.exec(field.value) ?? [];
  if (digits !== undefined) return Number(digits) * (sign === "N" ? -1 : 1);
  malformed(field, "three digits, N before a negative number", findings);
  return undefined;
}

function repeated(field: QualifiedField, findings: HoldingsFindings): void {
  const element = field.qualifier === "" ? `:${field.tag}:` : `:${field.tag}::${field.qualifier}`;
  findings.add("STATEMENT_ELEMENT_REPEATED", field.line, { element, count: 2 });
}

function missing(sequence: Sequence, element: string, findings: HoldingsFindings): void {
  findings.add("STATEMENT_ELEMENT_MISSING", sequence.line, { element: `${sequence.name} ${element}` });
}
