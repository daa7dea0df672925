// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {IReserveRegistry} from "../../../contracts/reserve/IReserveRegistry.sol";
import {IStablecoin, IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {Orders} from "../Orders.sol";
import {RefusingToken, SilentToken, StrayToken} from "./StrayTokens.sol";

contract RescueTest is Orders {
    StrayToken private stray;

    function setUp() public override {
        super.setUp();
        stray = new StrayToken();
        stray.mint(address(coin), 100);
    }

    function test_rescue_isTheBoardsAfterTheDelay() public {
        bytes memory data = _rescue(address(stray), alice, 60);
        vm.prank(board);
        (bytes32 id, ) = manager.schedule(address(coin), data, 0);
        _skip(DELAY - 1);
        vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerNotReady.selector, id));
        vm.prank(board);
        coin.rescue(address(stray), alice, 60);
        _skip(1);
        vm.expectEmit(address(stray));
        emit IERC20.Transfer(address(coin), alice, 60);
        vm.expectEmit(address(coin));
        emit IStablecoinControl.Rescued(address(stray), alice, 60);
        vm.prank(board);
        coin.rescue(address(stray), alice, 60);
        vm.assertEq(stray.balanceOf(alice), 60);
        vm.assertEq(stray.balanceOf(address(coin)), 40);
    }

    function test_rescue_refusedForOthers() public {
        address[5] memory others = [seizer, freezer, guard, maker, alice];
        for (uint256 i = 0; i < 5; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, others[i]));
            vm.prank(others[i]);
            coin.rescue(address(stray), others[i], 1);
        }
    }

    function test_rescue_takesATokenThatAnswersNothing() public {
        SilentToken silent = new SilentToken();
        silent.mint(address(coin), 100);
        _asBoard(address(coin), _rescue(address(silent), alice, 100));
        vm.assertEq(silent.balanceOf(alice), 100);
    }

    function test_rescue_refusesATokenThatSaysFalse() public {
        address refusing = address(new RefusingToken());
        _refuse(refusing, 1, abi.encodeWithSelector(IStablecoin.SafeERC20FailedOperation.selector, refusing));
    }

    function test_rescue_refusesWhatIsNoContract() public {
        _refuse(stranger, 1, abi.encodeWithSelector(IStablecoin.SafeERC20FailedOperation.selector, stranger));
    }

    function test_rescue_passesOnTheTokensOwnRefusal() public {
        _refuse(
            address(stray),
            101,
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, address(coin), 100, 101)
        );
    }

    /// @dev The coin can hold none of its own: there is nothing to rescue, and nobody else's to take.
    function test_rescue_takesNoneOfTheCoinsOwn() public {
        _fund(alice, 5);
        _refuse(
            address(coin),
            1,
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, address(coin), 0, 1)
        );
        vm.assertEq(coin.balanceOf(alice), 5);
    }

    function test_rescue_takesAnotherCoinOfTheIssuers() public {
        IStablecoin second = _fundedSecondCoin();
        vm.prank(customer);
        second.transfer(address(coin), 7);
        _asBoard(address(coin), _rescue(address(second), customer, 7));
        vm.assertEq(second.balanceOf(customer), 7);
        vm.assertEq(second.balanceOf(address(coin)), 0);
    }

    function test_rescue_worksWhilePaused() public {
        vm.prank(guard);
        coin.pauseTransfers();
        _asBoard(address(coin), _rescue(address(stray), alice, 100));
        vm.assertEq(stray.balanceOf(alice), 100);
    }

    function _rescue(address token, address to, uint256 amount) private view returns (bytes memory) {
        return abi.encodeCall(coin.rescue, (token, to, amount));
    }

    function _refuse(address token, uint256 amount, bytes memory reason) private {
        vm.prank(board);
        manager.schedule(address(coin), _rescue(token, bob, amount), 0);
        _skip(DELAY);
        vm.expectRevert(reason);
        vm.prank(board);
        coin.rescue(token, bob, amount);
    }

    /// @dev A second coin in full order, seven units of it minted to the customer.
    function _fundedSecondCoin() private returns (IStablecoin second) {
        second = _secondCoin();
        IReserveRegistry reserves = _deployRegistry(address(second), "USD");
        _asBoard(address(second), abi.encodeCall(second.setRegistry, (address(reserves))));
        vm.prank(onboarder);
        second.addCustomers(_one(customer), EVIDENCE);
        IReserveRegistry.ReserveReport memory report = _report(7, 7);
        report.currency = "USD";
        (report.sequence, report.previous) = (1, bytes32(0));
        report.allocations[0].token = address(second);
        (report.allocations[0].sequence, report.allocations[0].minted) = (0, 0);
        (report.allocations[0].burned, report.allocations[0].carried) = (0, 0);
        reserves.submitReport(report, _signaturesOver(reserves.reportDigest(report), _pair(officer, auditor)));
        IStablecoinControl.MintOrder memory order = _order(7, DEPOSIT);
        bytes memory approval = _sign(checker, second.mintOrderHash(order));
        vm.prank(maker);
        second.mint(order, checker, approval);
    }
}
