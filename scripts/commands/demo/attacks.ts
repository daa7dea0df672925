import { id as keccakOf } from "ethers";

import { IStablecoin__factory } from "../../../typechain-types/index.js";
import type { Revert } from "../../chain/revert.js";
import { simulate } from "../../chain/simulate.js";
import { isAtparError } from "../../errors/AtparError.js";
import { mintOrderDomain, mintOrderTypes, type CoinDomain, type MintOrder } from "../../issuance/mintOrders.js";
import type { OperatorSigner } from "../../chain/OperatorSigner.js";
import { formatTimestamp } from "../../money/timestamps.js";
import { formatUnitsGrouped } from "../../money/tokenUnits.js";
import { knownInterfaces } from "../write.js";
import type { Stage } from "./stage.js";
import type { Outcome, Refusal } from "./story.js";

const control = IStablecoin__factory.createInterface();

/** Fields of the contracts' errors that are token units, and those that are times. */
const amounts = new Set(["amount", "everMinted", "mintLimit", "available", "cap"]);
const times = new Set(["deadline", "validUntil", "timestamp", "latest"]);

/** An order an attacker wrote by hand, past the toolkit's own checks: only the contract stands in its way. */
export async function forgeMint(
  stage: Stage,
  domain: CoinDomain,
  order: MintOrder,
  approver: OperatorSigner,
): Promise<{ to: string; data: string; from: string }> {
  const approval = await approver.signTypedData(mintOrderDomain(domain), mintOrderTypes, { ...order });
  return {
    from: stage.people.maker.address,
    to: domain.coin,
    data: control.encodeFunctionData("mint", [order, approver.address, approval]),
  };
}

/** Tries a transaction that must be refused, with the error named; anything else is a failure of the demo. */
export async function mustBeRefused(
  stage: Stage,
  call: { readonly from: string; readonly to: string; readonly data: string },
  error: string,
  figures: Record<string, string>,
): Promise<Outcome> {
  try {
    await simulate(stage.provider, call, knownInterfaces);
  } catch (caught) {
    if (!isAtparError(caught, "CHAIN_WOULD_REVERT")) throw caught;
    const refusal = toRefusal(caught.cause as Revert);
    return { ok: refusal.error === error, figures, refusal };
  }
  return { ok: false, figures: { ...figures, outcome: "the chain would have accepted it" } };
}

function toRefusal(revert: Revert): Refusal {
  const readable = revert.args.map(([name, value]) => [name, show(name, value)] as const);
  return { error: revert.name, arguments: Object.fromEntries(readable) };
}

function show(name: string, value: string): string {
  if (/^\d+$/u.test(value) && amounts.has(name)) return formatUnitsGrouped(BigInt(value));
  if (/^\d+$/u.test(value) && times.has(name)) return formatTimestamp(BigInt(value));
  return value;
}

/** A made-up reference, for an order that no bank credit stands behind. */
export function inventedRef(text: string): string {
  return keccakOf(text);
}
