import { z } from "zod";

import { AtparError } from "../errors/AtparError.js";
import { amountText } from "../journal/amountText.js";
import { canonicalJson } from "../journal/canonicalJson.js";
import { hongKongDate, nextBusinessDay } from "../money/businessDays.js";
import type { Break } from "./break.js";
import type { ChainPosition } from "./chainPosition.js";
import { addressText, currencyText, hash32, isoDate, signedText } from "./figureText.js";

/** Bank and chain at odds in one place. */
export const breakSchema = z.strictObject({
  /** Code of the error catalogue. */
  code: z.string(),
  message: z.string(),
  file: z.string().nullable(),
  line: z.int().nullable(),
  /** BIC11, a colon and the account number. */
  account: z.string().nullable(),
  statement: z.string().nullable(),
  /** Token units; negative of a debit. */
  amount: signedText,
  since: isoDate,
});

/** What an issuer hands its supervisor when bank and chain do not agree (rule D3). It names accounts: it is not public. */
export const incidentSchema = z.strictObject({
  schema: z.literal("atpar.reserve-incident/1"),
  currency: currencyText,
  /** Seconds, UTC: the time of the snapshot that was not taken. */
  asOf: amountText,
  breaks: z.array(breakSchema),
  /** What must stop until the breaks are cured: every mint of the coin, and for good those of the deposits named. */
  stop: z.strictObject({
    mints: z.literal("all"),
    coins: z.array(z.strictObject({ chainId: amountText, token: addressText })),
    deposits: z.array(hash32),
  }),
  actions: z.array(z.strictObject({ what: z.string(), rule: z.string(), due: isoDate })),
});

export type Incident = z.output<typeof incidentSchema>;

/** Thrown where a snapshot halts; {@link incident} is what the incident file says. */
export class BreakError extends AtparError<"RESERVE_BREAK"> {
  readonly incident: Incident;

  constructor(incident: Incident, breaks: readonly Break[]) {
    const { currency, asOf } = incident;
    const figures = { currency, day: hongKongDate(asOf), count: breaks.length, first: breaks[0]?.message ?? "" };
    const violations = breaks.map(({ code, message, line }) => ({
      code,
      message,
      ...(line !== undefined && { line }),
    }));
    super("RESERVE_BREAK", figures, { violations });
    this.incident = incident;
  }
}

/** The incident that breaks are. */
export function incidentOf(
  currency: string,
  asOf: bigint,
  chains: readonly ChainPosition[],
  breaks: readonly Break[],
): Incident {
  const day = hongKongDate(asOf);
  return {
    schema: "atpar.reserve-incident/1",
    currency,
    asOf,
    breaks: breaks.map(({ code, message, file, line, account, statement, amount, since }) => {
      const place = { file: file ?? null, line: line ?? null, account: account ?? null, statement: statement ?? null };
      return { code, message, ...place, amount, since };
    }),
    stop: {
      mints: "all",
      coins: chains.map(({ chainId, token }) => ({ chainId, token })),
      deposits: [...new Set(breaks.flatMap(({ deposits }) => deposits))].sort(),
    },
    actions: [
      { what: "pause issuance of the coin", rule: "D3", due: day },
      { what: "report the difference to the supervisor", rule: "D3", due: day },
      { what: "explain or correct each entry, and take the snapshot again", rule: "D1", due: nextBusinessDay(day) },
    ],
  };
}

/** The incident as it is written to disk: canonical JSON (RFC 8785). */
export function incidentText(incident: Incident): string {
  return canonicalJson(z.encode(incidentSchema, incident));
}
