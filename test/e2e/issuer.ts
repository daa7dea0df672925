import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { emptyJournalFolder } from "../journal/journalFolder.js";
import { newFolder, root } from "./cli.js";
import { startE2eChain, type E2eChain } from "./e2eChain.js";
import { Operator, type Data, type Head } from "./operator.js";
import { people } from "./people.js";

/** The HKD fixture: three credits of Friday 20 November 2026. */
export const fixture = join(root, "test/fixtures/statements/hkd-day1.camt053.xml");

/** The fixture's account, as `account register` takes it. */
export const accountOptions = [
  ...["--bic", "ATPRHKHHXXX", "--account", "012-345678-001"],
  ...["--custodian", "Example Bank", "--trust", "TRUST-HKD-1"],
];

/** Bank references and token units of the fixture's credits. */
export const credits = [
  { reference: "AT2611200000017", units: 1_000_000_000_000n },
  { reference: "AT2611200000042", units: 250_000_000_000n },
  { reference: "AT2611200000103", units: 75_000_500_000n },
] as const;

/** Writes a file of evidence. @returns its name. */
export function evidenceFile(): string {
  const folder = newFolder("evidence");
  mkdirSync(folder);
  const file = join(folder, "evidence.json");
  writeFileSync(file, '{"screening":"clear"}\n');
  return file;
}

/** Addresses of one coin. */
export interface Coin {
  readonly coin: string;
  readonly registry: string;
  readonly record: string;
}

/** An issuer in business: coins deployed, the day's deposits imported, a report in force. */
export interface Issuer {
  readonly chain: E2eChain;
  readonly operator: Operator;
  /** The last entry of the operator's journal. */
  readonly head: Head;
  readonly hkd: Coin;
  readonly usd: Coin;
  /** A folder with the day's statement alone. */
  readonly statements: string;
  readonly evidence: string;
  readonly document: string;
  readonly openings: string;
  readonly report: string;
}

let opened: Promise<{ issuer: Issuer; snapshot: unknown }> | undefined;

/** Opens the business by the command line, once for all test files that need it. */
async function open(): Promise<Issuer> {
  const chain = await startE2eChain();
  const operator = new Operator({
    rpc: chain.url,
    journal: await emptyJournalFolder(),
    deployments: newFolder("records"),
  });
  const { coins } = await operator.json(["deploy", "--signer", people.deployer.signer, "--yes"]);
  const [hkd, usd] = coins as readonly Coin[];
  const [folder, statements, evidence] = [newFolder("report"), newFolder("statements"), evidenceFile()];
  cpSync(fixture, join(statements, "hkd.xml"));
  await operator.json(["account", "register", ...accountOptions, "--yes"]);
  await operator.json(["deposits", "import", fixture, "--yes"]);
  await operator.json(["reserves", "snapshot", fixture, "--out", folder]);
  const [document, openings, report] = ["document.json", "openings.json", "report.json"].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  await operator.json(["report", "draft", "--document", document, "--openings", openings]);
  for (const { signer } of [people.officer, people.auditor]) {
    await operator.json(["report", "sign", "--report", report, "--document", document, "--signer", signer, "--yes"]);
  }
  await operator.json(["report", "submit", "--report", report, "--signer", people.relayer.signer, "--yes"]);
  const admit = ["--account", people.customer.address, "--evidence", evidence, "--signer", people.onboarder.signer];
  await operator.json(["customer", "add", ...admit, "--yes"]);
  const head = await operator.head();
  return { chain, operator, head, hkd: hkd!, usd: usd!, statements, evidence, document, openings, report };
}

/**
 * The issuer in business for one test file: the chain as it was when the business had just been opened, and copies of
 * journal and records, so that no file sees what another did.
 */
export async function enterIssuer(): Promise<Issuer> {
  opened ??= open().then(async (issuer) => ({ issuer, snapshot: await issuer.chain.rpc("evm_snapshot") }));
  const { issuer, snapshot } = await opened;
  await issuer.chain.rpc("evm_revert", snapshot);
  opened = Promise.resolve({ issuer, snapshot: await issuer.chain.rpc("evm_snapshot") });
  return { ...issuer, operator: copyDesk(issuer.operator) };
}

/** The same chain, and copies of journal and records. */
export function copyDesk(operator: Operator): Operator {
  const { journal, deployments } = operator.desk;
  const copies = { journal: newFolder("journal"), deployments: newFolder("records") };
  cpSync(journal, copies.journal, { recursive: true });
  cpSync(deployments, copies.deployments, { recursive: true });
  return operator.with(copies);
}

after(async () => {
  await opened?.then(({ issuer }) => issuer.chain.close()).catch(() => undefined);
});

/** Proposes a mint of a credit to the customer, and has the checker approve it. @returns the order's hash. */
export async function approvedOrder(
  { operator, evidence }: Issuer,
  reference: string,
  to = people.customer.address,
): Promise<string> {
  const proposed = await operator.json([
    ...["mint", "propose", "--deposit", reference, "--to", to, "--evidence", evidence],
    ...["--maker", people.maker.address, "--yes"],
  ]);
  const { order } = proposed["order"] as Data as { readonly order: string };
  await operator.json(["mint", "approve", "--order", order, "--signer", people.checker.signer, "--yes"]);
  return order;
}

/** Every change of a text file, as somebody with an editor makes it. @returns the copy's name. */
export function editedCopy(file: string, to: string, edit: (text: string) => string): string {
  const before = readFileSync(file, "utf8");
  const after = edit(before);
  if (after === before) throw new Error(`the edit changes nothing in ${file}`);
  writeFileSync(to, after);
  return to;
}
