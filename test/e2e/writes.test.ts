import { join } from "node:path";

import { expect } from "chai";
import { Contract } from "ethers";

import { root } from "./cli.js";
import { approvedOrder, copyDesk, credits, enterIssuer, type Issuer } from "./issuer.js";
import type { Data, Head, Operator, Refusal } from "./operator.js";
import { people } from "./people.js";

const { maker, checker, secondChecker, customer, otherCustomer, compliance, onboarder, guard, stranger } = people;
const usdStatement = join(root, "test/fixtures/statements/usd-day1.camt053.xml");
const usdAccount = [
  "--currency",
  "USD",
  "--bic",
  "ATPRHKHHXXX",
  "--custodian",
  "Example Bank",
  "--trust",
  "TRUST-USD-1",
];

/** What a lane runs, and what came of it. */
interface Case {
  readonly name: string;
  command(): readonly string[];
}

interface RefusedCase extends Case {
  readonly code: string;
  readonly exit: number;
  /** What the error's parameters must hold. */
  figures(): Readonly<Record<string, string>>;
}

describe("e2e/writes: dry run, confirmation, role and simulation stand before every write", function () {
  this.timeout(180_000);
  let issuer: Issuer;
  let approved: string;
  let toStranger: string;

  /** Every write, so that it would succeed if `--yes` were there; `deploy` and `report` are in the story. */
  const writes: readonly Case[] = [
    { name: "account register", command: () => ["account", "register", ...usdAccount, "--account", "012-000000-002"] },
    { name: "deposits import", command: () => ["deposits", "import", usdStatement, "--currency", "USD"] },
    { name: "customer add", command: () => admit(otherCustomer.address, onboarder.signer) },
    { name: "mint propose", command: () => propose(credits[2].reference, customer.address) },
    {
      name: "mint approve",
      command: () => ["mint", "approve", ...byOrder(approved), "--signer", secondChecker.signer],
    },
    { name: "mint send", command: () => ["mint", "send", ...byOrder(approved), "--signer", maker.signer] },
    { name: "burn", command: () => burn("1.5", maker.signer) },
    { name: "freeze", command: () => freeze(customer.address, compliance.signer) },
    { name: "pause --issuance", command: () => ["pause", "--issuance", "--signer", guard.signer] },
    { name: "pause --transfers", command: () => ["pause", "--transfers", "--signer", guard.signer] },
  ];

  const lacks = (signer: string, role: string, called: string) => ({
    code: "SIGNER_LACKS_ROLE",
    exit: 4,
    figures: () => ({ signer, role, called }),
  });
  const reverts = (name: string, args: () => string) => ({
    code: "CHAIN_WOULD_REVERT",
    exit: 5,
    figures: () => ({ name, args: args() }),
  });
  const refused: readonly RefusedCase[] = [
    {
      name: "customer add by the maker",
      command: () => [...admit(otherCustomer.address, maker.signer), "--yes"],
      ...lacks(maker.address, "ONBOARDER", "addCustomers"),
    },
    {
      name: "burn by a customer",
      command: () => [...burn("1", customer.signer), "--yes"],
      ...lacks(customer.address, "MINTER", "burn"),
    },
    {
      name: "freeze by the guard",
      command: () => [...freeze(customer.address, guard.signer), "--yes"],
      ...lacks(guard.address, "FREEZER", "freeze"),
    },
    {
      name: "pause by compliance",
      command: () => ["pause", "--transfers", "--signer", compliance.signer, "--yes"],
      ...lacks(compliance.address, "PAUSER", "pauseTransfers"),
    },
    {
      name: "mint approve by nobody in particular",
      command: () => ["mint", "approve", ...byOrder(approved), "--signer", stranger.signer, "--yes"],
      ...lacks(stranger.address, "MINT_APPROVER", "approve"),
    },
    {
      name: "mint approve by the order's maker",
      command: () => ["mint", "approve", ...byOrder(approved), "--signer", maker.signer, "--yes"],
      code: "ORDER_MAKER_APPROVES",
      exit: 4,
      figures: () => ({ approver: maker.address, order: approved }),
    },
    {
      name: "mint send by another than the order's maker",
      command: () => ["mint", "send", ...byOrder(approved), "--signer", checker.signer, "--yes"],
      code: "ORDER_WRONG_MAKER",
      exit: 4,
      figures: () => ({ order: approved, maker: maker.address, signer: checker.address }),
    },
    {
      name: "mint send to somebody who is no customer",
      command: () => ["mint", "send", ...byOrder(toStranger), "--signer", maker.signer, "--yes"],
      ...reverts("NotCustomer", () => `account ${stranger.address}`),
    },
    {
      name: "burn of more than there is",
      command: () => [...burn("1.500001", maker.signer), "--yes"],
      ...reverts("ERC20InsufficientBalance", () => `sender ${maker.address}, balance 1500000, needed 1500001`),
    },
    {
      name: "freeze of the coin itself",
      command: () => [...freeze(issuer.hkd.coin, compliance.signer), "--dry-run"],
      ...reverts("AccountProtected", () => `account ${issuer.hkd.coin}`),
    },
    {
      name: "customer add of the zero address",
      command: () => [...admit(`0x${"0".repeat(40)}`, onboarder.signer), "--yes"],
      ...reverts("AccountProtected", () => `account 0x${"0".repeat(40)}`),
    },
  ];

  const byOrder = (order: string): readonly string[] => ["--order", order];
  const admit = (account: string, signer: string): readonly string[] => {
    return ["customer", "add", "--account", account, "--evidence", issuer.evidence, "--signer", signer];
  };
  const burn = (amount: string, signer: string): readonly string[] => {
    return ["burn", "--amount", amount, "--reference", "R-1", "--signer", signer];
  };
  const freeze = (account: string, signer: string): readonly string[] => {
    return ["freeze", "--account", account, "--order-ref", "O-1", "--signer", signer];
  };
  const propose = (deposit: string, to: string): readonly string[] => {
    const parties = ["--to", to, "--maker", maker.address, "--evidence", issuer.evidence];
    return ["mint", "propose", "--deposit", deposit, ...parties];
  };

  const dryRuns = new Map<Case, Data>();
  const unconfirmed = new Map<Case, Refusal>();
  const refusals = new Map<Case, Refusal>();
  const faults = new Map<string, unknown>();
  const untouched: { readonly what: string; readonly before: unknown; readonly after: unknown }[] = [];

  /** Runs all cases on a desk of their own, one after the other, and remembers what the journal's head was. */
  async function lane<One extends Case, Result>(
    what: string,
    desk: Operator,
    before: Head,
    cases: readonly One[],
    into: Map<Case, Result>,
    run: (one: One) => Promise<Result>,
  ): Promise<void> {
    for (const one of cases) {
      try {
        into.set(one, await run(one));
      } catch (error) {
        faults.set(`${what} ${one.name}`, error);
      }
    }
    untouched.push({ what: `journal of ${what}`, before, after: await desk.head() });
  }

  before(async () => {
    issuer = await enterIssuer();
    const { operator, chain, hkd } = issuer;
    await operator.json(["account", "register", ...usdAccount, "--account", "012-345678-838", "--yes"]);
    const sent = await approvedOrder(issuer, credits[0].reference);
    await operator.json(["mint", "send", "--order", sent, "--signer", maker.signer, "--yes"]);
    // the maker has something to burn
    const wallet = customer.wallet.connect(chain.provider);
    const token = new Contract(hkd.coin, ["function transfer(address,uint256)"], wallet);
    const transfer = (await token.getFunction("transfer")(maker.address, 1_500_000n)) as { wait(): Promise<unknown> };
    await transfer.wait();
    approved = await approvedOrder(issuer, credits[1].reference);
    // the third credit has an order that the chain will not take on one desk, and none on the others
    const [dry, asked, refusing] = [copyDesk(operator), copyDesk(operator), copyDesk(operator)];
    const head = await operator.head();
    toStranger = await approvedOrder({ ...issuer, operator: refusing }, credits[2].reference, stranger.address);
    const [refusingHead, height] = [await refusing.head(), await chain.height()];
    await Promise.all([
      lane("dry run", dry, head, writes, dryRuns, (one) => dry.json([...one.command(), "--dry-run"])),
      lane("no --yes", asked, head, writes, unconfirmed, (one) =>
        asked.refusal(one.command(), "COMMAND_NOT_CONFIRMED", 2),
      ),
      lane("refused", refusing, refusingHead, refused, refusals, (one) =>
        refusing.refusal(one.command(), one.code, one.exit),
      ),
    ]);
    untouched.push({ what: "the chain", before: height, after: await chain.height() });
  });

  /** Throws what went wrong when the case was run. */
  function requireRun(name: string): void {
    if (faults.has(name)) throw faults.get(name);
  }

  for (const one of writes) {
    it(`${one.name}: --dry-run says what would be, and without --yes nothing happens`, () => {
      requireRun(`dry run ${one.name}`);
      requireRun(`no --yes ${one.name}`);
      const dry = dryRuns.get(one)!;
      expect(dry).to.include({ ok: true, dryRun: true });
      if ("transaction" in dry) expect(dry["transaction"]).to.equal(null);
      expect(unconfirmed.get(one)!.exit).to.equal(2);
    });
  }

  for (const one of refused) {
    it(`${one.name}: ${one.code}, exit ${one.exit}`, () => {
      requireRun(`refused ${one.name}`);
      expect(refusals.get(one)!.parameters).to.include(one.figures());
    });
  }

  it("left journals and chain as they were", () => {
    expect(untouched).to.have.length(4);
    for (const { what, before, after } of untouched) expect(after, what).to.deep.equal(before);
  });
});
