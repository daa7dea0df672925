import type { IsoDate } from "../../money/dates.js";
import { noInputs } from "../../reserves/inputs.js";
import type { AccountInput } from "../../reserves/register.js";
import type { PrintedBookings, PrintedDay, PrintedHoldings, PrintedPosition } from "./printers/printedFiles.js";

/** The coins of the demo. */
export type DemoCurrency = "HKD" | "USD";

/** The day whose statements close, a Monday; the snapshot is taken on the next one. Banks and accounts are made up. */
export const CLOSED: IsoDate = "2026-11-23";
export const NEXT: IsoDate = "2026-11-24";

const bank = { bic: "ATPRHKHHXXX", account: "012875004567001", currency: "HKD" };
const secondBank = { bic: "HBRDHKHHXXX", account: "388-114920-838", currency: "HKD" };
const dollarBank = { bic: "ATPRUS33XXX", account: "4410098812", currency: "USD" };
const custodian = "CUSDHKHHXXX";

/** The register: two banks and a custodian of the HKD reserve, a bank and the same custodian of the USD reserve. */
export const demoAccounts: readonly AccountInput[] = [
  { ...bank, custodian: "Demo Bank (Hong Kong)", trustReference: "TRUST-HKD-1" },
  { ...secondBank, custodian: "Harbour Demo Bank", trustReference: "TRUST-HKD-2" },
  { ...safe("SAFE-HKD-01", "HKD"), trustReference: "TRUST-HKD-3" },
  { ...dollarBank, custodian: "Demo Bank (New York)", trustReference: "TRUST-USD-1" },
  { ...safe("SAFE-USD-01", "USD"), trustReference: "TRUST-USD-2" },
];

function safe(account: string, currency: DemoCurrency): Omit<AccountInput, "trustReference"> {
  const who = { bic: custodian, custodian: "Demo Custody (Asia)", custodianType: "trust-company" };
  return { ...who, account, currency, holds: "securities" };
}

/** The credits the story speaks of, by the bank's reference. */
export const credits = {
  first: "AB26112300000017",
  second: "AB26112300000018",
  unminted: "AB26112300000019",
  noon: "AB26112400000004",
  dollars: "NY26112300000031",
} as const;

/** The HKD camt.053: 500,000.00 of the issuer's own money, three customers' credits. */
export const bankDay: PrintedDay = {
  account: bank,
  id: `STMT-${CLOSED}`,
  number: 226,
  date: CLOSED,
  opening: 500_000_00n,
  entries: [
    { reference: credits.first, endToEndId: "INV-2026-1181", party: "Kowloon Trading Ltd", minor: 1_000_000_00n },
    { reference: credits.second, endToEndId: "TOPUP-77", party: "Harbour Retail Ltd", minor: 250_000_00n },
    { reference: credits.unminted, endToEndId: "SUBS-0093", party: "Lantau Capital Ltd", minor: 75_000_50n },
  ],
};

/** The HKD MT940 of the second bank. */
export const secondBankDay: PrintedDay = {
  account: secondBank,
  id: "HB20261123",
  number: 226,
  date: CLOSED,
  opening: 400_000_00n,
  entries: [{ reference: "HB26112300000003", endToEndId: "PEAK-0042", party: "Peak Ventures Ltd", minor: 120_000_00n }],
};

/** A credit booked the next morning, after the close: the camt.054 that advises it. */
export const noonAdvice: PrintedBookings = {
  account: bank,
  id: `ADV-${NEXT}-1`,
  number: 1,
  date: NEXT,
  entries: [{ reference: credits.noon, endToEndId: "TOPUP-78", party: "Harbour Retail Ltd", minor: 60_000_00n }],
};

/** The USD camt.053. */
export const dollarDay: PrintedDay = {
  account: dollarBank,
  id: `NY-${CLOSED}`,
  number: 226,
  date: CLOSED,
  opening: 400_000_00n,
  entries: [{ reference: credits.dollars, endToEndId: "WIRE-5512", party: "Kowloon Trading Ltd", minor: 150_000_00n }],
};

const exchangeFundBill = { isin: "HK0000912607", name: "Exchange Fund Bill 91 days", currency: "HKD" };
const treasuryBill = { isin: "US9127972639", name: "United States Treasury Bill 13 weeks", currency: "USD" };
const longBill = { isin: "US9127972746", name: "United States Treasury Bill 26 weeks", currency: "USD" };

/** The custodian's semt.002 for the HKD coin: 300,000 of the Exchange Fund Bill are pledged. */
export const hongKongHoldings: PrintedHoldings = {
  ...holdings("SAFE-HKD-01", "CH20261123"),
  positions: [
    { ...exchangeFundBill, face: 2_000_000_00n, pledged: 300_000_00n },
    { ...treasuryBill, face: 100_000_00n, pledged: 0n },
  ],
};

/** Its MT535 for the USD coin: one of the two bills runs longer than the policy allows. */
export const dollarHoldings: PrintedHoldings = {
  ...holdings("SAFE-USD-01", "CU20261123"),
  positions: [
    { ...treasuryBill, face: 500_000_00n, pledged: 0n },
    { ...longBill, face: 200_000_00n, pledged: 0n },
  ],
};

function holdings(account: string, id: string): Omit<PrintedHoldings, "positions"> {
  return { custodian, account, id, date: CLOSED };
}

/** What neither bank nor custodian delivers: what the securities are, their prices, the day's rate. */
export const demoInputs = {
  schema: noInputs.schema,
  instruments: [
    bill(exchangeFundBill, "hk-exchange-fund-bill", "HKMA", "2027-02-17"),
    bill(treasuryBill, "us-treasury-bill", "US Treasury", "2027-02-18"),
    bill(longBill, "us-treasury-bill", "US Treasury", "2027-05-20"),
  ],
  prices: [
    { isin: exchangeFundBill.isin, price: "99.2875", source: "Demo Pricing", date: CLOSED },
    { isin: treasuryBill.isin, price: "98.9125", source: "Demo Pricing", date: CLOSED },
    { isin: longBill.isin, price: "98.1040", source: "Demo Pricing", date: CLOSED },
  ],
  rates: [{ base: "USD", quote: "HKD", bid: "7.7812", ask: "7.7832", source: "HKAB", date: NEXT }],
  agreements: [],
} as const;

function bill(
  { isin, currency }: Pick<PrintedPosition, "isin" | "currency">,
  category: string,
  issuer: string,
  maturity: IsoDate,
) {
  return { isin, class: "bill", category, issuer, currency, maturity } as const;
}

/** Which line of each reserve must not be counted, and by which rule. */
export const refusedRules = { HKD: "B5.free", USD: "B4.tenor" } as const;
