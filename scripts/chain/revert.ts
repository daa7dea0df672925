import { AbiCoder, dataSlice, ErrorFragment, Interface, type ParamType } from "ethers";

import { coinMeanings } from "./coinMeanings.js";
import { panicMeanings, revertMeanings, standardErrors } from "./revertMeanings.js";

/** A revert in words: every part is text, so that it can be shown, stored and given as JSON alike. */
export interface Revert {
  /** The error's name; `Error` and `Panic` for Solidity's own, `EmptyRevert`, `UnknownError` where there is none. */
  readonly name: string;
  /** Name and value of each argument: integers in decimal, addresses checksummed, bytes in hex. */
  readonly args: readonly (readonly [name: string, value: string])[];
  /** For example `ERC20InvalidReceiver(address)`; empty where unknown. */
  readonly signature: string;
  readonly meaning: string;
  readonly nextStep: string;
  /** The raw return data, hex. */
  readonly data: string;
}

const meanings = new Map(Object.entries({ ...revertMeanings, ...coinMeanings }));

// an ethers Interface brings these two along, but without names for their arguments
const builtIn = ["error Error(string reason)", "error Panic(uint256 code)"].map((text) => ErrorFragment.from(text));
const standard = new Interface(standardErrors);

/**
 * Decodes a revert.
 *
 * @param error return data as hex, or whatever ethers, Hardhat or a node threw: the data is looked for inside.
 * @param interfaces of the contracts that may have answered; OpenZeppelin's errors are known without.
 */
export function decodeRevert(error: unknown, interfaces: readonly Interface[] = []): Revert {
  const data = revertData(error) ?? "0x";
  if (data === "0x") {
    return described("EmptyRevert", [], "", data);
  }
  const selector = data.length < 10 ? undefined : dataSlice(data, 0, 4);
  const fragments = [...builtIn, ...[...interfaces, standard].map((known) => selector && known.getError(selector))];
  for (const fragment of fragments) {
    const decoded = fragment && fragment.selector === selector ? decodeWith(fragment, data) : undefined;
    if (decoded !== undefined) {
      return decoded;
    }
  }
  return described("UnknownError", [["data", data]], "", data);
}

/** The arguments on one line, for messages: `sender 0x…, balance 5, needed 7`. */
export function revertArguments({ args }: Pick<Revert, "args">): string {
  return args.map(([name, value]) => (name === "" ? value : `${name} ${value}`)).join(", ");
}

/** True if a node's error object speaks of a revert or another way a call can fail, not of the node itself. */
export function isRevert(error: unknown): boolean {
  if (revertData(error) !== undefined) {
    return true;
  }
  const message = fieldOf(error, "message");
  return (
    typeof message === "string" &&
    /revert|out of gas|gas required exceeds|invalid opcode|invalid jump|stack (under|over)flow/iu.test(message)
  );
}

/** The return data inside an error of ethers, Hardhat or a node, hex; undefined where there is none. */
export function revertData(error: unknown): string | undefined {
  return searchData(error, 0);
}

/** The fields under which the known shapes nest one another; never `transaction` or `payload`, whose data is the call's. */
const NESTING = ["data", "error", "info", "cause", "originalError", "result"] as const;

function searchData(value: unknown, depth: number): string | undefined {
  if (typeof value === "string") {
    const hex = /^(?:Reverted )?(0x(?:[0-9a-f]{2})*)$/iu.exec(value)?.[1];
    return hex?.toLowerCase();
  }
  if (typeof value !== "object" || value === null || depth > 6) {
    return undefined;
  }
  // depth first, longest wins: ethers puts a null or "0x" beside the error it wraps
  let empty: string | undefined;
  for (const field of NESTING) {
    const found = searchData(fieldOf(value, field), depth + 1);
    if (found !== undefined && found !== "0x") {
      return found;
    }
    empty ??= found;
  }
  return empty;
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[field] : undefined;
}

function decodeWith(fragment: ErrorFragment, data: string): Revert | undefined {
  try {
    const values = AbiCoder.defaultAbiCoder().decode(fragment.inputs, dataSlice(data, 4));
    const args = fragment.inputs.map((input, index) => [input.name, textOf(values[index], input)] as const);
    return described(fragment.name, args, fragment.format("sighash"), data);
  } catch {
    // the selector is known but the arguments do not follow it: better shown raw than wrong
    return undefined;
  }
}

function textOf(value: unknown, type: ParamType): string {
  if (type.isArray()) {
    return `[${[...(value as Iterable<unknown>)].map((item) => textOf(item, type.arrayChildren)).join(", ")}]`;
  }
  if (type.isTuple()) {
    const values = [...(value as Iterable<unknown>)];
    return `(${type.components.map((part, index) => `${part.name} ${textOf(values[index], part)}`).join(", ")})`;
  }
  return String(value);
}

function described(name: string, args: Revert["args"], signature: string, data: string): Revert {
  const known = meanings.get(name);
  const panic = name === "Panic" ? panicMeanings[args[0]?.[1] ?? ""] : undefined;
  return {
    name,
    args,
    signature,
    meaning: panic ?? known?.meaning ?? "the contract refuses",
    nextStep: known?.nextStep ?? "The error's name and figures say what was refused.",
    data,
  };
}
