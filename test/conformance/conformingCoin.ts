import { expect } from "chai";
import {
  isError,
  type BaseWallet,
  type JsonRpcApiProvider,
  type TransactionReceipt,
  type TransactionRequest,
} from "ethers";

import { createCoinBench, type CoinBench } from "../../scripts/bench/coinBench.js";
import { decodeRevert } from "../../scripts/chain/revert.js";
import type { IStablecoin } from "../../typechain-types/index.js";
import type { Domain } from "./signedMessages.js";

/** What alice holds when a case begins (token units). Nobody else holds anything. */
export const ALICE_HOLDS = 1_000_000_000n;
/** The reserves that the report in force proves (token units). */
const RESERVES = 20_000_000_000n;
/** Given with every transaction, so that no estimate on another block is needed. */
const GAS_LIMIT = 3_000_000n;

type Call = Promise<TransactionRequest> | TransactionRequest;

/** A coin under question: really deployed and configured, on a chain of osaka rules. */
export interface ConformingCoin {
  readonly bench: CoinBench;
  readonly coin: IStablecoin;
  readonly address: string;
  /** The domain that holders are told to sign in. */
  readonly domain: Domain;
  readonly provider: JsonRpcApiProvider;
  readonly alice: BaseWallet;
  readonly bob: BaseWallet;
  readonly carol: BaseWallet;
  readonly relayer: BaseWallet;
  /** The time of the last block (seconds UTC). */
  readonly now: () => Promise<bigint>;
  /** Moves the clock and mines a block. */
  readonly wait: (seconds: number) => Promise<void>;
  /** Sends one transaction, in a block of the time `at` if one is given. */
  readonly send: (from: BaseWallet, call: Call, at?: bigint) => Promise<TransactionReceipt>;
  /** Sends one transaction that must be refused with exactly this error of the coin. */
  readonly refuse: (
    from: BaseWallet,
    call: Call,
    error: string,
    values: readonly unknown[],
    at?: bigint,
  ) => Promise<void>;
  /** The coin's events of a transaction in order: name, then values. */
  readonly events: (receipt: TransactionReceipt) => unknown[][];
}

/** Deploys one coin for the suite around it; every case of the suite starts from the same chain. */
export function conformingCoin(): () => ConformingCoin {
  let chain: ConformingCoin | undefined;
  let snapshot: unknown;
  const opened = (): ConformingCoin => {
    if (chain === undefined) throw new Error("the coin is there from the suite's before hook on");
    return chain;
  };
  before(async () => {
    const bench = await createCoinBench(RESERVES);
    await bench.mint(bench.account(13).address, ALICE_HOLDS);
    chain = await around(bench);
  });
  beforeEach(async () => {
    snapshot = await opened().provider.send("evm_snapshot", []);
  });
  afterEach(async () => {
    await opened().provider.send("evm_revert", [snapshot]);
  });
  after(() => opened().bench.close());
  return opened;
}

async function around(bench: CoinBench): Promise<ConformingCoin> {
  const { coin, account } = bench;
  const address = await coin.getAddress();
  const provider = coin.runner as JsonRpcApiProvider;
  const timed = async (from: BaseWallet, call: Call, at: bigint | undefined) => {
    const request = { gasLimit: GAS_LIMIT, ...(await call) };
    if (at !== undefined) await provider.send("evm_setNextBlockTimestamp", [Number(at)]);
    return from.sendTransaction(request);
  };
  return {
    bench,
    coin,
    address,
    domain: { name: "Atpar Hong Kong Dollar", version: "1", chainId: bench.chainId, verifyingContract: address },
    provider,
    alice: account(13),
    bob: account(14),
    relayer: account(15),
    carol: account(16),
    now: async () => BigInt((await provider.getBlock("latest"))?.timestamp ?? 0),
    wait: async (seconds) => {
      await provider.send("evm_increaseTime", [seconds]);
      await provider.send("evm_mine", []);
    },
    send: async (from, call, at) => {
      const receipt = await (await timed(from, call, at)).wait();
      if (receipt?.status !== 1) throw new Error("a transaction of the suite failed");
      return receipt;
    },
    refuse: async (from, call, error, values, at) => {
      const thrown = await timed(from, call, at).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(thrown, `not refused; ${error} was expected`).to.not.equal(undefined);
      if (isError(thrown, "INVALID_ARGUMENT")) throw thrown;
      const expected = coin.interface.encodeErrorResult(error, values);
      expect(decodeRevert(thrown, [coin.interface])).to.deep.equal(decodeRevert(expected, [coin.interface]));
      if (at !== undefined) expect(BigInt((await provider.getBlock("latest"))?.timestamp ?? 0)).to.equal(at);
    },
    events: ({ logs }) =>
      logs
        .filter((log) => log.address === address)
        .map((log) => {
          const event = coin.interface.parseLog(log);
          if (event === null) throw new Error("an event that the coin's ABI does not have");
          return [event.name, ...(event.args.toArray() as unknown[])];
        }),
  };
}
