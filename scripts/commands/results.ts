import { z } from "zod";

import { breachSchema } from "../reserves/document.js";
import { breakSchema } from "../reserves/incident.js";
import { reserveResults } from "./reserveResults.js";

/** Token units (10^-6 of the currency) or minor units, as decimal text: JSON numbers cannot hold an amount. */
const amount = z.string().regex(/^-?(0|[1-9][0-9]*)$/u);
const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/u);
const hash = z.string().regex(/^0x[0-9a-f]{64}$/u);
/** Unix seconds, UTC. */
const time = z.int().nonnegative();
const currency = z.string().regex(/^[A-Z]{3}$/u);
const violation = z.strictObject({ code: z.string(), message: z.string(), line: z.int().optional() });
const change = z.strictObject({ what: z.string(), before: z.string(), after: z.string() });

const transaction = z.strictObject({
  hash,
  block: z.int().nonnegative(),
  blockHash: hash,
  gasUsed: amount,
  /** True if an earlier run had signed it and this one finished it. */
  resumed: z.boolean(),
});

/** What every write says: what was planned, and the transaction unless it was a dry run. */
const write = {
  ok: z.literal(true),
  dryRun: z.boolean(),
  title: z.string(),
  signer: address,
  network: z.string(),
  chainId: z.int(),
  changes: z.array(change),
  transaction: transaction.nullable(),
};

const deposit = z.strictObject({
  depositRef: hash,
  currency,
  minorUnits: amount,
  units: amount,
  bookingDate: z.int(),
  reference: z.string(),
  ordinal: z.int(),
  debtorName: z.string().nullable(),
  statementId: z.string(),
  file: z.string(),
  line: z.int(),
  needsSecondApproval: z.boolean(),
});

const order = z.strictObject({
  order: hash,
  currency,
  chainId: z.int(),
  coin: address,
  to: address,
  amount,
  depositRef: hash,
  evidence: hash,
  maker: address,
  deadline: time,
  approvals: z.array(address),
  approvalsNeeded: z.int(),
});

const check = z.strictObject({ check: z.string(), ok: z.boolean(), expected: z.string(), found: z.string() });
const difference = z.strictObject({
  file: z.string(),
  line: z.int().nullable(),
  what: z.string(),
  was: z.string(),
  is: z.string(),
});

const coinStatus = z.strictObject({
  currency,
  name: z.string(),
  symbol: z.string(),
  coin: address,
  registry: address,
  supply: amount,
  everMinted: amount,
  everBurned: amount,
  mintLimit: amount,
  /** What can still be minted under the report in force. */
  headroom: amount,
  orderCap: amount,
  rateCapacity: amount,
  rateWindow: z.int(),
  rateAvailable: amount,
  transfersPaused: z.boolean(),
  issuancePaused: z.boolean(),
  report: z
    .strictObject({
      sequence: amount,
      digest: hash,
      asOf: time,
      validUntil: time,
      reserves: amount,
      expired: z.boolean(),
    })
    .nullable(),
});

const roleMember = z.strictObject({ account: address, delay: z.int(), since: time });

const statementSummary = z.strictObject({
  id: z.string(),
  messageVersion: z.string(),
  account: z.string(),
  currency: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  opening: amount.nullable(),
  closing: amount.nullable(),
  credits: amount,
  debits: amount,
  creditCount: z.int(),
  debitCount: z.int(),
  /** Closing less opening and booked entries, minor units; null where a balance is missing. */
  footingDifference: amount.nullable(),
});

/** A decimal number as printed: quantities and prices, which have no minor unit. */
const decimalText = z.string().regex(/^-?[0-9]+(\.[0-9]+)?$/u);

const holding = z.strictObject({
  line: z.int(),
  isin: z.string().nullable(),
  otherIds: z.array(z.string()),
  description: z.string().nullable(),
  /** The sub-safekeeping account, where the position is not on the statement's own. */
  account: z.string().nullable(),
  quantity: decimalText.nullable(),
  quantityType: z.string().nullable(),
  denomination: z.string().nullable(),
  available: decimalText.nullable(),
  notAvailable: decimalText.nullable(),
  subBalances: z.array(z.strictObject({ type: z.string(), quantity: decimalText })),
  prices: z.array(
    z.strictObject({
      kind: z.string(),
      type: z.string(),
      price: decimalText,
      currency: z.string().nullable(),
      date: z.string().nullable(),
    }),
  ),
  values: z.array(z.strictObject({ kind: z.string(), currency, minorUnits: amount })),
  safekeeping: z.array(z.string()),
});

const holdingsStatement = z.strictObject({
  kind: z.string(),
  messageVersion: z.string(),
  id: z.string(),
  line: z.int(),
  account: z.string(),
  servicerBic: z.string().nullable(),
  date: z.string().nullable(),
  at: z.string().nullable(),
  basis: z.string().nullable(),
  updateType: z.string().nullable(),
  page: z.strictObject({ number: z.int(), last: z.boolean() }).nullable(),
  positions: z.array(holding),
  /** Sums over the positions, each kind of value and currency by itself. */
  totals: z.array(z.strictObject({ key: z.string(), kind: z.string(), currency, minorUnits: amount })),
});

/**
 * What each command prints with `--json`, by schema name. Versioned: a change that could break a reader raises the number.
 * docs/schemas/ holds these as JSON Schema.
 */
export const results = {
  "atpar.error/1": z.strictObject({
    schema: z.literal("atpar.error/1"),
    ok: z.literal(false),
    code: z.string(),
    exit: z.int(),
    message: z.string(),
    help: z.string(),
    parameters: z.record(z.string(), z.string()),
    violations: z.array(violation),
  }),
  "atpar.deploy/1": z.strictObject({
    schema: z.literal("atpar.deploy/1"),
    ok: z.literal(true),
    dryRun: z.boolean(),
    /** True if everything stood already and nothing was sent. */
    unchanged: z.boolean(),
    network: z.string(),
    chainId: z.int(),
    deployer: address,
    manager: address,
    revoker: address,
    control: address,
    coins: z.array(z.strictObject({ currency, coin: address, registry: address, record: z.string() })),
    transactions: z.array(
      z.strictObject({ step: z.string(), hash, block: z.int(), gasUsed: amount, resumed: z.boolean() }),
    ),
    /** When the delays on grants and targets come into force; null if they are. */
    setbackUntil: time.nullable(),
  }),
  "atpar.status/1": z.strictObject({
    schema: z.literal("atpar.status/1"),
    ok: z.literal(true),
    network: z.string(),
    chainId: z.int(),
    block: z.int(),
    time,
    coins: z.array(coinStatus),
  }),
  "atpar.roles/1": z.strictObject({
    schema: z.literal("atpar.roles/1"),
    ok: z.literal(true),
    network: z.string(),
    chainId: z.int(),
    manager: address,
    time,
    roles: z.array(
      z.strictObject({
        name: z.string(),
        id: z.int(),
        does: z.string(),
        grantDelay: z.int(),
        members: z.array(roleMember),
      }),
    ),
    pending: z.array(z.strictObject({ what: z.string(), delay: z.int(), effect: time })),
    meetings: z.array(z.strictObject({ account: address, first: z.string(), second: z.string() })),
    faults: z.array(z.strictObject({ what: z.string() })),
  }),
  "atpar.customer-add/1": z.strictObject({
    schema: z.literal("atpar.customer-add/1"),
    ...write,
    account: address,
    evidence: hash,
  }),
  "atpar.freeze/1": z.strictObject({ schema: z.literal("atpar.freeze/1"), ...write, account: address, orderRef: hash }),
  "atpar.pause/1": z.strictObject({
    schema: z.literal("atpar.pause/1"),
    ...write,
    what: z.enum(["transfers", "issuance"]),
  }),
  "atpar.burn/1": z.strictObject({ schema: z.literal("atpar.burn/1"), ...write, amount, burnRef: hash }),
  "atpar.mint-send/1": z.strictObject({ schema: z.literal("atpar.mint-send/1"), ...write, order }),
  "atpar.mint-propose/1": z.strictObject({
    schema: z.literal("atpar.mint-propose/1"),
    ok: z.literal(true),
    dryRun: z.boolean(),
    order,
  }),
  "atpar.mint-approve/1": z.strictObject({
    schema: z.literal("atpar.mint-approve/1"),
    ok: z.literal(true),
    dryRun: z.boolean(),
    order,
    approver: address,
  }),
  "atpar.mint-list/1": z.strictObject({
    schema: z.literal("atpar.mint-list/1"),
    ok: z.literal(true),
    orders: z.array(order),
  }),
  "atpar.account-register/1": z.strictObject({
    schema: z.literal("atpar.account-register/1"),
    ok: z.literal(true),
    dryRun: z.boolean(),
    currency,
    bic11: z.string(),
    account: z.string(),
    custodian: z.string(),
    country: z.string().nullable(),
    custodianType: z.string(),
    holds: z.enum(["cash", "securities"]),
    trustReference: z.string(),
  }),
  "atpar.statements-inspect/1": z.strictObject({
    schema: z.literal("atpar.statements-inspect/1"),
    ok: z.literal(true),
    file: z.string(),
    sha256: z.string(),
    bytes: z.int(),
    statements: z.array(statementSummary),
    /** What the rules do not forbid: entries that look like one another. */
    warnings: z.array(violation),
    ignored: z.array(z.strictObject({ line: z.int(), statement: z.string(), what: z.string(), reason: z.string() })),
  }),
  "atpar.holdings-inspect/1": z.strictObject({
    schema: z.literal("atpar.holdings-inspect/1"),
    ok: z.literal(true),
    file: z.string(),
    sha256: z.string(),
    bytes: z.int(),
    statements: z.array(holdingsStatement),
    /** What the standards advise against and do not forbid; ISINs of an anonymised sample. */
    warnings: z.array(violation),
    ignored: z.array(z.strictObject({ line: z.int(), statement: z.string(), what: z.string(), reason: z.string() })),
  }),
  "atpar.deposits-import/1": z.strictObject({
    schema: z.literal("atpar.deposits-import/1"),
    ok: z.literal(true),
    dryRun: z.boolean(),
    deposits: z.array(deposit),
    known: z.array(deposit),
    unusable: z.array(z.strictObject({ line: z.int(), minorUnits: amount, currency: z.string(), reason: z.string() })),
  }),
  "atpar.deposits-list/1": z.strictObject({
    schema: z.literal("atpar.deposits-list/1"),
    ok: z.literal(true),
    deposits: z.array(deposit),
  }),
  "atpar.reserves-snapshot/1": z.strictObject({
    schema: z.literal("atpar.reserves-snapshot/1"),
    ok: z.literal(true),
    currency,
    asOf: time,
    gross: amount,
    payables: amount,
    reserves: amount,
    required: amount,
    transit: amount,
    /** Negative: what is missing. */
    excess: z.string().regex(/^-?[0-9]+$/u),
    policy: z.string(),
    breaches: z.array(breachSchema),
    assetsRoot: hash,
    documentHash: hash,
    lines: z.int(),
    document: z.string(),
    openings: z.string(),
  }),
  ...reserveResults,
  "atpar.reserves-explain/1": z.strictObject({
    schema: z.literal("atpar.reserves-explain/1"),
    ok: z.literal(true),
    dryRun: z.boolean(),
    currency,
    bic11: z.string(),
    account: z.string(),
    statement: z.string(),
    line: z.int(),
    entry: z.int().nullable(),
    kind: z.string(),
    note: z.string(),
    deposit: hash.nullable(),
  }),
  "atpar.reserves-reconcile/1": z.strictObject({
    schema: z.literal("atpar.reserves-reconcile/1"),
    /** False where there are breaks. */
    ok: z.boolean(),
    currency,
    asOf: time,
    /** Market value with interest and intraday entries, before haircuts; token units. */
    assets: z.array(z.strictObject({ class: z.string(), amount })),
    total: amount,
    /** What the assets are for: they add up to the total. */
    outstanding: amount,
    transit: amount,
    payables: amount,
    /** Negative: what is missing. */
    own: amount,
    inTransit: z.array(
      z.strictObject({
        kind: z.string(),
        since: z.string(),
        businessDays: z.int(),
        count: z.int(),
        amount,
        /** Older than one business day (rule M2). */
        late: z.boolean(),
      }),
    ),
    movements: z.array(z.strictObject({ kind: z.string(), count: z.int(), credits: amount, debits: amount })),
    breaks: z.array(breakSchema.extend({ amount })),
  }),
  "atpar.reserves-prove/1": z.strictObject({
    schema: z.literal("atpar.reserves-prove/1"),
    ok: z.literal(true),
    currency,
    line: z.int().nonnegative(),
    count: z.int(),
    amount,
    root: hash,
    total: amount,
    documentHash: hash,
    proof: z.string(),
  }),
  "atpar.reserves-check-proof/1": z.strictObject({
    schema: z.literal("atpar.reserves-check-proof/1"),
    ok: z.boolean(),
    currency,
    /** Null where the chain was not asked. */
    network: z.string().nullable(),
    chainId: z.int().nullable(),
    line: z.int().nonnegative(),
    count: z.int(),
    custodian: z.string(),
    date: z.string(),
    /** SHA-256 of the statement file. */
    file: z.string(),
    amount,
    root: hash,
    total: amount,
    documentHash: hash,
    checks: z.array(check),
  }),
  "atpar.report-draft/1": z.strictObject({
    schema: z.literal("atpar.report-draft/1"),
    ok: z.literal(true),
    currency,
    sequence: amount,
    digest: hash,
    reserves: amount,
    mintLimit: amount,
    asOf: time,
    validUntil: time,
    report: z.string(),
  }),
  "atpar.report-sign/1": z.strictObject({
    schema: z.literal("atpar.report-sign/1"),
    ok: z.literal(true),
    dryRun: z.boolean(),
    sequence: amount,
    digest: hash,
    signer: address,
    signatures: z.int(),
    report: z.string(),
  }),
  "atpar.report-submit/1": z.strictObject({
    schema: z.literal("atpar.report-submit/1"),
    ...write,
    sequence: amount,
    digest: hash,
    mintLimit: amount,
    validUntil: time,
  }),
  "atpar.verify/1": z.strictObject({
    schema: z.literal("atpar.verify/1"),
    ok: z.boolean(),
    currency,
    network: z.string(),
    chainId: z.int(),
    checks: z.array(check),
    differences: z.array(difference),
  }),
  "atpar.node/1": z.strictObject({
    schema: z.literal("atpar.node/1"),
    ok: z.literal(true),
    url: z.string(),
    chainId: z.int(),
    accounts: z.array(z.strictObject({ signer: z.string(), account: address, role: z.string() })),
  }),
  "atpar.demo/1": z.strictObject({
    schema: z.literal("atpar.demo/1"),
    ok: z.boolean(),
    steps: z.array(
      z.strictObject({
        step: z.int(),
        title: z.string(),
        ok: z.boolean(),
        figures: z.record(z.string(), z.string()),
        /** For an attack: the decoded reason it was refused for. */
        refusal: z.strictObject({ error: z.string(), arguments: z.record(z.string(), z.string()) }).nullable(),
      }),
    ),
    /** What stands behind each coin: the lines' values add up to gross, and gross less payables is the reserves. */
    reserves: z.array(
      z.strictObject({
        currency,
        policy: z.string(),
        lines: z.array(
          z.strictObject({
            class: z.string(),
            instrument: z.string().nullable(),
            custodian: z.string(),
            amount: amount,
            /** Basis points. */
            haircut: z.int(),
            value: amount,
            /** Ids of the rules it fails; it counts for nothing then. */
            failed: z.array(z.string()),
          }),
        ),
        gross: amount,
        payables: amount,
        reserves: amount,
        required: amount,
      }),
    ),
  }),
} as const;

export type ResultName = keyof typeof results;
export type Result<Name extends ResultName> = z.infer<(typeof results)[Name]>;
