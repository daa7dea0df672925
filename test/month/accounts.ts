import type { DemoCurrency } from "../../scripts/commands/demo/day.js";
import type { PrintedAccount } from "../../scripts/commands/demo/printers/printedFiles.js";
import type { AccountInput } from "../../scripts/reserves/register.js";

/** The accounts of one coin's reserve: two banks, one safekeeping account. */
export interface ReserveAccounts {
  readonly banks: readonly [PrintedAccount, PrintedAccount];
  readonly custodian: string;
  readonly safe: string;
}

export const accountsOf: Readonly<Record<DemoCurrency, ReserveAccounts>> = {
  HKD: {
    banks: [
      { bic: "ATPRHKHHXXX", account: "012875004567001", currency: "HKD" },
      { bic: "HBRDHKHHXXX", account: "388-114920-838", currency: "HKD" },
    ],
    custodian: "CUSDHKHHXXX",
    safe: "SAFE-HKD-01",
  },
  USD: {
    banks: [
      { bic: "ATPRUS33XXX", account: "4410098812", currency: "USD" },
      { bic: "HBRDUS33XXX", account: "7700-4521", currency: "USD" },
    ],
    custodian: "CUSDHKHHXXX",
    safe: "SAFE-USD-01",
  },
};

/** As they are registered. */
export function accountInputs(currency: DemoCurrency): AccountInput[] {
  const { banks, custodian, safe } = accountsOf[currency];
  const trustReference = `TRUST-${currency}`;
  return [
    ...banks.map((bank) => ({ ...bank, custodian: `Bank ${bank.bic}`, trustReference })),
    { bic: custodian, account: safe, currency, custodian: "Custodian", trustReference, holds: "securities" },
  ];
}
