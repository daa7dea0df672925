import { formatMinor, formatMinorGrouped } from "../money/amount.js";
import { clip } from "../money/clip.js";
import { groupThousands } from "../money/decimal.js";
import { formatExact } from "../statements/exactDecimal.js";
import { securityName, type HoldingsStatement, type Position, type Quantity } from "../statements/holdings.js";
import { requireSoundHoldings, type HoldingsResult } from "../statements/holdingsResult.js";
import type { Session } from "./session.js";
import { pairs, table, type Column } from "./table.js";

const COLUMNS: readonly Column[] = [
  { title: "line", align: "right" },
  { title: "security" },
  { title: "account" },
  { title: "type" },
  { title: "quantity", align: "right" },
  { title: "free", align: "right" },
  { title: "value", align: "right" },
];

/** Prints a file of holdings: positions, totals, what was ignored and why. @throws AtparError STATEMENT_REFUSED. */
export function inspectHoldings(session: Session, result: HoldingsResult): void {
  print(session, result);
  requireSoundHoldings(result);
  session.output.line();
  session.output.line(session.output.paint("green", "Sound: every rule holds."));
  session.data("atpar.holdings-inspect/1", {
    ok: true,
    file: result.file,
    sha256: result.sha256,
    bytes: result.bytes,
    statements: result.statements.map(statementData),
    warnings: result.warnings.map((warning) => ({ ...warning })),
    ignored: result.ignored.map((ignored) => ({ ...ignored })),
  });
}

function statementData(statement: HoldingsStatement) {
  const { page, account } = statement;
  return {
    kind: statement.kind,
    messageVersion: statement.messageVersion,
    id: statement.id,
    line: statement.line,
    account: account.id,
    servicerBic: account.servicerBic ?? null,
    date: statement.date ?? null,
    at: statement.at ?? null,
    basis: statement.basis ?? null,
    updateType: statement.updateType ?? null,
    page: page === undefined ? null : { number: page.number, last: page.last },
    positions: statement.positions.map(positionData),
    totals: [...totalsOf(statement)].map(([key, { kind, currency, minor }]) => ({
      key,
      kind,
      currency,
      minorUnits: minor.toString(),
    })),
  };
}

function positionData(position: Position) {
  const decimal = (quantity: Quantity | undefined): string | null =>
    quantity === undefined ? null : formatExact(quantity);
  return {
    line: position.line,
    isin: position.isin ?? null,
    otherIds: [...position.otherIds],
    description: position.description ?? null,
    account: position.account ?? null,
    quantity: decimal(position.quantity),
    quantityType: position.quantity?.type ?? null,
    denomination: position.denomination ?? null,
    available: decimal(position.available),
    notAvailable: decimal(position.notAvailable),
    subBalances: position.subBalances.map(({ type, quantity }) => ({ type, quantity: formatExact(quantity) })),
    prices: position.prices.map((price) => ({
      kind: price.kind,
      type: price.type,
      price: formatExact(price),
      currency: price.currency ?? null,
      date: price.date ?? null,
    })),
    values: position.values.map(({ kind, currency, amountMinor }) => ({
      kind,
      currency,
      minorUnits: amountMinor.toString(),
    })),
    safekeeping: [...position.safekeeping],
  };
}

interface Total {
  readonly kind: string;
  readonly currency: string;
  minor: bigint;
}

/** Sums over the positions, of each kind of value and each currency by itself; a value stated twice counts once. */
function totalsOf({ positions }: HoldingsStatement): Map<string, Total> {
  const totals = new Map<string, Total>();
  for (const { values } of positions) {
    const seen = new Set<string>();
    for (const { kind, currency, amountMinor } of values) {
      const key = `${kind} ${currency}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const total = totals.get(key) ?? { kind, currency, minor: 0n };
      total.minor += amountMinor;
      totals.set(key, total);
    }
  }
  return totals;
}

function print({ output }: Session, result: HoldingsResult): void {
  const show = (lines: readonly string[]): void => {
    for (const line of lines) output.line(line);
  };
  output.line(output.paint("bold", result.file));
  const bytes = result.bytes.toLocaleString("en");
  show(
    pairs(
      [
        ["SHA-256", result.sha256],
        ["bytes", bytes],
      ],
      2,
    ),
  );
  for (const statement of result.statements) {
    const { messageVersion, id, account, page, basis } = statement;
    output.line();
    output.line(`${messageVersion} ${clip(id)}, account ${clip(account.id)}`);
    const facts: [string, string][] = [["as of", statement.at ?? statement.date ?? "missing"]];
    if (account.servicerBic !== undefined) facts.push(["servicer", clip(account.servicerBic)]);
    if (basis !== undefined) facts.push(["basis", clip(basis)]);
    if (page !== undefined) facts.push(["page", `${page.number}, ${page.last ? "the last" : "more follow"}`]);
    facts.push(["positions", statement.positions.length.toString()]);
    show(pairs(facts, 2));
    const quantity = (amount: Quantity | undefined): string =>
      amount === undefined ? "" : groupThousands(formatExact(amount));
    const rows = statement.positions.map((position) => [
      position.line.toString(),
      securityName(position),
      clip(position.account ?? ""),
      clip([position.quantity?.type ?? "", position.denomination ?? ""].join(" ").trim()),
      position.quantity === undefined ? "unread" : quantity(position.quantity),
      quantity(position.available),
      position.values
        .filter(({ kind }) => kind === "HOLD")
        .map(({ amountMinor, currency }) => `${formatMinorGrouped(amountMinor, currency)} ${currency}`)
        .join(", "),
    ]);
    if (rows.length > 0) show(table(COLUMNS, rows).map((line) => `  ${line}`));
    for (const [key, { minor, currency }] of totalsOf(statement)) {
      output.line(`  total ${key}: ${groupThousands(formatMinor(minor, currency))}`);
    }
  }
  if (result.warnings.length + result.ignored.length > 0) output.line();
  for (const { code, message } of result.warnings) output.line(`  warning ${code}: ${message}`);
  for (const { line, what, reason } of result.ignored) output.line(`  ignored, line ${line}: ${what} (${reason})`);
}
