import { EntryTally } from "./entryTally.js";
import type { Balance, Direction, Entry, Page, Statement } from "./statement.js";

/** A figure of an Ntry or Bal with its sign, as printed; currencies play no part in it. */
export interface PrintedFigure {
  readonly line: number;
  /** Times 10^18, negative for a debit. */
  readonly signed: bigint;
  readonly direction: Direction;
  /** As printed; empty where it is missing. */
  readonly currency: string;
}

export interface PrintedBalance extends PrintedFigure {
  readonly type: string;
  readonly subtype?: string;
  readonly date?: string;
  readonly creditLineIncluded: boolean;
}

export interface PrintedEntry extends PrintedFigure {
  readonly status: string;
}

/** One line of a TxsSummry. */
export interface StatedTotal {
  readonly line: number;
  /** TtlNtries, TtlCdtNtries or TtlDbtNtries. */
  readonly element: string;
  readonly direction?: Direction;
  readonly count?: number;
  /** Times 10^18. */
  readonly sum?: bigint;
  /** Credits less debits, times 10^18. */
  readonly net?: bigint;
}

/** A statement or a page of it while it is read, with what the rules need beside the model: the figures as printed. */
export interface StatementDraft {
  readonly origin: Pick<Statement, "kind" | "messageVersion" | "line">;
  complete: boolean;
  id: string;
  sequence: Statement["sequence"];
  account: Statement["account"];
  page?: Page & { readonly line: number };
  copyDuplicate?: string;
  createdAt?: string;
  from?: string;
  to?: string;
  readonly balances: Balance[];
  /** In memory only where nothing else takes them. */
  readonly entries: Entry[];
  readonly printedBalances: PrintedBalance[];
  readonly tally: EntryTally;
  /** What TxsSummry says. */
  readonly totals: StatedTotal[];
  /** True where the figure or sign of some entry, some balance, could not be read: sums would be wrong then. */
  entryUnread: boolean;
  balanceUnread: boolean;
}

/** An empty draft of the statement that opens in `origin.line`. */
export function startDraft(origin: StatementDraft["origin"]): StatementDraft {
  return {
    origin,
    complete: false,
    id: "",
    sequence: {},
    account: { line: origin.line, kind: "other", id: "" },
    balances: [],
    entries: [],
    printedBalances: [],
    tally: new EntryTally(),
    totals: [],
    entryUnread: false,
    balanceUnread: false,
  };
}
