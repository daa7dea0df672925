// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {RateLimiter} from "@openzeppelin/contracts/utils/RateLimiter.sol";

import {Roles} from "../../access/Roles.sol";
import {IReserveRegistry} from "../../reserve/IReserveRegistry.sol";
import {IStablecoinControl} from "../IStablecoin.sol";
import {SignatureVerifier} from "../SignatureVerifier.sol";
import {ControlState} from "./ControlState.sol";

/// @title Issuance
/// @notice Tokens come into being against bank credits, within the proved reserves, and go out of being.
abstract contract Issuance is ControlState {
    using RateLimiter for RateLimiter.RefillingBucket;

    bytes32 private constant MINT_ORDER_TYPEHASH = keccak256(
        "MintOrder(address to,uint256 amount,bytes32 depositRef,bytes32 evidence,address maker,uint256 deadline)"
    );
    bytes32 private constant MINT_BATCH_TYPEHASH = keccak256(
        "MintBatch(MintOrder[] orders)MintOrder(address to,uint256 amount,bytes32 depositRef,bytes32 evidence,address maker,uint256 deadline)"
    );

    /// @dev The rate limit is the whole coin's: one bucket.
    bytes32 internal constant COIN_WIDE = bytes32(0);

    uint256 private constant MAX_ORDER_AGE = 1 days;

    /// @inheritdoc IStablecoinControl
    function mint(MintOrder calldata order, address approver, bytes calldata approval) external restricted {
        (uint256 coin, uint256 limit) = _openIssuance();
        _requireMakerAndApprover(order.maker, approver);
        _requireApproval(approver, mintOrderHash(order), approval);
        _ledger().coin = _issue(order, approver, coin, limit);
    }

    /// @inheritdoc IStablecoinControl
    function mintBatch(MintOrder[] calldata orders, address approver, bytes calldata approval) external restricted {
        _requireListed(orders.length);
        (uint256 coin, uint256 limit) = _openIssuance();
        address maker = orders[0].maker;
        _requireMakerAndApprover(maker, approver);
        _requireApproval(approver, mintBatchHash(orders), approval);
        for (uint256 i = 0; i < orders.length; ++i) {
            if (orders[i].maker != maker) revert MintMakerMismatch(orders[i].maker, maker);
            coin = _issue(orders[i], approver, coin, limit);
        }
        _ledger().coin = coin;
    }

    /// @inheritdoc IStablecoinControl
    function burn(uint256 amount, bytes32 burnRef) external restricted {
        address account = _msgSender();
        // AccessManager.execute hides who calls, and tokens stranded at the manager are nobody's own
        if (account == authority()) revert AccessManagedUnauthorized(account);
        _burn(account, amount, burnRef, 0);
        emit Burned(account, burnRef, amount);
    }

    /// @inheritdoc IStablecoinControl
    function mintOrderHash(MintOrder calldata order) public view returns (bytes32) {
        return _typedDataHash(_structHash(order));
    }

    /// @inheritdoc IStablecoinControl
    function mintBatchHash(MintOrder[] calldata orders) public view returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](orders.length);
        for (uint256 i = 0; i < orders.length; ++i) hashes[i] = _structHash(orders[i]);
        return _typedDataHash(keccak256(abi.encode(MINT_BATCH_TYPEHASH, keccak256(abi.encodePacked(hashes)))));
    }

    /// @inheritdoc IStablecoinControl
    function maxOrderAge() external pure returns (uint256) {
        return MAX_ORDER_AGE;
    }

    /* INTERNAL */

    /// @param frozen What the account's frozen flag must be (see {_debit}).
    function _burn(address account, uint256 amount, bytes32 burnRef, uint256 frozen) internal {
        if (amount == 0) revert AmountZero();
        if (burnRef == bytes32(0)) revert ReferenceMissing();
        _debit(account, amount, frozen);
        unchecked {
            // No borrow from above: amount <= the balance just debited <= supply.
            _ledger().coin -= amount;
        }
        emit IERC20.Transfer(account, address(0), amount);
    }

    /* PRIVATE */

    /// @return coin The coin word.
    /// @return limit The mint limit that the report in force proves, 0 if none is (token units).
    function _openIssuance() private view returns (uint256 coin, uint256 limit) {
        coin = _ledger().coin;
        if (coin & ISSUANCE_PAUSED != 0) revert IssuancePaused();
        IReserveRegistry registry_ = _control().registry;
        if (address(registry_) == address(0)) revert RegistryMissing();
        limit = registry_.mintLimit();
    }

    /// @dev Asks for MINTER by name, beside `restricted`: AccessManager.execute hides who calls.
    function _requireMakerAndApprover(address maker, address approver) private view {
        if (maker != _msgSender()) revert MintMakerMismatch(maker, _msgSender());
        if (!_holds(Roles.MINTER, maker)) revert MintMakerUnauthorized(maker);
        if (_isMember(Roles.MINT_APPROVER, maker)) revert MintMakerMayApprove(maker);
        if (approver == maker || _isMember(Roles.MINTER, approver)) revert MintApproverMayMint(approver);
        if (!_holds(Roles.MINT_APPROVER, approver)) revert MintApproverUnauthorized(approver);
    }

    function _requireApproval(address approver, bytes32 hash, bytes calldata approval) private view {
        (, bool valid) = SignatureVerifier.verify(approver, hash, approval);
        if (!valid) revert MintApprovalInvalid(approver, hash);
    }

    /// @dev Mints one order that maker and checker agreed on. Takes the coin word and returns it as it is then, so that a
    /// batch writes it once; nothing in between reads it.
    function _issue(MintOrder calldata order, address approver, uint256 coin, uint256 limit) private returns (uint256) {
        if (order.deadline < block.timestamp) revert MintOrderExpired(order.deadline, block.timestamp);
        if (order.deadline > block.timestamp + MAX_ORDER_AGE) {
            revert MintOrderTooLong(order.deadline, block.timestamp + MAX_ORDER_AGE);
        }
        ControlStorage storage $ = _control();
        if (order.depositRef == bytes32(0) || order.evidence == bytes32(0)) revert ReferenceMissing();
        if ($.deposits[order.depositRef]) revert DepositRefUsed(order.depositRef);
        uint256 recipient = _ledger().accounts[order.to].word;
        if (recipient & CUSTOMER == 0) revert NotCustomer(order.to);
        if (recipient & FROZEN != 0) revert AccountFrozen(order.to);
        _requireWithinLimits($, order.amount, (coin >> EVER_MINTED_SHIFT) & COUNTER_MASK, limit);

        $.deposits[order.depositRef] = true;
        unchecked {
            // No carry between the counters: both stay within their bits, as supply <= ever minted, checked above.
            coin += order.amount + (order.amount << EVER_MINTED_SHIFT);
        }
        _credit(order.to, order.amount);
        emit IERC20.Transfer(address(0), order.to, order.amount);
        emit Minted(order.to, order.depositRef, order.maker, approver, order.amount, order.evidence);
        return coin;
    }

    /// @dev Cap per order, rate limit, reserve gate; draws from the rate limit.
    function _requireWithinLimits(ControlStorage storage $, uint256 amount, uint256 minted, uint256 limit) private {
        if (amount == 0) revert AmountZero();
        if (amount > $.orderCap) revert MintOverOrderCap(amount, $.orderCap);
        if (!$.mintRate.tryConsume(COIN_WIDE, amount)) {
            revert MintOverRateLimit(amount, $.mintRate.available(COIN_WIDE));
        }
        // amount is at most the order cap, below 2^96: the sum cannot overflow
        if (minted + amount > limit) revert MintOverReserveLimit(amount, minted, limit);
        if (minted + amount > COUNTER_MASK) revert LedgerOverflow(minted + amount, COUNTER_MASK);
    }

    function _structHash(MintOrder calldata order) private pure returns (bytes32) {
        return keccak256(abi.encode(MINT_ORDER_TYPEHASH, order));
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
