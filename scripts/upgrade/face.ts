import {
  getContractVersion,
  getErrors,
  getStorageLayout,
  makeNamespacedInput,
  solcInputOutputDecoder,
  type SolcInput,
  type SolcOutput,
  type StorageLayout,
  validate,
  type ValidationErrors,
} from "@openzeppelin/upgrades-core";
import solc from "solc";

import { compiler } from "../deploy/compiler.js";
import { CONTROL, type Sources } from "./sources.js";

/** What OpenZeppelin's validator finds in a version of the issuer's face. */
export interface Face {
  /** Each breach of the rules of upgradeable contracts (a constructor that sets state, a delegatecall, ...). */
  readonly errors: ValidationErrors["errors"];
  /** Ordinary storage and ERC-7201 namespaces. */
  readonly layout: StorageLayout;
}

/**
 * Compiles the issuer's face and reads it as OpenZeppelin's validator does. No optimizer: neither the rules nor the layout
 * depend on one, and a test compiles several versions.
 */
export function faceOf(sources: Sources): Face {
  const input = {
    language: "Solidity",
    sources,
    settings: {
      evmVersion: compiler.settings.evmVersion,
      outputSelection: {
        "*": { "*": ["storageLayout"], "": ["ast"] },
        [CONTROL]: { StablecoinControl: ["storageLayout", "evm.bytecode"], "": ["ast"] },
      },
    },
  };
  const output = compile(input);
  const namespaces = compile(makeNamespacedInput(input, output, compiler.version));
  const run = validate(output, solcInputOutputDecoder(input, output), compiler.version, input, namespaces);
  const version = getContractVersion(run, `${CONTROL}:StablecoinControl`);
  return { errors: getErrors(run, version, { kind: "uups" }), layout: getStorageLayout(run, version) };
}

function compile(input: SolcInput): SolcOutput {
  const output = JSON.parse((solc.compile as (json: string) => string)(JSON.stringify(input))) as SolcOutput;
  const fault = output.errors?.find(({ severity }) => severity === "error");
  if (fault !== undefined) throw new Error(fault.formattedMessage);
  for (const contracts of Object.values(output.contracts)) {
    for (const contract of Object.values(contracts) as { evm?: unknown }[]) {
      // the validator reads the code of every contract, and needs that of the one it is asked about
      contract.evm ??= { bytecode: { object: "", linkReferences: {} } };
    }
  }
  return output;
}
