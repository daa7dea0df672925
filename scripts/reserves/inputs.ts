import { z } from "zod";

import { AtparError } from "../errors/AtparError.js";
import { amountText } from "../journal/amountText.js";
import { isIsin } from "../statements/isin.js";
import { currencyText, decimalText, isoDate, schemaProblem, sha256Text } from "./figureText.js";
import { isLower } from "./decimalFactor.js";
import { assetClass } from "./policy.js";

const isin = z.string().refine(isIsin, "not an ISIN (ISO 6166), or its check digit is wrong");
/** Printable text without a blank around it. */
const name = z
  .string()
  .max(140)
  .regex(/^\S(?:.*\S)?$/u)
  .refine((text) => text.isWellFormed(), "broken characters");

/** What a security is. */
const instrument = z.strictObject({
  isin,
  class: assetClass.extract(["bill", "fund", "other"]),
  /** What the policy's `categories` speak of: `us-treasury-bill`, `hk-exchange-fund-bill`, `government-money-fund` ... */
  category: name,
  issuer: name,
  currency: currencyText,
  /** The day a bill is redeemed. */
  maturity: isoDate.optional(),
});

/** A market price: percent of face of a bill, an amount for one unit of a fund. */
const price = z.strictObject({ isin, price: decimalText, source: name, date: isoDate });

/** What one unit of `base` costs in `quote`. */
const rate = z
  .strictObject({
    base: currencyText,
    quote: currencyText,
    bid: decimalText,
    ask: decimalText,
    source: name,
    date: isoDate,
  })
  .refine(({ bid, ask }) => !isLower(ask, bid), "the bid is above the ask")
  .refine(({ base, quote }) => base !== quote, "one currency");

/** A term deposit or reverse repo, which no statement format carries: its terms, and the confirmation they stand in. */
const agreement = z
  .strictObject({
    class: assetClass.extract(["deposit", "repo"]),
    bic11: z.string().regex(/^[A-Z0-9]{11}$/u),
    /** The registered account that it is held on. */
    account: z.string().min(1).max(64),
    /** The bank's reference: one agreement has one. */
    reference: name,
    counterparty: name,
    currency: currencyText,
    /** Minor units. */
    principal: amountText,
    /** Percent a year, simple interest; none where it is absent. */
    interest: decimalText.optional(),
    /** Days of the year that interest is reckoned by. */
    yearDays: z.literal([360, 365]),
    start: isoDate,
    maturity: isoDate,
    /** Securities received under a repo: face in minor units of their currency. */
    collateral: z.array(z.strictObject({ isin, face: amountText })),
    /** SHA-256 of the counterparty's confirmation. */
    confirmation: sha256Text,
  })
  .refine(({ start, maturity }) => start < maturity, "it matures before it begins")
  .refine(({ interest = "0" }) => !isLower("100", interest), "interest above 100 % a year");

function areUnique(keys: readonly string[]): boolean {
  return new Set(keys).size === keys.length;
}

/** What a valuation needs that no bank or custodian delivers as a statement. */
export const inputsSchema = z.strictObject({
  schema: z.literal("atpar.reserve-inputs/1"),
  instruments: z.array(instrument).refine((all) => areUnique(all.map((one) => one.isin)), "an ISIN occurs twice"),
  prices: z.array(price).refine((all) => areUnique(all.map((one) => one.isin)), "a price occurs twice"),
  rates: z.array(rate).refine((all) => areUnique(all.map(({ base, quote }) => base + quote)), "a rate occurs twice"),
  agreements: z
    .array(agreement)
    .refine((all) => areUnique(all.map(agreementKey)), "an agreement occurs twice")
    .refine((all) => areUnique(all.map((one) => one.confirmation)), "a confirmation occurs twice"),
});

export type ReserveInputs = z.output<typeof inputsSchema>;
export type Instrument = ReserveInputs["instruments"][number];
export type Agreement = ReserveInputs["agreements"][number];

/** What names an agreement: a bank, whatever its branches, and its reference. */
export function agreementKey({ bic11, reference }: { readonly bic11: string; readonly reference: string }): string {
  return `${bic11.slice(0, 8)}:${reference}`;
}

export const noInputs: ReserveInputs = {
  schema: "atpar.reserve-inputs/1",
  instruments: [],
  prices: [],
  rates: [],
  agreements: [],
};

/** @throws AtparError RESERVE_INPUTS_MALFORMED. */
export function parseInputs(text: string, file: string): ReserveInputs {
  try {
    return z.decode(inputsSchema, JSON.parse(text) as z.input<typeof inputsSchema>);
  } catch (error) {
    throw new AtparError("RESERVE_INPUTS_MALFORMED", { file, problem: schemaProblem(error) }, { cause: error });
  }
}
