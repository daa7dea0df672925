/** What a contract's error tells an operator. */
export interface RevertMeaning {
  /** What happened, in a few words; no full stop. */
  readonly meaning: string;
  /** What to do next, one sentence. */
  readonly nextStep: string;
}

/** The errors of OpenZeppelin's parts, as human-readable ABI: they are decoded whatever interfaces the caller knows. */
export const standardErrors: readonly string[] = [
  "error AccessManagedUnauthorized(address caller)",
  "error AccessManagedRequiredDelay(address caller, uint32 delay)",
  "error AccessManagedInvalidAuthority(address authority)",
  "error AccessManagerAlreadyScheduled(bytes32 operationId)",
  "error AccessManagerNotScheduled(bytes32 operationId)",
  "error AccessManagerNotReady(bytes32 operationId)",
  "error AccessManagerExpired(bytes32 operationId)",
  "error AccessManagerLockedRole(uint64 roleId)",
  "error AccessManagerLockedFunction(bytes4 selector)",
  "error AccessManagerBadConfirmation()",
  "error AccessManagerUnauthorizedAccount(address msgsender, uint64 roleId)",
  "error AccessManagerUnauthorizedCall(address caller, address target, bytes4 selector)",
  "error AccessManagerUnauthorizedConsume(address target)",
  "error AccessManagerUnauthorizedCancel(address msgsender, address caller, address target, bytes4 selector)",
  "error AccessManagerInvalidInitialAdmin(address initialAdmin)",
  "error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)",
  "error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)",
  "error ERC20InvalidSender(address sender)",
  "error ERC20InvalidReceiver(address receiver)",
  "error ERC20InvalidApprover(address approver)",
  "error ERC20InvalidSpender(address spender)",
  "error ERC2612ExpiredSignature(uint256 deadline)",
  "error ERC2612InvalidSigner(address signer, address owner)",
  "error ERC3009InvalidSignature()",
  "error ERC3009InvalidAuthorizationTime(uint256 validAfter, uint256 validBefore)",
  "error ERC3009UsedAuthorization(address authorizer, bytes32 nonce)",
  "error InvalidAccountNonce(address account, uint256 currentNonce)",
  "error ECDSAInvalidSignature()",
  "error ECDSAInvalidSignatureLength(uint256 length)",
  "error ECDSAInvalidSignatureS(bytes32 s)",
  "error SafeERC20FailedOperation(address token)",
  "error RateLimitExceeded()",
  "error EnforcedPause()",
  "error ExpectedPause()",
  "error InvalidInitialization()",
  "error NotInitializing()",
  "error ERC1967InvalidImplementation(address implementation)",
  "error ERC1967NonPayable()",
  "error UUPSUnauthorizedCallContext()",
  "error UUPSUnsupportedProxiableUUID(bytes32 slot)",
  "error AddressEmptyCode(address target)",
  "error FailedCall()",
  "error FailedDeployment()",
  "error ReentrancyGuardReentrantCall()",
  "error SafeERC20FailedOperation(address token)",
];

const roles = "`./atpar roles` shows who holds which role.";
const waiting = "`./atpar roles` shows the delay of the role; wait for it, then run the command again.";
const amounts = "`./atpar status` shows the figures; check the amount and the account.";
const signAgain = "Check who signed and what, then have it signed again.";
const wiring = "This is a fault of the deployment or the program: nothing was changed; report it.";

/** Meanings by the error's name, for messages, `--json` and the docs. An error that is not listed is shown by name. */
export const revertMeanings: Readonly<Record<string, RevertMeaning>> = {
  Error: { meaning: "the contract gave a reason in words", nextStep: "Read the reason given." },
  Panic: { meaning: "a fault inside the contract", nextStep: wiring },
  EmptyRevert: {
    meaning: "it gave no reason; often an address without the expected contract, or too little gas",
    nextStep: "Check that the address is the contract's on this network.",
  },
  UnknownError: {
    meaning: "an error that none of the known contracts has",
    nextStep: "Check that the address is the contract's on this network, and that this program is of its version.",
  },
  AccessManagedUnauthorized: { meaning: "the signer does not hold the role for this call", nextStep: roles },
  AccessManagedRequiredDelay: {
    meaning: "the role acts only after a delay, and this call was not scheduled",
    nextStep: "Schedule the call first; it can be made once the delay has passed.",
  },
  AccessManagedInvalidAuthority: { meaning: "the new authority is not a contract", nextStep: wiring },
  AccessManagerAlreadyScheduled: { meaning: "the same call is scheduled already", nextStep: waiting },
  AccessManagerNotScheduled: {
    meaning: "the call was not scheduled, or it was vetoed",
    nextStep: "Schedule the call, and ask the canceller if it was vetoed.",
  },
  AccessManagerNotReady: { meaning: "the scheduled call still waits out its delay", nextStep: waiting },
  AccessManagerExpired: {
    meaning: "the scheduled call was not made in time and has lapsed",
    nextStep: "Schedule the call again.",
  },
  AccessManagerLockedRole: { meaning: "this role is fixed and cannot be changed", nextStep: roles },
  AccessManagerLockedFunction: { meaning: "this function is fixed and cannot be given to a role", nextStep: roles },
  AccessManagerBadConfirmation: {
    meaning: "a role can be renounced only by its holder",
    nextStep: "Sign with the key that holds the role.",
  },
  AccessManagerUnauthorizedAccount: { meaning: "the signer does not hold the role for this call", nextStep: roles },
  AccessManagerUnauthorizedCall: { meaning: "the signer may not make this call on that contract", nextStep: roles },
  AccessManagerUnauthorizedConsume: {
    meaning: "only a managed contract may use up a scheduled call",
    nextStep: wiring,
  },
  AccessManagerUnauthorizedCancel: { meaning: "the signer may not veto this scheduled call", nextStep: roles },
  AccessManagerInvalidInitialAdmin: { meaning: "the first administrator is not a usable address", nextStep: wiring },
  ERC20InsufficientBalance: { meaning: "the account holds less than the amount", nextStep: amounts },
  ERC20InsufficientAllowance: {
    meaning: "the holder has approved less than the amount to this spender",
    nextStep: "The holder approves the amount first.",
  },
  ERC20InvalidSender: { meaning: "tokens cannot come from this address", nextStep: "Check the address." },
  ERC20InvalidReceiver: { meaning: "this address cannot receive tokens", nextStep: "Check the address." },
  ERC20InvalidApprover: { meaning: "this address cannot approve", nextStep: "Check the address." },
  ERC20InvalidSpender: { meaning: "this address cannot be approved", nextStep: "Check the address." },
  ERC2612ExpiredSignature: { meaning: "the signed permit is past its deadline", nextStep: signAgain },
  ERC2612InvalidSigner: { meaning: "the permit was not signed by its owner", nextStep: signAgain },
  ERC3009InvalidSignature: { meaning: "the payment was not signed by its payer", nextStep: signAgain },
  ERC3009InvalidAuthorizationTime: { meaning: "the signed payment is not valid at this time", nextStep: signAgain },
  ERC3009UsedAuthorization: {
    meaning: "the signed payment was used or cancelled before",
    nextStep: "Look for the payment that used it; pay again only with a new nonce.",
  },
  InvalidAccountNonce: { meaning: "the signature carries a nonce that is not the next one", nextStep: signAgain },
  ECDSAInvalidSignature: { meaning: "the signature is not one", nextStep: signAgain },
  ECDSAInvalidSignatureLength: { meaning: "the signature has a wrong length", nextStep: signAgain },
  ECDSAInvalidSignatureS: { meaning: "the signature is in its malleable form", nextStep: signAgain },
  RateLimitExceeded: {
    meaning: "the coin's rate limit leaves no room for the amount now",
    nextStep: "`./atpar status` shows the room left; wait until it has refilled, or mint less.",
  },
  EnforcedPause: { meaning: "this is paused", nextStep: "`./atpar status` shows what is paused and since when." },
  ExpectedPause: { meaning: "this is not paused", nextStep: "`./atpar status` shows what is paused." },
  InvalidInitialization: { meaning: "the contract was initialised before", nextStep: wiring },
  NotInitializing: { meaning: "this is possible only during initialisation", nextStep: wiring },
  ERC1967InvalidImplementation: { meaning: "the new implementation is not a contract", nextStep: wiring },
  ERC1967NonPayable: { meaning: "an upgrade without a call takes no native coin", nextStep: wiring },
  UUPSUnauthorizedCallContext: { meaning: "the call has to go through the coin's address", nextStep: wiring },
  UUPSUnsupportedProxiableUUID: { meaning: "the new implementation is not made for this proxy", nextStep: wiring },
  AddressEmptyCode: { meaning: "there is no contract at the address", nextStep: "Check the address and the network." },
  FailedCall: { meaning: "a call to another contract failed without a reason", nextStep: wiring },
  FailedDeployment: { meaning: "a contract could not be created", nextStep: wiring },
  ReentrancyGuardReentrantCall: { meaning: "a call came back into itself", nextStep: wiring },
  SafeERC20FailedOperation: {
    meaning: "the other token refused the operation",
    nextStep: "Check the token's address.",
  },
};

/** Meanings of Solidity's panic codes (Solidity documentation, "Panic via assert and Error via require"). */
export const panicMeanings: Readonly<Record<string, string>> = {
  "1": "an assertion failed",
  "17": "arithmetic over- or underflow",
  "18": "division by zero",
  "33": "a value outside its enumeration",
  "34": "a broken byte array in storage",
  "49": "pop of an empty array",
  "50": "an index outside its array",
  "65": "too much memory",
  "81": "a call of an unset function pointer",
};
