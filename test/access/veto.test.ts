import { expect } from "chai";
import { Interface, type BaseWallet, type JsonRpcApiProvider } from "ethers";

import { createCoinBench, type CoinBench } from "../../scripts/bench/coinBench.js";
import { decodeRevert } from "../../scripts/chain/revert.js";
import { roleTable } from "../../scripts/deploy/roleTable.js";
import {
  AccessManager__factory,
  ReserveRegistry__factory,
  Revoker__factory,
  type AccessManager,
  type Revoker,
} from "../../typechain-types/index.js";

const DAY = 86_400;
const D = 2 * DAY;
const authority = new Interface(["function setAuthority(address)"]);

/** What one key could do alone against everybody, tried on the configuration that `deploy` makes. */
describe("access: the veto, on the deployed configuration", () => {
  let bench: CoinBench;
  let manager: AccessManager;
  let revoker: Revoker;
  let targets: Record<string, string>;
  let board: BaseWallet;
  let canceller: BaseWallet;
  let guard: BaseWallet;
  let snapshot: unknown;

  const provider = (): JsonRpcApiProvider => bench.coin.runner as JsonRpcApiProvider;
  const warp = async (seconds: number): Promise<void> => {
    await provider().send("evm_increaseTime", [seconds]);
    await provider().send("evm_mine", []);
  };
  const schedule = async (target: string, data: string) =>
    bench.send(board, await manager.schedule.populateTransaction(target, data, 0));
  /** The name of the error that a call would end with, or undefined if it would go through. */
  const refusal = async (
    from: BaseWallet,
    call: Promise<{ to: string; data: string }>,
  ): Promise<string | undefined> => {
    try {
      await provider().call({ ...(await call), from: from.address });
      return undefined;
    } catch (error) {
      return decodeRevert(error, [bench.coin.interface, bench.registry.interface, manager.interface, revoker.interface])
        .name;
    }
  };

  before(async () => {
    bench = await createCoinBench(10_000_000_000n);
    [board, canceller, guard] = [bench.account(7), bench.account(8), bench.account(6)];
    manager = AccessManager__factory.connect(await bench.coin.authority(), provider());
    const grants = await manager.queryFilter(manager.filters.RoleGranted(roleTable.ROLE_ADMIN.id));
    const holder = grants.map(({ args }) => args.account).at(-1)!;
    revoker = Revoker__factory.connect(holder, provider());
    targets = {
      coin: await bench.coin.getAddress(),
      registry: await bench.registry.getAddress(),
      revoker: holder,
    };
    await warp(6 * DAY);
  });

  beforeEach(async () => {
    snapshot = await provider().send("evm_snapshot", []);
  });

  afterEach(async () => {
    await provider().send("evm_revert", [snapshot]);
  });

  after(() => bench.close());

  for (const name of ["coin", "registry", "revoker"]) {
    it(`lets nobody replace the ${name}'s authority past the canceller`, async () => {
      const target = targets[name]!;
      const data = authority.encodeFunctionData("setAuthority", [target]);
      await schedule(target, data);
      // the manager has no guardian for this selector: the canceller cannot veto it ...
      const veto = manager.cancel.populateTransaction(board.address, target, data);
      expect(await refusal(canceller, veto)).to.equal("AccessManagerUnauthorizedCancel");
      await warp(7 * DAY + 60);
      // ... so the contract refuses it
      expect(await refusal(board, manager.execute.populateTransaction(target, data))).to.equal(
        "AccessManagedUnauthorized",
      );
    });

    it(`lets the board replace the ${name}'s authority through updateAuthority, after the delay, unless vetoed`, async () => {
      const target = targets[name]!;
      const next = targets["coin"]!;
      const data = manager.interface.encodeFunctionData("updateAuthority", [target, next]);
      await schedule(await manager.getAddress(), data);
      const carryOut = () => manager.updateAuthority.populateTransaction(target, next);
      expect(await refusal(board, carryOut())).to.equal("AccessManagerNotReady");
      await warp(7 * DAY + 60);
      expect(await refusal(board, carryOut())).to.equal(undefined);
      await bench.send(
        canceller,
        await manager.cancel.populateTransaction(board.address, await manager.getAddress(), data),
      );
      expect(await refusal(board, carryOut())).to.equal("AccessManagerNotScheduled");
    });
  }

  it("lets a guard revoke a maker at once, and itself, but no other guard", async () => {
    const [maker, other] = [bench.account(1).address, bench.account(18).address];
    const revoke = (role: bigint, account: string) => revoker.revoke.populateTransaction(role, account);
    expect(await refusal(guard, revoke(roleTable.MINTER.id, maker))).to.equal(undefined);
    expect(await refusal(guard, revoke(roleTable.PAUSER.id, other))).to.equal("GuardProtected");
    expect(await refusal(guard, revoke(roleTable.PAUSER.id, guard.address))).to.equal(undefined);
    for (const role of ["ADMIN", "LOOSENER", "CANCELLER"] as const) {
      const call = revoke(roleTable[role].id, board.address);
      expect(await refusal(guard, call), role).to.equal("AccessManagerUnauthorizedAccount");
    }
  });

  it("makes no upgrade quicker by mapping it to another role first", async () => {
    const coin = targets["coin"]!;
    const upgrade = bench.coin.interface.getFunction("upgradeToAndCall").selector;
    const remap = manager.interface.encodeFunctionData("setTargetFunctionRole", [
      coin,
      [upgrade],
      roleTable.LOOSENER.id,
    ]);
    await schedule(await manager.getAddress(), remap);
    await warp(D + 60);
    const carryOut = () => manager.setTargetFunctionRole.populateTransaction(coin, [upgrade], roleTable.LOOSENER.id);
    expect(await refusal(board, carryOut())).to.equal("AccessManagerNotReady");
    await warp(5 * DAY);
    expect(await refusal(board, carryOut())).to.equal(undefined);
  });

  it("has a new registry go on where the old one stands, and refuses one that lags behind", async () => {
    const attestors = [
      { account: bench.account(9).address, class_: 1 },
      { account: bench.account(11).address, class_: 3 },
    ];
    const salt = await bench.registry.domainSalt();
    const quorum = { issuerOfficers: 1, custodians: 0, auditors: 1 };
    const create = async (coin: string): Promise<string> => {
      const deployment = await new ReserveRegistry__factory().getDeployTransaction(
        await manager.getAddress(),
        coin,
        "HKD",
        salt,
        10_000,
        432_000,
        attestors,
        quorum,
      );
      return (await bench.send(bench.account(15), { data: deployment.data })).contractAddress!;
    };
    const successor = ReserveRegistry__factory.connect(await create(targets["coin"]!), provider());
    expect(await successor.predecessor()).to.equal(targets["registry"]);
    expect(await successor.lastReport()).to.deep.equal(await bench.registry.lastReport());
    expect((await successor.lastReport()).sequence).to.equal(1n);
    expect(await successor.isChainListed(bench.chainId)).to.equal(true);
    expect(await successor.listedChainCount()).to.equal(1n);
    expect(await successor.mintLimit()).to.equal(await bench.registry.mintLimit());

    const next = await successor.getAddress();
    await schedule(targets["coin"]!, bench.coin.interface.encodeFunctionData("setRegistry", [next]));
    await warp(D + 60);
    const follow = () => bench.coin.setRegistry.populateTransaction(next);
    expect(await refusal(board, follow())).to.equal(undefined);
    // the registry in use takes report 2 meanwhile; the successor does not hear of it
    await bench.submitReport(2n);
    expect(await refusal(board, follow())).to.equal("RegistryBehind");
  });
});
