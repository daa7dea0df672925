import type { RevertMeaning } from "./revertMeanings.js";

const status = "`./atpar status` shows the figures.";
const proposeAgain = "Propose the order again: `./atpar mint propose`.";
const rolesHelp = "`./atpar roles` shows who holds which role.";
const draftAgain = "Draft the report again from a new snapshot, and have it signed.";
const waitOrLower = "Wait for the board's change, or ask for less.";

/** Meanings of the errors of Atpar's own contracts (IStablecoin, IReserveRegistry). Amounts in them are token units. */
export const coinMeanings: Readonly<Record<string, RevertMeaning>> = {
  AccountFrozen: {
    meaning: "the account is frozen",
    nextStep: "Ask compliance under which order; unfreezing is the board's.",
  },
  AccountNotFrozen: {
    meaning: "the account is not frozen",
    nextStep: "Freeze it first: `./atpar freeze`; a seizure is scheduled after that.",
  },
  ListEmpty: { meaning: "the list is empty", nextStep: "Give at least one item." },
  ListTooLong: { meaning: "the list is too long for one transaction", nextStep: "Split it." },
  BatchGasTooLow: {
    meaning: "too little gas is left for the next payment of the batch",
    nextStep: "Send it with more gas, or in two parts.",
  },
  PermitNonceOutOfRange: {
    meaning: "permit nonces only rise, by at most 65,536 at once",
    nextStep: "Give a nonce between the two figures.",
  },
  SeizureUnscheduled: {
    meaning: "the seizure was not scheduled by the sender",
    nextStep: "Schedule it on the AccessManager, wait out the delay, and send it yourself.",
  },
  SeizureFreezeBroken: {
    meaning: "the account has not been frozen since before the seizure was scheduled",
    nextStep: "Schedule the seizure again.",
  },
  CustodyInvalid: {
    meaning: "that address cannot keep seized tokens",
    nextStep: "Give the custody account, not zero or the coin.",
  },
  LedgerOverflow: {
    meaning: "a counter would leave its bits",
    nextStep: "Check the amount: it is beyond any real one.",
  },
  TransfersPaused: {
    meaning: "transfers are paused",
    nextStep: "The guard paused them; resuming is the board's, after a delay.",
  },
  IssuancePaused: {
    meaning: "minting is paused",
    nextStep: "The guard paused it; resuming is the board's, after a delay.",
  },
  MintOrderExpired: { meaning: "the order is past its deadline", nextStep: proposeAgain },
  MintOrderTooLong: { meaning: "the order's deadline is too far ahead", nextStep: proposeAgain },
  MintMakerMismatch: {
    meaning: "the order names another maker than the sender",
    nextStep: "The maker of an order sends it.",
  },
  MintMakerUnauthorized: { meaning: "the maker does not hold MINTER", nextStep: rolesHelp },
  MintMakerMayApprove: { meaning: "the maker holds MINT_APPROVER too, which nobody may", nextStep: rolesHelp },
  MintApproverUnauthorized: { meaning: "the approver does not hold MINT_APPROVER", nextStep: rolesHelp },
  MintApproverMayMint: {
    meaning: "the approver may mint too, which nobody may",
    nextStep: "Somebody else approves the order.",
  },
  MintApprovalInvalid: {
    meaning: "the approval was not signed for this order",
    nextStep: "Have the checker approve it again.",
  },
  DepositRefUsed: {
    meaning: "this bank credit was minted before",
    nextStep: "There is nothing to do: a credit is minted once.",
  },
  ReferenceMissing: { meaning: "a reference is missing", nextStep: "Give the reference of the document." },
  NotCustomer: {
    meaning: "the recipient is not a customer",
    nextStep: "Admit the customer first: `./atpar customer add`.",
  },
  AmountZero: { meaning: "the amount is zero", nextStep: "Give an amount above zero." },
  MintOverOrderCap: { meaning: "one order may not mint so much", nextStep: waitOrLower },
  MintOverRateLimit: {
    meaning: "the rate limit is used up for now",
    nextStep: "Wait until it has refilled. " + status,
  },
  MintOverReserveLimit: {
    meaning: "the reserve report in force does not prove so much, or none is in force",
    nextStep: "Have a report over the new reserves signed and submitted. " + status,
  },
  RegistryMissing: {
    meaning: "the coin follows no registry yet",
    nextStep: "Finish the deployment: `./atpar deploy`.",
  },
  RegistryForeign: {
    meaning: "the registry is another coin's or currency's",
    nextStep: "Check the registry's address.",
  },
  RegistryBehind: {
    meaning: "the new registry has not seen the last report",
    nextStep: "Submit the report in force to the new registry too, then have the coin follow it.",
  },
  InitializationMissing: {
    meaning: "a coin was to be created without being set up",
    nextStep: "Deploy with `./atpar deploy`.",
  },
  GuardProtected: {
    meaning: "a guard may revoke no other guard",
    nextStep: "The board takes that role away, after the delay.",
  },
  AccountProtected: { meaning: "the account is zero, the coin or its registry", nextStep: "Check the address." },
  WrongDirection: { meaning: "this function moves the figure the other way only", nextStep: "Use its counterpart." },
  SettingTooLarge: { meaning: "the figure is beyond its range", nextStep: "Give a figure within the range." },
  MovedFunctionsUnknown: {
    meaning: "the new implementation names unknown functions",
    nextStep: "Do not upgrade to it.",
  },
  ReportCurrency: { meaning: "the report is of another currency", nextStep: draftAgain },
  ReportSequence: { meaning: "a report of this or a later sequence was accepted already", nextStep: draftAgain },
  ReportPrevious: { meaning: "the report does not follow the last one accepted", nextStep: draftAgain },
  ReportAsOf: { meaning: "the report is older than the last one, or of the future", nextStep: draftAgain },
  ReportExpired: { meaning: "the report has expired", nextStep: draftAgain },
  ReportTooLong: { meaning: "the report would be valid for too long", nextStep: draftAgain },
  AllocationOrder: { meaning: "the chains' lines do not ascend", nextStep: draftAgain },
  AllocationMissing: { meaning: "the report has no line for this chain", nextStep: draftAgain },
  AllocationCount: { meaning: "the report has too many lines", nextStep: draftAgain },
  AllocationToken: { meaning: "this chain's line names another coin", nextStep: draftAgain },
  AllocationFigures: { meaning: "a line's figures are impossible", nextStep: draftAgain },
  AllocationDropped: { meaning: "a chain that was listed before is left out", nextStep: draftAgain },
  AllocationSequence: { meaning: "this chain's line names a report that was not accepted here", nextStep: draftAgain },
  AllocationCounters: { meaning: "this chain's line says more than the coin's own counters", nextStep: draftAgain },
  AllocationCarried: { meaning: "this chain's line carries less than the limit in force", nextStep: draftAgain },
  AllocationBelowMinted: {
    meaning: "this chain's line allows for less than the coin has minted by now",
    nextStep: draftAgain,
  },
  ReportNotCovered: {
    meaning: "the reserves do not cover what may be outstanding",
    nextStep: "Lower the limit, or publish 0.",
  },
  ReservesTooLarge: { meaning: "the reserves are beyond the registry's range", nextStep: "Check the figure." },
  SignersNotAscending: {
    meaning: "a signer comes twice or out of order",
    nextStep: "Submit with `./atpar report submit`.",
  },
  SignerNotAttestor: {
    meaning: "a signature is a stranger's, or over other content",
    nextStep: "Check who signed, and that everybody signed this very report.",
  },
  QuorumMissing: { meaning: "too few attestors of a class signed", nextStep: "Collect the missing signature." },
  ReportNotLast: {
    meaning: "the report is not the last one accepted",
    nextStep: "Take the last one: `./atpar status` shows its sequence.",
  },
  QuorumInvalid: {
    meaning: "the quorum cannot be, or could no longer be, met",
    nextStep: "Check the classes' members.",
  },
  AttestorInvalid: {
    meaning: "the account cannot be added or removed as an attestor",
    nextStep: "Check address and class.",
  },
  SettingOutOfRange: { meaning: "the setting is out of its range", nextStep: "Give a figure within the range." },
};
