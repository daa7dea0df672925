import { ExitCode, type ErrorGroup } from "./group.js";

const redraft = "Draft the report again: `./atpar report draft`.";
const copy = "Ask for the file again from whoever sent it; sign nothing until the figures agree.";

/**
 * Faults of reserve reports. Those the registry would raise too carry its names: ReportSequence, AllocationOrder ...
 */
export const reportErrors = {
  REPORT_CURRENCY: {
    exit: ExitCode.Input,
    message: "the report is of {currency}, the registry on chain {chainId} of {expected}",
    help: "Check --currency and the deployment record.",
  },
  REPORT_SEQUENCE: {
    exit: ExitCode.Input,
    message: "the report has sequence {sequence}; chain {chainId} has accepted {last}",
    help: redraft,
  },
  REPORT_PREVIOUS: {
    exit: ExitCode.Input,
    message: "the report follows {previous}; the report of the sequence before on chain {chainId} is {expected}",
    help: redraft,
  },
  REPORT_AS_OF: {
    exit: ExitCode.Input,
    message:
      "the report is of {asOf}, which must lie between {last}, the last report's, and {now}, chain {chainId}'s time",
    help: "Take the snapshot again with a time of today.",
  },
  REPORT_EXPIRED: {
    exit: ExitCode.Input,
    message: "the report is valid until {validUntil}; it is {now} on chain {chainId}",
    help: "Take a new snapshot: an expired report cannot be put into force.",
  },
  REPORT_TOO_LONG: {
    exit: ExitCode.Input,
    message: "the report is valid until {validUntil}; chain {chainId} allows no later than {latest}",
    help: redraft,
  },
  REPORT_ALLOCATION_ORDER: {
    exit: ExitCode.Input,
    message: "line {index} is of chain {chainId}, which is not above the chain before it",
    help: redraft,
  },
  REPORT_ALLOCATION_MISSING: {
    exit: ExitCode.Input,
    message: "the report has no line for chain {chainId}",
    help: "Take the snapshot again with every chain the coin is on.",
  },
  REPORT_ALLOCATION_COUNT: {
    exit: ExitCode.Input,
    message: "the report has {count} lines; {maximum} are the most",
    help: redraft,
  },
  REPORT_ALLOCATION_TOKEN: {
    exit: ExitCode.Input,
    message: "the line of chain {chainId} names the coin {token}; the registry's is {expected}",
    help: "Check the deployment record.",
  },
  REPORT_ALLOCATION_FIGURES: {
    exit: ExitCode.Input,
    message:
      "the line of chain {chainId} cannot be: minted {minted}, burned {burned}, carried {carried}, limit {mintLimit}",
    help: "No figure may pass 2^112 - 1 token units, and no more can be burned than was minted.",
  },
  REPORT_ALLOCATION_DROPPED: {
    exit: ExitCode.Input,
    message: "the report names {named} of the {listed} chains that chain {chainId} has seen listed",
    help: "A chain once listed stays in every report: take the snapshot again with all of them.",
  },
  REPORT_ALLOCATION_SEQUENCE: {
    exit: ExitCode.Input,
    message: "the line of chain {chainId} says report {sequence} was accepted there; it was {last}",
    help: "Take the snapshot again.",
  },
  REPORT_ALLOCATION_COUNTERS: {
    exit: ExitCode.Input,
    message:
      "the line of chain {chainId} says minted {minted}, burned {burned}; the coin says {everMinted}, {everBurned}",
    help: "Take the snapshot again.",
  },
  REPORT_ALLOCATION_CARRIED: {
    exit: ExitCode.Input,
    message: "the line of chain {chainId} carries a limit of {carried}, below the {liveLimit} in force there",
    help: redraft,
  },
  REPORT_ALLOCATION_BELOW_MINTED: {
    exit: ExitCode.Input,
    message: "the line of chain {chainId} allows for {highest} ever minted; {everMinted} were by now",
    help: redraft,
  },
  REPORT_NOT_COVERED: {
    exit: ExitCode.Input,
    message:
      "not covered: {outstanding} may be outstanding, which takes {needed} at {coverage} basis points; " +
      "the reserves are {reserves}",
    help: "Lower the limit. If what is minted or carried is the cause, publish --limit 0 and see to the shortfall.",
  },
  REPORT_RESERVES_TOO_LARGE: {
    exit: ExitCode.Input,
    message: "reserves of {reserves} token units; a registry holds {maximum}",
    help: "Check the amounts of the statements.",
  },
  REPORT_LIMIT_MISSING: {
    exit: ExitCode.Input,
    message: "the report has lines for chains {chains}: say the limit of all but one of them",
    help: "The most that the reserves allow can be left to one chain only: give --limit for the others.",
  },
  REPORT_LIMIT_UNKNOWN: {
    exit: ExitCode.Input,
    message: "a limit is given for chain {chainId}, which the document does not name",
    help: "Check --limit.",
  },
  REPORT_REGISTRY_MISSING: {
    exit: ExitCode.Input,
    message: "the document names chain {chainId}, whose registry was not read",
    help: "Every chain of the document has to be reached when a report is drafted.",
  },
  REPORT_DOCUMENT_DIFFERS: {
    exit: ExitCode.Input,
    message: "the report says {field} {stated}; the document gives {recomputed}",
    help: "Sign only what the document in front of you says.",
  },
  REPORT_FILE_MALFORMED: { exit: ExitCode.Input, message: "{file} is not a report file: {problem}", help: copy },
  REPORT_TAMPERED: {
    exit: ExitCode.Drift,
    message: "{file} was changed: {field} is stated as {stated}, recomputed it is {recomputed}",
    help: copy,
  },
  REPORT_DIGESTS_DIFFER: {
    exit: ExitCode.Input,
    message: "{file} is report {digest}, not {expected}",
    help: "Signatures are collected over one report only.",
  },
  REPORT_DOMAIN_FOREIGN: {
    exit: ExitCode.Input,
    message: "the report is signed for salt {salt}; the registry has {expected}",
    help: "It is a report of another issuer or environment.",
  },
  REPORT_SEQUENCE_SIGNED: {
    exit: ExitCode.Input,
    message: "report {sequence} of {currency} was signed already by {signer} as {signed}; this one is {digest}",
    help: "Two reports of one sequence are never signed. Draft again: the next sequence number is taken.",
  },
  REPORT_SIGNATURE_WRONG: {
    exit: ExitCode.Signer,
    message: "the signature made for {signer} recovers to {recovered}",
    help: "The signing device holds another key, or signed something else.",
  },
  REPORT_SIGNER_UNKNOWN: {
    exit: ExitCode.Signer,
    message: "{signer} is no attestor of registry {registry}",
    help: "Leave the signature out, or have the attestor added: `./atpar report submit` takes attestors only.",
  },
  REPORT_QUORUM_MISSING: {
    exit: ExitCode.Signer,
    message: "{count} of {needed} {class} signatures",
    help: "Collect the missing signatures: `./atpar report sign`.",
  },
} as const satisfies ErrorGroup;
