import { ExitCode, type ErrorGroup } from "./group.js";

export const issuanceErrors = {
  DEPOSIT_UNKNOWN: {
    exit: ExitCode.Input,
    message: "no deposit {ref} in the journal",
    help: "Import the bank's statement first: `./atpar deposits import FILE`; `./atpar deposits list` shows what there is.",
  },
  DEPOSIT_AMBIGUOUS: {
    exit: ExitCode.Input,
    message: "{ref} names {count} deposits",
    help: "Give the whole depositRef, 0x and 64 hex digits.",
  },
  DEPOSIT_ALREADY_MINTED: {
    exit: ExitCode.Input,
    message: "deposit {ref} was minted on {coin} (chain {chainId})",
    help: "A bank credit is minted once, on one chain, as one coin. There is nothing to do.",
  },
  DEPOSIT_ORDER_OPEN: {
    exit: ExitCode.Input,
    message: "order {order} for deposit {ref} is open until {deadline}",
    help: "Approve and send that order, or wait until it has expired and propose again.",
  },
  DEPOSIT_CHAIN_UNCHECKED: {
    exit: ExitCode.Input,
    message: "deposit {ref} cannot be looked up on chain {chainId} ({network}), where the issuer has a coin: {problem}",
    help: "Set ATPAR_RPC_URL_<NETWORK> for that chain: a deposit must be unused on every chain before it is minted.",
  },
  ORDER_UNKNOWN: {
    exit: ExitCode.Input,
    message: "no mint order {order} in the journal",
    help: "`./atpar mint list` shows the orders; propose one with `./atpar mint propose`.",
  },
  ORDER_EXPIRED: {
    exit: ExitCode.Input,
    message: "order {order} expired at {deadline}; it is {now} on the chain",
    help: "Propose it again: `./atpar mint propose --deposit ...`.",
  },
  ORDER_NOT_APPROVED: {
    exit: ExitCode.Input,
    message: "order {order} has {count} of {needed} approvals",
    help: "A checker signs with `./atpar mint approve`; a credit without a bank reference needs two checkers.",
  },
  ORDER_MAKER_APPROVES: {
    exit: ExitCode.Signer,
    message: "{approver} is the maker of order {order}, and may not approve it",
    help: "Four eyes: somebody else, with MINT_APPROVER and without MINTER, signs the approval.",
  },
  ORDER_WRONG_MAKER: {
    exit: ExitCode.Signer,
    message: "order {order} names the maker {maker}; the signer is {signer}",
    help: "The maker of an order sends it. Sign with that key, or propose the order again.",
  },
  ORDER_AMOUNT_ZERO: {
    exit: ExitCode.Input,
    message: "the amount is zero",
    help: "Give an amount above zero.",
  },
  ORDER_VALIDITY: {
    exit: ExitCode.Input,
    message: "{seconds} seconds is no validity of an order: 60 to {maximum}",
    help: "Leave --valid-for out for the default, or give seconds within the range.",
  },
  SETBACK_PENDING: {
    exit: ExitCode.Pending,
    message: "the delays on grants and targets come into force at {effect}; it is {now} on the chain",
    help: "This deployment's profile makes the first mint wait for them. `./atpar roles` lists them.",
  },
  ADDRESS_MALFORMED: {
    exit: ExitCode.Input,
    message: '"{text}" is not an address',
    help: "An address is 0x and 40 hex digits; with mixed case, its checksum (EIP-55) must hold.",
  },
  REFERENCE_MALFORMED: {
    exit: ExitCode.Input,
    message: '"{text}" is not a reference: 1 to 140 printable characters, none around it a space',
    help: "Give the order's or payment's own reference as it stands on the document.",
  },
  EVIDENCE_UNREADABLE: {
    exit: ExitCode.Input,
    message: "the evidence {file} cannot be read: {problem}",
    help: "Name the file that holds the screening result and the travel-rule payload; its hash goes on-chain.",
  },
} as const satisfies ErrorGroup;
