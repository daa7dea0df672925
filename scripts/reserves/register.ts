import { z } from "zod";

import { AtparError } from "../errors/AtparError.js";
import { entryKind, type EntryBody } from "../journal/EntryKind.js";
import type { Journal, JournalEntries } from "../journal/Journal.js";
import { clip } from "../money/clip.js";
import { findCurrency } from "../money/currencies.js";
import { isBic, toBic11 } from "../statements/bic.js";
import { isIban } from "../statements/iban.js";

/** Rule B5: an account that reserves are held on. Key `<BIC11>:<ACCOUNT>`. */
export const accountRegistered = entryKind(
  "account.registered",
  z.strictObject({
    /** ISO 4217 code of account and coin. */
    currency: z.string(),
    bic11: z.string(),
    /** IBAN or account number, without spaces. */
    account: z.string(),
    /** Name of the custodian. */
    custodian: z.string(),
    /** ISO 3166 code of the place of custody. */
    country: z.string(),
    /** `bank`, `central-bank`, `broker`, `fund-administrator`; bank where there is none (rule D5). */
    custodianType: z.string().optional(),
    /** What is on it; cash where there is none. */
    holds: z.enum(["cash", "securities"]).optional(),
    /** The trust deed or segregation agreement. */
    trustReference: z.string(),
    /** ISO message identifiers that the bank agreed to send; any that Atpar reads where there is none. */
    messageVersions: z.array(z.string()),
  }),
);

export type ReserveAccount = EntryBody<typeof accountRegistered>;

/** Kinds of custodians, as AICPA's criteria ask for them (rule D5). */
export const custodianTypes = ["bank", "central-bank", "broker", "fund-administrator", "trust-company"] as const;

/** What an account holds: statements of the other kind are refused for it. */
export function holdsOf({ holds }: Pick<ReserveAccount, "holds">): "cash" | "securities" {
  return holds ?? "cash";
}

/** What an operator says of an account. */
export interface AccountInput {
  readonly currency: string;
  /** 8 or 11 characters. */
  readonly bic: string;
  readonly account: string;
  readonly custodian: string;
  /** Where custody is elsewhere than the BIC says. */
  readonly country?: string;
  readonly trustReference: string;
  readonly messageVersions?: readonly string[];
  /** One of {@link custodianTypes}. */
  readonly custodianType?: string;
  readonly holds?: "cash" | "securities";
}

/** Text like an IBAN, whose check digits must then hold. */
const LIKE_IBAN = /^[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30}$/u;

/** ISO 20022 message identifier. */
const MESSAGE = /^[a-z]{4}\.[0-9]{3}\.[0-9]{3}\.[0-9]{2}$/u;

/** How an account is named in keys and messages. */
export function accountKey(account: Pick<ReserveAccount, "bic11" | "account">): string {
  return `${account.bic11}:${account.account}`;
}

/**
 * Adds an account to the register. The same account again, told the same, is the earlier one.
 * @throws AtparError RESERVE_ACCOUNT_FIELD with every field that is wrong, RESERVE_ACCOUNT_TAKEN where it counts for
 * another coin, RESERVE_ACCOUNT_DIFFERS where it is registered otherwise.
 */
export async function registerAccount(journal: Journal, input: AccountInput): Promise<ReserveAccount> {
  const account = readInput(input);
  return journal.transaction(async (entries) => {
    const earlier = (await listAccounts(entries)).find((other) => isSameAccount(other, account));
    if (earlier === undefined) return (await entries.append(accountRegistered, accountKey(account), account)).body;
    if (earlier.currency !== account.currency) {
      throw new AtparError("RESERVE_ACCOUNT_TAKEN", {
        account: account.account,
        bic: account.bic11,
        currency: account.currency,
        taken: earlier.currency,
        registered: accountKey(earlier),
      });
    }
    refuseDifference(earlier, account);
    return earlier;
  });
}

/** The registered account, or undefined. @param bic - 8 or 11 characters. */
export async function findAccount(
  entries: JournalEntries,
  bic: string,
  account: string,
): Promise<ReserveAccount | undefined> {
  const key = accountKey({ bic11: toBic11(bic), account: account.replaceAll(/\s/gu, "") });
  return (await entries.find(accountRegistered, key))?.body;
}

/** Every account of a coin, of all coins where none is named, in the order they were registered. */
export async function listAccounts(entries: JournalEntries, currency?: string): Promise<readonly ReserveAccount[]> {
  const accounts = (await entries.list(accountRegistered)).map(({ body }) => body);
  return currency === undefined ? accounts : accounts.filter((account) => account.currency === currency);
}

function readInput(input: AccountInput): ReserveAccount {
  const account = input.account.replaceAll(/\s/gu, "");
  const text = (value: string) => /^[^\p{C}\p{Z}](?:[^\p{C}\p{Zl}\p{Zp}]{0,138}[^\p{C}\p{Z}])?$/u.test(value);
  const country = input.country ?? input.bic.slice(4, 6);
  const versions = input.messageVersions ?? [];
  const kind = input.custodianType ?? "bank";
  const prose = "1 to 140 printable characters, none around it a space";
  const rules: readonly (readonly [string, string, boolean, string])[] = [
    ["currency", input.currency, findCurrency(input.currency) !== undefined, "an active ISO 4217 currency"],
    ["BIC", input.bic, isBic(input.bic), "8 or 11 capitals and digits (ISO 9362)"],
    // a colon would make two accounts of one journal key
    ["account", account, /^[!-9;-~]{1,64}$/u.test(account), "1 to 64 ASCII characters, no colon"],
    ["account", account, !LIKE_IBAN.test(account) || isIban(account), "its IBAN check digits are wrong"],
    ["custodian", input.custodian, text(input.custodian), prose],
    ["country", country, /^[A-Z]{2}$/u.test(country), "two capitals (ISO 3166)"],
    ["custodian type", kind, (custodianTypes as readonly string[]).includes(kind), custodianTypes.join(", ")],
    ["trust reference", input.trustReference, text(input.trustReference), prose],
    ...versions.map((version) => ["message version", version, MESSAGE.test(version), "as camt.053.001.08"] as const),
  ];
  const faults = rules
    .filter(([, , good]) => !good)
    .map(([field, value, , rule]) => new AtparError("RESERVE_ACCOUNT_FIELD", { field, text: clip(value), rule }));
  const [first] = faults;
  if (first !== undefined) {
    const violations = faults.map(({ code, message }) => ({ code, message }));
    throw new AtparError("RESERVE_ACCOUNT_FIELD", first.parameters, { violations });
  }
  return {
    currency: input.currency,
    bic11: toBic11(input.bic),
    account,
    custodian: input.custodian,
    country,
    // what is not said is not written: accounts registered before read the same
    ...(kind !== "bank" && { custodianType: kind }),
    ...(input.holds === "securities" && { holds: input.holds }),
    trustReference: input.trustReference,
    messageVersions: [...new Set(versions)].sort(),
  };
}

/** An IBAN is one account wherever it is named; a number is one within a bank, whatever its branches. */
function isSameAccount(one: ReserveAccount, other: ReserveAccount): boolean {
  if (one.account.toUpperCase() !== other.account.toUpperCase()) return false;
  return LIKE_IBAN.test(one.account) || one.bic11.slice(0, 8) === other.bic11.slice(0, 8);
}

function refuseDifference(earlier: ReserveAccount, given: ReserveAccount): void {
  const fields = ["bic11", "account", "custodian", "custodianType", "holds", "country"] as const;
  for (const field of [...fields, "trustReference", "messageVersions"] as const) {
    const [was, is] = [String(earlier[field] ?? ""), String(given[field] ?? "")];
    if (was === is) continue;
    throw new AtparError("RESERVE_ACCOUNT_DIFFERS", { account: given.account, field, registered: was, given: is });
  }
}
