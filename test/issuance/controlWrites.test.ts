import { expect } from "chai";
import { id } from "ethers";

import type { PlannedWrite } from "../../scripts/chain/plannedWrite.js";
import { planBurn, planCustomer, planFreeze, planMint, planPause } from "../../scripts/issuance/controlWrites.js";
import { approveOrder, proposeOrder, requireApproved } from "../../scripts/issuance/mintOrders.js";
import { formatUnitsGrouped } from "../../scripts/money/tokenUnits.js";
import { IReserveRegistry__factory } from "../../typechain-types/index.js";
import { rejection } from "../journal/rejection.js";
import { evidence, sharedCoin, type IssuedCoin } from "./issuedCoin.js";
import { undone } from "./undone.js";

type Change = readonly [what: string, before: string, after: string];

describe("planned writes", function () {
  this.timeout(60_000);
  let chain: IssuedCoin;
  let state: string;
  before(async () => {
    chain = await sharedCoin();
  });
  beforeEach(async () => {
    state = await chain.snapshot();
  });
  afterEach(() => chain.revert(state));

  const changes = (plan: PlannedWrite): Change[] =>
    plan.changes.map(({ what, before, after }) => [what, before, after] as const);
  const shown = async (figure: Promise<bigint>): Promise<string> => formatUnitsGrouped(await figure);

  it("mints: balance, supply, ever minted and what is left of the limit", async () => {
    const plan = await chain.planMintOf(chain.deposits[0]);
    expect(plan).to.include({ to: chain.at.coin, repeatable: false });
    const customer = chain.address("customer");
    expect(changes(plan)).to.deep.equal([
      ["customer's balance", "0.00", "1,000,000.00"],
      ["supply", "0.00", "1,000,000.00"],
      ["ever minted", "0.00", "1,000,000.00"],
      ["left of limit", "1,325,000.50", "325,000.50"],
    ]);
    await chain.carryOut(plan, "maker");
    const { coin, provider } = chain;
    const limit = await IReserveRegistry__factory.connect(await coin.registry(), provider).mintLimit();
    expect(changes(plan).map(([, , after]) => after)).to.deep.equal([
      await shown(coin.balanceOf(customer)),
      await shown(coin.totalSupply()),
      await shown(coin.everMinted()),
      formatUnitsGrouped(limit - (await coin.everMinted())),
    ]);
  });

  it("burns the maker's own: balance and supply, not what was ever minted", async () => {
    await chain.mint(chain.deposits[0]);
    const { coin } = chain;
    const customer = coin.connect(await chain.provider.getSigner(chain.address("customer")));
    await (await customer.transfer(chain.address("maker"), 300_000_000_001n)).wait();
    const plan = await planBurn(chain.at, chain.address("maker"), 1n, id("PAY-1"), "PAY-1");
    expect(plan.repeatable).to.equal(false);
    expect(changes(plan)).to.deep.equal([
      ["maker's balance", "300,000.000001", "300,000.00"],
      ["supply", "1,000,000.00", "999,999.999999"],
    ]);
    await chain.carryOut(plan, "maker");
    expect(changes(plan).map(([, , after]) => after)).to.deep.equal([
      await shown(coin.balanceOf(chain.address("maker"))),
      await shown(coin.totalSupply()),
    ]);
    expect(await coin.everBurned()).to.equal(1n);
    expect(await coin.everMinted()).to.equal(1_000_000_000_000n);
  });

  it("refuses to burn nothing", async () => {
    await rejection(planBurn(chain.at, chain.address("maker"), 0n, id("PAY-1"), "PAY-1"), "ORDER_AMOUNT_ZERO");
  });

  it("names a burn by its reference, whatever the amount", async () => {
    const plan = (amount: bigint, reference: string) =>
      planBurn(chain.at, chain.address("maker"), amount, id(reference), reference);
    expect((await plan(1n, "PAY-1")).intentId).to.equal((await plan(2n, "PAY-1")).intentId);
    expect((await plan(1n, "PAY-1")).intentId).not.to.equal((await plan(1n, "PAY-2")).intentId);
  });

  it("admits a customer", async () => {
    const stranger = chain.address("stranger");
    const plan = await planCustomer(chain.at, stranger, evidence);
    expect(changes(plan)).to.deep.equal([["customer", "no", "yes"]]);
    await chain.carryOut(plan, "onboarder");
    expect(await chain.coin.isCustomer(stranger)).to.equal(true);
    expect(changes(await planCustomer(chain.at, stranger, evidence))).to.deep.equal([["customer", "yes", "yes"]]);
  });

  it("freezes an account with all it holds", async () => {
    await chain.mint(chain.deposits[0]);
    const customer = chain.address("customer");
    const plan = await planFreeze(chain.at, customer, id("HCMP 1/2026"));
    expect(changes(plan)).to.deep.equal([
      ["frozen", "no", "yes"],
      ["frozen balance", "0.00", "1,000,000.00"],
    ]);
    await chain.carryOut(plan, "compliance");
    expect(await chain.coin.isFrozen(customer)).to.equal(true);
    expect(await shown(chain.coin.balanceOf(customer))).to.equal("1,000,000.00");
    expect(changes(await planFreeze(chain.at, customer, id("HCMP 2/2026")))).to.deep.equal([
      ["frozen", "yes", "yes"],
      ["frozen balance", "1,000,000.00", "1,000,000.00"],
    ]);
  });

  for (const [what, other] of [
    ["transfers", "issuance"],
    ["issuance", "transfers"],
  ] as const) {
    it(`pauses ${what} alone`, async () => {
      const plan = await planPause(chain.at, what);
      expect(changes(plan)).to.deep.equal([[`${what} paused`, "no", "yes"]]);
      await chain.carryOut(plan, "guard");
      expect(changes(await planPause(chain.at, what))).to.deep.equal([[`${what} paused`, "yes", "yes"]]);
      expect(changes(await planPause(chain.at, other))).to.deep.equal([[`${other} paused`, "no", "yes"]]);
      expect(await chain.coin.transfersPaused()).to.equal(what === "transfers");
      expect(await chain.coin.issuancePaused()).to.equal(what === "issuance");
    });
  }

  it("names each write by chain, coin and what it is about", async () => {
    const plans = async (coin: string, chainId: number) => {
      const at = { ...chain.at, coin, chainId };
      return [
        await planCustomer(at, chain.address("stranger"), evidence),
        await planFreeze(at, chain.address("stranger"), id("1")),
        await planFreeze(at, chain.address("stranger"), id("2")),
        await planFreeze(at, chain.address("customer"), id("1")),
        await planPause(at, "transfers"),
        await planPause(at, "issuance"),
        await planBurn(at, chain.address("maker"), 1n, id("1"), "1"),
      ];
    };
    const all = [
      ...(await plans(chain.at.coin, 31_337)),
      ...(await plans(chain.usd.contracts.coin.address, 31_337)),
      ...(await plans(chain.at.coin, 1)),
    ];
    expect(new Set(all.map(({ intentId }) => intentId)).size).to.equal(all.length);
    expect(all.filter(({ intentId }) => !/^[^#@/]+$/u.test(intentId))).to.deep.equal([]);
    expect(all.slice(0, 7).map(({ repeatable }) => repeatable)).to.deep.equal([...Array<boolean>(6).fill(true), false]);
  });

  it("mints through the outbox once, however often it is sent", () =>
    undone(chain.journal, async () => {
      const [, deposit] = chain.deposits;
      const [now, maker, to] = [await chain.now(), chain.address("maker"), chain.address("customer")];
      const input = { deposit, domain: chain.domain, to, evidence, maker, now, validFor: 600 };
      const order = await proposeOrder(chain.journal, input);
      await approveOrder(chain.journal, order, now, await chain.signer("checker"));
      const approval = await requireApproved(chain.journal, order);
      const first = await chain.send(await planMint(chain.at, order, approval), "maker");
      expect(await chain.coin.isDepositMinted(deposit.ref)).to.equal(true);
      const again = await chain.send(await planMint(chain.at, order, approval), "maker");
      expect(again).to.deep.equal({ ...first, resumed: true });
      const other = { ...approval, signature: "0x" };
      await rejection(chain.send(await planMint(chain.at, order, other), "maker"), "OUTBOX_CONFLICT");
      expect(await chain.coin.totalSupply()).to.equal(deposit.units);
    }));
});
