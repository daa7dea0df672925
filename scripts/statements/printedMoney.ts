import { findCurrency } from "../money/currencies.js";
import type { ElementReader } from "./elementReader.js";
import type { Findings } from "./findings.js";
import { printedToMinor, readPrinted } from "./printedAmount.js";

/** An Amt element: the figure as printed and, where its currency allows, in minor units. */
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
export function readMoney(amt: ElementReader, parent: string, findings: Findings): PrintedMoney | undefined {
  const element = `${parent}/Amt`;
  const printed = readPrinted(amt.text);
  const code = amt.element.attributes.get("Ccy") ?? "";
  const known = findCurrency(code);
  if (code === "") findings.add("STATEMENT_ELEMENT_MISSING", amt.line, { element: `${element} Ccy` });
  else if (known === undefined) findings.add("STATEMENT_CURRENCY_UNKNOWN", amt.line, { element, currency: code });
  if (printed === undefined) {
    findings.add("STATEMENT_AMOUNT_MALFORMED", amt.line, { element, text: amt.text });
    return undefined;
  }
  const money = { line: amt.line, scaled: printed.scaled, currency: code };
  if (known === undefined) return money;
  const minor = printedToMinor(printed, known.exponent);
  if (minor !== undefined) return { ...money, minor };
  const figures = { element, text: amt.text, decimals: printed.decimals, currency: code, allowed: known.exponent };
  findings.add("STATEMENT_AMOUNT_DECIMALS", amt.line, figures);
  return money;
}
