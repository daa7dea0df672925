import { formatMinor } from "../money/amount.js";
import type { ListRoom } from "./entryTally.js";
import type { Findings } from "./findings.js";
import { NO_REFERENCES } from "./noReference.js";
import type { ReadLimits } from "./readResult.js";
import { RepeatedEntries } from "./repeatedEntries.js";
import type { Entry } from "./statement.js";
import type { PrintedEntry, StatementDraft } from "./statementDraft.js";

/** Takes the entries of a file in its order; what it does not keep is gone. */
export type EntryVisitor = (entry: Entry) => void;

/** Where the readers of all formats put the entries they read: into sums, and to a visitor or into the statement. */
export class EntrySink {
  /** True where entries stay in memory. */
  readonly keeps: boolean;
  readonly #visitor: EntryVisitor | undefined;
  readonly #findings: Findings;
  readonly #repeated = new RepeatedEntries();
  readonly #room: ListRoom;

  /** @param visitor - where entries go; without one each stays in its statement. */
  constructor(limits: ReadLimits, findings: Findings, visitor?: EntryVisitor) {
    this.keeps = visitor === undefined;
    this.#visitor = visitor;
    this.#findings = findings;
    this.#room = { unlike: limits.violations + 1, unbooked: limits.violations + 1 };
  }

  /**
   * Takes an entry of `draft`.
   * @param entry - absent where its amount is none of its currency, which is a violation already.
   */
  take(draft: StatementDraft, printed: PrintedEntry, entry: Entry | undefined): void {
    draft.tally.add(printed, entry?.amountMinor, this.#room);
    if (entry === undefined) return;
    this.#checkDetails(entry);
    this.#checkRepeated(draft.account.id, entry);
    if (this.#visitor === undefined) draft.entries.push(entry);
    else this.#visitor(entry);
  }

  /** The details of an entry add up to it, where each gives its amount in the entry's currency. */
  #checkDetails({ line, details, amountMinor, currency, direction }: Entry): void {
    if (details.length === 0) return;
    let sum = 0n;
    for (const detail of details) {
      if (detail.amountMinor === undefined || detail.currency !== currency) return;
      sum += (detail.direction ?? direction) === direction ? detail.amountMinor : -detail.amountMinor;
    }
    if (sum === amountMinor) return;
    this.#findings.add("STATEMENT_DETAILS_CONTRADICT", line, {
      count: details.length,
      sum: formatMinor(sum, currency),
      amount: formatMinor(amountMinor, currency),
    });
  }

  /** A bank gives each entry its own reference: the same with all else alike may be one entry, printed twice. */
  #checkRepeated(account: string, entry: Entry): void {
    const [detail, second] = entry.details;
    const reference = entry.accountServicerRef ?? (second === undefined ? detail?.accountServicerRef : undefined);
    if (reference === undefined || NO_REFERENCES.has(reference.toUpperCase())) return;
    const line = this.#repeated.note(account, reference, entry);
    if (line === undefined) return;
    const { amountMinor, currency, direction } = entry;
    const date = entry.bookingDate ?? entry.valueDate ?? "no date";
    const amount = formatMinor(amountMinor, currency);
    this.#findings.warn("STATEMENT_ENTRY_REPEATED", entry.line, { direction, amount, currency, reference, date, line });
  }
}
