import { expect } from "chai";

import { setbackUntil } from "../../scripts/deploy/apply.js";
import { readRoles } from "../../scripts/deploy/chainRoles.js";
import {
  AccessManager__factory,
  IStablecoin__factory,
  Revoker__factory,
  type AccessManager,
} from "../../typechain-types/index.js";
import { sharedDeployment, type DeployedChain, type Person } from "./deployedChain.js";

describe("readRoles", function () {
  this.timeout(60_000);
  let chain: DeployedChain;
  let manager: AccessManager;
  let state: string;

  before(async () => {
    chain = await sharedDeployment();
    manager = AccessManager__factory.connect(chain.contracts.manager, chain.provider);
  });
  beforeEach(async () => {
    state = await chain.snapshot();
  });
  afterEach(() => chain.revert(state));

  const read = async () =>
    readRoles(chain.provider, chain.contracts, chain.hkd.contracts.manager.block, await chain.now(), chain.hkd);

  /** Has the board schedule a call to the manager, and carries it out after the delay D. */
  async function asBoard(data: string, seconds = 172_800): Promise<void> {
    const { manager: address } = chain.contracts;
    const board = manager.connect(await chain.provider.getSigner(chain.address("board")));
    await (await board.schedule(address, data, 0)).wait();
    await chain.mineAt((await chain.now()) + seconds);
    await (await board.execute(address, data)).wait();
  }

  const grant = (role: number, person: Person, delay = 0): string =>
    manager.interface.encodeFunctionData("grantRole", [role, chain.address(person), delay]);

  it("finds a fresh deployment without fault, members as deployed", async () => {
    const roles = await read();
    expect(roles.faults).to.deep.equal([]);
    expect(roles.meetings).to.deep.equal([]);
    expect(Object.fromEntries(roles.roles.map(({ name, members }) => [name, members]))).to.deep.equal(chain.hkd.roles);
    const approvers = roles.roles.find(({ name }) => name === "MINT_APPROVER")!;
    expect(approvers).to.include({ id: 2n, admin: 10n, guardian: 0n, grantDelay: 0 });
    expect(approvers.members.map(({ account, delay }) => [account, delay])).to.deep.equal([
      [chain.address("checker"), 0],
      [chain.address("secondChecker"), 0],
    ]);
  });

  it("reports the delays that are not in force until five days have passed, and none after", async () => {
    const until = await setbackUntil(chain.provider, chain.hkd);
    await chain.mineAt(until - 1);
    const { pending } = await read();
    expect(pending.map(({ what }) => what)).to.have.members([
      ...["ADMIN", "LOOSENER", "UPGRADER", "CANCELLER", "ROLE_ADMIN"].map((role) => `grants of ${role}`),
      ...["manager", "revoker", "HKD coin", "HKD registry", "USD coin", "USD registry"].map(
        (target) => `administration of ${target}`,
      ),
    ]);
    const longest = pending.filter(({ delay }) => delay !== 172_800);
    expect(longest.map(({ what, delay }) => [what, delay])).to.have.deep.members([
      ["grants of UPGRADER", 604_800],
      ["administration of HKD coin", 604_800],
      ["administration of USD coin", 604_800],
    ]);
    expect(new Set(pending.map(({ effect }) => effect))).to.deep.equal(new Set([until]));
    await chain.mineAt(until);
    expect((await read()).pending).to.deep.equal([]);
  });

  it("names a key that holds two roles that must not meet", async () => {
    await asBoard(grant(2, "maker"));
    expect((await read()).meetings).to.deep.equal([
      { account: chain.address("maker"), first: "MINTER", second: "MINT_APPROVER" },
    ]);
  });

  it("names every pair that meets", async () => {
    await asBoard(grant(9, "guard"));
    await asBoard(grant(7, "guard", 172_800));
    const pairs = (await read()).meetings.map(({ first, second }) => `${first} ${second}`);
    expect(pairs).to.deep.equal(["PAUSER CANCELLER", "LOOSENER CANCELLER", "PAUSER LOOSENER"]);
  });

  it("counts a revoked key no more", async () => {
    await asBoard(grant(2, "maker"));
    const guard = await chain.provider.getSigner(chain.address("guard"));
    await (await Revoker__factory.connect(chain.contracts.revoker, guard).revoke(2, chain.address("maker"))).wait();
    const roles = await read();
    expect(roles.meetings).to.deep.equal([]);
    const approvers = roles.roles.find(({ name }) => name === "MINT_APPROVER")!.members;
    expect(approvers.map(({ account }) => account)).not.to.include(chain.address("maker"));
  });

  it("finds a selector that belongs to another role", async () => {
    const { selector } = IStablecoin__factory.createInterface().getFunction("unpauseIssuance");
    const coin = chain.usd.contracts.coin.address;
    await asBoard(manager.interface.encodeFunctionData("setTargetFunctionRole", [coin, [selector], 6]));
    const { faults } = await read();
    expect(faults.map(({ what }) => what)).to.deep.equal([`coin ${selector} belongs to role 6, not LOOSENER`]);
  });

  it("finds a selector left to ADMIN", async () => {
    const { selector } = IStablecoin__factory.createInterface().getFunction("mint");
    const coin = chain.hkd.contracts.coin.address;
    await asBoard(manager.interface.encodeFunctionData("setTargetFunctionRole", [coin, [selector], 0]));
    const { faults } = await read();
    expect(faults.map(({ what }) => what)).to.deep.equal([`coin ${selector} belongs to role 0, not MINTER`]);
  });

  it("finds another admin and another guardian", async () => {
    await asBoard(manager.interface.encodeFunctionData("setRoleAdmin", [1, 0]));
    await asBoard(manager.interface.encodeFunctionData("setRoleGuardian", [7, 6]));
    const { faults } = await read();
    expect(faults.map(({ what }) => what)).to.deep.equal([
      "MINTER has admin role 0, not 10",
      "LOOSENER has guardian role 6, not 9",
    ]);
  });

  it("finds delays on grants and targets that are not, and will not be, the deployment's", async () => {
    await asBoard(manager.interface.encodeFunctionData("setGrantDelay", [7, 60]));
    const usd = chain.usd.contracts.coin.address;
    await asBoard(manager.interface.encodeFunctionData("setTargetAdminDelay", [usd, 60]));
    await chain.mineAt((await chain.now()) + 6 * 86_400);
    const { faults, pending } = await read();
    expect(pending).to.deep.equal([]);
    expect(faults.map(({ what }) => what)).to.deep.equal([
      "grants of LOOSENER wait 60 s, not 172800 s",
      "administration of USD coin waits 60 s, not 604800 s",
    ]);
  });

  it("finds a target that was closed, and a second ADMIN", async () => {
    await asBoard(
      manager.interface.encodeFunctionData("setTargetClosed", [chain.hkd.contracts.registry.address, true]),
    );
    await asBoard(grant(0, "stranger", 172_800));
    const { faults } = await read();
    expect(faults.map(({ what }) => what)).to.deep.equal([
      "ADMIN has 2 holders, not 1",
      "HKD registry is closed: nobody can call it",
    ]);
  });

  it("finds a contract that obeys another manager", async () => {
    const coin = chain.hkd.contracts.coin.address;
    const other = await new AccessManager__factory(await chain.provider.getSigner(chain.address("stranger"))).deploy(
      chain.address("stranger"),
    );
    await asBoard(manager.interface.encodeFunctionData("updateAuthority", [coin, await other.getAddress()]));
    const { faults } = await read();
    expect(faults.map(({ what }) => what)).to.deep.equal([
      `HKD coin obeys ${await other.getAddress()}, not the manager`,
    ]);
  });

  it("finds a key that loosens without a delay, and a maker that has one", async () => {
    await asBoard(grant(7, "stranger"));
    await asBoard(grant(1, "stranger", 60));
    const { faults } = await read();
    expect(faults.map(({ what }) => what)).to.deep.equal([
      `${chain.address("stranger")} holds MINTER with a delay of 60 s, not 0 s`,
      `${chain.address("stranger")} holds LOOSENER with a delay of 0 s, not 172800 s`,
    ]);
  });
});
