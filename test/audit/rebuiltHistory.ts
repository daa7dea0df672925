import {
  Contract,
  ContractFactory,
  id,
  Signature,
  toBeHex,
  type BaseContract,
  type BaseWallet,
  type JsonRpcApiProvider,
  type TypedDataDomain,
} from "ethers";
import { artifacts } from "hardhat";

import { createCoinBench, type CoinBench } from "../../scripts/bench/coinBench.js";
import { roleTable } from "../../scripts/deploy/roleTable.js";
import { mintOrderTypes } from "../../scripts/issuance/mintOrders.js";
import {
  AccessManager__factory,
  ReserveRegistry__factory,
  Revoker__factory,
  type AccessManager,
  type Revoker,
} from "../../typechain-types/index.js";

export const DAY = 86_400;
const fields = (names: string) =>
  names.split(", ").map((field) => {
    const [type = "", name = ""] = field.split(" ");
    return { type, name };
  });
const payment = fields(
  "address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce",
);
const types = {
  transfer: { TransferWithAuthorization: payment },
  receive: { ReceiveWithAuthorization: payment },
  cancel: { CancelAuthorization: fields("address authorizer, bytes32 nonce") },
  permit: { Permit: fields("address owner, address spender, uint256 value, uint256 nonce, uint256 deadline") },
  batch: { MintBatch: [{ name: "orders", type: "MintOrder[]" }], ...mintOrderTypes },
};
const FOREVER = 2n ** 256n - 1n;

/** A deployed coin, and all that people do to it: every call is sent, and its function noted. */
export class History {
  /** `coin transfer(address,uint256)` */
  readonly called = new Set<string>();
  readonly registries: string[] = [];
  /** What came of the calls drawn at random. */
  readonly drawn = { done: 0, refused: 0 };
  /** Some adjacent, some far apart. */
  readonly nonces = [...Array(12).keys()].map((index) => (index < 8 ? toBeHex(252 + index, 32) : id(`nonce ${index}`)));
  private deposits = 0;
  private reports = 1n;

  private constructor(
    readonly bench: CoinBench,
    readonly manager: AccessManager,
    readonly revoker: Revoker,
    readonly coin: string,
    private readonly domain: TypedDataDomain,
  ) {}

  static async create(): Promise<History> {
    const bench = await createCoinBench(10_000_000_000_000n);
    const coin = await bench.coin.getAddress();
    const provider = bench.coin.runner as JsonRpcApiProvider;
    const manager = AccessManager__factory.connect(await bench.coin.authority(), provider);
    const grants = await manager.queryFilter(manager.filters.RoleGranted(roleTable.ROLE_ADMIN.id));
    const revoker = Revoker__factory.connect(grants.at(-1)!.args.account, provider);
    const domain = {
      name: await bench.coin.name(),
      version: "1",
      chainId: bench.chainId,
      verifyingContract: coin,
    };
    const history = new History(bench, manager, revoker, coin, domain);
    history.registries.push(await bench.registry.getAddress());
    return history;
  }

  get provider(): JsonRpcApiProvider {
    return this.bench.coin.runner as JsonRpcApiProvider;
  }

  account(index: number): BaseWallet {
    return this.bench.account(index);
  }

  address(index: number): string {
    return this.bench.account(index).address;
  }

  /** One call, in a block of its own. */
  async act(from: number, contract: BaseContract, name: string, values: readonly unknown[]): Promise<void> {
    const to = await contract.getAddress();
    const data = contract.interface.encodeFunctionData(name, values);
    await this.bench.send(this.account(from), { to, data });
    const kind = to === this.coin ? "coin" : this.registries.includes(to) ? "registry" : "other";
    this.called.add(`${kind} ${contract.interface.getFunction(name)!.format("sighash")}`);
  }

  /** A call to the coin. */
  async on(from: number, name: string, ...values: readonly unknown[]): Promise<void> {
    await this.act(from, this.bench.coin, name, values);
  }

  async warp(seconds: number): Promise<void> {
    await this.provider.send("evm_increaseTime", [seconds]);
    await this.provider.send("evm_mine", []);
  }

  /** Schedules all, waits once, does all. */
  async later(
    from: number,
    wait: number,
    calls: readonly (readonly [BaseContract, string, readonly unknown[]])[],
  ): Promise<void> {
    for (const [contract, name, values] of calls) {
      const data = contract.interface.encodeFunctionData(name, values);
      const schedule = await this.manager.schedule.populateTransaction(await contract.getAddress(), data, 0);
      await this.bench.send(this.account(from), schedule);
    }
    await this.warp(wait);
    for (const [contract, name, values] of calls) await this.act(from, contract, name, values);
  }

  async report(): Promise<void> {
    this.reports += 1n;
    await this.bench.submitReport(this.reports);
    this.called.add(`registry ${this.bench.registry.interface.getFunction("submitReport").format("sighash")}`);
  }

  /** Mints as maker (1) and checker (2): one order by `mint`, several by `mintBatch`. */
  async mint(to: readonly number[], amount: bigint): Promise<void> {
    const { timestamp } = (await this.provider.getBlock("latest"))!;
    const orders = to.map((index) => ({
      to: this.address(index),
      amount,
      depositRef: id(`deposit ${this.deposits++}`),
      evidence: id("evidence"),
      maker: this.address(1),
      deadline: BigInt(timestamp + 3600),
    }));
    const value = to.length === 1 ? orders[0]! : { orders };
    const approval = await this.account(2).signTypedData(
      this.domain,
      to.length === 1 ? mintOrderTypes : types.batch,
      value,
    );
    await this.on(
      1,
      to.length === 1 ? "mint" : "mintBatch",
      to.length === 1 ? value : orders,
      this.address(2),
      approval,
    );
  }

  /** A signed payment, by v, r and s or by bytes. */
  async pay(by: number, from: number, to: number, value: bigint, nonce: string, whole: boolean): Promise<void> {
    const receive = by === to;
    const name = receive ? "receiveWithAuthorization" : "transferWithAuthorization";
    const message = {
      from: this.address(from),
      to: this.address(to),
      value,
      validAfter: 0n,
      validBefore: FOREVER,
      nonce,
    };
    const signature = await this.account(from).signTypedData(
      this.domain,
      receive ? types.receive : types.transfer,
      message,
    );
    await this.signed(by, name, Object.values(message), signature, whole);
  }

  async cancel(by: number, authorizer: number, nonce: string, whole: boolean): Promise<void> {
    const message = { authorizer: this.address(authorizer), nonce };
    const signature = await this.account(authorizer).signTypedData(this.domain, types.cancel, message);
    await this.signed(by, "cancelAuthorization", Object.values(message), signature, whole);
  }

  async permit(by: number, owner: number, spender: number, value: bigint, whole: boolean): Promise<void> {
    const nonce = await this.bench.coin.nonces(this.address(owner));
    const message = { owner: this.address(owner), spender: this.address(spender), value };
    const all = { ...message, nonce, deadline: FOREVER };
    const signature = await this.account(owner).signTypedData(this.domain, types.permit, all);
    await this.signed(by, "permit", [...Object.values(message), FOREVER], signature, whole);
  }

  /** Payments of 1 unit of `from` to `to`, one for each nonce. */
  async batch(by: number, from: number, to: number, nonces: readonly string[]): Promise<void> {
    const items = await Promise.all(
      nonces.map(async (nonce) => {
        const item = { from: this.address(from), value: 1n, validAfter: 0n, validBefore: FOREVER, nonce };
        const message = { ...item, to: this.address(to) };
        return { ...item, signature: await this.account(from).signTypedData(this.domain, types.transfer, message) };
      }),
    );
    await this.on(by, "transferWithAuthorizationBatch", this.address(to), items);
  }

  /** Deploys what the release does not hold: a registry like the one in use, a manager, a face with `transfer`. */
  async deploy(factory: ContractFactory, ...values: readonly unknown[]): Promise<string> {
    const { data } = await factory.getDeployTransaction(...(values as []));
    return (await this.bench.send(this.account(15), { data })).contractAddress!;
  }

  async deploySuccessor(): Promise<string> {
    const [registry, coin, manager] = [this.bench.registry, this.coin, await this.manager.getAddress()];
    const attestors = [
      [this.address(9), 1],
      [this.address(11), 3],
    ];
    const salt = await registry.domainSalt();
    const factory = new ReserveRegistry__factory() as unknown as ContractFactory;
    const address = await this.deploy(factory, manager, coin, "HKD", salt, 10_100, 400_000, attestors, [1, 0, 1]);
    this.registries.push(address);
    return address;
  }

  async deployFace(before: string): Promise<string> {
    const { abi, bytecode } = await artifacts.readArtifact("MovedTransfer");
    return this.deploy(new ContractFactory(abi, bytecode), before);
  }

  /** Another coin of the deployment, by the manager's word. */
  async otherCoin(): Promise<Contract> {
    const logs = await this.manager.queryFilter(this.manager.filters.TargetFunctionRoleUpdated());
    const mint = this.bench.coin.interface.getFunction("mint").selector;
    const found = logs.find(({ args }) => args.selector === mint && args.target !== this.coin)!;
    return new Contract(found.args.target, this.bench.coin.interface, this.provider);
  }

  private async signed(
    by: number,
    name: string,
    values: readonly unknown[],
    signature: string,
    whole: boolean,
  ): Promise<void> {
    const { v, r, s } = Signature.from(signature);
    const count = values.length + (whole ? 1 : 3);
    let sighash = "";
    this.bench.coin.interface.forEachFunction((fragment) => {
      if (fragment.name === name && fragment.inputs.length === count) sighash = fragment.format("sighash");
    });
    await this.on(by, sighash, ...values, ...(whole ? [signature] : [v, r, s]));
  }
}
