import { getAddress, isAddress } from "ethers";
import { z } from "zod";

import { isIsoDate, type IsoDate } from "../money/dates.js";

/** A bigint of either sign (minor units, token units) as a decimal string. */
export const signedText = z.codec(z.string().regex(/^(0|-?[1-9][0-9]*)$/u), z.bigint(), {
  decode: (text) => BigInt(text),
  encode: (amount) => amount.toString(),
});

/** 32 bytes as 0x and 64 lower-case hex digits. */
export const hash32 = z.string().regex(/^0x[0-9a-f]{64}$/u);

/** A SHA-256 of a file or journal entry, lower-case hex without 0x. */
export const sha256Text = z.string().regex(/^[0-9a-f]{64}$/u);

/** A checksummed address: one spelling only, since these texts are hashed. */
export const addressText = z
  .string()
  .refine((text) => isAddress(text) && getAddress(text) === text, "not a checksummed address");

/** A calendar date, `yyyy-mm-dd`. */
export const isoDate = z.custom<IsoDate>((text) => typeof text === "string" && isIsoDate(text), "not a calendar date");

/** ISO 4217 code by its shape. */
export const currencyText = z.string().regex(/^[A-Z]{3}$/u);

/** Basis points, 0 to 10,000 (a haircut). */
export const haircutPoints = z.int().min(0).max(10_000);

/** A number of a policy, price or rate above 0, as decimal text: at most 12 digits on either side of the point. */
export const decimalText = z
  .string()
  .regex(/^(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,12})?$/u)
  .refine((text) => /[1-9]/u.test(text), "not above 0");

/** What is wrong with outside text, one line. */
export function schemaProblem(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues.map((issue) => `${issue.path.join(".") || "the whole"}: ${issue.message}`).join("; ");
  }
  return error instanceof Error ? error.message : String(error);
}
