import { z } from "zod";

/** A bigint of zero or more (minor units, token units, wei, block number) as a decimal string in a journal body. */
export const amountText = z.codec(z.string().regex(/^(0|[1-9][0-9]*)$/u), z.bigint().nonnegative(), {
  decode: (text) => BigInt(text),
  encode: (amount) => amount.toString(),
});
