import { keccak256, toUtf8Bytes } from "ethers";
import { z } from "zod";

import { AtparError } from "../errors/AtparError.js";
import { entryKind } from "../journal/EntryKind.js";
import { canonicalJson } from "../journal/canonicalJson.js";
import type { JournalEntries } from "../journal/Journal.js";
import { clip } from "../money/clip.js";
import type { IsoDate } from "../money/dates.js";
import { toBic11 } from "../statements/bic.js";
import { requireSoundHoldings, type HoldingsResult } from "../statements/holdingsResult.js";
import type { HoldingsStatement } from "../statements/holdings.js";
import { agreementKey, type Agreement, type ReserveInputs } from "./inputs.js";
import { hash32, isoDate, sha256Text } from "./figureText.js";
import { openHoldings } from "./openedHoldings.js";
import type { OpenedHoldings } from "./openings.js";
import { accountKey, holdsOf, listAccounts, type ReserveAccount } from "./register.js";

/** A statement of holdings that was taken in. Key `<bic11>:<account>:<statement id>`. */
const holdingsKnown = entryKind(
  "holdings.known",
  z.strictObject({
    file: z.string(),
    sha256: sha256Text,
    date: isoDate,
    /** How many securities it lists; entries of before do not say. */
    positions: z.int().nonnegative().optional(),
  }),
);

/** A term deposit or repo that counted once. Key of {@link agreementKey}. */
const agreementKnown = entryKind("agreement.known", z.strictObject({ currency: z.string(), terms: hash32 }));

export interface TakenHoldings {
  readonly account: ReserveAccount;
  readonly holdings: OpenedHoldings;
}

/**
 * Takes statements of holdings in for a coin: sound, complete, of its registered securities accounts, the latest of each
 * account. What is known already is not recorded again.
 * @throws AtparError STATEMENT_REFUSED, RESERVE_ACCOUNT_UNKNOWN, RESERVE_ACCOUNT_AMBIGUOUS, RESERVE_ACCOUNT_KIND,
 * RESERVE_ACCOUNT_CURRENCY, RESERVE_STATEMENT_CHANGED, RESERVE_INSTRUMENT_UNKNOWN and those of {@link openHoldings}.
 */
export async function takeHoldingsIn(
  entries: JournalEntries,
  files: readonly HoldingsResult[],
  inputs: ReserveInputs,
  currency: string,
): Promise<readonly TakenHoldings[]> {
  const accounts = await listAccounts(entries);
  const latest = new Map<string, TakenHoldings>();
  for (const file of files) {
    for (const statement of requireSoundHoldings(file).statements) {
      const account = accountOf(accounts, statement, currency);
      const holdings = openHoldings(statement, account);
      requireInstruments(holdings, inputs);
      await record(entries, account, holdings);
      const key = accountKey(account);
      const other = latest.get(key);
      if (other === undefined || other.holdings.date < holdings.date) latest.set(key, { account, holdings });
    }
  }
  return [...latest.values()].sort((one, other) => (accountKey(one.account) < accountKey(other.account) ? -1 : 1));
}

/**
 * The agreements of the inputs that are held on this coin's accounts, with those accounts.
 * @param hashes - SHA-256 of every file delivered.
 * @throws AtparError RESERVE_ACCOUNT_UNKNOWN, RESERVE_CONFIRMATION_MISSING, RESERVE_AGREEMENT_TAKEN,
 * RESERVE_AGREEMENT_CHANGED.
 */
export async function takeAgreementsIn(
  entries: JournalEntries,
  inputs: ReserveInputs,
  currency: string,
  hashes: ReadonlySet<string>,
): Promise<readonly { readonly account: ReserveAccount; readonly reference: string }[]> {
  const accounts = await listAccounts(entries);
  const taken: { readonly account: ReserveAccount; readonly reference: string }[] = [];
  for (const agreement of inputs.agreements) {
    const account = accounts.find((one) => accountKey(one) === accountKey(agreement));
    const { reference, bic11: bic } = agreement;
    if (account === undefined) {
      const figures = { place: "the inputs", statement: clip(reference), account: agreement.account, bic };
      throw new AtparError("RESERVE_ACCOUNT_UNKNOWN", figures);
    }
    if (account.currency !== currency) continue;
    if (!hashes.has(agreement.confirmation)) {
      const { confirmation } = agreement;
      throw new AtparError("RESERVE_CONFIRMATION_MISSING", { reference, bic, confirmation });
    }
    const key = agreementKey(agreement);
    const terms = termsHash(agreement);
    const known = (await entries.find(agreementKnown, key))?.body;
    if (known === undefined) await entries.append(agreementKnown, key, { currency, terms });
    else if (known.currency !== currency) {
      throw new AtparError("RESERVE_AGREEMENT_TAKEN", { reference, bic, taken: known.currency, currency });
    } else if (known.terms !== terms) {
      throw new AtparError("RESERVE_AGREEMENT_CHANGED", { reference, bic, known: known.terms, found: terms });
    }
    taken.push({ account, reference });
  }
  return taken;
}

/** keccak256 of an agreement's canonical JSON. */
function termsHash(agreement: Agreement): string {
  return keccak256(toUtf8Bytes(canonicalJson({ ...agreement, ...textsOf(agreement) })));
}

function textsOf({ principal, collateral }: Agreement): object {
  return {
    principal: principal.toString(),
    collateral: collateral.map(({ isin, face }) => ({ isin, face: face.toString() })),
  };
}

/** What the last statement of holdings up to a day says of an account; undefined where none is known. */
export async function lastHoldings(
  entries: JournalEntries,
  account: ReserveAccount,
  day: IsoDate,
): Promise<{ readonly id: string; readonly date: IsoDate; readonly isEmpty: boolean } | undefined> {
  const prefix = `${accountKey(account)}:`;
  const known = (await entries.list(holdingsKnown, { keyPrefix: prefix })).filter(({ body }) => body.date <= day);
  const last = known.toSorted((one, other) => (one.body.date < other.body.date ? -1 : 1)).at(-1);
  if (last === undefined) return undefined;
  return { id: last.key.slice(prefix.length), date: last.body.date, isEmpty: last.body.positions === 0 };
}

function accountOf(
  accounts: readonly ReserveAccount[],
  statement: HoldingsStatement,
  currency: string,
): ReserveAccount {
  const { id, servicerBic } = statement.account;
  const bic = servicerBic === undefined ? undefined : toBic11(servicerBic).slice(0, 8);
  const alike = accounts.filter((one) => one.account === id && (bic === undefined || one.bic11.startsWith(bic)));
  const [account, second] = alike;
  const place = `${statement.file}:${statement.line}`;
  const figures = { place, statement: clip(statement.id), account: clip(id) };
  if (account === undefined) {
    throw new AtparError("RESERVE_ACCOUNT_UNKNOWN", { ...figures, bic: servicerBic ?? "a custodian it does not name" });
  }
  if (second !== undefined) throw new AtparError("RESERVE_ACCOUNT_AMBIGUOUS", { ...figures, count: alike.length });
  if (holdsOf(account) !== "securities") {
    throw new AtparError("RESERVE_ACCOUNT_KIND", { ...figures, registered: holdsOf(account), found: "securities" });
  }
  if (account.currency !== currency) {
    throw new AtparError("RESERVE_ACCOUNT_CURRENCY", { ...figures, registered: account.currency, currency });
  }
  return account;
}

function requireInstruments({ file, account, positions }: OpenedHoldings, { instruments }: ReserveInputs): void {
  const known = new Set(instruments.map(({ isin }) => isin));
  const unknown = positions.find(({ isin }) => !known.has(isin));
  if (unknown === undefined) return;
  const { isin, line } = unknown;
  throw new AtparError("RESERVE_INSTRUMENT_UNKNOWN", { place: `${file}:${line}`, isin, account });
}

async function record(entries: JournalEntries, account: ReserveAccount, holdings: OpenedHoldings): Promise<void> {
  const { file, sha256, id, date, positions } = holdings;
  // custodians that have no references say NONREF: the day tells such statements apart
  const key = `${accountKey(account)}:${id === "NONREF" ? `${id}:${date}` : id}`;
  const known = (await entries.find(holdingsKnown, key))?.body;
  if (known === undefined)
    await entries.append(holdingsKnown, key, { file, sha256, date, positions: positions.length });
  else if (known.sha256 !== sha256) {
    const figures = { place: file, statement: clip(id), file: known.file, known: known.sha256, found: sha256 };
    throw new AtparError("RESERVE_STATEMENT_CHANGED", figures);
  }
}
