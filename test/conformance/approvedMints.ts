import { id, type ContractTransaction } from "ethers";

import type { MintOrder } from "../../scripts/issuance/mintOrders.js";
import type { ConformingCoin } from "./conformingCoin.js";
import { digest, ORDER_TYPE, type Domain } from "./signedMessages.js";

/** An order of 5 HKD for alice, a customer, to which nothing can be objected. */
export async function orderFor(chain: ConformingCoin, changed: Partial<MintOrder> = {}): Promise<MintOrder> {
  return {
    to: chain.alice.address,
    amount: 5_000_000n,
    depositRef: id("a bank credit"),
    evidence: id("screening result and travel-rule payload"),
    maker: chain.bench.account(1).address,
    deadline: (await chain.now()) + 3600n,
    ...changed,
  };
}

/** What the checker signs. */
export function orderDigest(domain: Domain, order: MintOrder): string {
  const { to, amount, depositRef, evidence, maker, deadline } = order;
  return digest(domain, ORDER_TYPE, [to, amount, depositRef, evidence, maker, deadline]);
}

export function mintCall(
  { coin }: ConformingCoin,
  order: MintOrder,
  approver: string,
  approval: string,
): Promise<ContractTransaction> {
  return coin.mint.populateTransaction(order, approver, approval);
}
