import { ExitCode, type ErrorGroup } from "./group.js";

const custodian = "Ask the custodian for the file again; never correct a statement by hand.";

/** Faults of statements of holdings. `{place}` is file and line. */
export const holdingsErrors = {
  HOLDINGS_MESSAGE_UNKNOWN: {
    exit: ExitCode.Input,
    message:
      "{place}: {found} is no statement of holdings that Atpar reads (semt.002.001.03 to .12, MT535, mapped CSV)",
    help: "Ask the custodian for one of these. A CSV file needs the mapping of its source (--mapping).",
  },
  HOLDINGS_MESSAGE_EMPTY: {
    exit: ExitCode.Input,
    message: "{place}: the file holds no statement of holdings",
    help: custodian,
  },
  HOLDINGS_MESSAGE_MALFORMED: {
    exit: ExitCode.Input,
    message: "{place}: not a SWIFT message: {problem}",
    help: custodian,
  },
  HOLDINGS_SEQUENCE_BROKEN: {
    exit: ExitCode.Input,
    message: "{place}: sequence {sequence}: {problem}",
    help: custodian,
  },
  HOLDINGS_FIELD_MALFORMED: {
    exit: ExitCode.Input,
    message: '{place}: {field} "{text}" is not {format}',
    help: custodian,
  },
  HOLDINGS_CANCELLATION: {
    exit: ExitCode.Input,
    message: "{place}: statement {statement} takes an earlier one back ({function})",
    help: "A cancellation proves no holdings. Ask the custodian for the statement that replaces it.",
  },
  HOLDINGS_ISIN_INVALID: {
    exit: ExitCode.Input,
    message: "{place}: {isin} is no ISIN: its shape or check digit is wrong",
    help: "Only an anonymised sample may have such ISINs, and is looked at with --anonymised-sample.",
  },
  HOLDINGS_POSITION_REPEATED: {
    exit: ExitCode.Input,
    message: "{place}: {security} on account {account} at {safekeeping} stands in line {line} already",
    help: "The same holding would count twice. Ask the custodian for a corrected statement.",
  },
  HOLDINGS_VALUE_CONTRADICTS: {
    exit: ExitCode.Input,
    message: "{place}: {security}: {value} in {currency} is {second} here and {first} in line {line}",
    help: custodian,
  },
  HOLDINGS_QUANTITY_CONTRADICTS: {
    exit: ExitCode.Input,
    message:
      "{place}: {security}: available {available} + not available {notAvailable} is not the aggregate {aggregate}",
    help: "The standards say that they should add up. Ask the custodian what is really free.",
  },
  HOLDINGS_TOTAL_CONTRADICTS: {
    exit: ExitCode.Input,
    message: "{place}: statement {statement}: {total} says {stated} {currency}, its positions give {counted}",
    help: custodian,
  },
  HOLDINGS_ACTIVITY_CONTRADICTS: {
    exit: ExitCode.Input,
    message: "{place}: statement {statement}: the activity flag is {flag}, and there are {count} positions",
    help: custodian,
  },
} as const satisfies ErrorGroup;
