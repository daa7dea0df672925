import { createHash } from "node:crypto";
import { clip } from "../money/clip.js";
import { CsvCells } from "./csvCells.js";
import type { HoldingsMapping } from "./csvMapping.js";
import { readCsvRows } from "./csvRows.js";
import { fileText } from "./fileText.js";
import type { HoldingValue, Position, Price, Quantity, SubBalance } from "./holdings.js";
import { startHoldings, type HoldingsDraft } from "./holdingsDraft.js";
import { HoldingsFindings } from "./holdingsFindings.js";
import { defaultHoldingsOptions, type HoldingsOptions, type HoldingsResult } from "./holdingsResult.js";
import { settleHoldings } from "./holdingsRules.js";

/**
 * Reads a CSV file of positions by the mapping of its source: one row a position, the rows of one account and day a
 * statement. Whatever is wrong with the content is gathered, not thrown.
 * @param bytes - the file as delivered.
 * @param file - its name, for messages.
 */
export function readCsvHoldings(
  bytes: Uint8Array,
  file: string,
  mapping: HoldingsMapping,
  { limits, anonymisedSample }: HoldingsOptions = defaultHoldingsOptions,
): HoldingsResult {
  const findings = new HoldingsFindings(file, limits.violations, anonymisedSample);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const text = fileText(bytes, limits, findings);
  const table = text === undefined ? undefined : readCsvRows(text, mapping, limits, findings);
  const drafts = new Map<string, HoldingsDraft>();
  for (const row of table?.rows ?? []) {
    if (table === undefined) break;
    const cells = new CsvCells(row, mapping, table, findings);
    const account = cells.required("account")?.replaceAll(/\s/gu, "") ?? "";
    const date = cells.required("statementDate") === undefined ? undefined : cells.date("statementDate");
    const id = cells.text("statementId") ?? date ?? "";
    const key = JSON.stringify([account, date, id]);
    const draft =
      drafts.get(key) ?? startHoldings({ kind: "CSV", messageVersion: "CSV", file, sha256, line: row.line });
    if (!drafts.has(key)) {
      const { bic, basis } = mapping.constants;
      draft.complete = true;
      draft.id = id;
      draft.account = { line: row.line, id: account, ...(bic !== undefined && { servicerBic: bic }) };
      if (date !== undefined) draft.date = date;
      if (basis !== undefined) draft.basis = basis;
      drafts.set(key, draft);
    }
    draft.positions.push(readRow(cells, mapping, findings));
  }
  const statements = settleHoldings([...drafts.values()], findings);
  for (const column of table?.ignored ?? []) {
    findings.ignore({ line: 1, statement: "", what: `column "${clip(column)}"`, reason: "the mapping says so" });
  }
  const { violations, warnings, ignored } = findings;
  return { file, sha256, bytes: bytes.length, statements, violations, warnings, ignored };
}

function readRow(cells: CsvCells, mapping: HoldingsMapping, findings: HoldingsFindings): Position {
  const { line } = cells.row;
  const isin = cells.text("isin");
  if (isin !== undefined) findings.isin(isin, line);
  const otherId = cells.text("otherId");
  if (isin === undefined && otherId === undefined) cells.required("isin");
  const description = cells.text("description");
  const denomination = cells.text("denomination") === undefined ? undefined : cells.currency("denomination");
  const place = cells.text("place");
  const type = readType(cells, mapping);
  const quantityOf = (field: string): Quantity | undefined => {
    const number = cells.number(field);
    if (number === undefined || type === undefined) return undefined;
    const currency = type === "FAMT" ? denomination : undefined;
    return { line, ...number, type, ...(currency !== undefined && { currency }) };
  };
  cells.required("quantity");
  const [quantity, available, notAvailable] = ["quantity", "available", "notAvailable"].map(quantityOf);
  const parts: readonly (readonly [string, string])[] = [
    ["BLOK", "blocked"],
    ["PEND", "pending"],
  ];
  const subBalances = parts.flatMap(([name, field]): SubBalance[] => {
    const part = quantityOf(field);
    return part === undefined ? [] : [{ line, type: name, quantity: part }];
  });
  return {
    line,
    ...(isin !== undefined && { isin }),
    otherIds: otherId === undefined ? [] : [otherId],
    ...(description !== undefined && { description }),
    ...(denomination !== undefined && { denomination }),
    ...(quantity !== undefined && { quantity }),
    ...(available !== undefined && { available }),
    ...(notAvailable !== undefined && { notAvailable }),
    subBalances,
    prices: readPrice(cells, mapping),
    values: [...readValue(cells, "HOLD", "holdingValue"), ...readValue(cells, "ACRU", "accruedInterest")],
    exchangeRates: [],
    safekeeping: place === undefined ? [] : [place],
  };
}

function readType(cells: CsvCells, { quantityTypes, constants }: HoldingsMapping): string | undefined {
  if (quantityTypes === undefined) return constants.quantityType;
  const text = cells.required("quantityType");
  if (text === undefined) return undefined;
  if (quantityTypes.UNIT.includes(text)) return "UNIT";
  if (quantityTypes.FAMT.includes(text)) return "FAMT";
  cells.malformed("quantityType", text, "one of the mapping's quantityTypes");
  return undefined;
}

function readPrice(cells: CsvCells, { constants }: HoldingsMapping): Price[] {
  const number = cells.number("price");
  if (number === undefined || constants.priceType === undefined) return [];
  const currency = constants.priceType === "ACTU" ? cells.currency("priceCurrency") : undefined;
  const date = cells.date("priceDate");
  const price = { line: cells.row.line, ...number, kind: "MRKT", type: constants.priceType };
  return [{ ...price, ...(currency !== undefined && { currency }), ...(date !== undefined && { date }) }];
}

function readValue(cells: CsvCells, kind: string, field: string): HoldingValue[] {
  const number = cells.number(field);
  const currency = number === undefined ? undefined : cells.currency("valueCurrency");
  if (number === undefined || currency === undefined) return [];
  const amountMinor = cells.minor(field, number, currency);
  return amountMinor === undefined ? [] : [{ line: cells.row.line, kind, amountMinor, currency }];
}
