import { openJournal } from "../../scripts/journal/openJournal.js";
import type { Journal } from "../../scripts/journal/Journal.js";
import { registerAccount, type AccountInput, type ReserveAccount } from "../../scripts/reserves/register.js";
import { emptyJournalFolder } from "../journal/journalFolder.js";

/** The account of test/fixtures/statements/hkd-day1.camt053.xml. */
export const hkdAccount: AccountInput = {
  currency: "HKD",
  bic: "ATPRHKHH",
  account: "012-345678-001",
  custodian: "Example Bank",
  trustReference: "Deed of trust 2026-1",
};

/** An empty journal on disk. */
export async function newJournal(): Promise<Journal> {
  return openJournal(await emptyJournalFolder(), { env: {} });
}

/** A journal with the HKD account registered. */
export async function newBooks(): Promise<{ readonly journal: Journal; readonly account: ReserveAccount }> {
  const journal = await newJournal();
  return { journal, account: await registerAccount(journal, hkdAccount) };
}
