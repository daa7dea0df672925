import { clip } from "../money/clip.js";
import type { IsoDate } from "../money/dates.js";
import type { ExactDecimal } from "./exactDecimal.js";
import type { Page } from "./statement.js";

/** Formats of statements of holdings that have a reader. */
export type HoldingsKind = "semt.002" | "MT535" | "CSV";

/** The securities on one safekeeping account at one moment, as the file says it. Lines count from 1 in the file. */
export interface HoldingsStatement {
  readonly kind: HoldingsKind;
  /** `semt.002.001.11`, `MT535` or `CSV`. */
  readonly messageVersion: string;
  readonly file: string;
  /** SHA-256 of the whole file, lower-case hex without 0x. */
  readonly sha256: string;
  readonly line: number;
  /** StmtId, :20C::SEME, or what the mapping names; empty where it is missing (then the file is refused). */
  readonly id: string;
  /** False where the file broke off inside the statement; no rule about the whole statement was applied then. */
  readonly complete: boolean;
  /** RptNb, :13a::STAT. */
  readonly number?: string;
  /** The last page, where pages of one file were joined. */
  readonly page?: Page & { readonly line: number };
  /** The day the holdings are of, as printed: no zone is applied. */
  readonly date?: IsoDate;
  /** Date and time as printed (98C: put in ISO form), where there is a time. */
  readonly at?: string;
  readonly account: SafekeepingAccount;
  /** TRAD (trade date), SETT (settled), CONT (contractual). */
  readonly basis?: string;
  /** COMP (whole) or DELT (changes only, which are no proof of what is held). */
  readonly updateType?: string;
  /** ActvtyInd, :17B::ACTI: whether there is anything to report. */
  readonly activity?: boolean;
  readonly positions: readonly Position[];
  /** Totals that the custodian states, of the page (HOLP) or the statement (HOLS). */
  readonly totals: readonly HoldingsTotal[];
}

/** True of a statement of all that is held; one of changes only (DELT) proves no holdings. */
export function isWhole({ updateType }: Pick<HoldingsStatement, "updateType">): boolean {
  return updateType === undefined || updateType === "COMP";
}

export interface SafekeepingAccount {
  readonly line: number;
  /** Without spaces; empty where it is missing (then the file is refused). */
  readonly id: string;
  /** BIC of the custodian, 8 or 11 characters as printed. */
  readonly servicerBic?: string;
}

/** One security on one account. */
export interface Position {
  readonly line: number;
  readonly isin?: string;
  /** Other identification: country or scheme, a slash, and the number (`US/912797AB1`). */
  readonly otherIds: readonly string[];
  readonly description?: string;
  /** The sub-safekeeping account, where the position is not on the account itself. */
  readonly account?: string;
  /** Currency that face amounts are in (DnmtnCcy, :11A::DENO). */
  readonly denomination?: string;
  /** The aggregate balance; negative where short. Absent where it could not be read (then the file is refused). */
  readonly quantity?: Quantity;
  readonly available?: Quantity;
  readonly notAvailable?: Quantity;
  readonly subBalances: readonly SubBalance[];
  readonly prices: readonly Price[];
  /** Holding value, accrued interest, book value; one for each currency the custodian states. */
  readonly values: readonly HoldingValue[];
  readonly exchangeRates: readonly ExchangeRate[];
  readonly daysAccrued?: number;
  /** Where the security is safekept, as printed: `NCSD/MNETHKH1`, `HK`. */
  readonly safekeeping: readonly string[];
}

/** A quantity as printed. */
export interface Quantity extends ExactDecimal {
  readonly line: number;
  /** UNIT, FAMT (face amount), AMOR (amortised), DITU (digital tokens), or the custodian's own code. */
  readonly type: string;
  /** Of a face amount, where the denomination is stated. */
  readonly currency?: string;
}

/** A part of the aggregate in some state: BLOK, PEND, PLED, AWAS, ... */
export interface SubBalance {
  readonly line: number;
  readonly type: string;
  readonly quantity: Quantity;
  /** Whether the part is free to use, where the custodian says so. */
  readonly available?: boolean;
  readonly safekeeping?: string;
}

export interface Price extends ExactDecimal {
  readonly line: number;
  /** MRKT, INDC, or the custodian's own code. */
  readonly kind: string;
  /** Of percentages PRCT, DISC, PREM, YIEL; of amounts ACTU, DISC, PREM. */
  readonly type: string;
  /** Present where the price is an amount. */
  readonly currency?: string;
  readonly date?: IsoDate;
}

export interface HoldingValue {
  readonly line: number;
  /** HOLD (holding value), ACRU (accrued interest), BOOK (book value), or another qualifier as printed. */
  readonly kind: string;
  /** Which currency it is stated in, where the format tells: the account's base or the instrument's. */
  readonly base?: "account" | "instrument";
  /** Minor units, negative where the custodian says so. */
  readonly amountMinor: bigint;
  readonly currency: string;
}

export interface ExchangeRate extends ExactDecimal {
  readonly line: number;
  readonly from: string;
  readonly to: string;
}

export interface HoldingsTotal {
  readonly line: number;
  /** HOLP (of the page) or HOLS (of the statement). */
  readonly kind: "HOLP" | "HOLS";
  readonly amountMinor: bigint;
  readonly currency: string;
}

/** How a position is named in messages, fit for one line: its ISIN, or what else identifies it. */
export function securityName({ isin, otherIds, description, line }: Position): string {
  return clip(isin ?? otherIds[0] ?? description ?? `the position of line ${line}`);
}
