import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readCsvCash } from "../../scripts/statements/csvCash.js";
import { readCsvHoldings } from "../../scripts/statements/csvHoldings.js";
import { parseMapping, type CashMapping, type HoldingsMapping } from "../../scripts/statements/csvMapping.js";
import type { HoldingsResult } from "../../scripts/statements/holdingsResult.js";
import type { ReadResult } from "../../scripts/statements/readResult.js";
import { bytesOf } from "./holdingsFixture.js";

const folder = join(import.meta.dirname, "../fixtures/statements");
const read = (name: string): string => readFileSync(join(folder, name), "utf8");

export const holdingsPath = join(folder, "holdings.csv");
export const holdingsMappingPath = join(folder, "holdings.csv-mapping.json");
export const holdingsCsv = read("holdings.csv");
export const holdingsJson = JSON.parse(read("holdings.csv-mapping.json")) as Record<string, unknown>;
export const cashPath = join(folder, "cash.csv");
export const cashMappingPath = join(folder, "cash.csv-mapping.json");
export const cashCsv = read("cash.csv");
export const cashJson = JSON.parse(read("cash.csv-mapping.json")) as Record<string, unknown>;

export function readHoldingsCsv(text: string | Uint8Array, change: Record<string, unknown> = {}): HoldingsResult {
  const mapping = parseMapping(JSON.stringify({ ...holdingsJson, ...change }), "mapping.json") as HoldingsMapping;
  return readCsvHoldings(bytesOf(text), "test.csv", mapping);
}

export function readCashCsv(text: string | Uint8Array, change: Record<string, unknown> = {}): ReadResult {
  const mapping = parseMapping(JSON.stringify({ ...cashJson, ...change }), "mapping.json") as CashMapping;
  return readCsvCash(bytesOf(text), "test.csv", mapping);
}
