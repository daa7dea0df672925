import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import {
  AbiCoder,
  concat,
  ContractFactory,
  id,
  Interface,
  keccak256,
  ZeroAddress,
  type BaseWallet,
  type InterfaceAbi,
} from "ethers";

import type { ConformingCoin } from "./conformingCoin.js";
import { bytesOf, sign } from "./signedMessages.js";

interface Artifact {
  readonly abi: InterfaceAbi;
  readonly bytecode: string;
}

/** Safe's contracts, in the bytecode that their authors publish. */
export interface SafeContracts {
  readonly singleton: string;
  readonly factory: string;
  readonly fallbackHandler: string;
}

const require = createRequire(import.meta.url);
const artifact = (path: string): Artifact =>
  JSON.parse(
    readFileSync(require.resolve(`@safe-global/safe-smart-account/build/artifacts/contracts/${path}.json`), "utf8"),
  ) as Artifact;
const singletonArtifact = artifact("Safe.sol/Safe");
const factoryArtifact = artifact("proxies/SafeProxyFactory.sol/SafeProxyFactory");
const handlerArtifact = artifact("handler/CompatibilityFallbackHandler.sol/CompatibilityFallbackHandler");
const safeAbi = new Interface(singletonArtifact.abi);
const factoryAbi = new Interface(factoryArtifact.abi);
const abi = AbiCoder.defaultAbiCoder();

/** Deploys singleton, proxy factory and compatibility fallback handler. */
export async function deploySafeContracts({ relayer, send }: ConformingCoin): Promise<SafeContracts> {
  const created: string[] = [];
  for (const { abi: contractAbi, bytecode } of [singletonArtifact, factoryArtifact, handlerArtifact]) {
    const creation = await new ContractFactory(contractAbi, bytecode).getDeployTransaction();
    const { contractAddress } = await send(relayer, { ...creation, gasLimit: 12_000_000n });
    created.push(contractAddress ?? "");
  }
  const [singleton = "", factory = "", fallbackHandler = ""] = created;
  return { singleton, factory, fallbackHandler };
}

/** The call by which a new Safe gets its owners and its threshold. */
export function safeSetup(
  { fallbackHandler }: SafeContracts,
  owners: readonly BaseWallet[],
  threshold: number,
): string {
  const addresses = owners.map(({ address }) => address);
  const none = [ZeroAddress, "0x"];
  return safeAbi.encodeFunctionData("setup", [
    addresses,
    threshold,
    ...none,
    fallbackHandler,
    ZeroAddress,
    0,
    ZeroAddress,
  ]);
}

/** Creates a Safe through the factory, as Safe's own interface does; `salt` tells Safes of the same owners apart. */
export async function createSafe(
  { relayer, send }: ConformingCoin,
  contracts: SafeContracts,
  owners: readonly BaseWallet[],
  threshold: number,
  salt = 0,
): Promise<string> {
  const { singleton, factory } = contracts;
  const setup = safeSetup(contracts, owners, threshold);
  const data = factoryAbi.encodeFunctionData("createProxyWithNonce", [singleton, setup, salt]);
  const { logs } = await send(relayer, { to: factory, data });
  for (const log of logs) {
    const event = factoryAbi.parseLog(log);
    if (event?.name === "ProxyCreation") return String(event.args["proxy"]);
  }
  throw new Error("the factory created no Safe");
}

/** The owners' signatures over a hash that the Safe is asked about: over its SafeMessage, ascending by owner. */
export function signAsSafe(chainId: bigint, safe: string, owners: readonly BaseWallet[], hash: string): string {
  const domain = keccak256(
    abi.encode(
      ["bytes32", "uint256", "address"],
      [id("EIP712Domain(uint256 chainId,address verifyingContract)"), chainId, safe],
    ),
  );
  const message = keccak256(abi.encode(["bytes32", "bytes32"], [id("SafeMessage(bytes message)"), keccak256(hash)]));
  const messageHash = keccak256(concat(["0x1901", domain, message]));
  const ascending = [...owners].sort((one, other) => (BigInt(one.address) < BigInt(other.address) ? -1 : 1));
  return concat(ascending.map((owner) => bytesOf(sign(owner, messageHash))));
}
