// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {RateLimiter} from "@openzeppelin/contracts/utils/RateLimiter.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

import {ExecutionGuard} from "../access/ExecutionGuard.sol";
import {Roles} from "../access/Roles.sol";
import {IReserveRegistry} from "../reserve/IReserveRegistry.sol";
import {IStablecoinControl, IStablecoinHolder} from "./IStablecoin.sol";
import {Ledger} from "./Ledger.sol";
import {SignatureVerifier} from "./SignatureVerifier.sol";

/// @title StablecoinControl
/// @notice The issuer's face: runs by delegatecall at the coin's address. Keeps nothing in ordinary slots and signs nothing
/// of its own, so one implementation serves every coin.
contract StablecoinControl is AccessManagedUpgradeable, UUPSUpgradeable, Ledger, IStablecoinControl {
    using RateLimiter for RateLimiter.RefillingBucket;

    /// @custom:storage-location erc7201:atpar.storage.Control
    struct ControlStorage {
        IReserveRegistry registry;
        uint96 orderCap;
        RateLimiter.RefillingBucket mintRate;
        mapping(bytes32 depositRef => bool minted) deposits;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("atpar.storage.Control")) - 1)) & ~bytes32(uint256(0xff)) (ERC-7201)
    bytes32 private constant CONTROL_SLOT = 0xb3117799398751287fa23a7e3fd263f9525cd3da3716cefff8022c96e789b000;

    bytes32 private constant MINT_ORDER_TYPEHASH = keccak256(
        "MintOrder(address to,uint256 amount,bytes32 depositRef,bytes32 evidence,address maker,uint256 deadline)"
    );

    /// @dev The rate limit is the whole coin's: one bucket.
    bytes32 private constant COIN_WIDE = bytes32(0);

    uint256 private constant MAX_ORDER_AGE = 1 days;

    constructor() {
        _disableInitializers();
    }

    function initialize(
        address authority_,
        uint96 orderCap_,
        uint208 rateCapacity,
        uint48 rateWindow
    ) external initializer {
        if (authority_.code.length == 0) revert AccessManagedInvalidAuthority(authority_);
        if (rateCapacity > COUNTER_MASK) revert SettingTooLarge(rateCapacity, COUNTER_MASK);
        __AccessManaged_init(authority_);
        ControlStorage storage $ = _control();
        $.orderCap = orderCap_;
        $.mintRate.updateSettings(rateWindow, rateCapacity);
        _ledger().coin |= CHECK_SPENDER;
        emit OrderCapChanged(0, orderCap_);
        emit RateLimitChanged(0, 0, rateCapacity, rateWindow);
        emit SpenderCheckChanged(true);
    }

    /* ISSUANCE */

    /// @inheritdoc IStablecoinControl
    function mint(MintOrder calldata order, address approver, bytes calldata approval) external restricted {
        uint256 coin = _ledger().coin;
        if (coin & ISSUANCE_PAUSED != 0) revert IssuancePaused();
        if (order.deadline < block.timestamp) revert MintOrderExpired(order.deadline, block.timestamp);
        if (order.deadline > block.timestamp + MAX_ORDER_AGE) {
            revert MintOrderTooLong(order.deadline, block.timestamp + MAX_ORDER_AGE);
        }
        _requireMakerAndApprover(order.maker, approver);

        ControlStorage storage $ = _control();
        if (order.depositRef == bytes32(0) || order.evidence == bytes32(0)) revert ReferenceMissing();
        if ($.deposits[order.depositRef]) revert DepositRefUsed(order.depositRef);
        uint256 recipient = _ledger().accounts[order.to].word;
        if (recipient & CUSTOMER == 0) revert NotCustomer(order.to);
        if (recipient & FROZEN != 0) revert AccountFrozen(order.to);
        _requireWithinLimits($, order.amount, (coin >> EVER_MINTED_SHIFT) & COUNTER_MASK);

        bytes32 orderHash = mintOrderHash(order);
        (, bool valid) = SignatureVerifier.verify(approver, orderHash, approval);
        if (!valid) revert MintApprovalInvalid(approver, orderHash);

        $.deposits[order.depositRef] = true;
        unchecked {
            // No carry between the counters: both stay within their bits, as supply <= ever minted, checked above.
            _ledger().coin = coin + order.amount + (order.amount << EVER_MINTED_SHIFT);
        }
        _credit(order.to, order.amount);
        emit IERC20.Transfer(address(0), order.to, order.amount);
        emit Minted(order.to, order.depositRef, order.maker, approver, order.amount, order.evidence);
    }

    /// @inheritdoc IStablecoinControl
    function burn(uint256 amount, bytes32 burnRef) external restricted {
        if (amount == 0) revert AmountZero();
        if (burnRef == bytes32(0)) revert ReferenceMissing();
        address account = _msgSender();
        // AccessManager.execute hides who calls, and tokens stranded at the manager are nobody's own
        if (account == authority()) revert AccessManagedUnauthorized(account);
        _debit(account, amount);
        unchecked {
            // No borrow from above: amount <= the balance just debited <= supply.
            _ledger().coin -= amount;
        }
        emit IERC20.Transfer(account, address(0), amount);
        emit Burned(account, burnRef, amount);
    }

    /* CUSTOMERS AND FREEZING */

    /// @inheritdoc IStablecoinControl
    function addCustomers(address[] calldata accounts, bytes32 evidence) external restricted {
        if (evidence == bytes32(0)) revert ReferenceMissing();
        for (uint256 i = 0; i < accounts.length; ++i) {
            _requireUnprotected(accounts[i]);
            _ledger().accounts[accounts[i]].word |= CUSTOMER;
            emit CustomerAdded(accounts[i], evidence);
        }
    }

    /// @inheritdoc IStablecoinControl
    function removeCustomers(address[] calldata accounts, bytes32 evidence) external restricted {
        if (evidence == bytes32(0)) revert ReferenceMissing();
        for (uint256 i = 0; i < accounts.length; ++i) {
            _ledger().accounts[accounts[i]].word &= ~CUSTOMER;
            emit CustomerRemoved(accounts[i], evidence);
        }
    }

    /// @inheritdoc IStablecoinControl
    function freeze(address[] calldata accounts, bytes32 orderRef) external restricted {
        if (orderRef == bytes32(0)) revert ReferenceMissing();
        for (uint256 i = 0; i < accounts.length; ++i) {
            _requireUnprotected(accounts[i]);
            _ledger().accounts[accounts[i]].word |= FROZEN;
            emit Frozen(accounts[i], orderRef);
        }
    }

    /// @inheritdoc IStablecoinControl
    function unfreeze(address[] calldata accounts, bytes32 orderRef) external restricted {
        if (orderRef == bytes32(0)) revert ReferenceMissing();
        for (uint256 i = 0; i < accounts.length; ++i) {
            _ledger().accounts[accounts[i]].word &= ~FROZEN;
            emit Unfrozen(accounts[i], orderRef);
        }
    }

    /* PAUSING */

    /// @inheritdoc IStablecoinControl
    function pauseTransfers() external restricted {
        _ledger().coin |= TRANSFERS_PAUSED;
        emit TransfersPauseChanged(true);
    }

    /// @inheritdoc IStablecoinControl
    function unpauseTransfers() external restricted {
        _ledger().coin &= ~TRANSFERS_PAUSED;
        emit TransfersPauseChanged(false);
    }

    /// @inheritdoc IStablecoinControl
    function pauseIssuance() external restricted {
        _ledger().coin |= ISSUANCE_PAUSED;
        emit IssuancePauseChanged(true);
    }

    /// @inheritdoc IStablecoinControl
    function unpauseIssuance() external restricted {
        _ledger().coin &= ~ISSUANCE_PAUSED;
        emit IssuancePauseChanged(false);
    }

    /* SETTINGS */

    /// @inheritdoc IStablecoinControl
    function enableSpenderCheck() external restricted {
        _ledger().coin |= CHECK_SPENDER;
        emit SpenderCheckChanged(true);
    }

    /// @inheritdoc IStablecoinControl
    function disableSpenderCheck() external restricted {
        _ledger().coin &= ~CHECK_SPENDER;
        emit SpenderCheckChanged(false);
    }

    /// @inheritdoc IStablecoinControl
    function lowerOrderCap(uint96 newCap) external restricted {
        uint96 oldCap = _control().orderCap;
        if (newCap > oldCap) revert WrongDirection(oldCap, newCap);
        _setOrderCap(oldCap, newCap);
    }

    /// @inheritdoc IStablecoinControl
    function raiseOrderCap(uint96 newCap) external restricted {
        uint96 oldCap = _control().orderCap;
        if (newCap < oldCap) revert WrongDirection(oldCap, newCap);
        _setOrderCap(oldCap, newCap);
    }

    /// @inheritdoc IStablecoinControl
    function lowerRateLimit(uint208 newCapacity, uint48 newWindow) external restricted {
        RateLimiter.RefillingBucket storage bucket = _control().mintRate;
        if (newCapacity > bucket._capacity) revert WrongDirection(bucket._capacity, newCapacity);
        if (newWindow < bucket._window) revert WrongDirection(bucket._window, newWindow);
        _setRateLimit(bucket, newCapacity, newWindow);
    }

    /// @inheritdoc IStablecoinControl
    function raiseRateLimit(uint208 newCapacity, uint48 newWindow) external restricted {
        RateLimiter.RefillingBucket storage bucket = _control().mintRate;
        if (newCapacity < bucket._capacity) revert WrongDirection(bucket._capacity, newCapacity);
        if (newWindow > bucket._window) revert WrongDirection(bucket._window, newWindow);
        if (newCapacity > COUNTER_MASK) revert SettingTooLarge(newCapacity, COUNTER_MASK);
        _setRateLimit(bucket, newCapacity, newWindow);
    }

    /// @inheritdoc IStablecoinControl
    function setRegistry(address newRegistry) external restricted {
        if (newRegistry == address(0)) revert RegistryMissing();
        if (newRegistry.code.length == 0) revert RegistryForeign(newRegistry);
        IReserveRegistry candidate = IReserveRegistry(newRegistry);
        string memory currency = IStablecoinHolder(address(this)).currency();
        if (candidate.coin() != address(this) || !Strings.equal(candidate.currency(), currency)) {
            revert RegistryForeign(newRegistry);
        }
        ControlStorage storage $ = _control();
        if (address($.registry) != address(0)) {
            uint64 current = $.registry.lastReport().sequence;
            uint64 found = candidate.lastReport().sequence;
            // a registry that lags behind would take superseded reports again
            if (found < current) revert RegistryBehind(found, current);
        }
        emit RegistryChanged(address($.registry), newRegistry);
        $.registry = candidate;
    }

    /// @inheritdoc AccessManagedUpgradeable
    /// @dev Only through the manager's `updateAuthority`, which CANCELLER can veto; not through its `execute`.
    function setAuthority(address newAuthority) public override {
        ExecutionGuard.requireNotExecuted(authority());
        super.setAuthority(newAuthority);
    }

    /* VIEWS */

    /// @inheritdoc IStablecoinControl
    function everMinted() public view returns (uint256) {
        return (_ledger().coin >> EVER_MINTED_SHIFT) & COUNTER_MASK;
    }

    /// @inheritdoc IStablecoinControl
    function everBurned() external view returns (uint256) {
        return everMinted() - (_ledger().coin & COUNTER_MASK);
    }

    /// @inheritdoc IStablecoinControl
    function isDepositMinted(bytes32 depositRef) external view returns (bool) {
        return _control().deposits[depositRef];
    }

    /// @inheritdoc IStablecoinControl
    function isFrozen(address account) external view returns (bool) {
        return _ledger().accounts[account].word & FROZEN != 0;
    }

    /// @inheritdoc IStablecoinControl
    function isCustomer(address account) external view returns (bool) {
        return _ledger().accounts[account].word & CUSTOMER != 0;
    }

    /// @inheritdoc IStablecoinControl
    function transfersPaused() external view returns (bool) {
        return _ledger().coin & TRANSFERS_PAUSED != 0;
    }

    /// @inheritdoc IStablecoinControl
    function issuancePaused() external view returns (bool) {
        return _ledger().coin & ISSUANCE_PAUSED != 0;
    }

    /// @inheritdoc IStablecoinControl
    function spenderCheck() external view returns (bool) {
        return _ledger().coin & CHECK_SPENDER != 0;
    }

    /// @inheritdoc IStablecoinControl
    function registry() external view returns (address) {
        return address(_control().registry);
    }

    /// @inheritdoc IStablecoinControl
    function orderCap() external view returns (uint256) {
        return _control().orderCap;
    }

    /// @inheritdoc IStablecoinControl
    function rateLimit() external view returns (uint256 capacity, uint256 window, uint256 available) {
        RateLimiter.RefillingBucket storage bucket = _control().mintRate;
        return (bucket._capacity, bucket._window, bucket.available(COIN_WIDE));
    }

    /// @inheritdoc IStablecoinControl
    function maxOrderAge() external pure returns (uint256) {
        return MAX_ORDER_AGE;
    }

    /// @inheritdoc IStablecoinControl
    function mintOrderHash(MintOrder calldata order) public view returns (bytes32) {
        return
            MessageHashUtils.toTypedDataHash(
                IERC20Permit(address(this)).DOMAIN_SEPARATOR(),
                keccak256(abi.encode(MINT_ORDER_TYPEHASH, order))
            );
    }

    /// @inheritdoc IStablecoinControl
    function movedFunctions() external pure returns (uint256) {
        return 0;
    }

    /* INTERNAL */

    /// @dev The new implementation says which holder functions it answers; the flags follow it both ways, so that they
    /// cannot be forgotten.
    function _authorizeUpgrade(address newImplementation) internal override restricted {
        uint256 newMoved = IStablecoinControl(newImplementation).movedFunctions();
        if (newMoved > MOVED_MASK >> MOVED_SHIFT) revert MovedFunctionsUnknown(newMoved);
        uint256 coin = _ledger().coin;
        uint256 oldMoved = (coin & MOVED_MASK) >> MOVED_SHIFT;
        if (newMoved != oldMoved) {
            _ledger().coin = (coin & ~MOVED_MASK) | (newMoved << MOVED_SHIFT);
            emit MovedFunctionsChanged(oldMoved, newMoved);
        }
    }

    /* PRIVATE */

    function _control() private pure returns (ControlStorage storage $) {
        bytes32 slot = CONTROL_SLOT;
        assembly ("memory-safe") {
            $.slot := slot
        }
    }

    /// @dev Asks for MINTER by name, beside `restricted`: AccessManager.execute hides who calls.
    function _requireMakerAndApprover(address maker, address approver) private view {
        if (maker != _msgSender()) revert MintMakerMismatch(maker, _msgSender());
        if (!_holds(Roles.MINTER, maker)) revert MintMakerUnauthorized(maker);
        if (_isMember(Roles.MINT_APPROVER, maker)) revert MintMakerMayApprove(maker);
        if (approver == maker || _isMember(Roles.MINTER, approver)) revert MintApproverMayMint(approver);
        if (!_holds(Roles.MINT_APPROVER, approver)) revert MintApproverUnauthorized(approver);
    }

    /// @dev Cap per order, rate limit, reserve gate; draws from the rate limit.
    function _requireWithinLimits(ControlStorage storage $, uint256 amount, uint256 minted) private {
        if (amount == 0) revert AmountZero();
        if (amount > $.orderCap) revert MintOverOrderCap(amount, $.orderCap);
        if (!$.mintRate.tryConsume(COIN_WIDE, amount)) {
            revert MintOverRateLimit(amount, $.mintRate.available(COIN_WIDE));
        }
        IReserveRegistry registry_ = $.registry;
        if (address(registry_) == address(0)) revert RegistryMissing();
        uint256 limit = registry_.mintLimit();
        // amount is at most the order cap, below 2^96: the sum cannot overflow
        if (minted + amount > limit) revert MintOverReserveLimit(amount, minted, limit);
        if (minted + amount > COUNTER_MASK) revert LedgerOverflow(minted + amount, COUNTER_MASK);
    }

    function _requireUnprotected(address account) private view {
        if (account == address(0) || account == address(this) || account == address(_control().registry)) {
            revert AccountProtected(account);
        }
    }

    function _setOrderCap(uint96 oldCap, uint96 newCap) private {
        _control().orderCap = newCap;
        emit OrderCapChanged(oldCap, newCap);
    }

    /// @dev Settles the refill at the old rate first, so that the new rate does not apply to time gone by.
    function _setRateLimit(RateLimiter.RefillingBucket storage bucket, uint208 newCapacity, uint48 newWindow) private {
        emit RateLimitChanged(bucket._capacity, bucket._window, newCapacity, newWindow);
        bucket.sync(COIN_WIDE);
        bucket.updateSettings(newWindow, newCapacity);
    }

    function _isMember(uint64 role, address account) private view returns (bool member) {
        (member, ) = IAccessManager(authority()).hasRole(role, account);
    }

    /// @dev A member without an execution delay: one with a delay has to schedule, and here nothing was scheduled.
    function _holds(uint64 role, address account) private view returns (bool) {
        (bool member, uint32 delay) = IAccessManager(authority()).hasRole(role, account);
        return member && delay == 0;
    }
}
