import { AtparError, isAtparError, type Violation } from "../errors/AtparError.js";
import type { Journal, JournalEntries } from "../journal/Journal.js";
import { clip } from "../money/clip.js";
import { hongKongDate } from "../money/businessDays.js";
import { requireSound, type ReadResult } from "../statements/readResult.js";
import { isDayEnd, type Statement } from "../statements/statement.js";
import { knownCredits } from "./bankCredits.js";
import { checkContinuity, compareStatements } from "./continuity.js";
import {
  closingDate,
  knownStatements,
  statementImported,
  statementKey,
  statementKnown,
  statementName,
  toKnown,
  type KnownStatement,
  type TakenStatement,
} from "./knownStatement.js";
import { matchAccount, placeOf } from "./matchAccount.js";
import { accountKey, listAccounts, type ReserveAccount } from "./register.js";

export interface IntakeOptions {
  /** ISO 4217 code of the coin. */
  readonly currency: string;
  readonly purpose: "deposits" | "snapshot";
  /** Seconds, UTC. For a snapshot: no later statement closing up to then may be known. */
  readonly asOf?: bigint;
}

interface Candidate extends TakenStatement {
  readonly known: KnownStatement;
  readonly key: string;
  /** True where this statement is in the journal already. */
  readonly recorded: boolean;
}

/**
 * Applies the rules across files (formats.md) to files as the reader returned them, and records their statements.
 * Everything wrong with any of the files is listed; then nothing at all is recorded.
 * @returns the statements with their registered accounts: reports in the course of a day, then end-of-day statements,
 * each in the order given.
 * @throws AtparError the fault itself where there is one; RESERVE_INTAKE_REFUSED, with all of them, where there are
 * more.
 */
export async function takeIn(
  journal: Journal,
  files: readonly ReadResult[],
  options: IntakeOptions,
): Promise<readonly TakenStatement[]> {
  return journal.transaction(async (entries) => {
    const intake = new Intake(entries, options);
    await intake.look(files);
    refuse(intake.faults, intake.violations, files.length);
    await intake.record();
    return [...intake.interim, ...intake.candidates];
  });
}

/** A report in the course of a day: its credits are deposits, but it proves no day and is not kept as known. */
interface Interim extends TakenStatement {
  readonly key: string;
}

class Intake {
  readonly candidates: Candidate[] = [];
  readonly interim: Interim[] = [];
  readonly faults: AtparError[] = [];
  readonly violations: Violation[] = [];
  readonly #entries: JournalEntries;
  readonly #options: IntakeOptions;
  #accounts: readonly ReserveAccount[] = [];

  constructor(entries: JournalEntries, options: IntakeOptions) {
    this.#entries = entries;
    this.#options = options;
  }

  async look(files: readonly ReadResult[]): Promise<void> {
    this.#accounts = await listAccounts(this.#entries);
    const seen = new Map<string, string>();
    for (const file of files) {
      this.#attempt(() => requireSound(file));
      const first = seen.get(file.sha256);
      seen.set(file.sha256, first ?? file.file);
      if (first !== undefined && file.sha256 !== "") {
        const figures = { place: file.file, statement: clip(file.statements.map(({ id }) => id).join(", ")) };
        this.#add(new AtparError("RESERVE_STATEMENT_DUPLICATE", { ...figures, earlier: `the same bytes as ${first}` }));
        continue;
      }
      for (const statement of file.statements) await this.#lookAt(statement);
    }
    await this.#checkSuccession();
  }

  async record(): Promise<void> {
    const fresh = this.candidates.filter(({ recorded }) => !recorded);
    fresh.sort((one, other) => compareStatements(one.known, other.known));
    for (const taken of fresh) {
      await this.#entries.append(statementKnown, taken.key, { ...taken.known, credits: knownCredits(taken) });
    }
    if (this.#options.purpose !== "deposits") return;
    for (const { key, statement } of [...this.interim, ...this.candidates]) {
      await this.#entries.append(statementImported, key, { file: statement.file, sha256: statement.sha256 });
    }
  }

  async #lookAt(statement: Statement): Promise<void> {
    // a statement that broke off, or has no name, is listed by the reader
    if (!statement.complete || statement.id === "" || statement.account.id === "") return;
    const account = this.#attempt(() => matchAccount(this.#accounts, statement));
    if (account === undefined) return;
    this.#checkAgreement(statement, account);
    if (!isDayEnd(statement)) {
      await this.#lookAtInterim(statement, account);
      return;
    }
    const known = toKnown({ statement, account });
    if (known === undefined) {
      // a missing balance is listed by the reader
      if (closingDate(statement) !== undefined) return;
      const figures = { place: placeOf(statement), statement: clip(statement.id) };
      this.#add(new AtparError("RESERVE_STATEMENT_UNDATED", figures), statement.line);
      return;
    }
    const key = statementKey(account, statement.id);
    const inJournal = (await this.#entries.find(statementKnown, key))?.body;
    const earlier = inJournal ?? this.candidates.find((candidate) => candidate.key === key)?.known;
    if (earlier !== undefined && earlier.sha256 !== statement.sha256) {
      const { file, sha256 } = earlier;
      const figures = { file, known: sha256, found: statement.sha256, statement: clip(statement.id) };
      const fault = new AtparError("RESERVE_STATEMENT_CHANGED", { place: placeOf(statement), ...figures });
      this.#add(fault, statement.line);
      return;
    }
    await this.#checkImport(statement, key);
    this.candidates.push({ statement, account, known, key, recorded: inJournal !== undefined });
  }

  async #lookAtInterim(statement: Statement, account: ReserveAccount): Promise<void> {
    const of = { place: placeOf(statement), statement: clip(statement.id) };
    const key = statementKey(account, statementName(statement));
    const imported = (await this.#entries.find(statementImported, key))?.body;
    const earlier = imported ?? this.interim.find((interim) => interim.key === key)?.statement;
    if (earlier !== undefined && earlier.sha256 !== statement.sha256) {
      const figures = { ...of, file: earlier.file, known: earlier.sha256, found: statement.sha256 };
      this.#add(new AtparError("RESERVE_STATEMENT_CHANGED", figures), statement.line);
      return;
    }
    await this.#checkImport(statement, key);
    this.interim.push({ statement, account, key });
  }

  #checkAgreement(statement: Statement, account: ReserveAccount): void {
    const place = placeOf(statement);
    const { currency } = this.#options;
    const named = { place, account: account.account };
    const of = { ...named, statement: clip(statement.id) };
    if (account.currency !== currency) {
      const figures = { ...named, registered: account.currency, currency };
      this.#add(new AtparError("RESERVE_ACCOUNT_CURRENCY", figures), statement.line);
    }
    const found = statement.account.currency;
    if (found !== undefined && found !== account.currency) {
      const figures = { ...of, found, registered: account.currency };
      this.#add(new AtparError("RESERVE_STATEMENT_CURRENCY", figures), statement.line);
    }
    const { messageVersions } = account;
    if (messageVersions.length > 0 && !messageVersions.includes(statement.messageVersion)) {
      const figures = { ...of, found: statement.messageVersion, accepted: messageVersions.join(", ") };
      this.#add(new AtparError("RESERVE_MESSAGE_VERSION", figures), statement.line);
    }
  }

  async #checkImport(statement: Statement, key: string): Promise<void> {
    if (this.#options.purpose !== "deposits") return;
    const imported = await this.#entries.find(statementImported, key);
    if (imported === undefined) return;
    const earlier = `its deposits were imported from ${imported.body.file}`;
    const figures = { place: placeOf(statement), statement: clip(statement.id), earlier };
    this.#add(new AtparError("RESERVE_STATEMENT_DUPLICATE", figures), statement.line);
  }

  /** Each account's new statements follow the last known one, and each other. */
  async #checkSuccession(): Promise<void> {
    const all = await knownStatements(this.#entries, this.#options.currency);
    const groups = Map.groupBy(this.candidates, ({ account }) => accountKey(account));
    for (const [key, group] of groups) {
      const earlier = all.filter((known) => accountKey(known) === key);
      let last = earlier.at(-1);
      const fresh = group.filter(({ recorded }) => !recorded);
      for (const { known, statement } of fresh.sort((one, other) => compareStatements(one.known, other.known))) {
        const faults = last === undefined ? [] : checkContinuity(last, known, placeOf(statement));
        for (const fault of faults) this.#add(fault, statement.line);
        last = known;
      }
      this.#checkLatest(group, earlier);
    }
  }

  #checkLatest(group: readonly Candidate[], earlier: readonly KnownStatement[]): void {
    const { asOf } = this.#options;
    const latest = group.toSorted((one, other) => compareStatements(one.known, other.known)).at(-1);
    if (asOf === undefined || latest === undefined) return;
    const today = hongKongDate(asOf);
    const later = earlier.find((known) => known.closingDate <= today && compareStatements(latest.known, known) < 0);
    if (later === undefined) return;
    const { statement, known } = latest;
    this.#add(
      new AtparError("RESERVE_STATEMENT_SUPERSEDED", {
        place: placeOf(statement),
        account: known.account,
        statement: clip(known.id),
        date: known.closingDate,
        later: clip(later.id),
        laterDate: later.closingDate,
      }),
      statement.line,
    );
  }

  #attempt<Result>(action: () => Result): Result | undefined {
    try {
      return action();
    } catch (error) {
      if (!isAtparError(error)) throw error;
      this.#add(error);
      return undefined;
    }
  }

  #add(fault: AtparError, line?: number): void {
    this.faults.push(fault);
    const { code, message, violations } = fault;
    if (violations.length > 0) this.violations.push(...violations);
    else this.violations.push(line === undefined ? { code, message } : { code, message, line });
  }
}

function refuse(faults: readonly AtparError[], violations: readonly Violation[], files: number): void {
  const [fault, second] = faults;
  if (fault === undefined) return;
  if (second === undefined) throw fault;
  const figures = { files, count: violations.length, first: violations[0]?.message ?? "" };
  throw new AtparError("RESERVE_INTAKE_REFUSED", figures, { violations });
}
