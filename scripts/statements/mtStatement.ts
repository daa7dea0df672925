import { findCurrency } from "../money/currencies.js";
import type { EntrySink } from "./entrySink.js";
import type { Findings } from "./findings.js";
import { isIban } from "./iban.js";
import { readMtEntry } from "./mtEntry.js";
import { malformed, readMtBalance, readMtDate, readMtMoney, singleLine } from "./mtFields.js";
import type { SwiftField, SwiftMessage } from "./swiftMessage.js";
import { startDraft, type StatementDraft } from "./statementDraft.js";
import type { StatementKind } from "./statement.js";

/** A message of a statement, with what tells which of its pages it is. */
export interface MtPage {
  readonly draft: StatementDraft;
  /** `:20:` */
  readonly reference: string;
  /** The statement number of `:28C:`; absent where it is 0, which banks print that do not number. */
  readonly number?: string;
  /** The page of `:28C:`, where one is printed. */
  readonly page?: number;
  /** Where {@link page} stands. */
  readonly pageLine: number;
  /** False after `:60M:`, the carried-over balance. */
  readonly first: boolean;
  /** False before `:62M:`. */
  readonly last: boolean;
}

const BALANCES: Readonly<Record<string, { type: string; subtype?: string }>> = {
  "60F": { type: "OPBD" },
  "60M": { type: "OPBD", subtype: "INTM" },
  "62F": { type: "CLBD" },
  "62M": { type: "CLBD", subtype: "INTM" },
  "64": { type: "CLAV" },
  "65": { type: "FWAV" },
};
const COMMON = new Set(["20", "21", "25", "25P", "28", "28C", "61", "86", "90C", "90D"]);
const INTERIM = new Set(["13", "13D", "34F"]);
/** Fields on which account, number, balances and entries depend, whatever letter follows. */
const BEARING = /^(?:20|25|28|6[0-5]|90)[A-Za-z]?$/u;

/** Reads one message into a draft; `entriesBefore` counts those of the file so far. */
export function readMtPage(message: SwiftMessage, entriesBefore: number, sink: EntrySink, findings: Findings): MtPage {
  return new MtPageReader(message, sink, findings).read(entriesBefore);
}

class MtPageReader {
  readonly #fields: readonly SwiftField[];
  readonly #sink: EntrySink;
  readonly #findings: Findings;
  readonly #kind: StatementKind;
  readonly #draft: StatementDraft;
  readonly #reference: string;
  #currency = "";

  constructor(message: SwiftMessage, sink: EntrySink, findings: Findings) {
    this.#sink = sink;
    const tags = message.fields.map(({ tag }) => tag);
    const interim = tags.some((tag) => INTERIM.has(tag)) && !tags.some((tag) => /^6[02]/u.test(tag));
    // bare text does not name its type, and MT950 is MT940 without :86:
    this.#kind = message.type === undefined ? (interim ? "MT942" : "MT940") : (`MT${message.type}` as StatementKind);
    this.#findings = findings;
    this.#reference = message.fields.find(({ tag }) => tag === "20")?.lines[0]?.trim() ?? "";
    this.#fields = message.fields.filter((field) => this.#knows(field));
    this.#draft = startDraft({ kind: this.#kind, messageVersion: this.#kind, line: message.line });
    this.#draft.complete = message.complete;
    const isMarked = message.ended || tags.some((tag) => tag.startsWith("90"));
    if (this.#kind === "MT942" && message.complete && !isMarked) {
      const problem = "a report whose end neither a summary (:90C:, :90D:) nor - marks";
      findings.add("STATEMENT_TRUNCATED", message.fields.at(-1)?.line, { problem });
    }
  }

  read(entriesBefore: number): MtPage {
    const draft = this.#draft;
    const reference = this.#text("20");
    const number = this.#readNumber();
    const marks = new Set(this.#fields.map(({ tag }) => tag));
    this.#readBalances();
    this.#readFloorLimits();
    this.#readAccount();
    this.#readTime();
    this.#readEntries(entriesBefore);
    this.#readTotals();
    if (number.number !== undefined) draft.sequence = { electronic: number.number };
    return { draft, reference, ...number, first: !marks.has("60M"), last: !marks.has("62M") };
  }

  #knows({ tag, line }: SwiftField): boolean {
    const kind = this.#kind;
    if (COMMON.has(tag) || (kind === "MT942" ? INTERIM.has(tag) : tag in BALANCES)) return true;
    if (BEARING.test(tag)) this.#findings.add("STATEMENT_FIELD_UNKNOWN", line, { tag, message: kind });
    else this.#ignore(tag, line, `no field of ${kind}; neither balances nor entries depend on it`);
    return false;
  }

  #ignore(tag: string, line: number, reason: string): void {
    this.#findings.ignore({ line, statement: this.#reference, what: `field :${tag}:`, reason });
  }

  /** The field of one of `tags`, which may occur once. */
  #one(...tags: readonly string[]): SwiftField | undefined {
    const found = this.#fields.filter(({ tag }) => tags.includes(tag));
    const second = found[1];
    if (second !== undefined) {
      const figures = { element: `:${second.tag}:`, count: found.length };
      this.#findings.add("STATEMENT_ELEMENT_REPEATED", second.line, figures);
    }
    return found[0];
  }

  #missing(element: string): void {
    if (this.#draft.complete) this.#findings.add("STATEMENT_ELEMENT_MISSING", this.#draft.origin.line, { element });
  }

  #text(tag: string): string {
    const field = this.#one(tag);
    const text = field === undefined ? "" : singleLine(field, this.#findings).trim();
    if (text === "") this.#missing(`:${tag}:`);
    return text;
  }

  #readNumber(): Pick<MtPage, "number" | "page" | "pageLine"> {
    const field = this.#one("28C", "28");
    const pageLine = field?.line ?? this.#draft.origin.line;
    if (field === undefined) {
      this.#missing(":28C:");
      return { pageLine };
    }
    const text = singleLine(field, this.#findings);
    const match = /^([0-9]{1,10})(?:\/([0-9]{1,10}))?$/u.exec(text);
    if (match === null) malformed(field, text, "a statement number, or one with / and a page", this.#findings);
    const [, number, page] = match ?? [];
    return {
      pageLine,
      ...(number !== undefined && BigInt(number) > 0n && { number }),
      ...(page !== undefined && { page: Number(page) }),
    };
  }

  #readBalances(): void {
    const draft = this.#draft;
    this.#one("60F", "60M");
    this.#one("62F", "62M");
    for (const field of this.#fields) {
      const kept = BALANCES[field.tag];
      if (kept === undefined) continue;
      const balance = readMtBalance(field, this.#findings);
      if (balance === undefined) {
        draft.balanceUnread = true;
        continue;
      }
      const { direction, date, money } = balance;
      const { line, currency } = money;
      if (this.#currency === "" || field.tag.startsWith("60")) this.#currency = currency;
      const sign = direction === "credit" ? 1n : -1n;
      const common = { line, ...kept, currency, ...(date !== undefined && { date }), creditLineIncluded: false };
      draft.printedBalances.push({ ...common, direction, signed: sign * money.scaled });
      if (money.minor !== undefined) draft.balances.push({ ...common, amountMinor: sign * money.minor });
    }
  }

  /** MT942 has no balances: its currency is that of the floor limit, of which there may be one for each direction. */
  #readFloorLimits(): void {
    const fields = this.#fields.filter(({ tag }) => tag === "34F");
    if (this.#kind === "MT942" && fields.length === 0) this.#missing(":34F:");
    for (const field of fields) {
      const text = singleLine(field, this.#findings);
      const match = /^([A-Z]{3})[CD]?([0-9]+,[0-9]*)$/u.exec(text);
      if (match === null) malformed(field, text, "a currency, perhaps C or D, and an amount", this.#findings);
      const [, currency = "", amount = ""] = match ?? [];
      if (currency === "") continue;
      readMtMoney(field, amount, currency, this.#findings);
      if (this.#currency === "") this.#currency = currency;
      this.#checkCurrency(field, amount, currency);
    }
  }

  #checkCurrency(field: SwiftField, amount: string, currency: string): void {
    const [accountCurrency, element] = [this.#currency, `:${field.tag}:`];
    if (currency === accountCurrency || accountCurrency === "") return;
    const source = this.#kind === "MT942" ? "the floor limit" : "the opening balance";
    const figures = { element, amount, currency, accountCurrency, source };
    this.#findings.add("STATEMENT_CURRENCY_MISMATCH", field.line, figures);
  }

  #readAccount(): void {
    const field = this.#one("25", "25P");
    // the second line of :25P: is the BIC of the account's owner
    const text = (field?.tag === "25P" ? field.lines[0] : field && singleLine(field, this.#findings)) ?? "";
    const printed = text.replaceAll(/\s/gu, "");
    if (field === undefined || printed === "") {
      this.#missing(":25:");
      return;
    }
    const currency = this.#kind === "MT942" ? this.#currency : "";
    const adopted = currency === "" ? {} : { currency, currencySource: "the floor limit" as const };
    // some banks print the account's currency after its IBAN
    const bare = findCurrency(printed.slice(-3)) === undefined ? printed : printed.slice(0, -3);
    const id = printed.endsWith(this.#currency) && isIban(bare) ? bare : printed;
    const isLike = /^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/u.test(id);
    if (isLike && !isIban(id)) this.#findings.add("STATEMENT_IBAN_INVALID", field.line, { element: ":25:", iban: id });
    this.#draft.account = { line: field.line, kind: isLike ? "IBAN" : "other", id, ...adopted };
  }

  /** `:13D:`, when an MT942 was made, with its zone. */
  #readTime(): void {
    const field = this.#one("13D", "13");
    if (this.#kind !== "MT942") return;
    if (field === undefined) {
      this.#missing(":13D:");
      return;
    }
    const text = singleLine(field, this.#findings);
    const match = /^([0-9]{6})([01][0-9]|2[0-3])([0-5][0-9])(?:([+-][0-9]{2})([0-5][0-9]))?$/u.exec(text);
    if (match === null) malformed(field, text, "a date (yymmdd), a time (hhmm) and a zone", this.#findings);
    const [, day = "", hours = "", minutes = "", zoneHours, zoneMinutes = ""] = match ?? [];
    const date = match === null ? undefined : readMtDate(field, day, this.#findings);
    if (date === undefined) return;
    const zone = zoneHours === undefined ? "" : `${zoneHours}:${zoneMinutes}`;
    this.#draft.createdAt = `${date}T${hours}:${minutes}:00${zone}`;
    this.#draft.to = this.#draft.createdAt;
  }

  #readEntries(entriesBefore: number): void {
    let ordinal = entriesBefore;
    let before = "";
    for (const [index, field] of this.#fields.entries()) {
      // information follows what it is about: an entry, or the statement as a whole
      if (field.tag === "86" && before !== "61") this.#ignore("86", field.line, "it is about the whole statement");
      if (field.tag !== "86") before = field.tag;
      if (field.tag !== "61") continue;
      ordinal++;
      const information: SwiftField[] = [];
      for (let next = index + 1; this.#fields[next]?.tag === "86"; next++) {
        const found = this.#fields[next];
        if (found !== undefined) information.push(found);
      }
      readMtEntry(field, information, this.#currency, ordinal, this.#draft, this.#sink, this.#findings);
    }
  }

  /** `:90C:` and `:90D:`: how many entries, and their sum. */
  #readTotals(): void {
    for (const tag of ["90D", "90C"]) {
      const field = this.#one(tag);
      if (field === undefined) continue;
      const text = singleLine(field, this.#findings);
      const match = /^([0-9]{1,10})([A-Z]{3})([0-9]+,[0-9]*)$/u.exec(text);
      if (match === null) malformed(field, text, "a number, a currency and an amount", this.#findings);
      const [, count = "", currency = "", amount = ""] = match ?? [];
      if (match === null) continue;
      const money = readMtMoney(field, amount, currency, this.#findings);
      this.#checkCurrency(field, amount, currency);
      const direction = tag === "90C" ? "credit" : "debit";
      const sum = money === undefined ? {} : { sum: money.scaled };
      this.#draft.totals.push({ line: field.line, element: `:${tag}:`, direction, count: Number(count), ...sum });
    }
  }
}
