// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {Roles} from "../../../contracts/access/Roles.sol";
import {ILedgerErrors, IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {Orders} from "../Orders.sol";

/// @notice Taking a frozen account's tokens under a lawful order: the cases that seizing and burning share. Alice is
/// frozen, the taking is the seizer's.
abstract contract SeizureCases is Orders {
    uint256 internal constant BALANCE = 1_000e6;
    bytes32 internal constant SEIZURE_REF = keccak256("court order 2");

    function setUp() public override {
        super.setUp();
        _fund(alice, BALANCE);
        _fund(bob, BALANCE);
        _freeze(alice);
    }

    /// @dev The call under test.
    function _taking(address from, uint256 amount, bytes32 orderRef) internal view virtual returns (bytes memory);

    /* AFTER THE DELAY, AND ONLY THEN */

    function test_taking_waitsOutTheDelay() public {
        bytes memory data = _taking(alice, BALANCE, SEIZURE_REF);
        bytes32 id = _schedule(data);
        _refuse(data, _notYet(IAccessManager.AccessManagerNotReady.selector, id));
        _skip(DELAY - 1);
        _refuse(data, _notYet(IAccessManager.AccessManagerNotReady.selector, id));
        _skip(1);
        _take(data);
        vm.assertEq(coin.balanceOf(alice), 0);
    }

    function test_taking_refusedUnlessScheduled() public {
        bytes memory data = _taking(alice, BALANCE, SEIZURE_REF);
        _skip(DELAY);
        _refuse(data, _notYet(IAccessManager.AccessManagerNotScheduled.selector, _id(data)));
    }

    function test_taking_takesTheScheduledCallAndNoOther() public {
        _schedule(_taking(alice, 5, SEIZURE_REF));
        _skip(DELAY);
        bytes[3] memory others = [
            _taking(alice, 6, SEIZURE_REF),
            _taking(alice, 5, ORDER_REF),
            _taking(bob, 5, SEIZURE_REF)
        ];
        for (uint256 i = 0; i < 3; ++i) {
            _refuse(others[i], _notYet(IAccessManager.AccessManagerNotScheduled.selector, _id(others[i])));
        }
        _take(_taking(alice, 5, SEIZURE_REF));
        vm.assertEq(coin.balanceOf(alice), BALANCE - 5);
    }

    function test_taking_twiceNeedsTwoSchedules() public {
        bytes memory data = _taking(alice, 400e6, SEIZURE_REF);
        _afterDelay(data);
        _take(data);
        _refuse(data, _notYet(IAccessManager.AccessManagerNotScheduled.selector, _id(data)));
        _afterDelay(data);
        _take(data);
        vm.assertEq(coin.balanceOf(alice), 200e6);
    }

    function test_taking_expires() public {
        bytes memory data = _taking(alice, 5, SEIZURE_REF);
        bytes32 id = _schedule(data);
        _skip(DELAY + manager.expiration());
        _refuse(data, _notYet(IAccessManager.AccessManagerExpired.selector, id));
        _schedule(data);
        _skip(DELAY + manager.expiration() - 1);
        _take(data);
        vm.assertEq(coin.balanceOf(alice), BALANCE - 5);
    }

    function test_taking_isVetoedByTheCanceller() public {
        bytes memory data = _taking(alice, BALANCE, SEIZURE_REF);
        bytes32 id = _schedule(data);
        _skip(DELAY);
        vm.prank(canceller);
        manager.cancel(seizer, address(coin), data);
        _refuse(data, _notYet(IAccessManager.AccessManagerNotScheduled.selector, id));
    }

    /* WHO */

    function test_taking_refusedForOthers() public {
        bytes memory data = _taking(alice, BALANCE, SEIZURE_REF);
        address[6] memory others = [freezer, board, guard, maker, custody, alice];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.prank(others[i]);
            (bool done, bytes memory reason) = address(coin).call(data);
            vm.assertFalse(done);
            vm.assertEq(reason, abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, others[i]));
        }
    }

    /// @dev A seizer without a delay has nothing to schedule, and so nothing that the canceller could veto.
    function test_taking_refusedForASeizerWithoutADelay() public {
        _grant(Roles.SEIZER, stranger, 0);
        bytes memory data = _taking(alice, BALANCE, SEIZURE_REF);
        vm.prank(stranger);
        (bool done, bytes memory reason) = address(coin).call(data);
        vm.assertFalse(done);
        vm.assertEq(reason, abi.encodeWithSelector(IStablecoinControl.SeizureUnscheduled.selector, stranger));
    }

    function test_taking_refusedThroughExecute() public {
        bytes memory data = _taking(alice, BALANCE, SEIZURE_REF);
        _afterDelay(data);
        vm.expectRevert(abi.encodeWithSelector(IStablecoinControl.SeizureUnscheduled.selector, address(manager)));
        vm.prank(seizer);
        manager.execute(address(coin), data);
        _take(data);
    }

    /* FROZEN ALL THE WHILE */

    function test_taking_refusedForWhoIsNotFrozen() public {
        bytes memory data = _taking(bob, BALANCE, SEIZURE_REF);
        _afterDelay(data);
        _refuse(data, abi.encodeWithSelector(ILedgerErrors.AccountNotFrozen.selector, bob));
    }

    function test_taking_refusedWhenFrozenOneSecondAfterTheSchedule() public {
        bytes memory data = _taking(bob, BALANCE, SEIZURE_REF);
        uint256 scheduled = _now();
        _schedule(data);
        _skip(1);
        _freeze(bob);
        _skip(DELAY);
        _refuse(data, _broken(bob, scheduled + 1, scheduled));
        // the freeze stands: scheduled anew, it works
        vm.prank(canceller);
        manager.cancel(seizer, address(coin), data);
        _afterDelay(data);
        _take(data);
        vm.assertEq(coin.balanceOf(bob), 0);
    }

    function test_taking_takenWhenFrozenInTheSecondOfTheSchedule() public {
        bytes memory data = _taking(bob, BALANCE, SEIZURE_REF);
        _schedule(data);
        _freeze(bob);
        _skip(DELAY);
        _take(data);
        vm.assertEq(coin.balanceOf(bob), 0);
    }

    function test_taking_refusedWhenUnfrozenMeanwhile() public {
        bytes memory data = _unfrozenMeanwhile();
        _skip(DELAY / 2);
        _refuse(data, abi.encodeWithSelector(ILedgerErrors.AccountNotFrozen.selector, alice));
    }

    function test_taking_refusedWhenUnfrozenAndFrozenAgainMeanwhile() public {
        uint256 scheduled = _now() + DELAY / 2;
        bytes memory data = _unfrozenMeanwhile();
        _freeze(alice);
        uint256 since = _now();
        _skip(DELAY / 2);
        _refuse(data, _broken(alice, since, scheduled));
    }

    function test_taking_isNotPutOffByASecondFreeze() public {
        bytes memory data = _taking(alice, BALANCE, SEIZURE_REF);
        _schedule(data);
        _skip(DELAY - 1);
        _freeze(alice);
        _skip(1);
        _take(data);
        vm.assertEq(coin.balanceOf(alice), 0);
    }

    /// @dev Scheduled for later than the delay asks: frozen for the delay before it falls due, to the second.
    function test_taking_scheduledForLaterWantsTheLastDelayFrozen() public {
        bytes memory data = _taking(bob, BALANCE, SEIZURE_REF);
        uint256 due = _now() + 3 * uint256(DELAY);
        vm.prank(seizer);
        manager.schedule(address(coin), data, uint48(due));
        bytes memory late = _taking(bob, BALANCE - 1, SEIZURE_REF);
        vm.prank(seizer);
        manager.schedule(address(coin), late, uint48(due - 1));
        vm.warp(due - DELAY);
        _freeze(bob);
        vm.warp(due);
        _refuse(late, _broken(bob, due - DELAY, due - DELAY - 1));
        _take(data);
        vm.assertEq(coin.balanceOf(bob), 0);
    }

    /* HOW MUCH, AND UNDER WHAT */

    function test_taking_ofAPartLeavesTheRestFrozen() public {
        uint256 since = coin.frozenSince(alice);
        bytes memory data = _taking(alice, 300e6, SEIZURE_REF);
        _afterDelay(data);
        _take(data);
        vm.assertEq(coin.balanceOf(alice), 700e6);
        vm.assertTrue(coin.isFrozen(alice));
        vm.assertEq(coin.frozenSince(alice), since);
        data = _taking(alice, 700e6, SEIZURE_REF);
        _afterDelay(data);
        _take(data);
        vm.assertEq(coin.balanceOf(alice), 0);
        vm.assertTrue(coin.isFrozen(alice));
    }

    function test_taking_keepsTheCustomersFlag() public {
        _freeze(customer);
        _fundFrozenCustomer();
        bytes memory data = _taking(customer, 7, SEIZURE_REF);
        _afterDelay(data);
        _take(data);
        vm.assertTrue(coin.isCustomer(customer) && coin.isFrozen(customer));
    }

    function test_taking_refusesMoreThanTheBalance() public {
        uint256[2] memory amounts = [BALANCE + 1, (1 << 128) | 1];
        for (uint256 i = 0; i < 2; ++i) {
            bytes memory data = _taking(alice, amounts[i], SEIZURE_REF);
            _afterDelay(data);
            _refuse(
                data,
                abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, alice, BALANCE, amounts[i])
            );
        }
    }

    function test_taking_refusesZero() public {
        bytes memory data = _taking(alice, 0, SEIZURE_REF);
        _afterDelay(data);
        _refuse(data, abi.encodeWithSelector(IStablecoinControl.AmountZero.selector));
    }

    function test_taking_refusedWithoutReference() public {
        bytes memory data = _taking(alice, 5, bytes32(0));
        _afterDelay(data);
        _refuse(data, abi.encodeWithSelector(IStablecoinControl.ReferenceMissing.selector));
    }

    function test_taking_worksWhilePaused() public {
        vm.startPrank(guard);
        coin.pauseTransfers();
        coin.pauseIssuance();
        vm.stopPrank();
        bytes memory data = _taking(alice, BALANCE, SEIZURE_REF);
        _afterDelay(data);
        _take(data);
        vm.assertEq(coin.balanceOf(alice), 0);
        vm.assertTrue(coin.transfersPaused() && coin.issuancePaused());
    }

    function _freeze(address account) internal {
        vm.prank(freezer);
        coin.freeze(_one(account), ORDER_REF);
    }

    function _schedule(bytes memory data) internal returns (bytes32 id) {
        vm.prank(seizer);
        (id, ) = manager.schedule(address(coin), data, 0);
    }

    function _afterDelay(bytes memory data) internal {
        _schedule(data);
        _skip(DELAY);
    }

    function _take(bytes memory data) internal {
        vm.prank(seizer);
        (bool done, ) = address(coin).call(data);
        vm.assertTrue(done, "the taking was refused");
    }

    function _refuse(bytes memory data, bytes memory expected) internal {
        (uint256 supply, uint256 had, uint256 kept) = (
            coin.totalSupply(),
            coin.balanceOf(alice),
            coin.balanceOf(custody)
        );
        vm.prank(seizer);
        (bool done, bytes memory reason) = address(coin).call(data);
        vm.assertFalse(done);
        vm.assertEq(reason, expected);
        vm.assertEq(coin.totalSupply(), supply);
        vm.assertEq(coin.balanceOf(alice), had);
        vm.assertEq(coin.balanceOf(custody), kept);
    }

    /// @dev Alice's taking is scheduled half way of the board's delay to unfreeze her; and now she is unfrozen.
    function _unfrozenMeanwhile() private returns (bytes memory data) {
        vm.prank(board);
        manager.schedule(address(coin), abi.encodeCall(coin.unfreeze, (_one(alice), ORDER_REF)), 0);
        _skip(DELAY / 2);
        data = _taking(alice, BALANCE, SEIZURE_REF);
        _schedule(data);
        _skip(DELAY / 2);
        vm.prank(board);
        coin.unfreeze(_one(alice), ORDER_REF);
    }

    /// @dev Unfrozen for as long as it takes to mint to it.
    function _fundFrozenCustomer() private {
        _asBoard(address(coin), abi.encodeCall(coin.unfreeze, (_one(customer), ORDER_REF)));
        _allow(10_000_000e6);
        _fund(customer, 7);
        _freeze(customer);
    }

    function _id(bytes memory data) private view returns (bytes32) {
        return manager.hashOperation(seizer, address(coin), data);
    }

    function _notYet(bytes4 selector, bytes32 id) private pure returns (bytes memory) {
        return abi.encodeWithSelector(selector, id);
    }

    function _broken(address account, uint256 since, uint256 latest) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IStablecoinControl.SeizureFreezeBroken.selector, account, since, latest);
    }
}
