import { findCurrency } from "../money/currencies.js";
import type { ElementReader } from "./elementReader.js";
import type { Findings } from "./findings.js";
import { printedToMinor, readPrinted } from "./printedAmount.js";

/** An amount: the figure as printed and, where its currency allows, in minor units. */
export interface PrintedMoney {
  readonly line: number;
  /** The figure times 10^18, whatever its currency. */
  readonly scaled: bigint;
  /** As printed; empty where the attribute is missing. */
  readonly currency: string;
  /** Minor units, not negative; absent where currency or decimals are wrong. */
  readonly minor?: bigint;
}

/** Reads an Amt element. @returns undefined, with a finding, where there is no figure. */
export function readMoney(
  amt: ElementReader,
  parent: string,
  findings: Findings,
  name = "Amt",
): PrintedMoney | undefined {
  const { line, text } = amt;
  const element = `${parent}/${name}`;
  const currency = amt.element.attribute("Ccy") ?? "";
  if (currency === "") findings.add("STATEMENT_ELEMENT_MISSING", line, { element: `${element} Ccy` });
  return readPrintedMoney({ line, element, text, currency }, findings);
}

/** An amount where a file prints it. */
interface AmountPlace {
  readonly line: number;
  /** For messages. */
  readonly element: string;
  readonly text: string;
  /** Empty where it is missing, which is for the caller to say. */
  readonly currency: string;
}

/**
 * Reads an amount of `currency`. @returns undefined, with a finding, where there is no figure.
 * @param decimal - the text with a decimal point, where it is printed with another mark.
 */
export function readPrintedMoney(
  { line, element, text, currency }: AmountPlace,
  findings: Findings,
  decimal = text,
): PrintedMoney | undefined {
  const printed = readPrinted(decimal);
  const known = findCurrency(currency);
  if (currency !== "" && known === undefined) findings.add("STATEMENT_CURRENCY_UNKNOWN", line, { element, currency });
  if (printed === undefined) {
    findings.add("STATEMENT_AMOUNT_MALFORMED", line, { element, text });
    return undefined;
  }
  const money = { line, scaled: printed.scaled, currency };
  if (known === undefined) return money;
  const minor = printedToMinor(printed, known.exponent);
  if (minor !== undefined) return { ...money, minor };
  const figures = { element, text, decimals: printed.decimals, currency, allowed: known.exponent };
  findings.add("STATEMENT_AMOUNT_DECIMALS", line, figures);
  return money;
}
