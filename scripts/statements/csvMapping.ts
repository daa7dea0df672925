import { z } from "zod";
import { AtparError } from "../errors/AtparError.js";
import { clip } from "../money/clip.js";
import { findCurrency } from "../money/currencies.js";
import { isBic } from "./bic.js";

/** What a column of a file of positions can say. */
export const holdingsFields = [
  ...["account", "statementId", "statementDate", "isin", "otherId", "description", "place"],
  ...["quantity", "quantityType", "denomination", "available", "notAvailable", "blocked", "pending"],
  ...["price", "priceCurrency", "priceDate", "holdingValue", "valueCurrency", "accruedInterest"],
] as const;

/** What a column of a file of account entries can say. */
export const cashFields = [
  ...["account", "currency", "statementId", "bookingDate", "valueDate", "amount", "direction", "credit", "debit"],
  ...["balance", "opening", "closing", "entryRef", "bankRef", "endToEndId", "debtorName", "debtorAccount"],
  ...["remittance"],
] as const;

/** A column that is known and not needed. */
const IGNORED = "ignored";

const text = z.string().min(1).max(140);
const currency = z.string().refine((code) => findCurrency(code) !== undefined, "not an active ISO 4217 currency");
const bic = z.string().refine(isBic, "not a BIC (8 or 11 capitals and digits)");
const oneCharacter = z.string().length(1);

const common = {
  schema: z.literal("atpar.csv-mapping/1"),
  /** Who writes such files, for people. */
  source: text,
  delimiter: oneCharacter.default(","),
  quote: oneCharacter.default('"'),
  /** Between whole and fraction. */
  decimal: z.enum([".", ","]).default("."),
  /** Between groups of three digits, where the source writes them. */
  thousands: z.enum(["", ",", ".", " ", "'"]).default(""),
  /** Where the sign of a negative number stands. */
  negative: z.enum(["before", "after", "parentheses"]).default("before"),
  /** yyyy, mm and dd with what stands between them: `dd/mm/yyyy`. */
  date: z
    .string()
    .regex(/^(?:yyyy[-./]?mm[-./]?dd|dd[-./]?mm[-./]?yyyy|mm[-./]?dd[-./]?yyyy)$/u)
    .default("yyyy-mm-dd"),
};

const holdingsMapping = z.strictObject({
  ...common,
  kind: z.literal("holdings"),
  constants: z
    .strictObject({
      account: text,
      bic,
      statementDate: z.iso.date(),
      quantityType: z.enum(["UNIT", "FAMT"]),
      denomination: currency,
      priceCurrency: currency,
      priceType: z.enum(["PRCT", "ACTU"]),
      valueCurrency: currency,
      basis: z.enum(["TRAD", "SETT", "CONT"]),
    })
    .partial()
    .default({}),
  /** What the source writes for units and for face amounts. */
  quantityTypes: z.strictObject({ UNIT: z.array(text), FAMT: z.array(text) }).optional(),
  /** Every column of the file, by its heading. */
  columns: z.record(z.string(), z.enum([...holdingsFields, IGNORED])),
});

const cashMapping = z.strictObject({
  ...common,
  kind: z.literal("cash"),
  constants: z.strictObject({ account: text, bic, currency }).partial().default({}),
  /** Which row is the first of the period; needed for a running balance. */
  order: z.enum(["oldest first", "newest first"]).default("oldest first"),
  /** What the source writes in the column of the direction. */
  directions: z.strictObject({ credit: z.array(text).min(1), debit: z.array(text).min(1) }).optional(),
  columns: z.record(z.string(), z.enum([...cashFields, IGNORED])),
});

const mappingSchema = z.discriminatedUnion("kind", [holdingsMapping, cashMapping]);

/** How one source writes its CSV files. */
export type CsvMapping = z.infer<typeof mappingSchema>;
export type HoldingsMapping = z.infer<typeof holdingsMapping>;
export type CashMapping = z.infer<typeof cashMapping>;
export type HoldingsField = (typeof holdingsFields)[number];
export type CashField = (typeof cashFields)[number];

/**
 * Reads a mapping.
 * @param json - the file's text.
 * @param file - its name, for messages.
 * @throws AtparError CSV_MAPPING_INVALID with everything that is wrong with it.
 */
export function parseMapping(json: string, file: string): CsvMapping {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new AtparError("CSV_MAPPING_INVALID", { file, problem: clip((error as Error).message) }, { cause: error });
  }
  const read = mappingSchema.safeParse(value);
  const problems = read.success
    ? faults(read.data)
    : read.error.issues.map(({ path, message }) => `${path.join(".") || "the whole"}: ${message}`);
  const [first] = problems;
  if (read.success && first === undefined) return read.data;
  const errors = problems.map((problem) => new AtparError("CSV_MAPPING_INVALID", { file, problem: clip(problem) }));
  throw new AtparError(
    "CSV_MAPPING_INVALID",
    { file, problem: first ?? "" },
    { violations: errors.map(({ code, message }) => ({ code, message })) },
  );
}

/** What the schema alone cannot say. */
function faults(mapping: CsvMapping): string[] {
  const fields = Object.values(mapping.columns).filter((field) => field !== IGNORED) as string[];
  const twice = new Set(fields.filter((field, index) => fields.indexOf(field) !== index && field !== "remittance"));
  const has = (field: string): boolean => fields.includes(field) || field in mapping.constants;
  const needs = (...alternatives: string[][]): string[] =>
    alternatives.some((set) => set.every(has))
      ? []
      : [`columns: ${alternatives.map((set) => set.join(" and ")).join(", or ")} must be mapped`];
  const found = [...twice].map((field) => `columns: ${field} is mapped twice`);
  if (mapping.decimal === mapping.thousands) found.push("thousands: is the decimal separator too");
  if (mapping.delimiter === mapping.quote) found.push("quote: is the delimiter too");
  if (mapping.kind === "holdings") {
    found.push(...needs(["account"]), ...needs(["statementDate"]), ...needs(["isin"], ["otherId"]));
    found.push(...needs(["quantity"]), ...needs(["quantityType"]));
    if (has("holdingValue") || has("accruedInterest")) found.push(...needs(["valueCurrency"]));
    if (fields.includes("quantityType") && mapping.quantityTypes === undefined) {
      found.push("quantityTypes: is needed where a column gives the type");
    }
    if (has("price") && !has("priceType")) found.push("constants.priceType: is needed where there are prices");
    return found;
  }
  found.push(...needs(["account"]), ...needs(["currency"]), ...needs(["bookingDate"]));
  found.push(...needs(["amount"], ["credit", "debit"]));
  found.push(...needs(["opening", "closing"], ["balance"]));
  if (has("amount") && (has("credit") || has("debit"))) found.push("columns: amount stands beside credit or debit");
  if (fields.includes("direction") !== (mapping.directions !== undefined)) {
    found.push("directions: goes with a column of the direction");
  }
  return found;
}
