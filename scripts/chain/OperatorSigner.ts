import type { TransactionLike, TypedDataDomain, TypedDataField } from "ethers";

/**
 * Somebody or something that signs for a role: a keystore file today, an HSM or a cloud's key service later. It is given
 * whole transactions and never asks the chain for anything.
 */
export interface OperatorSigner {
  /** Checksummed. */
  readonly address: string;
  /** Where the key is, for messages: `keystore:maker.json`, `dev:1`. Never the key. */
  readonly label: string;
  /** @returns the signed transaction, hex, as `eth_sendRawTransaction` takes it. */
  signTransaction(transaction: TransactionLike): Promise<string>;
  /** Signs EIP-712 typed data. @returns 65 bytes, hex. */
  signTypedData(
    domain: TypedDataDomain,
    types: Record<string, TypedDataField[]>,
    value: Record<string, unknown>,
  ): Promise<string>;
}
