// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {Orders} from "../Orders.sol";

contract CustomersTest is Orders {
    function test_addCustomers_admitsAndEmitsEach() public {
        vm.expectEmit(address(coin));
        emit IStablecoinControl.CustomerAdded(alice, EVIDENCE);
        vm.expectEmit(address(coin));
        emit IStablecoinControl.CustomerAdded(bob, EVIDENCE);
        vm.prank(onboarder);
        coin.addCustomers(_pair(alice, bob), EVIDENCE);
        vm.assertTrue(coin.isCustomer(alice) && coin.isCustomer(bob));
        vm.assertFalse(coin.isCustomer(stranger));
    }

    function test_addCustomers_leavesFreezeAndBalanceAlone() public {
        _fund(alice, 7e6);
        vm.prank(freezer);
        coin.freeze(_one(alice), ORDER_REF);
        vm.prank(onboarder);
        coin.addCustomers(_one(alice), EVIDENCE);
        vm.assertTrue(coin.isFrozen(alice) && coin.isCustomer(alice));
        vm.assertEq(coin.balanceOf(alice), 7e6);
    }

    function test_addCustomers_refusesZeroTheCoinAndTheRegistry() public {
        address[3] memory spared = [address(0), address(coin), address(registry)];
        for (uint256 i = 0; i < 3; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IStablecoinControl.AccountProtected.selector, spared[i]));
            vm.prank(onboarder);
            coin.addCustomers(_pair(alice, spared[i]), EVIDENCE);
        }
        vm.assertFalse(coin.isCustomer(alice));
    }

    function test_addCustomers_refusedWithoutEvidence() public {
        vm.expectRevert(abi.encodeWithSelector(IStablecoinControl.ReferenceMissing.selector));
        vm.prank(onboarder);
        coin.addCustomers(_one(alice), bytes32(0));
    }

    function test_addCustomers_refusedForTheMaker() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, maker));
        vm.prank(maker);
        coin.addCustomers(_one(maker), EVIDENCE);
    }

    function test_removeCustomers_endsAdmissionAtOnceAndLeavesTheBalance() public {
        _fund(customer, 7e6);
        vm.expectEmit(address(coin));
        emit IStablecoinControl.CustomerRemoved(customer, EVIDENCE);
        vm.prank(freezer);
        coin.removeCustomers(_one(customer), EVIDENCE);
        vm.assertFalse(coin.isCustomer(customer));
        vm.prank(customer);
        coin.transfer(bob, 7e6);
        vm.assertEq(coin.balanceOf(bob), 7e6);
    }

    function test_removeCustomers_refusedWithoutEvidence() public {
        vm.expectRevert(abi.encodeWithSelector(IStablecoinControl.ReferenceMissing.selector));
        vm.prank(freezer);
        coin.removeCustomers(_one(customer), bytes32(0));
    }

    function test_removeCustomers_refusedForTheOnboarder() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, onboarder));
        vm.prank(onboarder);
        coin.removeCustomers(_one(customer), EVIDENCE);
    }
}
