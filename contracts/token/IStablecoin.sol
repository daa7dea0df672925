// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IERC3009, IERC3009Cancel} from "@openzeppelin/contracts/interfaces/draft-IERC3009.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IERC1822Proxiable} from "@openzeppelin/contracts/interfaces/draft-IERC1822.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";

/// @title Errors of the ledger
/// @notice Raised by either face of the coin, beside the ERC-6093 errors of IERC20Errors.
interface ILedgerErrors {
    /// @notice `account` is frozen: it can neither send, receive nor spend for others.
    error AccountFrozen(address account);

    /// @notice `account` is not frozen: only frozen accounts are seized from.
    error AccountNotFrozen(address account);

    /// @notice A balance or counter would leave its bits: `value` is above `maximum` (token units).
    error LedgerOverflow(uint256 value, uint256 maximum);

    /// @notice Transfers are paused. Approving, cancelling an authorization and burning still work.
    error TransfersPaused();
}

/// @title The holder's face of the coin
/// @notice ERC-20, ERC-2612, ERC-3009, ERC-5267; ERC-1271 signatures wherever a signature is taken. Amounts are token
/// units, 10^-6 of the currency.
interface IStablecoinHolder is
    IERC20Metadata,
    IERC20Errors,
    IERC20Permit,
    IERC5267,
    IERC3009,
    IERC3009Cancel,
    ILedgerErrors
{
    /// @notice The ISO 4217 code of the currency the coin is redeemable in.
    function currency() external view returns (string memory);

    /// @notice The version of the EIP-712 domain (x402 and wallets read it).
    function version() external view returns (string memory);

    /// @notice ERC-2612 with a signature of any length: 65 bytes of ECDSA, or what the owner's ERC-1271 contract takes.
    /// @param value Allowance in token units.
    /// @param deadline Last second, UTC, at which the permit is taken.
    function permit(address owner, address spender, uint256 value, uint256 deadline, bytes calldata signature) external;

    /// @notice ERC-3009 with a signature of any length, ECDSA or ERC-1271.
    /// @param value Token units.
    /// @param validAfter The payment is valid after this second, UTC.
    /// @param validBefore The payment is valid before this second, UTC.
    /// @param nonce Any unused 32 bytes. Adjacent nonces (equal but for the last byte) share a storage word: they cost
    /// about 17,500 gas less from the second on.
    function transferWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external;

    /// @notice As {transferWithAuthorization}, but only `to` itself may submit it.
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external;

    /// @notice Spoils an unused authorization. Works while paused and while frozen.
    function cancelAuthorization(address authorizer, bytes32 nonce, bytes calldata signature) external;
}

/// @title ERC-7572: contract-level metadata
interface IERC7572 {
    /// @notice {contractURI} was changed.
    event ContractURIUpdated();

    /// @notice Where the coin's public description is: a URI of a JSON document, or the document in a data URI.
    function contractURI() external view returns (string memory);
}

/// @title What the coin does for holders through the issuer's face
/// @notice Reached through the coin's own address; open to everybody. Not on the holder's face, so that it costs the hot
/// path nothing.
interface IStablecoinServices is IERC165, IERC7572 {
    /// @notice An ERC-3009 authorization (`TransferWithAuthorization`) of a payment to a payee given beside it.
    /// @param value Token units.
    /// @param validAfter Valid after this second, UTC.
    /// @param validBefore Valid before this second, UTC.
    /// @param signature ECDSA, 65 bytes, or what the payer's ERC-1271 contract takes.
    struct Authorization {
        address from;
        uint256 value;
        uint256 validAfter;
        uint256 validBefore;
        bytes32 nonce;
        bytes signature;
    }

    /// @notice Payment `index` of a batch was not made. `reason` is the error with its figures, as the single call would
    /// raise it; empty if it ran out of {paymentGas} after the payer's contract had agreed.
    event AuthorizationSkipped(uint256 index, address indexed authorizer, bytes32 indexed nonce, bytes reason);
    /// @notice `owner` spoiled its permits with the nonces from `oldNonce` to below `newNonce`.
    event PermitsCancelled(address indexed owner, uint256 oldNonce, uint256 newNonce);

    /// @notice The list has nothing in it.
    error ListEmpty();
    /// @notice The list has `length` items; one transaction takes `maximum` (EIP-7825 caps its gas).
    error ListTooLong(uint256 length, uint256 maximum);
    /// @notice Less than `required` gas is left for payment `index`: it would be skipped though it may be good.
    error BatchGasTooLow(uint256 index, uint256 available, uint256 required);
    /// @notice `newNonce` is not above the owner's next nonce, or more than `maximum`.
    error PermitNonceOutOfRange(uint256 newNonce, uint256 oldNonce, uint256 maximum);

    /// @notice Makes many authorized payments to one payee. A used, invalid or uncovered one is skipped with its reason
    /// ({AuthorizationSkipped}), and the others are made: nobody can sink a batch by submitting one of its payments first, or
    /// by a contract wallet that burns gas (one payment gets {paymentGas}, no more).
    /// @dev Reverts with ListEmpty, ListTooLong, TransfersPaused, BatchGasTooLow; and for a payee that cannot be paid with
    /// ERC20InvalidReceiver or AccountFrozen.
    /// @param to The payee that every authorization was signed for.
    /// @return paid How many were made.
    function transferWithAuthorizationBatch(
        address to,
        Authorization[] calldata authorizations
    ) external returns (uint256 paid);

    /// @notice EIP-712 type hash of an ERC-3009 transfer.
    function TRANSFER_WITH_AUTHORIZATION_TYPEHASH() external view returns (bytes32);

    /// @notice EIP-712 type hash of an ERC-3009 payment that only its payee submits.
    function RECEIVE_WITH_AUTHORIZATION_TYPEHASH() external view returns (bytes32);

    /// @notice EIP-712 type hash of an ERC-3009 cancellation.
    function CANCEL_AUTHORIZATION_TYPEHASH() external view returns (bytes32);

    /// @notice Gas that one payment of a batch may use, a contract wallet's signature check included.
    function paymentGas() external view returns (uint256);

    /// @notice Spoils the caller's outstanding permits: its next permit nonce becomes `newNonce`, at most 65,536 ahead.
    /// Works while paused and while frozen.
    function cancelPermits(uint256 newNonce) external;
}

/// @title The issuer's face of the coin
/// @notice Reached through the coin's own address. Amounts are token units, times are seconds UTC. Who may call what is
/// in Roles.sol; a caller without the role gets AccessManagedUnauthorized.
interface IStablecoinControl {
    /// @notice One mint: a bank credit becomes tokens.
    /// @dev EIP-712 struct `MintOrder`, signed by the approver in the coin's own domain. Permanent format.
    /// @param to The customer.
    /// @param amount Token units, above 0.
    /// @param depositRef keccak256(abi.encode(string bic11, string account, string currency, uint256 minorUnits, uint32
    /// bookingDate, string reference, uint32 ordinal)) of the bank credit. Each can be minted once, for ever.
    /// @param evidence Hash of the screening result and the travel-rule payload.
    /// @param maker Who sends the order.
    /// @param deadline Last second at which the order is taken; at most {maxOrderAge} ahead.
    struct MintOrder {
        address to;
        uint256 amount;
        bytes32 depositRef;
        bytes32 evidence;
        address maker;
        uint256 deadline;
    }

    /// @notice Tokens came into being. With the ERC-20 `Transfer` from zero.
    event Minted(
        address indexed to,
        bytes32 indexed depositRef,
        address indexed maker,
        address approver,
        uint256 amount,
        bytes32 evidence
    );
    /// @notice `account` burned its own tokens. With the ERC-20 `Transfer` to zero.
    event Burned(address indexed account, bytes32 indexed burnRef, uint256 amount);
    /// @notice `amount` of a frozen account's tokens went to custody under the lawful order `orderRef`. With `Transfer`.
    event Seized(address indexed from, address indexed custody, bytes32 indexed orderRef, uint256 amount);
    /// @notice `amount` of a frozen account's tokens were burned under `orderRef`. With the `Transfer` to zero.
    event FrozenBurned(address indexed from, bytes32 indexed orderRef, uint256 amount);
    /// @notice Seized tokens go to another address.
    event CustodyChanged(address indexed oldCustody, address indexed newCustody);
    /// @notice Stray tokens of another contract were sent on.
    event Rescued(address indexed token, address indexed to, uint256 amount);
    /// @notice {contractURI} was changed; with ERC-7572's event.
    event ContractURIChanged(string oldURI, string newURI);
    /// @notice `account` was frozen under the lawful order `orderRef`. Freezing it again, under another order, does not move
    /// {frozenSince}.
    event Frozen(address indexed account, bytes32 indexed orderRef);
    /// @notice `account` was unfrozen under `orderRef`.
    event Unfrozen(address indexed account, bytes32 indexed orderRef);
    /// @notice `account` may be minted to; `evidence` hashes its onboarding file.
    event CustomerAdded(address indexed account, bytes32 indexed evidence);
    /// @notice `account` may no longer be minted to.
    event CustomerRemoved(address indexed account, bytes32 indexed evidence);
    /// @notice Transfers were paused or resumed; said only when it changed, as with the two below.
    event TransfersPauseChanged(bool paused);
    /// @notice Minting was paused or resumed.
    event IssuancePauseChanged(bool paused);
    /// @notice Whether `transferFrom` refuses a frozen spender was changed.
    event SpenderCheckChanged(bool enabled);
    /// @notice The coin follows another reserve registry.
    event RegistryChanged(address indexed oldRegistry, address indexed newRegistry);
    /// @notice The most one order may mint was changed (token units).
    event OrderCapChanged(uint256 oldCap, uint256 newCap);
    /// @notice The coin-wide rate limit was changed (token units, seconds).
    event RateLimitChanged(uint256 oldCapacity, uint256 oldWindow, uint256 newCapacity, uint256 newWindow);
    /// @notice After an upgrade: which holder functions the implementation answers from now on (see {movedFunctions}).
    event MovedFunctionsChanged(uint256 oldMoved, uint256 newMoved);

    /// @notice Minting is paused.
    error IssuancePaused();
    /// @notice The order's `deadline` lies before `timestamp`.
    error MintOrderExpired(uint256 deadline, uint256 timestamp);
    /// @notice The order's `deadline` lies beyond `latest`, the longest an order may stay open.
    error MintOrderTooLong(uint256 deadline, uint256 latest);
    /// @notice The order names `maker`, and `sender` sent it (AccessManager.execute included).
    error MintMakerMismatch(address maker, address sender);
    /// @notice `maker` does not hold MINTER, or holds it with a delay.
    error MintMakerUnauthorized(address maker);
    /// @notice `maker` holds MINT_APPROVER too: nobody may be both.
    error MintMakerMayApprove(address maker);
    /// @notice `approver` does not hold MINT_APPROVER, or holds it with a delay.
    error MintApproverUnauthorized(address approver);
    /// @notice `approver` is the maker, or holds MINTER: nobody may be both.
    error MintApproverMayMint(address approver);
    /// @notice `approver` did not sign this order for this coin on this chain.
    error MintApprovalInvalid(address approver, bytes32 orderHash);
    /// @notice The deposit was minted before.
    error DepositRefUsed(bytes32 depositRef);
    /// @notice A reference is missing: it is zero.
    error ReferenceMissing();
    /// @notice `account` is not a customer.
    error NotCustomer(address account);
    /// @notice The amount is zero.
    error AmountZero();
    /// @notice The order asks for `amount`; one order may mint `cap` (token units).
    error MintOverOrderCap(uint256 amount, uint256 cap);
    /// @notice The order asks for `amount`; the rate limit has `available` left now (token units).
    error MintOverRateLimit(uint256 amount, uint256 available);
    /// @notice The reserve report in force proves `mintLimit` tokens ever minted; `everMinted` were, and `amount` more
    /// would pass it. The limit is 0 before the first report and after the last one's expiry.
    error MintOverReserveLimit(uint256 amount, uint256 everMinted, uint256 mintLimit);
    /// @notice No registry is set yet.
    error RegistryMissing();
    /// @notice `registry` serves another coin or another currency.
    error RegistryForeign(address registry);
    /// @notice The registry's last report is `sequence`; the one in use has accepted report `current`. A new registry starts
    /// from the one in use, and takes the same reports from then on.
    error RegistryBehind(uint64 sequence, uint64 current);
    /// @notice `account` may not be frozen or admitted: it is zero, the coin or the registry.
    error AccountProtected(address account);
    /// @notice `seizer` did not schedule this seizure, or holds SEIZER without a delay, or had the manager execute it.
    error SeizureUnscheduled(address seizer);
    /// @notice `account` is frozen since `since`, and would have to be since `latest` (seconds UTC): it was unfrozen while the
    /// seizure waited, or frozen after it was scheduled.
    error SeizureFreezeBroken(address account, uint256 since, uint256 latest);
    /// @notice `custody` cannot keep seized tokens: it is zero or the coin.
    error CustodyInvalid(address custody);
    /// @notice The function only moves a figure the other way: `oldValue` to `newValue` is not its direction.
    error WrongDirection(uint256 oldValue, uint256 newValue);
    /// @notice `value` is above `maximum`.
    error SettingTooLarge(uint256 value, uint256 maximum);
    /// @notice An upgrade names unknown holder functions.
    error MovedFunctionsUnknown(uint256 moved);

    /* ISSUANCE */

    /// @notice Sets up a new coin: paused in nothing, no registry yet (so nothing can be minted), spender check on.
    /// @param authority_ The AccessManager.
    /// @param orderCap_ Most that one order may mint (token units, at most 2^96-1).
    /// @param rateCapacity Burst of the coin-wide rate limit (token units).
    /// @param rateWindow Seconds in which an empty bucket refills. The worst window lets through twice the capacity.
    /// @param custody_ Where seized tokens go.
    function initialize(
        address authority_,
        uint96 orderCap_,
        uint208 rateCapacity,
        uint48 rateWindow,
        address custody_
    ) external;

    /// @notice Mints one order. MINTER, who must be `order.maker`, with the signature of a holder of MINT_APPROVER.
    /// @dev Rules B1, M1, O1. Reverts with the first of: IssuancePaused, RegistryMissing, MintMakerMismatch,
    /// MintMakerUnauthorized, MintMakerMayApprove, MintApproverMayMint, MintApproverUnauthorized, MintApprovalInvalid,
    /// MintOrderExpired, MintOrderTooLong, ReferenceMissing, DepositRefUsed, NotCustomer, AccountFrozen, AmountZero,
    /// MintOverOrderCap, MintOverRateLimit, MintOverReserveLimit, LedgerOverflow.
    function mint(MintOrder calldata order, address approver, bytes calldata approval) external;

    /// @notice Mints many orders under one approval, which signs all of them (EIP-712 struct `MintBatch`): all or none.
    /// MINTER, who must be every order's maker.
    /// @dev Reverts as {mint} does for the first order that is refused, and with ListEmpty or ListTooLong.
    function mintBatch(MintOrder[] calldata orders, address approver, bytes calldata approval) external;

    /// @notice Burns `amount` of the caller's own tokens. MINTER. Works while paused; not for a frozen caller.
    function burn(uint256 amount, bytes32 burnRef) external;

    /* CUSTOMERS AND FREEZING */

    /// @notice Admits accounts to be minted to. ONBOARDER.
    function addCustomers(address[] calldata accounts, bytes32 evidence) external;

    /// @notice Ends the admission of accounts, at once. FREEZER.
    function removeCustomers(address[] calldata accounts, bytes32 evidence) external;

    /// @notice Freezes accounts under a lawful order, at once. FREEZER. Frozen tokens stay in supply (rule B3).
    function freeze(address[] calldata accounts, bytes32 orderRef) external;

    /// @notice Unfreezes accounts. LOOSENER.
    function unfreeze(address[] calldata accounts, bytes32 orderRef) external;

    /// @notice Moves a frozen account's tokens to {custody} under a lawful order. SEIZER, who scheduled this very call after
    /// the account was frozen; not through the manager's `execute`. Works while paused.
    /// @dev The account must have been frozen without a break since SEIZER's delay before the call fell due. Reverts with
    /// ReferenceMissing, AmountZero, AccountNotFrozen, SeizureUnscheduled, SeizureFreezeBroken, ERC20InsufficientBalance,
    /// and the errors of AccessManager's schedule.
    function seize(address from, uint256 amount, bytes32 orderRef) external;

    /// @notice Burns a frozen account's tokens under a lawful order. Otherwise as {seize}.
    function burnFrozen(address from, uint256 amount, bytes32 orderRef) external;

    /* PAUSING */

    /// @notice Stops every transfer, at once. PAUSER.
    function pauseTransfers() external;

    /// @notice Resumes transfers. LOOSENER.
    function unpauseTransfers() external;

    /// @notice Stops minting, at once. PAUSER.
    function pauseIssuance() external;

    /// @notice Resumes minting. LOOSENER.
    function unpauseIssuance() external;

    /* SETTINGS */

    /// @notice Makes `transferFrom` refuse a frozen spender, at once. PAUSER.
    function enableSpenderCheck() external;

    /// @notice Lets a frozen spender use allowances again. LOOSENER.
    function disableSpenderCheck() external;

    /// @notice Lowers the cap per order. PAUSER.
    function lowerOrderCap(uint96 newCap) external;

    /// @notice Raises the cap per order. LOOSENER.
    function raiseOrderCap(uint96 newCap) external;

    /// @notice Lowers the rate limit: capacity not above, window not below, the old. PAUSER.
    function lowerRateLimit(uint208 newCapacity, uint48 newWindow) external;

    /// @notice Raises the rate limit: capacity not below, window not above, the old. LOOSENER.
    function raiseRateLimit(uint208 newCapacity, uint48 newWindow) external;

    /// @notice Follows another registry, which must name this coin and its currency. LOOSENER.
    function setRegistry(address newRegistry) external;

    /// @notice Sends seized tokens to another address from now on. LOOSENER.
    function setCustody(address newCustody) external;

    /// @notice Changes {contractURI}. LOOSENER, since explorers show what it says.
    function setContractURI(string calldata newURI) external;

    /// @notice Sends on tokens of another contract that were sent to the coin by mistake. LOOSENER. The coin itself can hold
    /// none of its own.
    function rescue(address token, address to, uint256 amount) external;

    /* VIEWS */

    /// @notice Tokens ever minted, burned ones included (token units).
    function everMinted() external view returns (uint256);

    /// @notice Tokens ever burned (token units).
    function everBurned() external view returns (uint256);

    /// @notice True if the deposit was minted.
    function isDepositMinted(bytes32 depositRef) external view returns (bool);

    /// @notice True if `account` is frozen.
    function isFrozen(address account) external view returns (bool);

    /// @notice The second (UTC) from which `account` has been frozen without a break; 0 if it is not frozen.
    function frozenSince(address account) external view returns (uint256);

    /// @notice Where seized tokens go.
    function custody() external view returns (address);

    /// @notice True if `account` may be minted to.
    function isCustomer(address account) external view returns (bool);

    /// @notice True while transfers are paused.
    function transfersPaused() external view returns (bool);

    /// @notice True while minting is paused.
    function issuancePaused() external view returns (bool);

    /// @notice True if `transferFrom` refuses a frozen spender.
    function spenderCheck() external view returns (bool);

    /// @notice The reserve registry, zero before the first is set.
    function registry() external view returns (address);

    /// @notice Most that one order may mint (token units).
    function orderCap() external view returns (uint256);

    /// @notice The coin-wide rate limit: burst (token units), refill time (seconds), what is left now (token units).
    function rateLimit() external view returns (uint256 capacity, uint256 window, uint256 available);

    /// @notice Longest time an order may stay open (seconds).
    function maxOrderAge() external view returns (uint256);

    /// @notice Hash an approver signs for `order` (EIP-712, this coin's domain).
    function mintOrderHash(MintOrder calldata order) external view returns (bytes32);

    /// @notice Hash an approver signs for `orders` together (EIP-712, this coin's domain).
    function mintBatchHash(MintOrder[] calldata orders) external view returns (bytes32);

    /// @notice Most items that one list of accounts or orders may have.
    function maxListLength() external view returns (uint256);

    /// @notice Which holder functions this implementation answers itself, one bit each in the order of the ledger's
    /// *moved* flags; 0 for none. An upgrade copies it into the coin word.
    function movedFunctions() external view returns (uint256);
}

/// @title The whole ABI of the coin
/// @notice What explorers and toolkits bind to at the coin's address. The errors here are those that OpenZeppelin's parts
/// of the holder's face, the upgrade and the access check raise.
interface IStablecoin is IStablecoinHolder, IStablecoinServices, IStablecoinControl, IAccessManaged, IERC1822Proxiable {
    /// @notice The permit is past its `deadline` (seconds, UTC).
    error ERC2612ExpiredSignature(uint256 deadline);

    /// @notice The permit was signed by `signer` (zero: by nobody that can be told), not by `owner`.
    error ERC2612InvalidSigner(address signer, address owner);

    /// @notice The authorization was not signed by the payer.
    error ERC3009InvalidSignature();

    /// @notice Now is not within (`validAfter`, `validBefore`), seconds UTC, both ends excluded.
    error ERC3009InvalidAuthorizationTime(uint256 validAfter, uint256 validBefore);

    /// @notice The authorization has been used or cancelled.
    error ERC3009UsedAuthorization(address authorizer, bytes32 nonce);

    /// @notice An upgrade function was called outside the coin's address.
    error UUPSUnauthorizedCallContext();

    /// @notice The new implementation is for another kind of proxy.
    error UUPSUnsupportedProxiableUUID(bytes32 slot);

    /// @notice The new implementation is no upgradeable contract.
    error ERC1967InvalidImplementation(address implementation);

    /// @notice An upgrade without a call was sent money.
    error ERC1967NonPayable();

    /// @notice `target` has no code.
    error AddressEmptyCode(address target);

    /// @notice The call that goes with an upgrade failed without a reason.
    error FailedCall();

    /// @notice `token` did not do the transfer.
    error SafeERC20FailedOperation(address token);

    /// @notice The coin is set up already, or the implementation was to be.
    error InvalidInitialization();

    /// @notice A set-up step was taken outside the set-up.
    error NotInitializing();

    /// @notice The coin was to be created without being set up.
    error InitializationMissing();

    /// @notice A text is longer than 31 bytes.
    error StringTooLong(string str);

    /// @notice The implementation behind the coin's address was replaced (ERC-1967).
    event Upgraded(address indexed implementation);

    /// @notice The issuer's face was set up.
    event Initialized(uint64 version);

    /// @notice Version of the upgrade interface (OpenZeppelin).
    function UPGRADE_INTERFACE_VERSION() external view returns (string memory);

    /// @notice Replaces the issuer's face and calls it with `data`. UPGRADER.
    function upgradeToAndCall(address newImplementation, bytes calldata data) external payable;
}
