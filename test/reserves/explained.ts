import { explainEntry, type ExplanationKind } from "../../scripts/reserves/explanation.js";
import type { Journal } from "../../scripts/journal/Journal.js";
import { hkdAccount } from "./accounts.js";
import type { ReadResult } from "../../scripts/statements/readResult.js";

/** Records what the entries with these bank references are, as an operator does who has the file before him. */
export async function explainByReference(
  journal: Journal,
  file: ReadResult,
  kinds: Readonly<Record<string, ExplanationKind>>,
  deposit?: string,
): Promise<void> {
  for (const { id, kind, account, entries } of file.statements) {
    const statement = kind === "camt.053" ? id : `${kind}:${id}`;
    for (const { accountServicerRef = "", line } of entries) {
      const said = kinds[accountServicerRef];
      if (said === undefined) continue;
      await explainEntry(journal, {
        ...{ currency: hkdAccount.currency, bic11: `${hkdAccount.bic}XXX`, account: account.id },
        ...{ statement, line, kind: said, note: `test: ${said}`, ...(deposit !== undefined && { deposit }) },
      });
    }
  }
}
