// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {RateLimiter} from "@openzeppelin/contracts/utils/RateLimiter.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

import {IReserveRegistry} from "../reserve/IReserveRegistry.sol";
import {Compliance} from "./control/Compliance.sol";
import {Services} from "./control/Services.sol";
import {IStablecoinControl, IStablecoinHolder} from "./IStablecoin.sol";

/// @title StablecoinControl
/// @notice The issuer's face: runs by delegatecall at the coin's address. Keeps nothing in ordinary slots and signs nothing
/// of its own, so one implementation serves every coin.
contract StablecoinControl is Compliance, Services, UUPSUpgradeable {
    using RateLimiter for RateLimiter.RefillingBucket;
    using SafeERC20 for IERC20;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor() {
        _disableInitializers();
    }

    function initialize(
        address authority_,
        uint96 orderCap_,
        uint208 rateCapacity,
        uint48 rateWindow,
        address custody_
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
        _setCustody(custody_);
    }

    /* PAUSING */

    /// @inheritdoc IStablecoinControl
    function pauseTransfers() external restricted {
        if (_setFlag(TRANSFERS_PAUSED, true)) emit TransfersPauseChanged(true);
    }

    /// @inheritdoc IStablecoinControl
    function unpauseTransfers() external restricted {
        if (_setFlag(TRANSFERS_PAUSED, false)) emit TransfersPauseChanged(false);
    }

    /// @inheritdoc IStablecoinControl
    function pauseIssuance() external restricted {
        if (_setFlag(ISSUANCE_PAUSED, true)) emit IssuancePauseChanged(true);
    }

    /// @inheritdoc IStablecoinControl
    function unpauseIssuance() external restricted {
        if (_setFlag(ISSUANCE_PAUSED, false)) emit IssuancePauseChanged(false);
    }

    /* SETTINGS */

    /// @inheritdoc IStablecoinControl
    function enableSpenderCheck() external restricted {
        if (_setFlag(CHECK_SPENDER, true)) emit SpenderCheckChanged(true);
    }

    /// @inheritdoc IStablecoinControl
    function disableSpenderCheck() external restricted {
        if (_setFlag(CHECK_SPENDER, false)) emit SpenderCheckChanged(false);
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

    /// @inheritdoc IStablecoinControl
    function setContractURI(string calldata newURI) external restricted {
        ControlStorage storage $ = _control();
        emit ContractURIChanged($.contractURI, newURI);
        emit ContractURIUpdated();
        $.contractURI = newURI;
    }

    /// @inheritdoc IStablecoinControl
    function rescue(address token, address to, uint256 amount) external restricted {
        IERC20(token).safeTransfer(to, amount);
        emit Rescued(token, to, amount);
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
    function movedFunctions() external pure returns (uint256) {
        return 0;
    }

    /// @inheritdoc IStablecoinControl
    function maxListLength() external pure returns (uint256) {
        return MAX_LIST;
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

    /// @dev False if the coin word's `flag` stood so already: nothing changed, and nothing is to be said.
    function _setFlag(uint256 flag, bool set) private returns (bool changed) {
        uint256 coin = _ledger().coin;
        changed = (coin & flag != 0) != set;
        if (changed) _ledger().coin = coin ^ flag;
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
}
