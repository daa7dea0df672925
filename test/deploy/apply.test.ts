import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import { Interface, keccak256, type FunctionFragment } from "ethers";

import { genesisOf, setbackUntil, type Applied } from "../../scripts/deploy/apply.js";
import { selectorsOf } from "../../scripts/deploy/configuration.js";
import { readProfile } from "../../scripts/deploy/profile.js";
import { checkRecord, readAllRecords, readRecord } from "../../scripts/deploy/record.js";
import { roleEntry, roleNames, roleTable, type RoleName } from "../../scripts/deploy/roleTable.js";
import {
  AccessManager__factory,
  IStablecoin__factory,
  ReserveRegistry__factory,
  Revoker__factory,
  type AccessManager,
} from "../../typechain-types/index.js";
import { rejection } from "../journal/rejection.js";
import { deployedChain, localProfile, openChain, type DeployedChain, type OpenChain } from "./deployedChain.js";

const day = 86_400;

describe("applyDeployment", function () {
  this.timeout(60_000);

  describe("on an empty chain", () => {
    let chain: DeployedChain;
    let manager: AccessManager;
    before(async () => {
      chain = await deployedChain();
      manager = AccessManager__factory.connect(chain.contracts.manager, chain.provider);
    });
    after(() => chain.close());

    it("writes a record of each coin that agrees with the chain, and the history", async () => {
      const found = await readAllRecords(chain.deployments);
      const folder = join(chain.deployments, "31337-local");
      expect(found.map(({ file }) => file)).to.deep.equal([join(folder, "HKD.json"), join(folder, "USD.json")]);
      expect(found.map(({ record }) => record)).to.deep.equal([chain.hkd, chain.usd]);
      for (const { file, record } of found) await checkRecord(file, record, chain.provider);
      const history = readFileSync(join(folder, "history.jsonl"), "utf8").trimEnd().split("\n");
      expect(history.map((line) => (JSON.parse(line) as { currency: string }).currency)).to.deep.equal(["HKD", "USD"]);
    });

    it("records what was created with what, and what runs", async () => {
      const { hkd, usd, provider } = chain;
      const coin = IStablecoin__factory.connect(hkd.contracts.coin.address, provider);
      expect(hkd.contracts.coin.arguments.slice(0, 3)).to.deep.equal([
        await coin.name(),
        await coin.symbol(),
        await coin.currency(),
      ]);
      expect(hkd.initialization).to.equal(keccak256(hkd.contracts.coin.arguments[4]!));
      expect(hkd.genesisHash).to.equal(await genesisOf(provider));
      for (const name of ["manager", "revoker", "control"] as const) {
        expect(usd.contracts[name]).to.deep.equal(hkd.contracts[name]);
      }
      for (const contract of Object.values(hkd.contracts)) {
        const receipt = await provider.getTransactionReceipt(contract.transaction);
        expect(receipt?.contractAddress).to.equal(contract.address);
        expect([receipt?.blockNumber, receipt?.blockHash]).to.deep.equal([contract.block, contract.blockHash]);
      }
    });

    it("has each coin and its registry name each other", async () => {
      for (const { contracts, currency } of [chain.hkd, chain.usd]) {
        const coin = IStablecoin__factory.connect(contracts.coin.address, chain.provider);
        const registry = ReserveRegistry__factory.connect(contracts.registry.address, chain.provider);
        expect(await coin.registry()).to.equal(contracts.registry.address);
        expect(await registry.coin()).to.equal(contracts.coin.address);
        expect(await registry.currency()).to.equal(currency);
        for (const managed of [coin, registry, Revoker__factory.connect(contracts.revoker.address, chain.provider)]) {
          expect(await managed.authority()).to.equal(contracts.manager.address);
        }
      }
    });

    it("gives the coins the profile's limits", async () => {
      const coin = IStablecoin__factory.connect(chain.usd.contracts.coin.address, chain.provider);
      const registry = ReserveRegistry__factory.connect(chain.usd.contracts.registry.address, chain.provider);
      expect(await coin.orderCap()).to.equal(1_000_000_000_000n);
      expect([...(await coin.rateLimit())]).to.deep.equal([5_000_000_000_000n, 86_400n, 5_000_000_000_000n]);
      expect(await coin.spenderCheck()).to.equal(true);
      expect(await registry.coverage()).to.equal(10_000n);
      expect(await registry.maxReportAge()).to.equal(432_000n);
      expect([...(await registry.quorum())]).to.deep.equal([1n, 0n, 1n]);
      expect(await registry.domainSalt()).to.equal(chain.usd.reportSalt);
    });

    /** Design 2.2: who holds each role, and after how long they act (seconds). */
    const expected: Readonly<Record<RoleName, readonly (readonly [string, number])[]>> = {
      ADMIN: [["board", 2 * day]],
      MINTER: [["maker", 0]],
      MINT_APPROVER: [
        ["checker", 0],
        ["secondChecker", 0],
      ],
      ONBOARDER: [["onboarder", 0]],
      FREEZER: [["compliance", 0]],
      SEIZER: [["seizure", 2 * day]],
      PAUSER: [["guard", 0]],
      LOOSENER: [["board", 2 * day]],
      UPGRADER: [["board", 7 * day]],
      CANCELLER: [["canceller", 0]],
      ROLE_ADMIN: [
        ["board", 2 * day],
        ["revoker", 0],
      ],
    };

    it("grants each role to the profile's keys with its delay, and to nobody else", async () => {
      const named = new Map([
        [chain.contracts.revoker, "revoker"],
        [chain.profile.roles.seizure[0], "seizure"],
        ...(
          ["board", "maker", "checker", "secondChecker", "onboarder", "compliance", "guard", "canceller"] as const
        ).map((person) => [chain.address(person), person] as const),
      ]);
      const granted = await manager.queryFilter(manager.filters.RoleGranted());
      const everyone = new Set(granted.map(({ args }) => args.account));
      for (const [role, members] of Object.entries(expected) as [RoleName, (typeof expected)[RoleName]][]) {
        const held: [string, number][] = [];
        for (const account of everyone) {
          const [member, delay] = await manager.hasRole(roleTable[role].id, account);
          if (member) held.push([named.get(account) ?? account, Number(delay)]);
        }
        expect(held, role).to.have.deep.members([...members]);
        expect(
          chain.hkd.roles[role]!.map(({ account, delay }) => [named.get(account), delay]),
          role,
        ).to.have.deep.members(held);
      }
    });

    it("leaves the deployer nothing", async () => {
      for (const role of roleNames) {
        const [member] = await manager.hasRole(roleTable[role].id, chain.address("deployer"));
        expect(member, role).to.equal(false);
      }
    });

    it("puts operational roles under ROLE_ADMIN and delayed ones under CANCELLER's veto", async () => {
      const operational = ["MINTER", "MINT_APPROVER", "ONBOARDER", "FREEZER", "SEIZER", "PAUSER"];
      const vetoed = ["SEIZER", "LOOSENER", "UPGRADER", "ROLE_ADMIN"];
      for (const role of roleNames) {
        const { id } = roleTable[role];
        expect(await manager.getRoleAdmin(id), role).to.equal(operational.includes(role) ? 10n : 0n);
        expect(await manager.getRoleGuardian(id), role).to.equal(vetoed.includes(role) ? 9n : 0n);
      }
    });

    it("leaves no restricted selector with ADMIN", async () => {
      const { manager: own, revoker, coins } = chain.contracts;
      const free = { coin: ["initialize"], registry: ["submitReport", "setAuthority"], revoker: ["setAuthority"] };
      const targets = [
        ...coins.map(({ coin }) => ["coin", coin, new Interface(IStablecoin__factory.abi)] as const),
        ...coins.map(({ registry }) => ["registry", registry, new Interface(ReserveRegistry__factory.abi)] as const),
        ["revoker", revoker, new Interface(Revoker__factory.abi)] as const,
      ];
      // what holders do is open to everybody, and the manager alone calls setAuthority
      const holders = /^(?:transfer|approve|permit|receiveWith|cancelAuth|cancelPermits|setAuthority)/u;
      let checked = 0;
      for (const [kind, address, face] of targets) {
        const functions: FunctionFragment[] = [];
        face.forEachFunction((fragment) => functions.push(fragment));
        for (const { name, constant, selector } of functions) {
          if (constant || free[kind].includes(name) || (kind === "coin" && holders.test(name))) continue;
          const role = await manager.getTargetFunctionRole(address, selector);
          expect(role, `${kind}.${name}`).not.to.equal(0n);
          checked += 1;
        }
        expect(await manager.isTargetClosed(address), kind).to.equal(false);
      }
      expect(checked).to.equal(2 * 24 + 2 * 7 + 1);
      for (const selector of selectorsOf("LOOSENER", "manager")) {
        expect(await manager.getTargetFunctionRole(own, selector)).to.equal(7n);
      }
    });

    it("delays grants and the administration of every target once five days have passed", async () => {
      const state = await chain.snapshot();
      const until = await setbackUntil(chain.provider, chain.hkd);
      const { timestamp } = (await chain.provider.getBlock(chain.hkd.configuration.block))!;
      expect(until).to.equal(timestamp + 5 * day);
      await chain.mineAt(until - 1);
      expect(await manager.getRoleGrantDelay(0n)).to.equal(0n);
      await chain.mineAt(until);
      const delays = await Promise.all(roleNames.map((role) => manager.getRoleGrantDelay(roleTable[role].id)));
      const wanted = (role: RoleName) => (role === "UPGRADER" ? 604_800n : 172_800n);
      expect(delays).to.deep.equal(roleNames.map((role) => (roleEntry(role).operational ? 0n : wanted(role))));
      const { manager: own, revoker, coins } = chain.contracts;
      for (const target of [own, revoker, ...coins.map(({ registry }) => registry)]) {
        expect(await manager.getTargetAdminDelay(target)).to.equal(172_800n);
      }
      // whoever may change the role of upgradeToAndCall waits as long as an upgrade
      for (const { coin } of coins) expect(await manager.getTargetAdminDelay(coin)).to.equal(604_800n);
      await chain.revert(state);
    });

    it("sends nothing when run again", async () => {
      const nonce = await chain.provider.getTransactionCount(chain.address("deployer"));
      const again = await chain.deploy();
      expect(await chain.provider.getTransactionCount(chain.address("deployer"))).to.equal(nonce);
      expect(again.records.map(({ record }) => record)).to.deep.equal([chain.hkd, chain.usd]);
      expect(again.steps.every(({ sent }) => sent.resumed)).to.equal(true);
    });
  });

  describe("cut off", () => {
    let chain: OpenChain;
    before(async () => {
      chain = await openChain();
    });
    after(() => chain.close());

    /** Runs until step `last` is about to begin, as a process killed there would. */
    async function runUntil(last: number, ids: string[], replace = false): Promise<void> {
      const killed = await chain
        .deploy({
          replace,
          onStep: ({ id }, number) => {
            ids.push(id);
            if (number === last) throw new Error("killed");
          },
        })
        .catch((error: unknown) => error);
      expect(killed).to.be.instanceOf(Error).with.property("message", "killed");
    }

    it("is continued by the next run: the same addresses, each contract once", async () => {
      const deployer = chain.address("deployer");
      const nonce = () => chain.provider.getTransactionCount(deployer);
      const ids: string[] = [];
      await runUntil(1, ids);
      expect(await nonce()).to.equal(0);
      await runUntil(5, ids);
      expect(await nonce()).to.equal(4);
      await runUntil(10, ids);
      expect(await nonce()).to.equal(9);
      expect(existsSync(join(chain.deployments, "31337-local"))).to.equal(false);

      const steps: [number, number][] = [];
      const applied: Applied = await chain.deploy({ onStep: (_, number, of) => steps.push([number, of]) });
      expect(steps).to.deep.equal(Array.from({ length: 10 }, (_, index) => [index + 1, 10]));
      expect(await nonce()).to.equal(10);
      expect(applied.steps.map(({ sent }) => sent.resumed)).to.deep.equal([...Array<boolean>(9).fill(true), false]);
      const created = applied.steps.flatMap(({ sent }) => sent.contractAddress ?? []);
      expect(new Set(created).size).to.equal(7);
      // one transaction in each block, the chain's first ten
      expect(applied.steps.map(({ sent }) => sent.blockNumber)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      for (const { file, record } of applied.records) await checkRecord(file, record, chain.provider);
    });

    it("creates everything anew where that is asked for, and continues that too", async () => {
      const nonce = await chain.provider.getTransactionCount(chain.address("deployer"));
      const [before_] = await readAllRecords(chain.deployments);
      await runUntil(4, [], true);
      const applied = await chain.deploy({ replace: true });
      expect(applied.steps.map(({ sent }) => sent.resumed)).to.deep.equal([
        ...Array<boolean>(3).fill(true),
        ...Array<boolean>(7).fill(false),
      ]);
      expect(await chain.provider.getTransactionCount(chain.address("deployer"))).to.equal(nonce + 10);
      const [after_] = await readAllRecords(chain.deployments);
      expect(after_!.record.contracts.manager.address).not.to.equal(before_!.record.contracts.manager.address);
      expect((await chain.deploy()).records.map(({ record }) => record)[0]).to.deep.equal(after_!.record);
    });

    it("begins anew for another profile", async () => {
      const profile = { ...(await readProfile(localProfile)), hash: `0x${"ab".repeat(32)}` };
      const folder = mkdtempSync(join(tmpdir(), "atpar-other-"));
      const applied = await chain.deploy({ profile, deployments: folder });
      expect(applied.steps.every(({ sent }) => !sent.resumed)).to.equal(true);
      const first = await readRecord(join(chain.deployments, "31337-local/HKD.json"));
      expect(applied.records[0]!.record.contracts.coin.address).not.to.equal(first!.contracts.coin.address);
      expect(applied.records[0]!.record.profileHash).to.equal(profile.hash);
      rmSync(folder, { recursive: true });
    });
  });

  it("refuses a deployer that would hold a role, and sends nothing", async () => {
    const chain = await openChain();
    try {
      for (const [person, role] of [
        ["maker", "MINTER"],
        ["secondChecker", "MINT_APPROVER"],
        ["board", "LOOSENER"],
      ] as const) {
        const signer = await chain.signer(person);
        const { parameters } = await rejection(chain.deploy({ signer }), "DEPLOY_SIGNER_NOT_ALONE", person);
        expect(parameters).to.deep.equal({ account: chain.address(person), role });
      }
      expect(await chain.provider.getBlockNumber()).to.equal(0);
      expect((await chain.journal.head()).seq).to.equal(0);
    } finally {
      await chain.close();
    }
  });
});
