import type { Command } from "commander";

import { readStatus, type CoinStatus } from "../audit/coinStatus.js";
import { formatTimestamp } from "../money/timestamps.js";
import { formatUnitsGrouped } from "../money/tokenUnits.js";
import { action, type Session } from "./session.js";
import { pairs } from "./table.js";

export function registerStatus(program: Command): void {
  program
    .command("status")
    .description("what stands on the chain: supply, limit, report, pauses")
    .option("--currency <code>", "one coin only")
    .action(action(showStatus));
}

async function showStatus(session: Session, options: { readonly currency?: string }): Promise<undefined> {
  const network = session.network();
  const provider = await session.provider();
  session.output.progress(`reading ${network.name} ...`);
  const currencies = options.currency === undefined ? await session.deployedCurrencies() : [options.currency];
  const block = await provider.getBlock("latest");
  const coins: CoinStatus[] = [];
  for (const currency of currencies) {
    const record = await session.deployment(currency);
    coins.push(await readStatus(provider, record.contracts.coin.address, block?.number ?? 0));
  }
  const { output } = session;
  output.line(
    `${network.name}, chain ${network.chainId}, block ${block?.number ?? 0}, ${formatTimestamp(block?.timestamp ?? 0)}`,
  );
  for (const coin of coins) printCoin(session, coin);
  session.data("atpar.status/1", {
    ok: true,
    network: network.name,
    chainId: network.chainId,
    block: block?.number ?? 0,
    time: block?.timestamp ?? 0,
    coins: coins.map(coinData),
  });
  return undefined;
}

function printCoin({ output }: Session, coin: CoinStatus): void {
  const money = (units: bigint): string => `${formatUnitsGrouped(units)} ${coin.currency}`;
  const { report } = coin;
  const paused = [coin.transfersPaused ? "transfers" : "", coin.issuancePaused ? "issuance" : ""]
    .filter(Boolean)
    .join(" and ");
  output.line();
  output.line(output.paint("bold", `${coin.symbol}  ${coin.name}`));
  const lines = pairs(
    [
      ["coin", coin.coin],
      ["registry", coin.registry],
      ["supply", money(coin.supply)],
      ["ever minted", money(coin.everMinted)],
      ["ever burned", money(coin.everBurned)],
      ["mint limit", `${money(coin.mintLimit)} ever minted`],
      ["headroom", output.paint(coin.headroom > 0n ? "green" : "yellow", money(coin.headroom))],
      ["order cap", money(coin.orderCap)],
      ["rate limit", `${money(coin.rateAvailable)} left of ${money(coin.rateCapacity)} per ${coin.rateWindow} s`],
      ["paused", paused === "" ? "no" : output.paint("red", paused)],
      [
        "report",
        report === undefined
          ? "none yet: nothing can be minted"
          : `${report.sequence}, ${report.expired ? "EXPIRED" : "in force"}`,
      ],
      ...(report === undefined
        ? []
        : ([
            ["reserves", money(report.reserves)],
            ["as of", formatTimestamp(report.asOf)],
            ["valid until", formatTimestamp(report.validUntil)],
            ["digest", report.digest],
          ] as [string, string][])),
    ],
    // a whole digest must fit 80 columns
    1,
  );
  for (const line of lines) output.line(line);
}

function coinData(coin: CoinStatus) {
  const { report } = coin;
  return {
    currency: coin.currency,
    name: coin.name,
    symbol: coin.symbol,
    coin: coin.coin,
    registry: coin.registry,
    supply: coin.supply.toString(),
    everMinted: coin.everMinted.toString(),
    everBurned: coin.everBurned.toString(),
    mintLimit: coin.mintLimit.toString(),
    headroom: coin.headroom.toString(),
    orderCap: coin.orderCap.toString(),
    rateCapacity: coin.rateCapacity.toString(),
    rateWindow: coin.rateWindow,
    rateAvailable: coin.rateAvailable.toString(),
    transfersPaused: coin.transfersPaused,
    issuancePaused: coin.issuancePaused,
    report:
      report === undefined
        ? null
        : {
            sequence: report.sequence.toString(),
            digest: report.digest,
            asOf: report.asOf,
            validUntil: report.validUntil,
            reserves: report.reserves.toString(),
            expired: report.expired,
          },
  };
}
