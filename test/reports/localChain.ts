import { BrowserProvider, HDNodeWallet, ZeroAddress, type JsonRpcSigner } from "ethers";
import { network } from "hardhat";

import {
  AccessManager__factory,
  IStablecoin__factory,
  ReserveRegistry__factory,
  Stablecoin__factory,
  StablecoinControl__factory,
  type AccessManager,
  type IStablecoin,
  type ReserveRegistry,
} from "../../typechain-types/index.js";
import { unitsOf } from "./units.js";

export const salt = `0x${"5a".repeat(32)}`;
export const day = 86_400n;

/** Keys for signing reports, none of which is an account of the chain. */
export const officer = key(0);
export const auditor = key(1);
export const custodian = key(2);
export const stranger = key(3);

/** One coin with its registry on a chain in this process; the deployer may do everything but mint. */
export interface LocalChain {
  readonly provider: BrowserProvider;
  readonly deployer: JsonRpcSigner;
  readonly manager: AccessManager;
  readonly coin: IStablecoin;
  readonly registry: ReserveRegistry;
  readonly token: string;
  readonly registryAddress: string;
  /** Seconds, UTC, of the latest block. */
  now(): Promise<bigint>;
  /** Mines a block at `timestamp`. */
  mineAt(timestamp: bigint): Promise<void>;
  /** Takes the chain back to `state`, or returns where it stands. */
  snapshot(): Promise<string>;
  revert(state: string): Promise<void>;
  /** Mints for a deposit; without one, for a deposit that nobody has: the reports alone are under test. */
  mint(amount: bigint, depositRef?: string): Promise<void>;
  burn(amount: bigint, burnRef: string): Promise<void>;
}

export interface LocalChainOptions {
  readonly currency?: string;
  /** Basis points. */
  readonly coverage?: bigint;
  /** Seconds, UTC, of the chain's first block. */
  readonly start?: bigint;
}

/** Deploys the real contracts on Hardhat's in-process chain. */
export async function startLocalChain(options: LocalChainOptions = {}): Promise<LocalChain> {
  const { currency = "HKD", coverage = 10_000n, start } = options;
  const override = start === undefined ? {} : { initialDate: new Date(Number(start) * 1000) };
  const connection = await network.create({ network: "local", override });
  const provider = new BrowserProvider(connection.provider, undefined, { cacheTimeout: -1 });
  const [deployer, checker] = [await provider.getSigner(0), await provider.getSigner(1)];
  const manager = await new AccessManager__factory(deployer).deploy(deployer.address);
  const control = await new StablecoinControl__factory(deployer).deploy();
  const initialization = control.interface.encodeFunctionData("initialize", [
    await manager.getAddress(),
    unitsOf("1000000000"),
    unitsOf("1000000000"),
    3600,
    deployer.address,
  ]);
  const face = await new Stablecoin__factory(deployer).deploy(
    `Test ${currency}`,
    currency,
    currency,
    await control.getAddress(),
    initialization,
  );
  const token = await face.getAddress();
  const registry = await new ReserveRegistry__factory(deployer).deploy(
    await manager.getAddress(),
    token,
    currency,
    salt,
    coverage,
    5n * day,
    [
      { account: officer.address, class_: 1 },
      { account: custodian.address, class_: 2 },
      { account: auditor.address, class_: 3 },
    ],
    { issuerOfficers: 1, custodians: 0, auditors: 1 },
  );
  const coin = IStablecoin__factory.connect(token, deployer);
  const registryAddress = await registry.getAddress();
  await (await coin.setRegistry(registryAddress)).wait();
  const restricted = ["mint", "burn"] as const;
  const selectors = restricted.map((name) => coin.interface.getFunction(name).selector);
  await (await manager.setTargetFunctionRole(token, selectors, 1)).wait();
  await (await manager.grantRole(1, deployer.address, 0)).wait();
  await (await manager.grantRole(2, checker.address, 0)).wait();
  await (await coin.addCustomers([deployer.address], `0x${"01".repeat(32)}`)).wait();
  let deposits = 0;
  const now = async () => BigInt((await provider.getBlock("latest"))!.timestamp);

  return {
    provider,
    deployer,
    manager,
    coin,
    registry,
    token,
    registryAddress,
    now,
    async mineAt(timestamp) {
      await provider.send("evm_setNextBlockTimestamp", [Number(timestamp)]);
      await provider.send("evm_mine", []);
    },
    async snapshot() {
      return (await provider.send("evm_snapshot", [])) as string;
    },
    async revert(state) {
      await provider.send("evm_revert", [state]);
    },
    async mint(amount, depositRef = `0x${(deposits += 1).toString(16).padStart(64, "0")}`) {
      const order = {
        to: deployer.address,
        amount,
        depositRef,
        evidence: `0x${"02".repeat(32)}`,
        maker: deployer.address,
        deadline: (await now()) + 600n,
      };
      const { chainId } = await provider.getNetwork();
      const domain = { name: `Test ${currency}`, version: await coin.version(), chainId, verifyingContract: token };
      const types = {
        MintOrder: [
          { name: "to", type: "address" },
          { name: "amount", type: "uint256" },
          { name: "depositRef", type: "bytes32" },
          { name: "evidence", type: "bytes32" },
          { name: "maker", type: "address" },
          { name: "deadline", type: "uint256" },
        ],
      };
      const approval = await checker.signTypedData(domain, types, order);
      await (await coin.mint(order, checker.address, approval)).wait();
    },
    async burn(amount, burnRef) {
      await (await coin.burn(amount, burnRef)).wait();
    },
  };
}

/** No account at all. */
export const nobody = ZeroAddress;

function key(index: number): HDNodeWallet {
  const phrase = "legal winner thank year wave sausage worth useful legal winner thank yellow";
  return HDNodeWallet.fromPhrase(phrase, undefined, `m/44'/60'/0'/1/${index}`);
}
