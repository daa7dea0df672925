// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {ILedgerErrors, IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {Orders} from "../Orders.sol";

contract FreezeTest is Orders {
    function setUp() public override {
        super.setUp();
        _fund(alice, 1_000e6);
        _fund(bob, 1_000e6);
    }

    function test_freeze_stopsSendingAndReceiving() public {
        _freeze(alice);
        vm.assertTrue(coin.isFrozen(alice));
        vm.assertFalse(coin.isFrozen(bob));

        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.AccountFrozen.selector, alice));
        vm.prank(alice);
        coin.transfer(bob, 1);

        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.AccountFrozen.selector, alice));
        vm.prank(bob);
        coin.transfer(alice, 1);
    }

    function test_freeze_leavesBalanceCustomerFlagAndSupplyAlone() public {
        _freeze(customer);
        _freeze(alice);
        vm.assertEq(coin.balanceOf(alice), 1_000e6);
        vm.assertTrue(coin.isCustomer(customer));
        vm.assertEq(coin.totalSupply(), 2_000e6);
    }

    function test_freeze_takesManyAndEmitsEach() public {
        address[] memory accounts = _pair(alice, bob);
        vm.expectEmit(address(coin));
        emit IStablecoinControl.Frozen(alice, ORDER_REF);
        vm.expectEmit(address(coin));
        emit IStablecoinControl.Frozen(bob, ORDER_REF);
        vm.prank(freezer);
        coin.freeze(accounts, ORDER_REF);
        vm.assertTrue(coin.isFrozen(alice) && coin.isFrozen(bob));
    }

    function test_freeze_twiceIsFrozen() public {
        _freeze(alice);
        _freeze(alice);
        vm.assertTrue(coin.isFrozen(alice));
        vm.assertEq(coin.balanceOf(alice), 1_000e6);
    }

    function test_freeze_takesAnAccountNeverSeen() public {
        _freeze(stranger);
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.AccountFrozen.selector, stranger));
        vm.prank(alice);
        coin.transfer(stranger, 1);
    }

    function test_freeze_refusesZeroTheCoinAndTheRegistry() public {
        address[3] memory spared = [address(0), address(coin), address(registry)];
        for (uint256 i = 0; i < 3; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IStablecoinControl.AccountProtected.selector, spared[i]));
            vm.prank(freezer);
            coin.freeze(_one(spared[i]), ORDER_REF);
        }
    }

    function test_freeze_ofAListWithOneProtectedFreezesNobody() public {
        vm.expectRevert(abi.encodeWithSelector(IStablecoinControl.AccountProtected.selector, address(coin)));
        vm.prank(freezer);
        coin.freeze(_pair(alice, address(coin)), ORDER_REF);
        vm.assertFalse(coin.isFrozen(alice));
    }

    function test_freeze_refusedWithoutReference() public {
        vm.expectRevert(abi.encodeWithSelector(IStablecoinControl.ReferenceMissing.selector));
        vm.prank(freezer);
        coin.freeze(_one(alice), bytes32(0));
    }

    function test_freeze_refusedForOthers() public {
        address[3] memory others = [guard, maker, alice];
        for (uint256 i = 0; i < 3; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, others[i]));
            vm.prank(others[i]);
            coin.freeze(_one(bob), ORDER_REF);
        }
    }

    function test_unfreeze_isTheBoardsAfterTheDelay() public {
        _freeze(alice);
        bytes memory data = abi.encodeCall(coin.unfreeze, (_one(alice), ORDER_REF));
        vm.prank(board);
        manager.schedule(address(coin), data, 0);
        _skip(DELAY);
        vm.expectEmit(address(coin));
        emit IStablecoinControl.Unfrozen(alice, ORDER_REF);
        vm.prank(board);
        coin.unfreeze(_one(alice), ORDER_REF);
        vm.assertFalse(coin.isFrozen(alice));
        vm.prank(alice);
        coin.transfer(bob, 1_000e6);
        vm.assertEq(coin.balanceOf(bob), 2_000e6);
    }

    function test_unfreeze_refusedForTheFreezer() public {
        _freeze(alice);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, freezer));
        vm.prank(freezer);
        coin.unfreeze(_one(alice), ORDER_REF);
    }

    function test_unfreeze_refusedWithoutReference() public {
        bytes memory data = abi.encodeCall(coin.unfreeze, (_one(alice), bytes32(0)));
        vm.prank(board);
        manager.schedule(address(coin), data, 0);
        _skip(DELAY);
        vm.expectRevert(abi.encodeWithSelector(IStablecoinControl.ReferenceMissing.selector));
        vm.prank(board);
        coin.unfreeze(_one(alice), bytes32(0));
    }

    function _freeze(address account) private {
        vm.prank(freezer);
        coin.freeze(_one(account), ORDER_REF);
    }
}
