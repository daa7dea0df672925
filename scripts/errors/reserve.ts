import { ExitCode, type ErrorGroup } from "./group.js";

const bank = "Ask the bank for the file again; never correct a statement by hand.";
const bankOrCustodian =
  "Ask the custodian for the statement again, or have the position taken off the reserve's account.";
const register = "Add the account to the register with `./atpar account register`, or take this file out.";

/** Faults of the register of accounts, of taking statements in, and of snapshots. */
export const reserveErrors = {
  RESERVE_ACCOUNT_FIELD: {
    exit: ExitCode.Input,
    message: '{field} "{text}" cannot be registered: {rule}',
    help: "Copy the field from the account agreement; it is kept for ever in this spelling.",
  },
  RESERVE_ACCOUNT_TAKEN: {
    exit: ExitCode.Input,
    message: "account {account} at {bic} counts for {taken} as {registered}; it cannot count for {currency} too",
    help: "One account backs one coin (rule B5). Open an account of its own for the other coin.",
  },
  RESERVE_ACCOUNT_DIFFERS: {
    exit: ExitCode.Input,
    message: "account {account} is registered with {field} {registered}; this says {given}",
    help: "The register is not changed in place. Check which of the two is right.",
  },
  RESERVE_ACCOUNT_UNKNOWN: {
    exit: ExitCode.Input,
    message: "{place}: statement {statement} is of account {account} at {bic}, which is not registered",
    help: register,
  },
  RESERVE_ACCOUNT_AMBIGUOUS: {
    exit: ExitCode.Input,
    message: "{place}: statement {statement} names no bank, and account {account} is registered at {count} banks",
    help: "Ask the bank to put its BIC into the statement (Svcr/FinInstnId/BICFI).",
  },
  RESERVE_ACCOUNT_CURRENCY: {
    exit: ExitCode.Input,
    message: "{place}: account {account} is registered for {registered}, not for {currency}",
    help: register,
  },
  RESERVE_STATEMENT_CURRENCY: {
    exit: ExitCode.Input,
    message: "{place}: statement {statement} is in {found}, account {account} is registered in {registered}",
    help: bank,
  },
  RESERVE_MESSAGE_VERSION: {
    exit: ExitCode.Input,
    message: "{place}: statement {statement} is a {found}; account {account} is registered with {accepted}",
    help: "Ask the bank for the agreed message version.",
  },
  RESERVE_STATEMENT_DUPLICATE: {
    exit: ExitCode.Input,
    message: "{place}: statement {statement} was taken in already: {earlier}",
    help: "Leave the file out; nothing was recorded this time.",
  },
  RESERVE_STATEMENT_CHANGED: {
    exit: ExitCode.Input,
    message: "{place}: statement {statement} is known from {file} with SHA-256 {known}; this file has {found}",
    help: "A bank does not change a statement under one Id. Keep both files and ask the bank which one is right.",
  },
  RESERVE_STATEMENT_UNDATED: {
    exit: ExitCode.Input,
    message: "{place}: statement {statement} does not say of which day its closing balance is",
    help: bank,
  },
  RESERVE_STATEMENT_SUPERSEDED: {
    exit: ExitCode.Input,
    message: "{place}: account {account}: statement {statement} closes on {date}; {later} of {laterDate} is known",
    help: "A snapshot takes each account's latest statement: give that file.",
  },
  RESERVE_SEQUENCE_REPEATED: {
    exit: ExitCode.Input,
    message: "{place}: account {account}: sequence number {number} was used by statement {previous} already",
    help: bank,
  },
  RESERVE_SEQUENCE_GAPPED: {
    exit: ExitCode.Input,
    message: "{place}: account {account}: sequence number {number} follows {last} of statement {previous}",
    help: "A statement is missing between the two: take that one in first.",
  },
  RESERVE_OPENING_DIFFERS: {
    exit: ExitCode.Input,
    message:
      "{place}: account {account} opens with {opening}; statement {previous} closed with {closing}, " +
      "difference {difference}",
    help: "A statement is missing between the two, or one of them is wrong. Ask the bank.",
  },
  RESERVE_INTAKE_REFUSED: {
    exit: ExitCode.Input,
    message: "{files} files are refused for {count} violations; the first: {first}",
    help: "Nothing was taken in. Every violation is listed; correct none of the files by hand.",
  },
  RESERVE_POLICY_MALFORMED: {
    exit: ExitCode.Input,
    message: "{file} is not an eligibility policy: {problem}",
    help: "A policy has schema, name, version, coverage and, for each class of assets, a haircut in basis points.",
  },
  RESERVE_STATEMENTS_MISSING: {
    exit: ExitCode.Input,
    message: "a snapshot of {currency} needs a statement of at least one registered account",
    help: "Name the statement files of the day.",
  },
  RESERVE_STATEMENT_ABSENT: {
    exit: ExitCode.Input,
    message: "account {account} at {bic} is left out, and by statement {statement} of {date} it is not empty",
    help: "Give a statement of every account. One that is closed needs its last statement, which ends at zero.",
  },
  RESERVE_DATES_DIFFER: {
    exit: ExitCode.Input,
    message: "account {account} closes on {date}, account {other} on {otherDate}: one snapshot, one day",
    help: "Give the statements of one day for every account.",
  },
  RESERVE_DATE_AHEAD: {
    exit: ExitCode.Input,
    message: "account {account} closes on {date}, after {asOf}, the time the snapshot is of",
    help: "A snapshot cannot use a balance of the future: check the file and the time.",
  },
  RESERVE_CREDIT_LINE: {
    exit: ExitCode.Input,
    message: "{place}: the closing balance of account {account}, {balance}, counts a credit line in",
    help: "Borrowed money backs no coin. Ask the bank for the balance without the credit line.",
  },
  RESERVE_BLOCK_MISSING: {
    exit: ExitCode.Input,
    message: "chain {chainId} has no final block at or before {asOf}: block {block} is of {timestamp}",
    help: "Check the time of the snapshot and the network.",
  },
  RESERVE_REGISTRY_FOREIGN: {
    exit: ExitCode.Input,
    message: "registry {registry} on chain {chainId} serves {found}, not {token}",
    help: "Check the deployment record of the coin.",
  },
  RESERVE_BURNS_DIFFER: {
    exit: ExitCode.Input,
    message: "chain {chainId}: the Burned events up to block {block} add up to {events}, the coin says {burned}",
    help: "The node did not return every event. Ask another node, or start the search at the coin's first block.",
  },
  RESERVE_INPUTS_MALFORMED: {
    exit: ExitCode.Input,
    message: "{file} is not a file of reserve inputs: {problem}",
    help: "docs/reserves.md shows the form: instruments, prices, rates, agreements.",
  },
  RESERVE_SOURCE_MISSING: {
    exit: ExitCode.Input,
    message: "the openings do not hold what a line of account {account} comes from: {source}",
    help: "Restore the file as it was written beside the document.",
  },
  RESERVE_INTRADAY_AMBIGUOUS: {
    exit: ExitCode.Input,
    message:
      "{file}:{line}: an entry of account {account} stands alike in {other}, without a reference that says whether it is one",
    help: "Whether it is one entry or two cannot be told. Give only the later report, or wait for the closing statement.",
  },
  RESERVE_HOLDINGS_PARTIAL: {
    exit: ExitCode.Input,
    message: "{place}: statement {statement} tells changes only (update type {type}); it proves no holding",
    help: "Ask the custodian for a complete statement of holdings (COMP).",
  },
  RESERVE_HOLDINGS_FIELD: {
    exit: ExitCode.Input,
    message: "{place}: the holding of {security} cannot be counted: {problem}",
    help: bankOrCustodian,
  },
  RESERVE_INSTRUMENT_UNKNOWN: {
    exit: ExitCode.Input,
    message: "{place}: the inputs say nothing of {isin}, held on account {account}",
    help: "Add the instrument to the inputs, with class other where it is not to count.",
  },
  RESERVE_ACCOUNT_KIND: {
    exit: ExitCode.Input,
    message: "{place}: account {account} is registered for {registered}, and this is a statement of {found}",
    help: register,
  },
  RESERVE_CONFIRMATION_MISSING: {
    exit: ExitCode.Input,
    message: "agreement {reference} at {bic} names a confirmation that was not delivered: SHA-256 {confirmation}",
    help: "Put the counterparty's confirmation, as it was received, into the folder with the statements.",
  },
  RESERVE_AGREEMENT_CHANGED: {
    exit: ExitCode.Input,
    message: "agreement {reference} at {bic} is known with terms {known}; these are {found}",
    help: "Terms do not change under one reference. A new agreement has a new confirmation and a new reference.",
  },
  RESERVE_AGREEMENT_TAKEN: {
    exit: ExitCode.Input,
    message: "agreement {reference} at {bic} counts for {taken}; it cannot count for {currency} too",
    help: "One asset backs one coin (rule B5).",
  },
  RESERVE_BREAK: {
    exit: ExitCode.Drift,
    message: "{currency} as of {day}: {count} breaks between bank and chain; the first: {first}",
    help: "Stop minting, report it (rule D3), and explain each entry with `./atpar reserves explain`, or have it put right.",
  },
  RESERVE_ENTRY_UNEXPLAINED: {
    exit: ExitCode.Drift,
    message: "{place}: {direction} of {amount} {currency}, reference {reference}, is not explained: {problem}",
    help: "Find out what it is, and record it with `./atpar reserves explain`.",
  },
  RESERVE_EXPLANATION_DIFFERS: {
    exit: ExitCode.Drift,
    message: "{place}: {direction} of {amount} {currency}, reference {reference}, cannot be a {kind}: {problem}",
    help: "An entry has one explanation, which fits it. Record the right one with `./atpar reserves explain`.",
  },
  RESERVE_MINT_UNBACKED: {
    exit: ExitCode.Drift,
    message: "transaction {transaction}: {amount} {currency} were minted for deposit {ref}, which no statement has",
    help: "Take the statement in that has the credit. If there is none, tokens exist without money: pause issuance.",
  },
  RESERVE_MINT_DIFFERS: {
    exit: ExitCode.Drift,
    message: "{place}: deposit {ref} is of {credited} {currency}, and {amount} were minted ({transaction})",
    help: "A mint is of the credit's amount. Pause issuance until it is known how the two came apart.",
  },
  RESERVE_MINT_OTHER: {
    exit: ExitCode.Drift,
    message: "{place}: {amount} {currency} were minted for {ref}, which is a {kind} and no deposit ({transaction})",
    help: "The same money cannot be minted and be something else. Pause issuance until it is known which is true.",
  },
  RESERVE_INTRADAY_UNSETTLED: {
    exit: ExitCode.Drift,
    message: "{place}: credit of {amount} {currency} reported on {date} is not in that day's statement (deposit {ref})",
    help: "Do not mint it, nor a credit that may be the same under another reference. `reserves explain` can say it is.",
  },
  RESERVE_EXPLANATION_FIELD: {
    exit: ExitCode.Input,
    message: "{field} cannot be recorded: {rule}",
    help: "docs/reserves.md tells what an explanation says.",
  },
  RESERVE_EXPLAINED_ALREADY: {
    exit: ExitCode.Input,
    message: "{place}: a snapshot was taken with this entry as {kind}; it cannot become {given}",
    help: "What is signed stays. Book the difference with the bank, and explain that entry.",
  },
  RESERVE_NEGATIVE: {
    exit: ExitCode.Drift,
    message: "{currency}: assets {gross} less unpaid redemptions {payables} is {net}: the reserves are negative",
    help: "Publish a report with --limit 0, which stops minting, and see to the shortfall (rules B1, D3).",
  },
  RESERVE_DOCUMENT_MALFORMED: {
    exit: ExitCode.Input,
    message: "{file} is not a reserve document: {problem}",
    help: "Restore the file as it was written; its hash stands in the report.",
  },
  RESERVE_DOCUMENT_FOOTING: {
    exit: ExitCode.Drift,
    message: "{file} does not add up: {figure} is {stated}, its own figures give {found} ({count} differ)",
    help: "No table is made of it. Get the document again as it was written; its hash stands in the report.",
  },
  RESERVE_DOCUMENTS_APART: {
    exit: ExitCode.Input,
    message: "{file} cannot stand in one table with {other}: {problem}",
    help: "A weekly table takes documents of one coin, each of another day of the same week (Monday to Sunday).",
  },
  RESERVE_POLICY_DIFFERS: {
    exit: ExitCode.Input,
    message: "policy {policy} has hash {found}; the document {file} was made by {wanted}",
    help: "Name the policy that the snapshot was taken with: --policy takes a name or a file.",
  },
  RESERVE_SCENARIOS_MALFORMED: {
    exit: ExitCode.Input,
    message: "{file} is not a file of stress scenarios: {problem}",
    help: "deployments/stress/standard.json shows the form.",
  },
  RESERVE_OPENINGS_MALFORMED: {
    exit: ExitCode.Input,
    message: "{file} is not an openings file: {problem}",
    help: "Restore the file as it was written beside the document.",
  },
  RESERVE_OPENINGS_FOREIGN: {
    exit: ExitCode.Input,
    message: "the openings are of document {named} with {opened} lines; this one is {document} with {count}",
    help: "Give the document and the openings of the same snapshot.",
  },
  RESERVE_ROOT_DIFFERS: {
    exit: ExitCode.Drift,
    message: "line {line} is not proven: document and openings do not give root {root} and total {total}",
    help: "One of the two files was changed; `./atpar verify` names the figure.",
  },
  RESERVE_LINE_MISSING: {
    exit: ExitCode.Input,
    message: "there is no line {line}: the document has {count} lines, counted from 0",
    help: "Give the place of the line as `verify` and the proof name it.",
  },
  RESERVE_PROOF_MALFORMED: {
    exit: ExitCode.Input,
    message: "{file} is not a proof of an asset line: {problem}",
    help: "Ask for the file again as `./atpar reserves prove` wrote it.",
  },
  RESERVE_PROOF_FAILED: {
    exit: ExitCode.Drift,
    message: "{count} of {total} checks failed; the first: {first}",
    help: "Do not rely on the line. Ask whoever gave the proof for one against the report in force.",
  },
} as const satisfies ErrorGroup;
