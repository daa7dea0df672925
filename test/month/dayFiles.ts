import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { DemoCurrency } from "../../scripts/commands/demo/day.js";
import { readFolder } from "../../scripts/commands/demo/dayFolder.js";
import { printCamt053, printIntraday } from "../../scripts/commands/demo/printers/camt.js";
import type { PrintedDay, PrintedHoldings } from "../../scripts/commands/demo/printers/printedFiles.js";
import { printSemt002 } from "../../scripts/commands/demo/printers/semt002.js";
import { printMt535, printMt940 } from "../../scripts/commands/demo/printers/swift.js";
import type { Delivered } from "../../scripts/commands/delivered.js";
import type { IsoDate } from "../../scripts/money/dates.js";
import { dateNumber } from "../../scripts/money/dates.js";
import { parseInputs, type ReserveInputs } from "../../scripts/reserves/inputs.js";
import { accountsOf } from "./accounts.js";
import { priceOf, priceText } from "./bills.js";
import type { BusinessDay } from "./business.js";

/** What banks and custodian say of one day, before it is printed. */
export interface DayContent {
  readonly banks: readonly [PrintedDay, PrintedDay];
  readonly holdings: PrintedHoldings;
}

/** Texts by file name. */
export type DayFiles = ReadonlyMap<string, string>;

export function contentOf(currency: DemoCurrency, day: BusinessDay): DayContent {
  const { banks, custodian, safe } = accountsOf[currency];
  const { date, number, openings, bookings, bills } = day;
  const bank = (place: 0 | 1): PrintedDay => ({
    account: banks[place],
    id: `${currency}${place}${dateNumber(date)}`,
    number,
    date,
    opening: openings[place],
    entries: bookings.filter((one) => one.bank === place).map(({ entry }) => entry),
  });
  const positions = bills.map((bill) => ({ ...bill, name: "Bill" }));
  const holdings = { custodian, account: safe, id: `S${currency}${dateNumber(date)}`, date, positions };
  return { banks: [bank(0), bank(1)], holdings };
}

/** The first bank sends camt.053, the second MT940; the custodian semt.002 for HKD, MT535 for USD. */
export function printDay(currency: DemoCurrency, { banks, holdings }: DayContent): Map<string, string> {
  const { date } = holdings;
  return new Map([
    [`${date}-bank.camt053.xml`, printCamt053(banks[0])],
    [`${date}-bank.mt940`, printMt940(banks[1])],
    currency === "HKD"
      ? [`${date}-custody.semt002.xml`, printSemt002(holdings)]
      : [`${date}-custody.mt535`, printMt535(holdings)],
  ]);
}

/** The report of noon: camt.054 for HKD, camt.052 for USD. */
export function printNoon(currency: DemoCurrency, { date, noon }: BusinessDay): DayFiles {
  if (noon === undefined) return new Map();
  const [account] = accountsOf[currency].banks;
  const id = `N${currency}${dateNumber(date)}`;
  const kind = currency === "HKD" ? "camt.054" : "camt.052";
  const text = printIntraday(kind, { account, id, number: 1, date, entries: [noon.booking.entry] });
  return new Map([[`${date}-noon.${kind}.xml`, text]]);
}

/** Writes files into a folder and has them read back. */
export async function deliver(folder: string, files: DayFiles): Promise<Delivered> {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  return readFolder(folder);
}

/** The inputs for holdings: every bill, at the prices of a day. */
export function inputsOf({ bills }: Pick<BusinessDay, "bills">, priced: IsoDate): ReserveInputs {
  const inputs = {
    schema: "atpar.reserve-inputs/1",
    instruments: bills.map(({ isin, currency, maturity }) => ({
      ...{ isin, class: "bill", currency, maturity },
      category: currency === "HKD" ? "hk-exchange-fund-bill" : "us-treasury-bill",
      issuer: currency === "HKD" ? "HKMA" : "US Treasury",
    })),
    prices: bills.map((bill) => {
      return { isin: bill.isin, price: priceText(priceOf(bill, priced)), source: "Month", date: priced };
    }),
    rates: [],
    agreements: [],
  };
  return parseInputs(JSON.stringify(inputs), "inputs.json");
}
