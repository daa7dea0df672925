import { findCurrency } from "../money/currencies.js";
import { isIsoDate, type IsoDate } from "../money/dates.js";
import { exactToMinor, readExact, signed, type ExactDecimal } from "./exactDecimal.js";
import type { Price, Quantity } from "./holdings.js";
import type { HoldingsFindings } from "./holdingsFindings.js";
import type { QualifiedField } from "./swiftSequences.js";

/** Characters of a number, its comma counted: 15d, of digital tokens 30d. */
const LENGTH = 15;
const TOKEN_LENGTH = 30;

const NUMBER = "a number (digits with one decimal comma, N before a negative one)";

/** `1000,` or `N12,5` as the standard writes it: the comma is always there. */
export function readSwiftNumber(text: string, length = LENGTH): ExactDecimal | undefined {
  const match = /^(N?)([0-9]+,[0-9]*)$/u.exec(text);
  const [, sign = "", digits = ""] = match ?? [];
  const number = digits.length > length ? undefined : readExact(digits, ",");
  return number && signed(number, sign === "N");
}

/** `FAMT/N1000,` of option B, `FAMT/AVAI/1000,` of option C. */
export function readQuantity(
  field: QualifiedField,
  denomination: string | undefined,
  findings: HoldingsFindings,
): { readonly quantity: Quantity; readonly available?: boolean } | undefined {
  const [type = "", ...rest] = field.value.split("/");
  const availability = rest.length === 2 ? rest[0] : undefined;
  const number =
    rest.length > 2 ? undefined : readSwiftNumber(rest.at(-1) ?? "", field.tag === "93F" ? TOKEN_LENGTH : LENGTH);
  if (!/^[A-Z0-9]{4}$/u.test(type) || number === undefined) {
    malformed(field, `a quantity code, a slash and ${NUMBER}`, findings);
    return undefined;
  }
  const currency = type === "FAMT" || type === "AMOR" ? denomination : undefined;
  return {
    quantity: { line: field.line, ...number, type, ...(currency !== undefined && { currency }) },
    ...(availability === "AVAI" && { available: true }),
    ...(availability === "NAVL" && { available: false }),
  };
}

/** `[N]EUR12,50`. */
export function readAmount(
  field: QualifiedField,
  findings: HoldingsFindings,
): { line: number; amountMinor: bigint; currency: string } | undefined {
  const [, sign = "", currency = "", digits = ""] = /^(N?)([A-Z]{3})(.*)$/su.exec(field.value) ?? [];
  const number = readSwiftNumber(digits);
  if (number === undefined || digits.startsWith("N")) {
    malformed(field, `a currency and ${NUMBER}`, findings);
    return undefined;
  }
  const element = nameOf(field);
  const known = findCurrency(currency);
  if (known === undefined) {
    findings.add("STATEMENT_CURRENCY_UNKNOWN", field.line, { element, currency });
    return undefined;
  }
  const minor = exactToMinor(signed(number, sign === "N"), known.exponent);
  if (minor !== undefined) return { line: field.line, amountMinor: minor, currency };
  const figures = { element, text: field.value, decimals: number.scale, currency, allowed: known.exponent };
  findings.add("STATEMENT_AMOUNT_DECIMALS", field.line, figures);
  return undefined;
}

/** `PRCT/98,5` of option A, `ACTU/EUR54,6` of option B; option E says that the price is not known. */
export function readPrice(
  field: QualifiedField,
  date: IsoDate | undefined,
  findings: HoldingsFindings,
): Price | undefined {
  if (field.tag === "90E") return undefined;
  const [, type = "", currency = "", digits = ""] = /^([A-Z0-9]{4})\/([A-Z]{3})?(.*)$/su.exec(field.value) ?? [];
  const number = readSwiftNumber(digits);
  if (number === undefined || (field.tag === "90A") !== (currency === "")) {
    malformed(field, "a price as 90A (PRCT/98,5) or 90B (ACTU/EUR54,6) write it", findings);
    return undefined;
  }
  if (currency !== "" && findCurrency(currency) === undefined) {
    findings.add("STATEMENT_CURRENCY_UNKNOWN", field.line, { element: nameOf(field), currency });
    return undefined;
  }
  return {
    line: field.line,
    ...number,
    kind: field.qualifier,
    type,
    ...(currency !== "" && { currency }),
    ...(date !== undefined && { date }),
  };
}

/** `20261120` of option A, `20261120235959` and more of options C and E. */
export function readDate(
  field: QualifiedField,
  findings: HoldingsFindings,
): { readonly date: IsoDate; readonly at?: string } | undefined {
  const [, year, month, day, hour, minute, second] =
    /^([0-9]{4})([0-9]{2})([0-9]{2})(?:([01][0-9]|2[0-3])([0-5][0-9])([0-5][0-9]))?(?:[,/].*)?$/su.exec(field.value) ??
    [];
  const date = `${year ?? ""}-${month ?? ""}-${day ?? ""}`;
  if (isIsoDate(date) && (field.tag === "98A") === (hour === undefined)) {
    return hour === undefined ? { date } : { date, at: `${date}T${hour}:${minute ?? ""}:${second ?? ""}` };
  }
  findings.add("STATEMENT_DATE_MALFORMED", field.line, { element: nameOf(field), text: field.value });
  return undefined;
}

/** How a field is named in messages: `:93B::AGGR`. */
export function nameOf({ tag, qualifier }: QualifiedField): string {
  return qualifier === "" ? `:${tag}:` : `:${tag}::${qualifier}`;
}

export function malformed(field: QualifiedField, format: string, findings: HoldingsFindings): void {
  findings.add("HOLDINGS_FIELD_MALFORMED", field.line, { field: nameOf(field), text: field.value, format });
}
