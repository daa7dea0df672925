import type { Provider } from "ethers";

import { IStablecoin__factory } from "../../typechain-types/index.js";
import { AtparError } from "../errors/AtparError.js";

/** A coin of the issuer on some chain; `open` connects to that chain. */
export interface IssuerCoin {
  readonly chainId: number;
  readonly network: string;
  readonly coin: string;
  readonly open: () => Promise<Provider>;
}

/**
 * Refuses a deposit that any coin of the issuer, on any chain, has minted. On-chain a reference is unique per chain and
 * coin only; this is the off-chain part, and it fails closed when a chain cannot be asked.
 *
 * @throws DEPOSIT_ALREADY_MINTED, DEPOSIT_CHAIN_UNCHECKED
 */
export async function requireUnusedEverywhere(ref: string, coins: readonly IssuerCoin[]): Promise<void> {
  for (const { chainId, network, coin, open } of coins) {
    let minted: boolean;
    try {
      minted = await IStablecoin__factory.connect(coin, await open()).isDepositMinted(ref);
    } catch (error) {
      const problem = (error as Error).message.split("\n", 1)[0] ?? "";
      throw new AtparError("DEPOSIT_CHAIN_UNCHECKED", { ref, chainId, network, problem }, { cause: error });
    }
    if (minted) throw new AtparError("DEPOSIT_ALREADY_MINTED", { ref, coin, chainId });
  }
}
