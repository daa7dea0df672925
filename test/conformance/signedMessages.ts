import { AbiCoder, concat, id, keccak256, toBeHex, type BaseWallet } from "ethers";

const abi = AbiCoder.defaultAbiCoder();
const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** An EIP-712 domain of the four fields that ERC-2612 and ERC-3009 show. */
export interface Domain {
  readonly name: string;
  readonly version: string;
  readonly chainId: bigint;
  readonly verifyingContract: string;
}

/** A signature in parts, as raw as the chain gets it: ethers would refuse to hold the bad ones. */
export interface Parts {
  readonly v: number;
  readonly r: string;
  readonly s: string;
}

/** Types as the standards spell them. */
export const DOMAIN_TYPE = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";
export const PERMIT_TYPE = "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)";
const PAYMENT_FIELDS = "address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce";
export const TRANSFER_TYPE = `TransferWithAuthorization(${PAYMENT_FIELDS})`;
export const RECEIVE_TYPE = `ReceiveWithAuthorization(${PAYMENT_FIELDS})`;
export const CANCEL_TYPE = "CancelAuthorization(address authorizer,bytes32 nonce)";
export const ORDER_TYPE =
  "MintOrder(address to,uint256 amount,bytes32 depositRef,bytes32 evidence,address maker,uint256 deadline)";

/** hashStruct of the domain, by hand: EIP-712, "Definition of domainSeparator". */
export function domainSeparator({ name, version, chainId, verifyingContract }: Domain): string {
  return keccak256(
    abi.encode(
      ["bytes32", "bytes32", "bytes32", "uint256", "address"],
      [id(DOMAIN_TYPE), id(name), id(version), chainId, verifyingContract],
    ),
  );
}

/** keccak256(typeHash, encodeData) of a struct of atomic fields, in the order of `type`. */
export function structHash(type: string, values: readonly unknown[]): string {
  const fields = type.slice(type.indexOf("(") + 1, -1).split(",");
  return keccak256(
    abi.encode(["bytes32", ...fields.map((field) => field.split(" ", 1)[0] ?? "")], [id(type), ...values]),
  );
}

/** What is signed: keccak256(0x1901, domainSeparator, hashStruct(message)). */
export function digest(domain: Domain, type: string, values: readonly unknown[]): string {
  return keccak256(concat(["0x1901", domainSeparator(domain), structHash(type, values)]));
}

/** Signs by ECDSA. */
export function sign(signer: BaseWallet, hash: string): Parts {
  const { v, r, s } = signer.signingKey.sign(hash);
  return { v, r, s };
}

/** r, s, v in 65 bytes. */
export function bytesOf({ v, r, s }: Parts): string {
  return concat([r, s, toBeHex(v, 1)]);
}

/** The other signature that the same key and message have: s in the upper half of the curve's order. */
export function mirrored({ v, r, s }: Parts): Parts {
  return { v: v === 27 ? 28 : 27, r, s: toBeHex(CURVE_ORDER - BigInt(s), 32) };
}
