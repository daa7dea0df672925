import { AbiCoder, keccak256 } from "ethers";
import { AtparError } from "../errors/AtparError.js";
import { clip } from "../money/clip.js";
import { findCurrency } from "../money/currencies.js";
import { dateFromNumber, type DateNumber } from "../money/dates.js";
import { isBic } from "./bic.js";

/** The parts of a credit that make it itself, the same in every format a bank may report it in. */
export interface DepositParts {
  /** BIC of the account's bank, 11 capitals, from the register of accounts. */
  readonly bic11: string;
  /** IBAN or account number, without spaces. */
  readonly account: string;
  /** ISO 4217 code. */
  readonly currency: string;
  /** Minor units, above zero. */
  readonly minorUnits: bigint;
  /** The day it was booked, yyyymmdd. */
  readonly bookingDate: DateNumber;
  /** The bank's own reference, or NONREF. */
  readonly reference: string;
  /** Place, from 0, among credits of one closing statement that are alike in all else. */
  readonly ordinal: number;
}

const types = ["string", "string", "string", "uint256", "uint32", "string", "uint32"];
const UINT32_MAX = 0xffff_ffff;

/**
 * The on-chain name of a credit, which can be minted once only: keccak256 of the ABI encoding of its parts, in the
 * order of {@link DepositParts}. Permanent format. Nothing is normalised here: a part in another spelling is refused.
 * @returns 32 bytes as 0x and 64 hex digits.
 * @throws AtparError STATEMENT_DEPOSIT_FIELD naming the part.
 */
export function depositRef(parts: DepositParts): string {
  checkParts(parts);
  const { bic11, account, currency, minorUnits, bookingDate, reference, ordinal } = parts;
  const values = [bic11, account, currency, minorUnits, bookingDate, reference, ordinal];
  return keccak256(AbiCoder.defaultAbiCoder().encode(types, values));
}

function checkParts(parts: DepositParts): void {
  const { bic11, account, currency, minorUnits, bookingDate, reference, ordinal } = parts;
  demand("bic11", bic11, isBic(bic11) && bic11.length === 11, "11 capitals, ISO 9362; an 8-character BIC gets XXX");
  demand("account", account, /^[!-~]{1,64}$/u.test(account), "1 to 64 ASCII characters without spaces");
  demand("currency", currency, findCurrency(currency) !== undefined, "an active ISO 4217 code");
  demand("minorUnits", minorUnits, minorUnits > 0n && minorUnits < 1n << 112n, "above zero, below 2^112");
  demand("bookingDate", bookingDate, isDateNumber(bookingDate), "a date of the calendar as yyyymmdd");
  demand("reference", reference, isReference(reference), "1 to 140 printable characters, none around it a space");
  const isOrdinal = Number.isInteger(ordinal) && ordinal >= 0 && ordinal <= UINT32_MAX;
  demand("ordinal", ordinal, isOrdinal, "a whole number from 0, 32 bits");
}

/** True if `text` can be the reference of a credit as it stands. */
export function isReference(text: string): boolean {
  return text.length <= 140 && /^[^\p{C}\p{Z}](?:[^\p{C}\p{Zl}\p{Zp}]*[^\p{C}\p{Z}])?$/u.test(text);
}

function isDateNumber(date: DateNumber): boolean {
  if (!Number.isInteger(date)) return false;
  try {
    dateFromNumber(date);
    return true;
  } catch {
    return false;
  }
}

function demand(field: string, value: string | bigint | number, good: boolean, rule: string): void {
  if (!good) throw new AtparError("STATEMENT_DEPOSIT_FIELD", { field, text: clip(value.toString()), rule });
}
