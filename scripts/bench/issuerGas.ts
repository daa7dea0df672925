import { keccak256, toUtf8Bytes } from "ethers";

import type { CoinBench } from "./coinBench.js";
import type { GasFigures } from "./gas.js";

const AMOUNT = 1_234_567n;
const BATCH = 10;

/** What the issuer pays for. `mintBatch` is per order, of ten. */
export async function issuerRows(bench: CoinBench): Promise<GasFigures> {
  const { coin, account, send, mint, mintBatch, schedule } = bench;
  const [maker, onboarder, compliance, seizer, bob] = [account(1), account(3), account(4), account(5), account(14)];
  const reference = keccak256(toUtf8Bytes("burn 1"));
  const figures: Record<string, number> = {};
  const enter = (key: string, { gasUsed }: { gasUsed: bigint }, parts = 1): void => {
    figures[key] = Math.ceil(Number(gasUsed) / parts);
  };
  enter("mint", await mint(bob.address, AMOUNT));
  await send(account(13), await coin.transfer.populateTransaction(maker.address, 10_000_000n));
  enter("burn", await send(maker, await coin.burn.populateTransaction(AMOUNT, reference)));
  enter("freeze", await send(compliance, await coin.freeze.populateTransaction([bob.address], reference)));
  const seizure = [bob.address, 1_000_000n, reference] as const;
  await schedule(seizer, coin.interface.encodeFunctionData("seize", [...seizure]));
  enter("seize", await send(seizer, await coin.seize.populateTransaction(...seizure)));
  await schedule(seizer, coin.interface.encodeFunctionData("burnFrozen", [...seizure]));
  enter("burnFrozen", await send(seizer, await coin.burnFrozen.populateTransaction(...seizure)));
  const customer = account(16).address;
  enter("addCustomer", await send(onboarder, await coin.addCustomers.populateTransaction([customer], reference)));
  enter("submitReport", await bench.submitReport(2n));
  const customers = Array.from({ length: BATCH }, () => account(13).address);
  enter("mintBatch", await mintBatch(customers, AMOUNT), BATCH);
  return figures;
}
