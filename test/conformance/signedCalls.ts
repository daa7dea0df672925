import type { ContractTransaction } from "ethers";

import type { IStablecoin } from "../../typechain-types/index.js";
import { bytesOf, CANCEL_TYPE, digest, PERMIT_TYPE, RECEIVE_TYPE, TRANSFER_TYPE } from "./signedMessages.js";
import type { Domain, Parts } from "./signedMessages.js";

/** The two ways in which the coin takes a signature: as the standards first had it, and of any length. */
export const overloads = ["v, r, s", "bytes"] as const;
export type Overload = (typeof overloads)[number];

/** What ERC-2612 asks to sign, the nonce included. */
export interface Permission {
  readonly owner: string;
  readonly spender: string;
  readonly value: bigint;
  readonly nonce: bigint;
  readonly deadline: bigint;
}

/** What ERC-3009 asks to sign. */
export interface Payment {
  readonly from: string;
  readonly to: string;
  readonly value: bigint;
  readonly validAfter: bigint;
  readonly validBefore: bigint;
  readonly nonce: string;
}

export type Way = "transfer" | "receive";

export function permitDigest(domain: Domain, { owner, spender, value, nonce, deadline }: Permission): string {
  return digest(domain, PERMIT_TYPE, [owner, spender, value, nonce, deadline]);
}

export function paymentDigest(domain: Domain, way: Way, payment: Payment): string {
  return digest(domain, way === "transfer" ? TRANSFER_TYPE : RECEIVE_TYPE, paymentFields(payment));
}

export function cancelDigest(domain: Domain, authorizer: string, nonce: string): string {
  return digest(domain, CANCEL_TYPE, [authorizer, nonce]);
}

/** A call of `permit`; a signature in parts goes to either overload, one of any length to `bytes` alone. */
export function permitCall(
  coin: IStablecoin,
  { owner, spender, value, deadline }: Permission,
  signature: Parts | string,
  overload: Overload = "bytes",
): Promise<ContractTransaction> {
  if (overload === "bytes") {
    return coin["permit(address,address,uint256,uint256,bytes)"].populateTransaction(
      owner,
      spender,
      value,
      deadline,
      serialized(signature),
    );
  }
  const { v, r, s } = inParts(signature);
  return coin["permit(address,address,uint256,uint256,uint8,bytes32,bytes32)"].populateTransaction(
    owner,
    spender,
    value,
    deadline,
    v,
    r,
    s,
  );
}

/** A call of `transferWithAuthorization` or `receiveWithAuthorization`. */
export function paymentCall(
  coin: IStablecoin,
  way: Way,
  payment: Payment,
  signature: Parts | string,
  overload: Overload = "bytes",
): Promise<ContractTransaction> {
  const fields = paymentFields(payment);
  if (overload === "bytes") {
    return coin[`${way}WithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)`].populateTransaction(
      ...fields,
      serialized(signature),
    );
  }
  const { v, r, s } = inParts(signature);
  return coin[
    `${way}WithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)`
  ].populateTransaction(...fields, v, r, s);
}

/** A call of `cancelAuthorization`. */
export function cancelCall(
  coin: IStablecoin,
  authorizer: string,
  nonce: string,
  signature: Parts | string,
  overload: Overload = "bytes",
): Promise<ContractTransaction> {
  if (overload === "bytes") {
    return coin["cancelAuthorization(address,bytes32,bytes)"].populateTransaction(
      authorizer,
      nonce,
      serialized(signature),
    );
  }
  const { v, r, s } = inParts(signature);
  return coin["cancelAuthorization(address,bytes32,uint8,bytes32,bytes32)"].populateTransaction(
    authorizer,
    nonce,
    v,
    r,
    s,
  );
}

function paymentFields({ from, to, value, validAfter, validBefore, nonce }: Payment) {
  return [from, to, value, validAfter, validBefore, nonce] as const;
}

function serialized(signature: Parts | string): string {
  return typeof signature === "string" ? signature : bytesOf(signature);
}

function inParts(signature: Parts | string): Parts {
  if (typeof signature === "string") throw new Error("a signature in bytes is for the overload that takes bytes");
  return signature;
}
