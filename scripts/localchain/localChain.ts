import { once } from "node:events";
import { createServer } from "node:net";
import { resolve } from "node:path";

import { HDNodeWallet, Mnemonic } from "ethers";

import { AtparError } from "../errors/AtparError.js";

const root = resolve(import.meta.dirname, "../..");
const HOST = "127.0.0.1";

/** Hardhat's published development mnemonic. */
const mnemonic = Mnemonic.fromPhrase("test test test test test test test test test test test junk");

/** A real chain (Hardhat's EDR, osaka rules) in this process, served over JSON-RPC on the loopback address. */
export interface LocalChain {
  readonly url: string;
  readonly chainId: number;
  /** Development accounts, `dev:0` first. */
  readonly accounts: readonly string[];
  close(): Promise<void>;
  /** Settles when the server has closed. */
  readonly closed: Promise<void>;
}

/**
 * Starts a local chain.
 *
 * @param options.port 0 for a free port.
 * @param options.startAt The chain's time at its first block, unix seconds; now if left out.
 * @throws LOCAL_CHAIN_PORT if the port is taken
 */
export async function startLocalChain(options: {
  readonly port: number;
  readonly startAt?: number;
}): Promise<LocalChain> {
  await requireFree(options.port);
  // Hardhat reads its configuration from the folder the process is in, which need not be the project's
  process.env["HARDHAT_CONFIG"] ??= resolve(root, "hardhat.config.ts");
  const { network } = await import("hardhat");
  const chainId = 31_337;
  const server = await network.createServer(
    {
      network: "local",
      override: options.startAt === undefined ? {} : { initialDate: new Date(options.startAt * 1000) },
    },
    HOST,
    options.port,
  );
  const listening = await server.listen();
  return {
    url: `http://${HOST}:${listening.port}`,
    chainId,
    accounts: Array.from(
      { length: 20 },
      (_, index) => HDNodeWallet.fromMnemonic(mnemonic, `m/44'/60'/0'/0/${index}`).address,
    ),
    close: () => server.close(),
    closed: server.afterClosed(),
  };
}

/** Tries the port first: Hardhat's server leaves its own failure to listen unhandled, which would end the process. */
async function requireFree(port: number): Promise<void> {
  const trial = createServer();
  try {
    await once(trial.listen(port, HOST), "listening");
  } catch (error) {
    throw new AtparError("LOCAL_CHAIN_PORT", { port, problem: (error as Error).message }, { cause: error });
  }
  await new Promise((closed) => trial.close(closed));
}
