import { findCurrency } from "../money/currencies.js";
import { addSums, netOf } from "./entryTally.js";
import type { Findings } from "./findings.js";
import type { PagedStatement } from "./pages.js";
import { formatPrinted } from "./printedAmount.js";
import { isDayEnd } from "./statement.js";
import type { PrintedBalance, PrintedFigure, StatementDraft } from "./statementDraft.js";

/** Balances of which a statement has one: the others may be given for several days. */
const BOOKED = new Set(["OPBD", "PRCD", "CLBD"]);

/** Every balance and entry is in the currency of the account. */
export function checkCurrencies({ draft, pages }: PagedStatement, findings: Findings): void {
  const { account } = draft;
  if (account.currency === undefined) return;
  const accountCurrency = account.currency;
  const source = account.currencySource ?? "Acct/Ccy";
  if (source === "Acct/Ccy" && findCurrency(accountCurrency) === undefined) {
    findings.add("STATEMENT_CURRENCY_UNKNOWN", account.line, { element: "Acct/Ccy", currency: accountCurrency });
  }
  const check = (figure: PrintedFigure, element: string) => {
    const { currency, line } = figure;
    if (currency === "" || currency === accountCurrency) return;
    const figures = { element, amount: formatPrinted(figure.signed), currency, accountCurrency, source };
    findings.add("STATEMENT_CURRENCY_MISMATCH", line, figures);
  };
  for (const balance of draft.printedBalances) check(balance, `balance ${balance.type}`);
  for (const { tally } of pages) {
    for (const entry of tally.inOtherCurrencies(accountCurrency)) check(entry, "an entry");
  }
}

/** Calculated in the course of a day, at several times of it. */
const INTERIM = new Set(["ITBD", "ITAV"]);

/** A day's opening and closing are there, and no balance is given twice with two figures. */
export function checkBalances(draft: StatementDraft, inPages: boolean, findings: Findings): void {
  const dayEnd = isDayEnd(draft.origin);
  if (dayEnd && !draft.balanceUnread) {
    const [statement, line] = [draft.id, draft.origin.line];
    const add = (balance: string) => {
      findings.add("STATEMENT_BALANCE_MISSING", line, { statement, balance });
    };
    if (opening(draft) === undefined) add("opening booked balance (OPBD, PRCD)");
    if (closing(draft) === undefined) add("closing booked balance (CLBD)");
  }
  const seen = new Map<string, PrintedBalance>();
  for (const balance of draft.printedBalances) {
    // carried from page to page, these differ by their nature
    if (inPages && (balance.subtype === "INTM" || balance.type === "ITBD")) continue;
    if (!dayEnd && INTERIM.has(balance.type)) continue;
    const key = balanceKey(balance);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, balance);
    else if (first.signed !== balance.signed) contradict(draft, first, balance, findings);
  }
  const opened = find(draft, "OPBD");
  const previous = find(draft, "PRCD");
  if (opened !== undefined && previous !== undefined && opened.signed !== previous.signed) {
    contradict(draft, previous, opened, findings);
  }
}

/** A day's opening + booked entries = closing, exactly, over the figures as printed; currencies play no part. */
export function checkFooting({ draft, pages }: PagedStatement, findings: Findings): void {
  if (!isDayEnd(draft.origin)) return;
  const from = opening(draft);
  const to = closing(draft);
  if (from === undefined || to === undefined || draft.entryUnread || draft.balanceUnread) return;
  const entries = netOf(addSums(...pages.map(({ tally }) => tally.booked)));
  const expected = from.signed + entries;
  if (expected === to.signed) return;
  findings.add("STATEMENT_NOT_FOOTING", to.line, {
    statement: draft.id,
    opening: formatPrinted(from.signed),
    entries: formatPrinted(entries),
    expected: formatPrinted(expected),
    closing: formatPrinted(to.signed),
    difference: formatPrinted(to.signed - expected),
  });
}

function opening(draft: StatementDraft): PrintedBalance | undefined {
  return find(draft, "OPBD") ?? find(draft, "PRCD");
}

function closing(draft: StatementDraft): PrintedBalance | undefined {
  return find(draft, "CLBD");
}

function find(draft: StatementDraft, type: string): PrintedBalance | undefined {
  return draft.printedBalances.find((balance) => balance.type === type && balance.subtype !== "INTM");
}

function balanceKey({ type, subtype, date, creditLineIncluded }: PrintedBalance): string {
  return JSON.stringify(BOOKED.has(type) ? [type, subtype] : [type, subtype, date, creditLineIncluded]);
}

function contradict(draft: StatementDraft, first: PrintedBalance, second: PrintedBalance, findings: Findings): void {
  findings.add("STATEMENT_BALANCE_CONTRADICTS", second.line, {
    statement: draft.id,
    type: second.type,
    second: formatPrinted(second.signed),
    first: formatPrinted(first.signed),
    firstType: first.type,
    line: first.line,
  });
}
