import { importDeposits, type Deposit } from "../../issuance/deposits.js";
import { formatUnitsGrouped } from "../../money/tokenUnits.js";
import { takeIn } from "../../reserves/intake.js";
import { registerAccount } from "../../reserves/register.js";
import { credits, demoAccounts, type DemoCurrency } from "./day.js";
import type { DayFolder } from "./dayFolder.js";
import type { Stage } from "./stage.js";
import type { Story } from "./story.js";

type DepositsByReference = Map<string, Deposit>;

/** Registers the accounts, shows what each file of the folder is, and imports the credits that mints may cite. */
export async function importScene(
  story: Story,
  stage: Stage,
  { files }: DayFolder,
): Promise<Readonly<Record<DemoCurrency, DepositsByReference>>> {
  const deposits = { HKD: new Map<string, Deposit>(), USD: new Map<string, Deposit>() };
  const all = (["HKD", "USD"] as const).flatMap((currency) => {
    const { statements, holdings } = files[currency];
    return [...statements, ...holdings].map((file) => ({ currency, file }));
  });

  await story.step("Read the day's folder: two banks, a custodian", async () => {
    for (const account of demoAccounts) await registerAccount(stage.journal, account);
    const figures = all.map(({ currency, file }) => {
      const [statement] = file.statements;
      const what = statement === undefined ? "nothing" : `${statement.kind} of account ${statement.account.id}`;
      return [`${currency} ${file.file.split("/").at(-1) ?? ""}`, what];
    });
    return {
      ok: all.length === 6 && all.every(({ file }) => file.violations.length === 0 && file.statements.length === 1),
      figures: Object.fromEntries(figures) as Record<string, string>,
    };
  });

  await story.step("Import the customers' credits of both coins", async () => {
    for (const currency of ["HKD", "USD"] as const) {
      const taken = await takeIn(stage.journal, files[currency].statements, { currency, purpose: "deposits" });
      for (const { statement, account } of taken) {
        const { deposits: found } = await stage.journal.transaction((entries) => {
          return importDeposits(entries, statement, account);
        });
        for (const deposit of found) deposits[currency].set(deposit.reference, deposit);
      }
    }
    const found = [...deposits.HKD.values(), ...deposits.USD.values()];
    const figures = found.map(({ reference, units, currency, debtorName }) => {
      const since = reference === credits.noon ? ", booked this morning" : "";
      return [reference, `${formatUnitsGrouped(units)} ${currency} from ${debtorName ?? "a payer unnamed"}${since}`];
    });
    const named = Object.values(credits).every((reference) => found.some((one) => one.reference === reference));
    return { ok: found.length === 6 && named, figures: Object.fromEntries(figures) as Record<string, string> };
  });
  return deposits;
}
