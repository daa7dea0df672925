// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {BatchMoves} from "./BatchMoves.sol";

/// @notice Draws sequences of calls from a seed: most can succeed, some cannot, on purpose. Between them the house
/// freezes, pauses and relents, and time passes.
contract HolderMoves is BatchMoves {
    /// @notice Plays `length` calls drawn from `seed`, then compares everything.
    function play(uint256 seed, uint256 length) external {
        for (uint256 i = 0; i < length && bytes(difference).length == 0; ++i) _move(_next(seed, i));
        _compareAll(_nonces());
    }

    function _move(uint256 seed) private {
        uint256 kind = seed % 32;
        if (kind < 4) return _transfer(_next(seed, 1));
        if (kind < 7) return _approveSomebody(_next(seed, 1));
        if (kind < 12) return _transferFrom(_next(seed, 1));
        if (kind < 15) return _permit(_next(seed, 1));
        if (kind < 19) return _pay(_next(seed, 1));
        if (kind < 22) return _receive(_next(seed, 1));
        if (kind < 24) return _cancel(_next(seed, 1));
        if (kind < 27) return _batch(_next(seed, 1));
        if (kind < 29) return _freeze(_next(seed, 1));
        if (kind == 29) return _pause(_next(seed, 1));
        if (kind == 30) return _skip(1 + ((seed >> 8) % 3 hours));
        _relent(_next(seed, 1));
    }

    /* HOLDERS */

    function _transfer(uint256 seed) private {
        HolderCall memory call_;
        (call_.kind, call_.pays) = ("transfer", true);
        (call_.from, call_.to) = (_person(seed), _payee(_next(seed, 1)));
        call_.caller = call_.from;
        call_.value = _amount(_next(seed, 2), coin.balanceOf(call_.from));
        call_.onCoin = abi.encodeCall(coin.transfer, (call_.to, call_.value));
        call_.onReference = call_.onCoin;
        _both(call_);
    }

    function _approveSomebody(uint256 seed) private {
        HolderCall memory call_;
        call_.kind = "approve";
        (call_.from, call_.to) = (_person(seed), (seed >> 8) % 8 == 0 ? address(0) : _payee(_next(seed, 1)));
        call_.caller = call_.from;
        call_.value = _amount(_next(seed, 2), coin.balanceOf(call_.from));
        call_.onCoin = abi.encodeCall(coin.approve, (call_.to, call_.value));
        call_.onReference = call_.onCoin;
        _both(call_);
    }

    /// @dev Around the allowance rather than the balance, now and then; of zero's tokens, now and then.
    function _transferFrom(uint256 seed) private {
        HolderCall memory call_;
        (call_.kind, call_.pays) = ("transferFrom", true);
        call_.caller = _person(seed);
        (call_.from, call_.to) = (_owner(_next(seed, 1), call_.caller), _payee(_next(seed, 2)));
        uint256 around = coin.balanceOf(call_.from);
        uint256 allowed = coin.allowance(call_.from, call_.caller);
        if (allowed < around || seed % 4 == 0) around = allowed == type(uint256).max ? around : allowed;
        call_.value = _amount(_next(seed, 3), around);
        call_.onCoin = abi.encodeCall(coin.transferFrom, (call_.from, call_.to, call_.value));
        call_.onReference = call_.onCoin;
        _both(call_);
    }

    /// @dev Mostly somebody who approved the spender.
    function _owner(uint256 seed, address spender) private view returns (address) {
        if (seed % 16 == 0) return address(0);
        for (uint256 i = 0; i < people.length && seed % 4 != 1; ++i) {
            address owner = people[((seed % 1024) + i) % people.length];
            if (coin.allowance(owner, spender) != 0) return owner;
        }
        return _person(seed >> 8);
    }

    /* THE HOUSE */

    function _freeze(uint256 seed) private {
        address account = _person(seed);
        vm.prank(freezer);
        coin.freeze(_one(account), ORDER_REF);
        twin.setFrozen(account, true);
    }

    function _pause(uint256 seed) private {
        if (seed % 2 == 0) return;
        vm.prank(guard);
        coin.pauseTransfers();
        twin.setPaused(true);
    }

    /// @dev The board lifts what stands in the way, two days after it said so; the spender check every other time only.
    function _relent(uint256 seed) private {
        bytes[3] memory calls = [
            abi.encodeCall(coin.unfreeze, (people, ORDER_REF)),
            abi.encodeCall(coin.unpauseTransfers, ()),
            abi.encodeCall(coin.disableSpenderCheck, ())
        ];
        uint256 count = seed % 2 == 0 ? 3 : 2;
        vm.startPrank(board);
        for (uint256 i = 0; i < count; ++i) manager.schedule(address(coin), calls[i], 0);
        _skip(DELAY);
        for (uint256 i = 0; i < count; ++i) {
            (bool lifted, ) = address(coin).call(calls[i]);
            vm.assertTrue(lifted);
        }
        vm.stopPrank();
        for (uint256 i = 0; i < people.length; ++i) twin.setFrozen(people[i], false);
        twin.setPaused(false);
        twin.setChecksSpender(count == 2);
        if (count == 3) return;
        vm.prank(guard);
        coin.enableSpenderCheck();
    }
}
