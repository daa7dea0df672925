// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IERC3009} from "@openzeppelin/contracts/interfaces/draft-IERC3009.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {ILedgerErrors, IStablecoinServices} from "../../../contracts/token/IStablecoin.sol";
import {Vm} from "../Vm.sol";
import {SignedMoves} from "./SignedMoves.sol";

/// @notice A batch of payments on the coin against the same payments one by one on the reference.
abstract contract BatchMoves is SignedMoves {
    /// @dev The coin takes them as one batch, the reference one by one. A refusal there is a skipped item here, for the same
    /// reason; where the batch is refused altogether, so is every payment there.
    function _batch(uint256 seed) internal {
        address to = _payee(seed);
        uint256 count = 1 + ((seed >> 8) % 4);
        IStablecoinServices.Authorization[] memory items = new IStablecoinServices.Authorization[](count);
        Outcome[] memory singles = new Outcome[](count);
        // on the reference first, each item drawn from the balances after the one before
        for (uint256 i = 0; i < count; ++i) {
            (items[i], singles[i]) = _single(_next(seed, i + 1), to, _person(seed));
        }
        bytes memory data = abi.encodeCall(coin.transferWithAuthorizationBatch, (to, items));
        Outcome memory batch = _make(address(coin), _person(seed), data);
        _count("batch", batch.done);
        if (!batch.done) return _compareRefused(batch.answer, singles, to);
        _compareBatch(batch, singles, to, items);
        _compareBalances("batch");
    }

    function _single(
        uint256 seed,
        address to,
        address caller
    ) private returns (IStablecoinServices.Authorization memory item, Outcome memory outcome) {
        Payment memory payment = _payment(seed, to, twin.balanceOf(_person(seed)));
        bytes32 structHash = _hash("Transfer", payment);
        item = IStablecoinServices.Authorization(
            payment.from,
            payment.value,
            payment.validAfter,
            payment.validBefore,
            payment.nonce,
            _signature(coin.DOMAIN_SEPARATOR(), structHash, payment.from, seed)
        );
        bytes memory signature = _signature(twin.DOMAIN_SEPARATOR(), structHash, payment.from, seed);
        outcome = _make(address(twin), caller, bytes.concat(TRANSFER_PARTS, abi.encode(payment), _parts(signature)));
        if (outcome.done) return (item, outcome);
        HolderCall memory call_;
        (call_.kind, call_.pays) = ("batch", true);
        _describe(call_, payment);
        outcome.answer = _asTheCoinSays(call_, outcome.answer);
    }

    function _compareRefused(bytes memory reason, Outcome[] memory singles, address to) private {
        for (uint256 i = 0; i < singles.length; ++i) {
            if (singles[i].done) _differ("batch", "refused what the reference pays");
        }
        bytes memory expected = abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, to);
        if (twin.frozen(to)) expected = abi.encodeWithSelector(ILedgerErrors.AccountFrozen.selector, to);
        if (twin.paused()) expected = abi.encodeWithSelector(ILedgerErrors.TransfersPaused.selector);
        if (keccak256(reason) != keccak256(expected)) _differ("batch", "other error");
    }

    /// @dev The batch's events are those of the payments made there, in order, with one for each skipped item in its place.
    function _compareBatch(
        Outcome memory batch,
        Outcome[] memory singles,
        address to,
        IStablecoinServices.Authorization[] memory items
    ) private {
        uint256 paid = 0;
        uint256 place = 0;
        for (uint256 i = 0; i < singles.length; ++i) {
            // the runner records events of inner calls that reverted too: a skipped item's own are taken back, not emitted
            while (!singles[i].done && place < batch.logs.length && _isTakenBack(batch.logs[place], items[i])) ++place;
            uint256 length = singles[i].done ? singles[i].logs.length : 1;
            Vm.Log[] memory part = new Vm.Log[](length);
            for (uint256 j = 0; j < length; ++j) {
                if (place == batch.logs.length) return _differ("batch", "an event is missing");
                part[j] = batch.logs[place++];
            }
            _count("batch item", singles[i].done);
            if (singles[i].done) {
                ++paid;
                if (!_sameLogs(part, singles[i].logs)) return _differ("batch", "other events");
            } else if (!_isSkipped(part[0], i, items[i], singles[i].answer)) {
                return _differ("batch", "other reason");
            }
        }
        if (place != batch.logs.length) _differ("batch", "an event too many");
        if (abi.decode(batch.answer, (uint256)) != paid) _differ("batch", "other count");
        if (twin.frozen(to)) _differ("batch", "a frozen payee");
    }

    function _isTakenBack(
        Vm.Log memory log,
        IStablecoinServices.Authorization memory item
    ) private pure returns (bool) {
        bytes32 event_ = log.topics[0];
        if (event_ == IERC20.Transfer.selector) return log.topics[1] == bytes32(uint256(uint160(item.from)));
        return event_ == IERC3009.AuthorizationUsed.selector && log.topics[2] == item.nonce;
    }

    function _isSkipped(
        Vm.Log memory log,
        uint256 index,
        IStablecoinServices.Authorization memory item,
        bytes memory reason
    ) private pure returns (bool) {
        bytes32[] memory topics = new bytes32[](3);
        topics[0] = IStablecoinServices.AuthorizationSkipped.selector;
        topics[1] = bytes32(uint256(uint160(item.from)));
        topics[2] = item.nonce;
        return
            keccak256(abi.encode(log.topics)) == keccak256(abi.encode(topics)) &&
            keccak256(log.data) == keccak256(abi.encode(index, reason));
    }
}
