import { ExitCode, type ErrorGroup } from "./group.js";

const bank = "Ask the bank for the file again; never correct a statement by hand.";
const limits = "No bank's statement comes near this limit; look at what the file really is.";

/** Faults of statement files. `{place}` is file and line; a fault of one statement also names its Id. */
export const statementErrors = {
  STATEMENT_FILE_UNREADABLE: {
    exit: ExitCode.Input,
    message: "{file} cannot be read: {problem}",
    help: "Check the path and its permissions.",
  },
  STATEMENT_REFUSED: {
    exit: ExitCode.Input,
    message: "{file} is refused for {count} violations; the first: {first}",
    help: "Nothing of the file was imported. Ask the bank for a corrected statement; never correct one by hand.",
  },
  STATEMENT_TOO_MANY_VIOLATIONS: {
    exit: ExitCode.Input,
    message: "{place}: more than {limit} violations; the rest are not listed",
    help: bank,
  },
  STATEMENT_EMPTY: { exit: ExitCode.Input, message: "{place}: the file is empty", help: bank },
  STATEMENT_TOO_LARGE: {
    exit: ExitCode.Input,
    message: "{place}: {bytes} bytes, the limit is {limit}",
    help: "Ask the bank to deliver in smaller files, or raise the limit.",
  },
  STATEMENT_NOT_UTF8: { exit: ExitCode.Input, message: "{place}: not UTF-8: {problem}", help: bank },
  STATEMENT_XML_MALFORMED: { exit: ExitCode.Input, message: "{place}: malformed XML: {problem}", help: bank },
  STATEMENT_TRUNCATED: { exit: ExitCode.Input, message: "{place}: the file ends too early: {problem}", help: bank },
  STATEMENT_XML_DOCTYPE: {
    exit: ExitCode.Input,
    message: "{place}: a document type declaration, which no statement has",
    help: "It can make a reader fetch or expand what it should not. Treat the file as hostile.",
  },
  STATEMENT_XML_ENTITY: {
    exit: ExitCode.Input,
    message: "{place}: an entity that XML itself does not define: {problem}",
    help: "It can make a reader fetch or expand what it should not. Treat the file as hostile.",
  },
  STATEMENT_XML_DEPTH: {
    exit: ExitCode.Input,
    message: "{place}: elements nested more than {limit} deep",
    help: limits,
  },
  STATEMENT_XML_TEXT_LENGTH: {
    exit: ExitCode.Input,
    message: "{place}: a piece of text of more than {limit} characters",
    help: limits,
  },
  STATEMENT_XML_TOO_MANY: { exit: ExitCode.Input, message: "{place}: more than {limit} {what}", help: limits },
  STATEMENT_MESSAGE_UNKNOWN: {
    exit: ExitCode.Input,
    message:
      "{place}: {found} is no message that Atpar reads (camt.052, .053 and .054, versions 02 to 13; MT940, MT942, MT950)",
    help: "Ask the bank for camt.053 or MT940, the end-of-day statement; camt.052, camt.054 or MT942 in the course of it.",
  },
  STATEMENT_MESSAGE_EMPTY: {
    exit: ExitCode.Input,
    message: "{place}: a {message} message without a statement",
    help: bank,
  },
  STATEMENT_ELEMENT_MISSING: { exit: ExitCode.Input, message: "{place}: {element} is missing", help: bank },
  STATEMENT_ELEMENT_REPEATED: {
    exit: ExitCode.Input,
    message: "{place}: {element} occurs {count} times, it may occur once",
    help: bank,
  },
  STATEMENT_MT_MALFORMED: {
    exit: ExitCode.Input,
    message: "{place}: malformed SWIFT message: {problem}",
    help: bank,
  },
  STATEMENT_FIELD_MALFORMED: {
    exit: ExitCode.Input,
    message: '{place}: field :{tag}: "{text}" is not {format}',
    help: bank,
  },
  STATEMENT_FIELD_UNKNOWN: {
    exit: ExitCode.Input,
    message: "{place}: field :{tag}: is none of {message}'s, and may hold a balance or an entry",
    help: bank,
  },
  STATEMENT_AMOUNT_MALFORMED: {
    exit: ExitCode.Input,
    message:
      '{place}: {element} "{text}" is not an amount (digits and one decimal mark, at most 18 digits, no minus sign)',
    help: bank,
  },
  STATEMENT_AMOUNT_DECIMALS: {
    exit: ExitCode.Input,
    message: '{place}: {element} "{text}" has {decimals} decimals, {currency} has {allowed}',
    help: bank,
  },
  STATEMENT_CURRENCY_UNKNOWN: {
    exit: ExitCode.Input,
    message: "{place}: {element} is in {currency}, which is not an active ISO 4217 currency with a minor unit",
    help: bank,
  },
  STATEMENT_CURRENCY_MISMATCH: {
    exit: ExitCode.Input,
    message: "{place}: {element} of {amount} is in {currency}, the account is in {accountCurrency} (from {source})",
    help: "Atpar reads accounts of one currency. Ask the bank to state the account in it.",
  },
  STATEMENT_DIRECTION_UNKNOWN: {
    exit: ExitCode.Input,
    message: '{place}: {element} is "{text}", neither CRDT nor DBIT',
    help: bank,
  },
  STATEMENT_STATUS_UNKNOWN: {
    exit: ExitCode.Input,
    message: '{place}: entry status "{text}" is none of BOOK, PDNG, INFO, FUTR',
    help: bank,
  },
  STATEMENT_INDICATOR_MALFORMED: {
    exit: ExitCode.Input,
    message: '{place}: {element} is "{text}", neither true nor false',
    help: bank,
  },
  STATEMENT_DATE_MALFORMED: {
    exit: ExitCode.Input,
    message: '{place}: {element} "{text}" is not a date of the calendar',
    help: bank,
  },
  STATEMENT_NUMBER_MALFORMED: {
    exit: ExitCode.Input,
    message: '{place}: {element} "{text}" is not a whole number',
    help: bank,
  },
  STATEMENT_IBAN_INVALID: {
    exit: ExitCode.Input,
    message: "{place}: {element} {iban} is no IBAN: its shape or check digits are wrong",
    help: bank,
  },
  STATEMENT_BIC_MALFORMED: {
    exit: ExitCode.Input,
    message: "{place}: {bic} is no BIC (4 letters or digits, 2 letters, 2 or 5 letters or digits)",
    help: bank,
  },
  STATEMENT_BALANCE_MISSING: {
    exit: ExitCode.Input,
    message: "{place}: statement {statement} has no {balance}",
    help: "A day is proved by its opening and closing booked balances. Ask the bank for a full statement.",
  },
  STATEMENT_BALANCE_CONTRADICTS: {
    exit: ExitCode.Input,
    message: "{place}: statement {statement}: balance {type} is {second} here and {first} ({firstType}) in line {line}",
    help: bank,
  },
  STATEMENT_NOT_FOOTING: {
    exit: ExitCode.Input,
    message:
      "{place}: statement {statement} does not foot: opening {opening} + booked entries {entries} = {expected}, " +
      "closing {closing}, difference {difference} (as printed)",
    help: bank,
  },
  STATEMENT_CARRY_CONTRADICTS: {
    exit: ExitCode.Input,
    message:
      "{place}: statement {statement}: page {page} opens with {opening}, the page before it closes with {closing}",
    help: bank,
  },
  STATEMENT_SUMMARY_CONTRADICTS: {
    exit: ExitCode.Input,
    message: "{place}: statement {statement}: {element} says {stated}, the entries give {counted}",
    help: bank,
  },
  STATEMENT_PAGE_MISSING: {
    exit: ExitCode.Input,
    message: "{place}: {what} {id}: {problem}",
    help: "Ask the bank for all pages in one file.",
  },
  STATEMENT_ID_REPEATED: {
    exit: ExitCode.Input,
    message: "{place}: statement Id {statement} stands in line {line} already",
    help: bank,
  },
  STATEMENT_ENTRY_REPEATED: {
    exit: ExitCode.Input,
    message:
      "{place}: a {direction} of {amount} {currency} on {date} with the bank's reference {reference}, as in line {line}",
    help: "Two entries alike may be one, printed twice: ask the bank. A warning, as a day-end statement that foots needs both.",
  },
  STATEMENT_SEQUENCE_REPEATED: {
    exit: ExitCode.Input,
    message: "{place}: account {account}: sequence number {number} stands in line {line} already",
    help: bank,
  },
  STATEMENT_SEQUENCE_GAPPED: {
    exit: ExitCode.Input,
    message: "{place}: account {account}: sequence number {number} follows {previous} of line {line}",
    help: "A statement is missing between the two. Ask the bank for it.",
  },
  STATEMENT_DETAILS_CONTRADICT: {
    exit: ExitCode.Input,
    message: "{place}: the {count} details of the entry add up to {sum}, the entry is {amount}",
    help: bank,
  },
  STATEMENT_BATCH_CONTRADICTS: {
    exit: ExitCode.Input,
    message: "{place}: {element} says {stated}, the {count} details of the entry give {counted}",
    help: bank,
  },
  STATEMENT_BATCH_UNSPLITTABLE: {
    exit: ExitCode.Input,
    message: "{place}: a credit of {amount} {currency} made of {count} payments cannot be told apart: {problem}",
    help: "Ask the bank to book each payment singly, or to give amount and reference of each.",
  },
  STATEMENT_ACCOUNT_MISMATCH: {
    exit: ExitCode.Input,
    message: "{place}: statement {statement} is for {field} {found}, the registered account has {wanted}",
    help: "Choose the statement of the registered account, or register this account.",
  },
  STATEMENT_DEPOSIT_FIELD: {
    exit: ExitCode.Input,
    message: '{field} "{text}" cannot be part of a depositRef: {rule}',
    help: "A depositRef is kept for ever; its parts have one spelling only.",
  },
} as const satisfies ErrorGroup;
