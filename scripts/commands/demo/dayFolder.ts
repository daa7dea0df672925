import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";

import { parseInputs, type ReserveInputs } from "../../reserves/inputs.js";
import type { HoldingsResult } from "../../statements/holdingsResult.js";
import { isHoldingsFile, readHoldingsFile } from "../../statements/readHoldingsFile.js";
import { readStatementFile } from "../../statements/readStatementFile.js";
import type { Delivered } from "../delivered.js";
import { statementFiles } from "../files.js";
import {
  bankDay,
  demoInputs,
  dollarDay,
  dollarHoldings,
  hongKongHoldings,
  NEXT,
  noonAdvice,
  secondBankDay,
  type DemoCurrency,
} from "./day.js";
import { printCamt053, printIntraday } from "./printers/camt.js";
import { printSemt002 } from "./printers/semt002.js";
import { printMt535, printMt940 } from "./printers/swift.js";

/** The bank file that the last scene changes. */
export const CHANGED_FILE = "demo-bank.camt053.xml";

/** What banks and custodian send, by coin and file name. */
const sent: Readonly<Record<DemoCurrency, readonly (readonly [name: string, text: string])[]>> = {
  HKD: [
    [CHANGED_FILE, printCamt053(bankDay)],
    ["demo-bank-noon.camt054.xml", printIntraday("camt.054", noonAdvice)],
    ["harbour-bank.mt940", printMt940(secondBankDay)],
    ["custody.semt002.xml", printSemt002(hongKongHoldings)],
  ],
  USD: [
    ["demo-bank.camt053.xml", printCamt053(dollarDay)],
    ["custody.mt535", printMt535(dollarHoldings)],
  ],
};

/** The day's folder as it was delivered: a folder for each coin, and the inputs beside them. */
export interface DayFolder {
  readonly folder: string;
  readonly inputs: ReserveInputs;
  readonly files: Readonly<Record<DemoCurrency, Delivered & { readonly folder: string }>>;
}

/** Writes the day's files below `parent` and reads them back. */
export async function deliverDay(parent: string): Promise<DayFolder> {
  const folder = join(parent, NEXT);
  for (const [currency, files] of Object.entries(sent)) {
    await mkdir(join(folder, currency), { recursive: true });
    for (const [name, text] of files) await writeFile(join(folder, currency, name), text);
  }
  const inputs = join(folder, "inputs.json");
  await writeFile(inputs, JSON.stringify(demoInputs, null, 2));
  const read = async (currency: DemoCurrency) => {
    const own = join(folder, currency);
    return { folder: own, ...(await readFolder(own)) };
  };
  return {
    folder,
    inputs: parseInputs(await readFile(inputs, "utf8"), basename(inputs)),
    files: { HKD: await read("HKD"), USD: await read("USD") },
  };
}

/** Reads every statement file of a folder; the content decides what each is. */
export async function readFolder(folder: string): Promise<Delivered> {
  const files = await statementFiles([folder]);
  const holdings: HoldingsResult[] = files.filter(isHoldingsFile).map((file) => readHoldingsFile(file));
  const statements = files.filter((file) => !isHoldingsFile(file)).map((file) => readStatementFile(file));
  return { statements, holdings };
}

/** A copy of a folder, with one amount of one file printed differently wherever its entry has it. */
export async function changedCopy(
  folder: string,
  copy: string,
  { was, is }: { readonly was: string; readonly is: string },
): Promise<string> {
  await cp(folder, copy, { recursive: true });
  const file = join(copy, CHANGED_FILE);
  const text = await readFile(file, "utf8");
  const entries = text.indexOf("<Ntry>");
  await writeFile(file, text.slice(0, entries) + text.slice(entries).replaceAll(`>${was}<`, `>${is}<`));
  return copy;
}
