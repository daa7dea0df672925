// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {ILedgerErrors} from "../../../contracts/token/IStablecoin.sol";
import {Orders} from "../Orders.sol";

contract Erc20Test is Orders {
    uint256 private constant BALANCE = 1_000e6;

    function setUp() public override {
        super.setUp();
        _fund(alice, BALANCE);
    }

    function test_metadata() public view {
        vm.assertEq(coin.name(), "HKD Atpar");
        vm.assertEq(coin.symbol(), "HKDA");
        vm.assertEq(coin.decimals(), 6);
        vm.assertEq(coin.currency(), "HKD");
        vm.assertEq(coin.version(), "1");
        (, string memory name, string memory version, uint256 chainId, address contract_, , ) = coin.eip712Domain();
        vm.assertEq(name, coin.name());
        vm.assertEq(version, coin.version());
        vm.assertEq(chainId, block.chainid);
        vm.assertEq(contract_, address(coin));
    }

    /* TRANSFER */

    function test_transfer_movesAndEmits() public {
        vm.expectEmit(address(coin));
        emit IERC20.Transfer(alice, bob, 400e6);
        vm.prank(alice);
        vm.assertTrue(coin.transfer(bob, 400e6));
        vm.assertEq(coin.balanceOf(alice), 600e6);
        vm.assertEq(coin.balanceOf(bob), 400e6);
        vm.assertEq(coin.totalSupply(), BALANCE);
    }

    function test_transfer_toOneselfIsNeutral() public {
        vm.startPrank(alice);
        vm.assertTrue(coin.transfer(alice, BALANCE));
        vm.assertTrue(coin.transfer(alice, 1));
        vm.stopPrank();
        vm.assertEq(coin.balanceOf(alice), BALANCE);
    }

    function test_transfer_ofZeroIsTakenFromAnybody() public {
        vm.expectEmit(address(coin));
        emit IERC20.Transfer(stranger, bob, 0);
        vm.prank(stranger);
        vm.assertTrue(coin.transfer(bob, 0));
    }

    function test_transfer_refusesZeroAndTheCoinAsRecipient() public {
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(0)));
        vm.prank(alice);
        coin.transfer(address(0), 1);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(coin)));
        vm.prank(alice);
        coin.transfer(address(coin), 1);
    }

    function test_transfer_refusesOneUnitMoreThanTheBalance() public {
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, alice, BALANCE, BALANCE + 1)
        );
        vm.prank(alice);
        coin.transfer(bob, BALANCE + 1);
    }

    /// @dev An amount above 128 bits never reaches the flags beside the balance.
    function testFuzz_transfer_refusesMoreThanTheBalance(uint256 amount) public {
        vm.assume(amount > BALANCE);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, alice, BALANCE, amount));
        vm.prank(alice);
        coin.transfer(bob, amount);
    }

    function testFuzz_transfer_conserves(uint256 amount) public {
        amount %= BALANCE + 1;
        vm.prank(alice);
        coin.transfer(bob, amount);
        vm.assertEq(coin.balanceOf(alice), BALANCE - amount);
        vm.assertEq(coin.balanceOf(bob), amount);
    }

    /* ALLOWANCE */

    function test_transferFrom_spendsAFiniteAllowance() public {
        vm.prank(alice);
        coin.approve(bob, 300);
        vm.prank(bob);
        vm.assertTrue(coin.transferFrom(alice, stranger, 200));
        vm.assertEq(coin.allowance(alice, bob), 100);
        vm.assertEq(coin.balanceOf(stranger), 200);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, bob, 100, 101));
        vm.prank(bob);
        coin.transferFrom(alice, stranger, 101);
    }

    function test_transferFrom_leavesAnInfiniteAllowance() public {
        vm.prank(alice);
        coin.approve(bob, type(uint256).max);
        vm.prank(bob);
        coin.transferFrom(alice, bob, BALANCE);
        vm.assertEq(coin.allowance(alice, bob), type(uint256).max);
        vm.assertEq(coin.balanceOf(bob), BALANCE);
    }

    function test_transferFrom_ofOnesOwnNeedsAnAllowanceToo() public {
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, alice, 0, 1));
        vm.prank(alice);
        coin.transferFrom(alice, bob, 1);
    }

    function test_approve_overwritesEmitsAndRefusesZero() public {
        vm.startPrank(alice);
        coin.approve(bob, 5);
        vm.expectEmit(address(coin));
        emit IERC20.Approval(alice, bob, 7);
        coin.approve(bob, 7);
        vm.assertEq(coin.allowance(alice, bob), 7);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidSpender.selector, address(0)));
        coin.approve(address(0), 1);
        vm.stopPrank();
    }

    /* FROZEN ACCOUNTS AND ALLOWANCES */

    function test_transferFrom_refusesAFrozenPayer() public {
        _approveAndFreeze(alice);
        _refuseSpend(alice);
    }

    function test_transferFrom_refusesAFrozenPayee() public {
        _approveAndFreeze(stranger);
        _refuseSpend(stranger);
    }

    function test_transferFrom_refusesAFrozenSpenderWhileTheCheckIsOn() public {
        _approveAndFreeze(bob);
        _refuseSpend(bob);
    }

    function test_transferFrom_takesAFrozenSpenderWhileTheCheckIsOff() public {
        _approveAndFreeze(bob);
        _asBoard(address(coin), abi.encodeCall(coin.disableSpenderCheck, ()));
        vm.prank(bob);
        coin.transferFrom(alice, stranger, 200);
        vm.assertEq(coin.balanceOf(stranger), 200);
        vm.prank(guard);
        coin.enableSpenderCheck();
        _refuseSpend(bob);
    }

    function test_transferFrom_refusesAFrozenPayerWhileTheCheckIsOff() public {
        _approveAndFreeze(alice);
        _asBoard(address(coin), abi.encodeCall(coin.disableSpenderCheck, ()));
        _refuseSpend(alice);
    }

    function test_transfer_ofZeroIsRefusedForAFrozenAccount() public {
        _approveAndFreeze(alice);
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.AccountFrozen.selector, alice));
        vm.prank(alice);
        coin.transfer(alice, 0);
    }

    function test_approve_worksWhileFrozen() public {
        _approveAndFreeze(alice);
        vm.prank(alice);
        coin.approve(bob, 0);
        vm.assertEq(coin.allowance(alice, bob), 0);
    }

    /* THE COIN'S OWN EDGE */

    function test_coin_takesNoEther() public {
        (bool taken, ) = address(coin).call{value: 1}("");
        vm.assertFalse(taken);
    }

    function test_coin_refusesAnUnknownFunction() public {
        (bool known, bytes memory answer) = address(coin).call(
            abi.encodeWithSignature("mint(address,uint256)", bob, 1)
        );
        vm.assertFalse(known);
        vm.assertEq(answer.length, 0);
    }

    function _approveAndFreeze(address account) private {
        vm.prank(alice);
        coin.approve(bob, type(uint256).max);
        vm.prank(freezer);
        coin.freeze(_one(account), ORDER_REF);
    }

    function _refuseSpend(address frozen) private {
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.AccountFrozen.selector, frozen));
        vm.prank(bob);
        coin.transferFrom(alice, stranger, 200);
    }
}
