// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {ILedgerErrors, IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {Orders} from "../Orders.sol";

contract PauseTest is Orders {
    function setUp() public override {
        super.setUp();
        _fund(alice, 1_000e6);
    }

    function test_pauseTransfers_stopsTransferAndTransferFrom() public {
        vm.prank(alice);
        coin.approve(bob, 10);
        vm.expectEmit(address(coin));
        emit IStablecoinControl.TransfersPauseChanged(true);
        vm.prank(guard);
        coin.pauseTransfers();
        vm.assertTrue(coin.transfersPaused());
        vm.assertFalse(coin.issuancePaused());

        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.TransfersPaused.selector));
        vm.prank(alice);
        coin.transfer(bob, 1);
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.TransfersPaused.selector));
        vm.prank(bob);
        coin.transferFrom(alice, bob, 1);
        vm.assertEq(coin.allowance(alice, bob), 10);
    }

    function test_pauseTransfers_leavesApprovingAndLoweringAnApproval() public {
        vm.prank(guard);
        coin.pauseTransfers();
        vm.startPrank(alice);
        coin.approve(bob, 10);
        coin.approve(bob, 0);
        vm.stopPrank();
        vm.assertEq(coin.allowance(alice, bob), 0);
    }

    function test_unpauseTransfers_resumes() public {
        vm.prank(guard);
        coin.pauseTransfers();
        _asBoard(address(coin), abi.encodeCall(coin.unpauseTransfers, ()));
        vm.assertFalse(coin.transfersPaused());
        vm.prank(alice);
        coin.transfer(bob, 1_000e6);
        vm.assertEq(coin.balanceOf(bob), 1_000e6);
    }

    function test_pauseIssuance_leavesTransfers() public {
        vm.expectEmit(address(coin));
        emit IStablecoinControl.IssuancePauseChanged(true);
        vm.prank(guard);
        coin.pauseIssuance();
        vm.assertTrue(coin.issuancePaused());
        vm.assertFalse(coin.transfersPaused());
        vm.prank(alice);
        coin.transfer(bob, 1);
        vm.assertEq(coin.balanceOf(bob), 1);
    }

    function test_unpauseIssuance_resumes() public {
        vm.prank(guard);
        coin.pauseIssuance();
        _asBoard(address(coin), abi.encodeCall(coin.unpauseIssuance, ()));
        vm.assertFalse(coin.issuancePaused());
        _allow(10_000_000e6);
        _send(_order(1e6, DEPOSIT));
    }

    function test_pauses_leaveTheCountersAndEachOtherAlone() public {
        vm.startPrank(guard);
        coin.pauseTransfers();
        coin.pauseIssuance();
        coin.pauseIssuance();
        vm.stopPrank();
        _asBoard(address(coin), abi.encodeCall(coin.unpauseTransfers, ()));
        vm.assertTrue(coin.issuancePaused());
        vm.assertFalse(coin.transfersPaused());
        vm.assertTrue(coin.spenderCheck());
        vm.assertEq(coin.totalSupply(), 1_000e6);
        vm.assertEq(coin.everMinted(), 1_000e6);
    }

    function test_pauses_refusedForOthers() public {
        address[3] memory others = [maker, freezer, alice];
        for (uint256 i = 0; i < 3; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, others[i]));
            vm.prank(others[i]);
            coin.pauseTransfers();
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, others[i]));
            vm.prank(others[i]);
            coin.pauseIssuance();
        }
    }
}
