import { ExitCode, type ErrorGroup } from "./group.js";

export const moneyErrors = {
  MONEY_CURRENCY_UNKNOWN: {
    exit: ExitCode.Input,
    message: "{code} is not an active ISO 4217 currency",
    help: "Write the three capital letters, HKD or USD for instance; the list is scripts/money/iso4217.ts.",
  },
  MONEY_CURRENCY_NO_MINOR_UNIT: {
    exit: ExitCode.Input,
    message: "{code} has no minor unit in ISO 4217, so no amount can be written in it",
    help: "Metals, units of account and test codes cannot be held on an account here.",
  },
  MONEY_AMOUNT_MALFORMED: {
    exit: ExitCode.Input,
    message: '"{text}" is not an amount in {currency}',
    help: "Digits and at most one point, with a digit on each side of it: 1234.50. No sign, space, comma or exponent.",
  },
  MONEY_AMOUNT_NEGATIVE: {
    exit: ExitCode.Input,
    message: '"{text}" is negative: an amount in {currency} has no sign',
    help: "Amounts are never negative; the command says which way the money goes.",
  },
  MONEY_AMOUNT_DECIMALS: {
    exit: ExitCode.Input,
    message: '"{text}" has {decimals} decimals, {currency} has {allowed}',
    help: "Nothing is rounded: write the amount with no more decimals than it may have.",
  },
  MONEY_AMOUNT_TOO_LARGE: {
    exit: ExitCode.Input,
    message: '"{text}" in {currency} is more than {limit}, the most that a ledger word can hold',
    help: "The coin's ledger holds 112 bits; check the amount.",
  },
  MONEY_UNITS_NOT_WHOLE: {
    exit: ExitCode.Input,
    message: "{units} token units are not a whole number of {currency} minor units: {remainder} token units remain",
    help: "A bank cannot pay a part of its smallest unit; nothing is rounded.",
  },
  MONEY_DATE_MALFORMED: {
    exit: ExitCode.Input,
    message: '"{text}" is not a calendar date',
    help: "Write year-month-day, 2026-11-23, or the same eight digits where a number is wanted.",
  },
  MONEY_CALENDAR_RANGE: {
    exit: ExitCode.Input,
    message: "{date} is outside the Hong Kong business-day table, which covers {first} to {last}",
    help: "Add the gazetted general holidays of the year to scripts/money/hongKongHolidays.ts.",
  },
  MONEY_TIME_RANGE: {
    exit: ExitCode.Input,
    message: "{seconds} is not a time in whole seconds since 1970 that can be written as a date",
    help: "Times are unix seconds, UTC; milliseconds are not.",
  },
} as const satisfies ErrorGroup;
