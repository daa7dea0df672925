// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {Orders} from "../Orders.sol";

/// @notice Since when an account has been frozen without a break: what a seizure is held against.
contract FrozenSinceTest is Orders {
    function test_frozenSince_isZeroUntilFrozen() public {
        vm.assertEq(coin.frozenSince(alice), 0);
        _freeze(alice, ORDER_REF);
        vm.assertEq(coin.frozenSince(alice), _now());
        vm.assertEq(coin.frozenSince(bob), 0);
    }

    function test_frozenSince_staysAtTheFirstFreeze() public {
        _freeze(alice, ORDER_REF);
        uint256 since = _now();
        _skip(3 days);
        vm.expectEmit(address(coin));
        emit IStablecoinControl.Frozen(alice, keccak256("court order 2"));
        _freeze(alice, keccak256("court order 2"));
        vm.assertEq(coin.frozenSince(alice), since);
    }

    function test_frozenSince_startsAnewAfterUnfreezing() public {
        _freeze(alice, ORDER_REF);
        _unfreeze(alice);
        vm.assertEq(coin.frozenSince(alice), 0);
        vm.assertFalse(coin.isFrozen(alice));
        _skip(7);
        _freeze(alice, ORDER_REF);
        vm.assertEq(coin.frozenSince(alice), _now());
        _unfreeze(alice);
        vm.assertEq(coin.frozenSince(alice), 0);
    }

    /// @dev The seconds lie above the customer's flag, and below them lies the balance: neither touches the other.
    function test_frozenSince_sharesItsWordUnharmed() public {
        _fund(customer, 1_000e6);
        _freeze(customer, ORDER_REF);
        uint256 since = _now();
        vm.prank(freezer);
        coin.removeCustomers(_one(customer), EVIDENCE);
        vm.assertEq(coin.frozenSince(customer), since);
        vm.assertEq(coin.balanceOf(customer), 1_000e6);
        vm.prank(onboarder);
        coin.addCustomers(_one(customer), EVIDENCE);
        vm.assertEq(coin.frozenSince(customer), since);
        _unfreeze(customer);
        vm.assertTrue(coin.isCustomer(customer));
        vm.assertEq(coin.balanceOf(customer), 1_000e6);
    }

    function test_unfreeze_ofWhoIsNotFrozenChangesNothing() public {
        _fund(customer, 5);
        _unfreeze(customer);
        vm.assertEq(coin.balanceOf(customer), 5);
        vm.assertTrue(coin.isCustomer(customer));
        vm.assertEq(coin.frozenSince(customer), 0);
    }

    function _freeze(address account, bytes32 orderRef) private {
        vm.prank(freezer);
        coin.freeze(_one(account), orderRef);
    }

    function _unfreeze(address account) private {
        _asBoard(address(coin), abi.encodeCall(coin.unfreeze, (_one(account), ORDER_REF)));
    }
}
