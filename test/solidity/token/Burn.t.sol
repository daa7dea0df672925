// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {ILedgerErrors, IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {Orders} from "../Orders.sol";

contract BurnTest is Orders {
    bytes32 private constant BURN_REF = keccak256("redemption 1");

    function setUp() public override {
        super.setUp();
        _fund(maker, 1_000e6);
    }

    function test_burn_takesTheCallersOwnTokensAndCounts() public {
        _fund(alice, 500e6);
        vm.prank(maker);
        coin.burn(300e6, BURN_REF);
        vm.assertEq(coin.balanceOf(maker), 700e6);
        vm.assertEq(coin.balanceOf(alice), 500e6);
        vm.assertEq(coin.totalSupply(), 1_200e6);
        vm.assertEq(coin.everMinted(), 1_500e6);
        vm.assertEq(coin.everBurned(), 300e6);
    }

    function test_burn_emitsTransferToZeroAndBurned() public {
        vm.expectEmit(address(coin));
        emit IERC20.Transfer(maker, address(0), 300e6);
        vm.expectEmit(address(coin));
        emit IStablecoinControl.Burned(maker, BURN_REF, 300e6);
        vm.prank(maker);
        coin.burn(300e6, BURN_REF);
    }

    function test_burn_takesTheWholeBalance() public {
        vm.prank(maker);
        coin.burn(1_000e6, BURN_REF);
        vm.assertEq(coin.balanceOf(maker), 0);
        vm.assertEq(coin.totalSupply(), 0);
        vm.assertEq(coin.everBurned(), coin.everMinted());
    }

    function test_burn_refusesMoreThanTheBalance() public {
        _fund(alice, 500e6);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, maker, 1_000e6, 1_000e6 + 1)
        );
        vm.prank(maker);
        coin.burn(1_000e6 + 1, BURN_REF);
    }

    function test_burn_refusesAnAmountThatWouldReachTheFlags() public {
        uint256 amount = (1 << 128) | 1;
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, maker, 1_000e6, amount));
        vm.prank(maker);
        coin.burn(amount, BURN_REF);
    }

    function test_burn_refusesZero() public {
        vm.expectRevert(abi.encodeWithSelector(IStablecoinControl.AmountZero.selector));
        vm.prank(maker);
        coin.burn(0, BURN_REF);
    }

    function test_burn_refusedWithoutReference() public {
        vm.expectRevert(abi.encodeWithSelector(IStablecoinControl.ReferenceMissing.selector));
        vm.prank(maker);
        coin.burn(1, bytes32(0));
    }

    function test_burn_refusedForAFrozenCaller() public {
        vm.prank(freezer);
        coin.freeze(_one(maker), ORDER_REF);
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.AccountFrozen.selector, maker));
        vm.prank(maker);
        coin.burn(1, BURN_REF);
    }

    function test_burn_worksWhilePaused() public {
        vm.startPrank(guard);
        coin.pauseTransfers();
        coin.pauseIssuance();
        vm.stopPrank();
        vm.prank(maker);
        coin.burn(1_000e6, BURN_REF);
        vm.assertEq(coin.totalSupply(), 0);
    }

    function test_burn_refusedForAHolderWithoutTheRole() public {
        _fund(alice, 500e6);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, alice));
        vm.prank(alice);
        coin.burn(1, BURN_REF);
    }

    /// @dev Through the manager the caller is the manager; tokens stranded there are nobody's to burn.
    function test_burn_refusedThroughExecute() public {
        vm.prank(maker);
        coin.transfer(address(manager), 1);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(manager)));
        vm.prank(maker);
        manager.execute(address(coin), abi.encodeCall(coin.burn, (1, BURN_REF)));
        vm.assertEq(coin.balanceOf(maker), 1_000e6 - 1);
        vm.assertEq(coin.balanceOf(address(manager)), 1);
    }
}
