import { readFileSync } from "node:fs";

import { HDNodeWallet, isKeystoreJson, Wallet, type BaseWallet } from "ethers";

import { AtparError } from "../errors/AtparError.js";
import type { ResolvedNetwork } from "./networks.js";
import type { OperatorSigner } from "./OperatorSigner.js";

export type { OperatorSigner };

export interface OpenSignerOptions {
  /** The chain the signer is for: development keys are refused on any but the local one. */
  readonly network: Pick<ResolvedNetwork, "chainId">;
  /** The role that needs the signer, for messages. */
  readonly role: string;
  /** ATPAR_KEYSTORE_PASSWORD and `env:` keys are read from here; the process's environment where none is given. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Asks the person at the terminal for the keystore's password; absent where there is no terminal. */
  readonly ask?: (question: string) => Promise<string>;
}

/** Hardhat's well-known mnemonic: its accounts are rich on the local chain, and everybody's everywhere else. */
const DEV_MNEMONIC = "test test test test test test test test test test test junk";
const DEV_CHAIN_ID = 31_337;
const DEV_ACCOUNTS = 20;

/**
 * Opens a signer: `keystore:PATH`, `env:NAME` (a private key in an environment variable; development) or `dev:N` (account
 * 0 to 19 of Hardhat's test mnemonic; chain 31337 only).
 *
 * @throws SIGNER_MISSING, SIGNER_MALFORMED, SIGNER_KEYSTORE, SIGNER_KEYSTORE_PASSWORD, SIGNER_DEV_ONLY_LOCAL. No message
 * repeats what was given where a path or name is expected but might be a key.
 */
export async function openSigner(spec: string | undefined, options: OpenSignerOptions): Promise<OperatorSigner> {
  if (spec === undefined || spec === "") {
    throw new AtparError("SIGNER_MISSING", { role: options.role, problem: "none was named" });
  }
  const [, scheme, rest = ""] = /^(keystore|env|dev):(.+)$/su.exec(spec) ?? [];
  switch (scheme) {
    case "keystore":
      return signerOf(await openKeystore(rest, options), spec);
    case "env":
      return signerOf(walletFromEnvironment(rest, options), spec);
    case "dev":
      return signerOf(devWallet(rest, options.network.chainId, options.role), spec);
    default:
      throw malformed(options.role, "it is none of the known kinds");
  }
}

function signerOf(wallet: BaseWallet, label: string): OperatorSigner {
  return {
    address: wallet.address,
    label,
    signTransaction: (transaction) => wallet.signTransaction(transaction),
    signTypedData: (domain, types, value) => wallet.signTypedData(domain, types, value),
  };
}

async function openKeystore(path: string, { env = process.env, ask }: OpenSignerOptions): Promise<BaseWallet> {
  let json: string;
  try {
    json = readFileSync(path, "utf8");
  } catch (error) {
    const problem = error instanceof Error && "code" in error ? String(error.code) : "it cannot be read";
    throw new AtparError("SIGNER_KEYSTORE", { path, problem });
  }
  if (!isKeystoreJson(json)) {
    throw new AtparError("SIGNER_KEYSTORE", { path, problem: "it is not an encrypted JSON keystore" });
  }
  const password = env["ATPAR_KEYSTORE_PASSWORD"] ?? (await ask?.(`Password of ${path}: `));
  if (password === undefined) {
    throw new AtparError("SIGNER_KEYSTORE_PASSWORD", { path, problem: "no password was given" });
  }
  try {
    return await Wallet.fromEncryptedJson(json, password);
  } catch {
    // ethers' own error carries the password it was given
    throw new AtparError("SIGNER_KEYSTORE_PASSWORD", { path, problem: "the password is wrong" });
  }
}

function walletFromEnvironment(name: string, { env = process.env, role }: OpenSignerOptions): BaseWallet {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/u.test(name)) {
    throw malformed(role, "after env: stands the name of an environment variable");
  }
  const value = env[name];
  if (value === undefined || value === "") {
    throw new AtparError("SIGNER_MISSING", { role, problem: `the environment variable ${name} is not set` });
  }
  const problem = `${name} does not hold a private key (32 bytes in hex)`;
  if (!/^(0x)?[0-9a-fA-F]{64}$/u.test(value)) {
    throw malformed(role, problem);
  }
  try {
    return new Wallet(value);
  } catch {
    throw malformed(role, problem);
  }
}

function devWallet(text: string, chainId: number, role: string): BaseWallet {
  if (!/^(0|[1-9][0-9]?)$/u.test(text) || Number(text) >= DEV_ACCOUNTS) {
    throw malformed(role, `after dev: stands an account from 0 to ${(DEV_ACCOUNTS - 1).toString()}`);
  }
  if (chainId !== DEV_CHAIN_ID) {
    throw new AtparError("SIGNER_DEV_ONLY_LOCAL", { account: text, chainId });
  }
  return HDNodeWallet.fromPhrase(DEV_MNEMONIC, "", `m/44'/60'/0'/0/${text}`);
}

function malformed(role: string, problem: string): AtparError<"SIGNER_MALFORMED"> {
  return new AtparError("SIGNER_MALFORMED", { role, problem });
}
