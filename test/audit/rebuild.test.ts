import { expect } from "chai";
import { getAddress } from "ethers";

import { AccessManager__factory, IStablecoin__factory, ReserveRegistry__factory } from "../../typechain-types/index.js";
import { implementationOf, playHistory } from "./rebuiltEvents.js";
import { History } from "./rebuiltHistory.js";
import { coinSteps, rebuildState, type RebuiltState } from "./rebuiltState.js";

/** Who has nothing but the logs knows the state: every change of it is an event, with what it changes to. */
describe("audit: the events rebuild the state", function () {
  this.timeout(180_000);
  let history: History;
  let state: RebuiltState;
  let coin: History["bench"]["coin"];

  before(async () => {
    history = await History.create();
    ({ coin } = history.bench);
    await playHistory(history);
    state = await rebuildState(history.provider, history.coin, await history.manager.getAddress(), history.registries);
  });
  after(() => history.bench.close());

  it("by a history that calls every function that changes state", () => {
    // both run in the constructor or through the manager's updateAuthority only
    const indirect = ["initialize", "setAuthority"];
    const missing: string[] = [];
    for (const [kind, abi] of [
      ["coin", IStablecoin__factory.createInterface()],
      ["registry", ReserveRegistry__factory.createInterface()],
    ] as const) {
      abi.forEachFunction((fragment) => {
        const name = `${kind} ${fragment.format("sighash")}`;
        if (!fragment.constant && !indirect.includes(fragment.name) && !history.called.has(name)) missing.push(name);
      });
    }
    expect(missing).to.deep.equal([]);
    expect(history.drawn.done).to.be.greaterThan(40);
    expect(history.drawn.refused).to.be.greaterThan(10);
    const events: string[] = [];
    IStablecoin__factory.createInterface().forEachEvent(({ name }) => events.push(name));
    expect(Object.keys(coinSteps)).to.have.members(events.filter((name) => name !== "EIP712DomainChanged"));
  });

  it("has every old value agree with the events before it", () => {
    expect(state.contradictions).to.deep.equal([]);
  });

  it("balances, supply and what was ever minted and burned", async () => {
    const held = await Promise.all(
      [...state.balances.keys()].map(async (account) => [account, await coin.balanceOf(account)] as const),
    );
    expect([...state.balances]).to.deep.equal(held);
    expect(held.reduce((sum, [, balance]) => sum + balance, 0n)).to.equal(await coin.totalSupply());
    expect(held.length).to.be.greaterThan(6);
    expect([state.supply, state.everMinted, state.everBurned]).to.deep.equal([
      await coin.totalSupply(),
      await coin.everMinted(),
      await coin.everBurned(),
    ]);
    expect(state.everBurned).to.be.greaterThan(200_000n);
  });

  it("who is frozen and since when, and who is a customer", async () => {
    const accounts = [...Array(20).keys()].map((index) => history.address(index));
    for (const account of accounts) {
      expect(state.frozen.get(account) ?? 0n, account).to.equal(await coin.frozenSince(account));
      expect(state.frozen.has(account), account).to.equal(await coin.isFrozen(account));
      expect(state.customers.has(account), account).to.equal(await coin.isCustomer(account));
    }
    expect([state.frozen.size, state.customers.size > 1]).to.deep.equal([3, true]);
    expect(new Set(state.frozen.values()).size).to.equal(2);
  });

  it("authorizations used and deposits minted, each and no more", async () => {
    expect(state.authorizations.size).to.be.greaterThan(12);
    for (const used of state.authorizations) {
      const [authorizer = "", nonce = ""] = used.split(" ");
      expect(await coin.authorizationState(authorizer, nonce), used).to.equal(true);
    }
    for (const payer of [13, 14, 15, 16].map((index) => history.address(index))) {
      for (const nonce of history.nonces) {
        const known = state.authorizations.has(`${payer} ${nonce}`);
        expect(await coin.authorizationState(payer, nonce)).to.equal(known);
      }
    }
    expect(state.deposits.size).to.equal(8);
    for (const deposit of state.deposits) expect(await coin.isDepositMinted(deposit)).to.equal(true);
  });

  it("switches, limits, custody, metadata, implementation, moved functions, authority", async () => {
    const { capacity, window } = await coin.rateLimit();
    expect({
      transfersPaused: state.transfersPaused,
      issuancePaused: state.issuancePaused,
      spenderCheck: state.spenderCheck,
      orderCap: state.orderCap,
      rateLimit: state.rateLimit,
      registry: state.registry,
      custody: state.custody,
      contractURI: state.contractURI,
      implementation: state.implementation,
      moved: state.moved,
      authority: state.authority,
    }).to.deep.equal({
      transfersPaused: await coin.transfersPaused(),
      issuancePaused: await coin.issuancePaused(),
      spenderCheck: await coin.spenderCheck(),
      orderCap: await coin.orderCap(),
      rateLimit: [capacity, window],
      registry: await coin.registry(),
      custody: await coin.custody(),
      contractURI: await coin.contractURI(),
      implementation: getAddress(await implementationOf(history)),
      moved: await coin.movedFunctions(),
      authority: await coin.authority(),
    });
    expect([state.moved, state.registry]).to.deep.equal([1n, history.registries[1]]);
    expect(state.authority).not.to.equal(await history.manager.getAddress());
  });

  it("both registries: settings, attestors, quorum, the report in force", async () => {
    for (const address of history.registries) {
      const registry = ReserveRegistry__factory.connect(address, history.provider);
      const rebuilt = state.registries.get(address)!;
      expect(rebuilt.lastReport, address).to.deep.equal([...(await registry.lastReport())]);
      expect([rebuilt.coverage, rebuilt.maxReportAge, rebuilt.authority]).to.deep.equal([
        await registry.coverage(),
        await registry.maxReportAge(),
        await registry.authority(),
      ]);
      expect(rebuilt.quorum).to.deep.equal([...(await registry.quorum())]);
      for (const index of Array(20).keys()) {
        const account = history.address(index);
        expect(rebuilt.attestors.get(account) ?? 0n, account).to.equal(await registry.attestorClass(account));
      }
      expect(BigInt(rebuilt.listedChains.size)).to.equal(await registry.listedChainCount());
      for (const chain of rebuilt.listedChains) expect(await registry.isChainListed(chain)).to.equal(true);
    }
  });

  it("roles: members, admins, guardians, delays, and the role of every function", async () => {
    const manager = AccessManager__factory.connect(await history.manager.getAddress(), history.provider);
    const { members, admins, guardians, functions, closed, grantDelays, targetDelays } = state.roles;
    for (let role = 0n; role <= 10n; ++role) {
      for (const index of Array(20).keys()) {
        const account = history.address(index);
        const { since, currentDelay } = await manager.getAccess(role, account);
        const known = members.get(`${role} ${account}`) ?? { since: 0n, delay: 0n };
        expect(known, `${role} ${account}`).to.deep.equal({ since, delay: currentDelay });
      }
      expect(admins.get(role) ?? 0n).to.equal(await manager.getRoleAdmin(role));
      expect(guardians.get(role) ?? 0n).to.equal(await manager.getRoleGuardian(role));
      expect(grantDelays.get(role) ?? 0n).to.equal(await manager.getRoleGrantDelay(role));
    }
    for (const [key, role] of functions) {
      const [target = "", selector = ""] = key.split(" ");
      expect(await manager.getTargetFunctionRole(target, selector), key).to.equal(role);
    }
    for (const [target, delay] of targetDelays) expect(await manager.getTargetAdminDelay(target)).to.equal(delay);
    for (const target of closed) expect(await manager.isTargetClosed(target)).to.equal(true);
    expect([members.size > 12, functions.size > 60, closed.size]).to.deep.equal([true, true, 1]);
  });
});
