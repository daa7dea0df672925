import type { Command } from "commander";

import type { CoinAt } from "../issuance/controlWrites.js";
import type { Session } from "./session.js";

/** Adds `--currency`, HKD by default. */
export function withCurrency(command: Command): Command {
  return command.option("--currency <code>", "the coin's currency", "HKD");
}

/** The coin a write is for, its record checked against the chain. */
export async function coinAt(session: Session, currency: string): Promise<CoinAt> {
  const record = await session.deployment(currency);
  return {
    provider: await session.provider(),
    chainId: record.chainId,
    currency,
    coin: record.contracts.coin.address,
  };
}
