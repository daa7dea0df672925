import { AccessManager__factory, type AccessManager } from "../../typechain-types/index.js";
import type { TransactionReceipt } from "ethers";

import type { ConformingCoin } from "./conformingCoin.js";

/** The delay of what loosens, in deployments/profiles/local.json (seconds). */
const DELAY = 172_800;

/** The coin's AccessManager. */
export async function managerOf({ coin, provider }: ConformingCoin): Promise<AccessManager> {
  return AccessManager__factory.connect(await coin.authority(), provider);
}

/** The board schedules a call, waits until the canceller has let its time go by, and makes it. */
export async function asBoard(chain: ConformingCoin, to: string, data: string): Promise<TransactionReceipt> {
  const board = chain.bench.account(7);
  const manager = await managerOf(chain);
  await chain.send(board, manager.schedule.populateTransaction(to, data, 0));
  await chain.wait(DELAY);
  return chain.send(board, { to, data });
}
