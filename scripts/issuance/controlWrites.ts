import { AtparError } from "../errors/AtparError.js";
import { IReserveRegistry__factory, IStablecoin__factory } from "../../typechain-types/index.js";
import type { PlannedWrite } from "../chain/plannedWrite.js";
import { formatUnitsGrouped } from "../money/tokenUnits.js";
import type { Provider } from "ethers";
import type { Approval, ProposedOrder } from "./mintOrders.js";
import { toMintOrder } from "./mintOrders.js";

const control = IStablecoin__factory.createInterface();

/** The coin a write is for. */
export interface CoinAt {
  readonly provider: Provider;
  readonly chainId: number;
  readonly currency: string;
  readonly coin: string;
}

/** Names an intent so that repeating a command continues it: chain, coin, operation and what tells it from others. */
function intent(at: CoinAt, operation: string, ...parts: readonly string[]): string {
  return [operation, at.chainId, at.coin, ...parts].join(":");
}

const yesNo = (value: boolean): string => (value ? "yes" : "no");

/** Admits `account` as a customer. ONBOARDER. @param evidence Hash of the onboarding file. */
export async function planCustomer(at: CoinAt, account: string, evidence: string): Promise<PlannedWrite> {
  const coin = IStablecoin__factory.connect(at.coin, at.provider);
  const before = await coin.isCustomer(account);
  return {
    intentId: intent(at, "customer", account),
    repeatable: true,
    title: `Admit ${account} as a customer of the ${at.currency} coin`,
    to: at.coin,
    data: control.encodeFunctionData("addCustomers", [[account], evidence]),
    changes: [{ what: "customer", before: yesNo(before), after: "yes" }],
  };
}

/** Freezes `account` under `orderRef` (bytes32). FREEZER. */
export async function planFreeze(at: CoinAt, account: string, orderRef: string): Promise<PlannedWrite> {
  const coin = IStablecoin__factory.connect(at.coin, at.provider);
  const [before, balance] = await Promise.all([coin.isFrozen(account), coin.balanceOf(account)]);
  return {
    intentId: intent(at, "freeze", account, orderRef),
    repeatable: true,
    title: `Freeze ${account} in the ${at.currency} coin`,
    to: at.coin,
    data: control.encodeFunctionData("freeze", [[account], orderRef]),
    changes: [
      { what: "frozen", before: yesNo(before), after: "yes" },
      {
        what: "frozen balance",
        before: before ? formatUnitsGrouped(balance) : "0.00",
        after: formatUnitsGrouped(balance),
      },
    ],
  };
}

export type PauseKind = "transfers" | "issuance";

/** Pauses transfers or issuance. PAUSER. */
export async function planPause(at: CoinAt, what: PauseKind): Promise<PlannedWrite> {
  const coin = IStablecoin__factory.connect(at.coin, at.provider);
  const before = what === "transfers" ? await coin.transfersPaused() : await coin.issuancePaused();
  const data =
    what === "transfers" ? control.encodeFunctionData("pauseTransfers") : control.encodeFunctionData("pauseIssuance");
  return {
    intentId: intent(at, "pause", what),
    repeatable: true,
    title: `Pause ${what} of the ${at.currency} coin`,
    to: at.coin,
    data,
    changes: [{ what: `${what} paused`, before: yesNo(before), after: "yes" }],
  };
}

/** Burns `amount` (token units) of the maker's own tokens under `burnRef` (bytes32). MINTER. */
export async function planBurn(
  at: CoinAt,
  maker: string,
  amount: bigint,
  burnRef: string,
  reference: string,
): Promise<PlannedWrite> {
  if (amount === 0n) throw new AtparError("ORDER_AMOUNT_ZERO", {});
  const coin = IStablecoin__factory.connect(at.coin, at.provider);
  const [balance, supply] = await Promise.all([coin.balanceOf(maker), coin.totalSupply()]);
  return {
    // the reference alone, not the amount: one payment is burned for once
    intentId: intent(at, "burn", burnRef),
    repeatable: false,
    title: `Burn ${formatUnitsGrouped(amount)} ${at.currency} for ${reference}`,
    to: at.coin,
    data: control.encodeFunctionData("burn", [amount, burnRef]),
    changes: [
      { what: "maker's balance", before: formatUnitsGrouped(balance), after: formatUnitsGrouped(balance - amount) },
      { what: "supply", before: formatUnitsGrouped(supply), after: formatUnitsGrouped(supply - amount) },
    ],
  };
}

/** Mints an approved order. MINTER. */
export async function planMint(at: CoinAt, order: ProposedOrder, approval: Approval): Promise<PlannedWrite> {
  const coin = IStablecoin__factory.connect(at.coin, at.provider);
  const [balance, supply, everMinted, registryAt] = await Promise.all([
    coin.balanceOf(order.to),
    coin.totalSupply(),
    coin.everMinted(),
    coin.registry(),
  ]);
  const limit = await IReserveRegistry__factory.connect(registryAt, at.provider).mintLimit();
  return {
    intentId: intent(at, "mint", order.hash),
    repeatable: false,
    title: `Mint ${formatUnitsGrouped(order.amount)} ${at.currency} to ${order.to}`,
    to: at.coin,
    data: control.encodeFunctionData("mint", [toMintOrder(order), approval.approver, approval.signature]),
    changes: [
      {
        what: "customer's balance",
        before: formatUnitsGrouped(balance),
        after: formatUnitsGrouped(balance + order.amount),
      },
      { what: "supply", before: formatUnitsGrouped(supply), after: formatUnitsGrouped(supply + order.amount) },
      {
        what: "ever minted",
        before: formatUnitsGrouped(everMinted),
        after: formatUnitsGrouped(everMinted + order.amount),
      },
      {
        what: "left of limit",
        before: formatUnitsGrouped(limit - everMinted),
        after: formatUnitsGrouped(limit - everMinted - order.amount),
      },
    ],
  };
}
