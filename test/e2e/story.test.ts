import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";
import { Contract } from "ethers";

import { emptyJournalFolder } from "../journal/journalFolder.js";
import { newFolder, runAtpar } from "./cli.js";
import { startE2eChain, type E2eChain } from "./e2eChain.js";
import { accountOptions, credits, editedCopy, evidenceFile, fixture, type Coin } from "./issuer.js";
import { Operator, type Data } from "./operator.js";
import { people } from "./people.js";
import { expectValid, onlyObject } from "./schemas.js";

/** The whole job, command by command, as README and docs/operating.md tell it. Every output is checked by its schema. */
describe("e2e/story: from bank statement to proof, by separate commands", function () {
  this.timeout(60_000);
  let chain: E2eChain;
  let operator: Operator;
  let hkd: Coin;
  let evidence: string;
  let order: string;
  const report = newFolder("report");
  const files = { document: join(report, "document.json"), report: join(report, "report.json") };
  const openings = join(report, "openings.json");
  const send = (...command: readonly string[]): Promise<Data> => operator.json([...command, "--yes"]);

  before(async () => {
    chain = await startE2eChain();
    operator = new Operator({
      rpc: chain.url,
      journal: await emptyJournalFolder(),
      deployments: newFolder("records"),
    });
    evidence = evidenceFile();
  });
  after(() => chain.close());

  /** Somebody else's desk: the same records, a journal of their own. */
  const newDesk = async (): Promise<Operator> => operator.with({ journal: await emptyJournalFolder() });

  it("deploys both coins, where the dry run said, and a second time changes nothing", async () => {
    const deploy = ["deploy", "--signer", people.deployer.signer];
    const dry = await operator.json([...deploy, "--dry-run"]);
    expect(dry).to.include({ dryRun: true, unchanged: false });
    await operator.refusal(deploy, "COMMAND_NOT_CONFIRMED", 2);
    expect([await chain.height(), await chain.nonce(people.deployer.address)]).to.deep.equal([0, 0]);
    const done = await send(...deploy);
    expect(done["transactions"]).to.have.length(10);
    const addresses = (data: Data) => (data["coins"] as Coin[]).map(({ coin, registry }) => [coin, registry]);
    expect(addresses(done)).to.deep.equal(addresses(dry));
    expect(done).to.include({ manager: dry["manager"], control: dry["control"], setbackUntil: null });
    [hkd] = done["coins"] as [Coin, Coin];
    const height = await chain.height();
    const again = await send(...deploy);
    expect(again).to.deep.include({ unchanged: true, transactions: [], coins: done["coins"] });
    expect([await chain.height(), await chain.nonce(people.deployer.address)]).to.deep.equal([height, 10]);
  });

  it("reads the roles from the chain: nobody holds two that must not meet", async () => {
    const roles = await operator.json(["roles"]);
    expect(roles).to.deep.include({ pending: [], meetings: [], faults: [] });
    const held = (roles["roles"] as { name: string; members: { account: string }[] }[]).map(
      ({ name, members }) => [name, members.map(({ account }) => account)] as const,
    );
    expect(new Map(held).get("MINTER")).to.deep.equal([people.maker.address]);
    expect(new Map(held).get("PAUSER")).to.deep.equal([people.guard.address]);
  });

  it("registers the account, and imports the three credits once", async () => {
    expect((await operator.refusal(["deposits", "import", fixture], "RESERVE_ACCOUNT_UNKNOWN", 3)).message).to.include(
      "012-345678-001",
    );
    await send("account", "register", ...accountOptions);
    const { deposits } = await send("deposits", "import", fixture);
    expect((deposits as Data[]).map(({ reference, units }) => [reference, units])).to.deep.equal(
      credits.map(({ reference, units }) => [reference, units.toString()]),
    );
    await operator.refusal(["deposits", "import", fixture, "--yes"], "RESERVE_STATEMENT_DUPLICATE", 3);
    expect((await operator.json(["deposits", "list"]))["deposits"]).to.deep.equal(deposits);
  });

  it("admits a customer", async () => {
    const { address } = people.customer;
    const add = ["customer", "add", "--account", address, "--evidence", evidence];
    const done = await send(...add, "--signer", people.onboarder.signer);
    expect(done["account"]).to.equal(address);
    expect(done["changes"]).to.deep.equal([{ what: "customer", before: "no", after: "yes" }]);
  });

  it("takes a snapshot: public document, private openings", async () => {
    const taken = await operator.json(["reserves", "snapshot", fixture, "--out", report]);
    expect(taken).to.include({ reserves: "1325000500000", gross: "1325000500000", payables: "0", lines: 1 });
    expectValid(JSON.parse(readFileSync(files.document, "utf8")) as Data);
    expect(statSync(openings).mode & 0o777).to.equal(0o600);
    expect(readFileSync(files.document, "utf8")).to.not.include("012-345678-001");
  });

  it("drafts the report, officer and auditor sign it on desks of their own, anybody submits", async () => {
    const draft = await operator.json(["report", "draft", "--document", files.document, "--openings", openings]);
    expect(draft).to.include({ sequence: "1", mintLimit: "1325000500000", report: files.report });
    const sign = ["report", "sign", "--report", files.report, "--document", files.document, "--signer"];
    const [officer, auditor] = [await newDesk(), await newDesk()];
    const before = readFileSync(files.report, "utf8");
    const dry = await officer.json([...sign, people.officer.signer, "--dry-run"]);
    expect(dry).to.include({ dryRun: true, digest: draft["digest"] });
    await officer.refusal([...sign, people.officer.signer], "COMMAND_NOT_CONFIRMED", 2);
    await officer.refusal([...sign, people.maker.signer, "--yes"], "REPORT_SIGNER_UNKNOWN", 4);
    expect([(await officer.head()).seq, readFileSync(files.report, "utf8")]).to.deep.equal([0, before]);
    const submit = ["report", "submit", "--report", files.report, "--signer", people.relayer.signer];
    const signed = { digest: draft["digest"], dryRun: false };
    expect(await officer.json([...sign, people.officer.signer, "--yes"])).to.include({ ...signed, signatures: 1 });
    await operator.refusal([...submit, "--yes"], "REPORT_QUORUM_MISSING", 4);
    expect(await auditor.json([...sign, people.auditor.signer, "--yes"])).to.include({ ...signed, signatures: 2 });
    const [height, head] = [await chain.height(), await operator.head()];
    expect(await operator.json([...submit, "--dry-run"])).to.include({ dryRun: true, transaction: null });
    await operator.refusal(submit, "COMMAND_NOT_CONFIRMED", 2);
    expect([await chain.height(), await operator.head()]).to.deep.equal([height, head]);
    const done = await send(...submit);
    expect(done).to.include({ sequence: "1", digest: draft["digest"], mintLimit: "1325000500000" });
    const again = await send(...submit);
    expect(again["transaction"]).to.deep.equal({ ...(done["transaction"] as Data), resumed: true });
  });

  it("mints one credit: maker proposes, checker approves, maker sends", async () => {
    const to = people.customer.address;
    const propose = ["mint", "propose", "--deposit", credits[0].reference, "--to", to, "--evidence", evidence];
    const proposed = await send(...propose, "--maker", people.maker.address);
    ({ order } = proposed["order"] as { order: string });
    const named = ["--order", order.slice(0, 12)];
    const approved = await send("mint", "approve", ...named, "--signer", people.checker.signer);
    expect((approved["order"] as Data)["approvals"]).to.deep.equal([people.checker.address]);
    const sent = await send("mint", "send", ...named, "--signer", people.maker.signer);
    expect(sent["changes"]).to.deep.include({ what: "supply", before: "0.00", after: "1,000,000.00" });
    expect(sent["changes"]).to.deep.include({ what: "left of limit", before: "1,325,000.50", after: "325,000.50" });
    expect(await chain.balance(hkd.coin, to)).to.equal(credits[0].units);
    const { orders } = await operator.json(["mint", "list"]);
    expect((orders as Data[]).map((one) => [one["order"], one["amount"]])).to.deep.equal([[order, "1000000000000"]]);
  });

  it("burns what a customer returned", async () => {
    const { wallet } = people.customer;
    const token = new Contract(hkd.coin, ["function transfer(address,uint256)"], wallet.connect(chain.provider));
    const returned = await (token.getFunction("transfer")(people.maker.address, 50_000_000_000n) as Promise<{
      wait(): Promise<unknown>;
    }>);
    await returned.wait();
    const burn = ["burn", "--amount", "50000", "--reference", "REDEMPTION-1", "--signer", people.maker.signer];
    const done = await send(...burn);
    expect(done["changes"]).to.deep.include({ what: "supply", before: "1,000,000.00", after: "950,000.00" });
    expect(await chain.supply(hkd.coin)).to.equal(950_000_000_000n);
  });

  it("freezes an account and pauses issuance: the chain refuses what follows", async () => {
    const { address } = people.customer;
    const freeze = ["freeze", "--account", address, "--order-ref", "HCMP 114/2026"];
    const frozen = await send(...freeze, "--signer", people.compliance.signer);
    expect(frozen["changes"]).to.deep.include({ what: "frozen balance", before: "0.00", after: "950,000.00" });
    await send("pause", "--issuance", "--signer", people.guard.signer);
    await send("pause", "--transfers", "--signer", people.guard.signer);
    const [status] = (await operator.json(["status"]))["coins"] as [Data];
    expect(status).to.include({ currency: "HKD", transfersPaused: true, issuancePaused: true });
    expect(status).to.include({ supply: "950000000000", everMinted: "1000000000000", everBurned: "50000000000" });
    expect(status).to.include({ mintLimit: "1325000500000", headroom: "325000500000" });
  });

  it("verifies all of it from the files and the chain", async () => {
    const statements = newFolder("statements");
    mkdirSync(statements);
    cpSync(fixture, join(statements, "hkd.xml"));
    const verify = ["verify", "--document", files.document, "--openings", openings, "--statements", statements];
    const found = await operator.json(verify);
    const checks = found["checks"] as { check: string; ok: boolean; found: string }[];
    expect(checks.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(found["differences"]).to.deep.equal([]);
    expect(checks.find(({ check }) => check.startsWith("supply"))?.found).to.equal("950,000.00");
    const text = await operator.text(...verify);
    expect(text).to.include(`OK: ${checks.length} checks hold.`);
  });

  it("proves one line of the reserve to somebody who has no openings, offline and on the chain", async () => {
    const file = join(report, "bank.proof.json");
    const prove = ["reserves", "prove", "--document", files.document, "--openings", openings, "--out", file];
    const proven = await operator.json([...prove, "--line", "0"]);
    expect(proven).to.include({ line: 0, count: 1, amount: "1325000500000", total: "1325000500000", proof: file });
    expectValid(JSON.parse(readFileSync(file, "utf8")) as Data);
    expect([statSync(file).mode & 0o777, readFileSync(file, "utf8").includes("012-345678-001")]).to.deep.equal([
      0o600,
      false,
    ]);
    await operator.refusal([...prove, "--line", "1"], "RESERVE_LINE_MISSING", 3);
    await operator.refusal([...prove, "--line", "first"], "COMMAND_USAGE", 2);

    const found = await operator.json(["reserves", "check-proof", file, "--document", files.document]);
    const failed = (data: Data) => (data["checks"] as { check: string; ok: boolean }[]).filter(({ ok }) => !ok);
    expect(found).to.deep.include({ network: "local", root: proven["root"] });
    expect([failed(found), (found["checks"] as unknown[]).length]).to.deep.equal([[], 11]);
    const sha256 = createHash("sha256").update(readFileSync(fixture)).digest("hex");
    expect(found["file"]).to.equal(sha256);

    const offline = onlyObject((await runAtpar(["reserves", "check-proof", file, "--json"])).stdout);
    expect(offline).to.include({ ok: true, network: null, chainId: null, file: sha256 });
    const changed = editedCopy(file, join(report, "changed.json"), (text) =>
      text.replace(/"amount": "1/u, '"amount": "2'),
    );
    const { code, stdout, stderr } = await runAtpar(["reserves", "check-proof", changed]);
    expect(code).to.equal(7);
    expect(stderr).to.match(/^RESERVE_PROOF_FAILED: 2 of 2 checks failed; the first: line 0 of 1 /mu);
    expect(stdout.split("\n").filter((text) => text.length > 80)).to.deep.equal([]);
    await operator.refusal(["reserves", "check-proof", files.document], "RESERVE_PROOF_MALFORMED", 3);
  });

  it("names file and line of a statement that was changed, exit 7", async () => {
    const statements = newFolder("changed");
    mkdirSync(statements);
    const changed = editedCopy(fixture, join(statements, "hkd.xml"), (text) =>
      text.replaceAll(">250000.00<", ">350000.00<"),
    );
    const verify = ["verify", "--document", files.document, "--openings", openings, "--statements", statements];
    const found = await operator.json(verify, 7);
    expect(found).to.include({ schema: "atpar.verify/1", ok: false });
    const line = readFileSync(changed, "utf8")
      .split("\n")
      .findIndex((text) => text.includes(">350000.00<"));
    const places = (found["differences"] as { file: string; line: number | null; was: string; is: string }[]).filter(
      ({ was, is }) => was.includes("250000.00") && is.includes("350000.00"),
    );
    expect(places).to.have.length.above(0);
    for (const place of places) {
      expect(place.file).to.include("hkd.xml");
      // the entry begins two lines above its amount
      expect(line + 1 - place.line!).to.be.within(0, 2);
    }
    const { code, stdout, stderr } = await operator.run(verify);
    expect(code).to.equal(7);
    expect(stderr).to.match(/^VERIFY_FAILED: [^\n]*hkd\.xml, line \d+/u);
    expect(stdout.split("\n").filter((text) => text.length > 80)).to.deep.equal([]);
    expect(stdout).to.match(/hkd\.xml, line \d+: .*250000\.00/u);
  });
});
