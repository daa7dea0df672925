import { addDays } from "../../scripts/money/dates.js";
import { madeUpIsin } from "./bills.js";
import type { BusinessDay } from "./business.js";
import { contentOf, inputsOf, printDay } from "./dayFiles.js";
import {
  bank,
  content,
  fileOf,
  firstAmount,
  hasEntries,
  texts,
  type FaultDay,
  type FaultyDelivery,
  type Place,
} from "./faultyDelivery.js";

/** Something wrong with what is delivered on a day. */
export interface DeliveryFault {
  readonly name: string;
  /** The error's code, a violation's, `rule B1.price` where a line fails it, or the figure that does not follow. */
  readonly found: string;
  /** Whether the day has what the fault is planted into. */
  readonly fits?: (day: BusinessDay) => boolean;
  readonly plant: (day: FaultDay) => FaultyDelivery;
}

/** Every way in which a delivery goes wrong that is planted in the month. */
export const deliveryFaults: readonly DeliveryFault[] = [
  {
    name: "an amount changed in the camt.053",
    found: "STATEMENT_NOT_FOOTING",
    fits: hasEntries(0),
    plant: firstAmount(0),
  },
  {
    name: "an amount changed in the MT940",
    found: "STATEMENT_NOT_FOOTING",
    fits: hasEntries(1),
    plant: firstAmount(1),
  },
  {
    name: "a gapped sequence number",
    found: "RESERVE_SEQUENCE_GAPPED",
    plant: bank(0, (day) => ({ ...day, number: day.number + 1 })),
  },
  {
    name: "a repeated sequence number",
    found: "RESERVE_SEQUENCE_REPEATED",
    plant: bank(1, (day) => ({ ...day, number: day.number - 1 })),
  },
  {
    name: "an opening balance that is not yesterday's closing",
    found: "RESERVE_OPENING_DIFFERS",
    plant: bank(1, (day) => ({ ...day, opening: day.opening + 1_000_00n })),
  },
  {
    name: "an account that is not registered",
    found: "RESERVE_ACCOUNT_UNKNOWN",
    plant: bank(0, (day) => ({ ...day, account: { ...day.account, account: "999000111" } })),
  },
  {
    name: "a cash account's number on the custodian's statement",
    found: "RESERVE_ACCOUNT_KIND",
    plant: content(({ banks, holdings }) => {
      const [{ account }] = banks;
      return { banks, holdings: { ...holdings, custodian: account.bic, account: account.account } };
    }),
  },
  {
    name: "an entry in another currency",
    found: "STATEMENT_CURRENCY_MISMATCH",
    fits: hasEntries(0),
    plant: texts((files, { currency }) => {
      const [name, text] = fileOf(files, "camt053");
      const entry = text.indexOf("<Ntry>");
      const changed = text.slice(entry).replace(`Ccy="${currency}"`, 'Ccy="EUR"');
      files.set(name, text.slice(0, entry) + changed);
    }),
  },
  {
    name: "one file twice under two names",
    found: "RESERVE_STATEMENT_DUPLICATE",
    plant: texts((files) => files.set("again.mt940", fileOf(files, "mt940")[1])),
  },
  {
    name: "yesterday's statement under a new name in place of today's",
    found: "RESERVE_DATES_DIFFER",
    plant: texts((files, { currency, before }) => {
      const yesterday = printDay(currency, contentOf(currency, before));
      files.set(fileOf(files, "camt053")[0], fileOf(yesterday, "camt053")[1]);
    }),
  },
  {
    name: "yesterday's statement again, changed under its Id",
    found: "RESERVE_STATEMENT_CHANGED",
    plant: texts((files, { currency, before }) => {
      const { banks, holdings } = contentOf(currency, before);
      const changed = { ...banks[1], opening: banks[1].opening + 1n };
      files.set("yesterday.mt940", fileOf(printDay(currency, { banks: [banks[0], changed], holdings }), "mt940")[1]);
    }),
  },
  {
    name: "yesterday's holdings again, changed under their Id",
    found: "RESERVE_STATEMENT_CHANGED",
    plant: texts((files, { currency, before }) => {
      const { banks, holdings } = contentOf(currency, before);
      const [first, ...rest] = holdings.positions;
      const changed = { ...holdings, positions: [{ ...first!, face: first!.face + 100n }, ...rest] };
      const [name, text] = fileOf(printDay(currency, { banks, holdings: changed }), "custody");
      files.set(name, text);
    }),
  },
  {
    name: "a holding that grew though nothing was bought",
    found: "position ",
    fits: ({ bookings }) => bookings.every(({ kind }) => kind !== "purchase"),
    plant: content(({ banks, holdings }) => {
      const [first, ...rest] = holdings.positions;
      return { banks, holdings: { ...holdings, positions: [{ ...first!, face: first!.face + 50_000_00n }, ...rest] } };
    }),
  },
  {
    name: "a holding that shrank though nothing was sold",
    found: "position ",
    fits: ({ bookings }) => bookings.every(({ kind }) => kind !== "maturity"),
    plant: content(({ banks, holdings }) => {
      const [first, ...rest] = holdings.positions;
      return { banks, holdings: { ...holdings, positions: [{ ...first!, face: first!.face - 50_000_00n }, ...rest] } };
    }),
  },
  {
    name: "a security that the inputs do not know",
    found: "RESERVE_INSTRUMENT_UNKNOWN",
    plant: content(({ banks, holdings }, { currency }) => {
      const [first, ...rest] = holdings.positions;
      return {
        banks,
        holdings: { ...holdings, positions: [{ ...first!, isin: madeUpIsin(currency, 9001) }, ...rest] },
      };
    }),
  },
  {
    name: "a truncated camt.053",
    found: "STATEMENT_TRUNCATED",
    plant: texts((files) => {
      const [name, text] = fileOf(files, "camt053");
      files.set(name, text.slice(0, Math.floor(text.length * 0.7)));
    }),
  },
  {
    name: "a truncated MT940",
    found: "STATEMENT_TRUNCATED",
    plant: texts((files) => {
      const [name, text] = fileOf(files, "mt940");
      files.set(name, text.slice(0, text.indexOf(":62F:")));
    }),
  },
  {
    name: "a bank's statement missing",
    found: "RESERVE_STATEMENT_ABSENT",
    plant: texts((files) => files.delete(fileOf(files, "mt940")[0])),
  },
  {
    name: "the custodian's statement missing",
    found: "RESERVE_STATEMENT_ABSENT",
    plant: texts((files) => files.delete(fileOf(files, "custody")[0])),
  },
  {
    name: "a debit that nobody explained",
    found: "RESERVE_ENTRY_UNEXPLAINED",
    plant: bank(0, (day) => {
      const debit = { reference: "UNKNOWN-DEBIT", endToEndId: "E2E-UNKNOWN", party: "Party Ltd", minor: -1_234_56n };
      return { ...day, entries: [...day.entries, debit] };
    }),
  },
  {
    name: "a redemption paid a cent too high",
    found: "RESERVE_ENTRY_UNEXPLAINED",
    fits: ({ bookings }) => bookings.some(({ kind }) => kind === "redemption"),
    plant: content(({ banks, holdings }, { day }) => {
      const { bank: place, entry } = day.bookings.find(({ kind }) => kind === "redemption")!;
      const change = (one: (typeof banks)[Place], which: Place) => {
        const entries = one.entries.map((each) =>
          each.reference === entry.reference ? { ...each, minor: each.minor - 1n } : each,
        );
        return which === place ? { ...one, entries } : one;
      };
      return { banks: [change(banks[0], 0), change(banks[1], 1)], holdings };
    }),
  },
  {
    name: "a transfer that does not arrive",
    found: "RESERVE_ENTRY_UNEXPLAINED",
    fits: ({ bookings }) => bookings.some(({ kind }) => kind === "transfer"),
    plant: content(({ banks, holdings }, { day }) => {
      const arrival = day.bookings.find(({ kind, entry }) => kind === "transfer" && entry.minor > 0n)!;
      const without = (one: (typeof banks)[Place]) => ({
        ...one,
        entries: one.entries.filter((each) => each !== arrival.entry),
      });
      return { banks: [without(banks[0]), without(banks[1])], holdings };
    }),
  },
  {
    name: "noon's credit not in the day's statement",
    found: "RESERVE_INTRADAY_UNSETTLED",
    fits: ({ noon }) => noon !== undefined,
    plant: bank(0, (one, { day }) => ({
      ...one,
      entries: one.entries.filter((each) => each !== day.noon!.booking.entry),
    })),
  },
  {
    name: "a missing price",
    found: "rule B1.price",
    plant: ({ currency, day }) => {
      const inputs = inputsOf(day, day.date);
      return {
        files: printDay(currency, contentOf(currency, day)),
        inputs: { ...inputs, prices: inputs.prices.slice(1) },
      };
    },
  },
  {
    name: "stale prices",
    found: "rule B1.price",
    plant: ({ currency, day }) => {
      return { files: printDay(currency, contentOf(currency, day)), inputs: inputsOf(day, addDays(day.date, -6)) };
    },
  },
];
