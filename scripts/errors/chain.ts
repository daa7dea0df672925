import { ExitCode, type ErrorGroup } from "./group.js";

export const chainErrors = {
  NETWORK_UNKNOWN: {
    exit: ExitCode.Input,
    message: "there is no network {network}; known: {known}",
    help: "Name one of the known networks with --network or ATPAR_NETWORK.",
  },
  NETWORK_NO_RPC: {
    exit: ExitCode.Input,
    message: "no RPC URL for {network}",
    help: "Give one with --rpc or ATPAR_RPC_URL; only the local network has a default.",
  },
  NETWORK_RPC_INVALID: {
    exit: ExitCode.Input,
    message: "the RPC URL given by {source} is not an http or https URL",
    help: "Give a whole URL, such as http://127.0.0.1:8545.",
  },
  CHAIN_UNREACHABLE: {
    exit: ExitCode.Input,
    message: "the RPC at {url} does not answer: {problem}",
    help: "Check the URL, the network and the node. Nothing was lost: a transaction that was signed is finished by the same command.",
  },
  CHAIN_ID_MISMATCH: {
    exit: ExitCode.Input,
    message: "network {network} has chain id {expected}, but the RPC at {url} serves chain {found}",
    help: "Give the RPC URL of the network you mean (--rpc), or name the other network (--network).",
  },
  CHAIN_RPC_REFUSED: {
    exit: ExitCode.Input,
    message: "the RPC at {url} refuses {method}: {problem}",
    help: "The node's own words are above. Try again, or use another RPC.",
  },
  CHAIN_WOULD_REVERT: {
    exit: ExitCode.WouldRevert,
    message: "it would revert with {name}({args}): {meaning}",
    help: "Nothing was sent. The error's name and figures say what has to change first.",
  },
  CHAIN_REVERTED: {
    exit: ExitCode.Reverted,
    message: "transaction {hash} was mined in block {blockNumber} and reverted with {name}({args}): {meaning}",
    help: "It moved nothing but its fee, and is not sent again by itself.",
  },
  CHAIN_PENDING: {
    exit: ExitCode.Pending,
    message: "transaction {hash} is {state} after {seconds} seconds",
    help: "Run the same command again: it goes on waiting, and sends nothing twice.",
  },
  CHAIN_FUNDS: {
    exit: ExitCode.Signer,
    message: "{address} has {balance} wei and needs {needed} wei",
    help: "Send the signer the native coin it pays its fees with.",
  },
  CHAIN_NO_FEES: {
    exit: ExitCode.Input,
    message: "the RPC at chain {chainId} names no EIP-1559 fees",
    help: "Atpar signs EIP-1559 transactions only; use a chain and node that have them.",
  },
  OUTBOX_CONFLICT: {
    exit: ExitCode.Input,
    message: "{intentId} was recorded with another {field}: {recorded}; now {given}",
    help: "Nothing was sent. One id stands for one transaction; check which of the two is meant.",
  },
  OUTBOX_SIGNATURE: {
    exit: ExitCode.Signer,
    message: "signer {label} did not sign what it was given: {problem}",
    help: "Nothing was sent. Check the signer's device or service before you use it again.",
  },
  SIGNER_MISSING: {
    exit: ExitCode.Signer,
    message: "no signer for the role {role}: {problem}",
    help: "Give one: keystore:PATH, env:NAME (development) or dev:N (local chain only).",
  },
  SIGNER_MALFORMED: {
    exit: ExitCode.Signer,
    message: "the signer for the role {role} cannot be understood: {problem}",
    help: "A signer is keystore:PATH, env:NAME (development) or dev:N (local chain only). Never put a key itself there.",
  },
  SIGNER_KEYSTORE: {
    exit: ExitCode.Signer,
    message: "the keystore {path} cannot be used: {problem}",
    help: "It has to be an encrypted JSON keystore (Web3 Secret Storage, version 3) that this user may read.",
  },
  SIGNER_KEYSTORE_PASSWORD: {
    exit: ExitCode.Signer,
    message: "the keystore {path} does not open: {problem}",
    help: "Set ATPAR_KEYSTORE_PASSWORD, or run the command in a terminal to be asked.",
  },
  SIGNER_DEV_ONLY_LOCAL: {
    exit: ExitCode.Signer,
    message: "dev:{account} is a key everybody knows; chain {chainId} is not the local chain 31337",
    help: "Use keystore:PATH.",
  },
} as const satisfies ErrorGroup;
