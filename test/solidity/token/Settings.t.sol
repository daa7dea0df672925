// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {Orders} from "../Orders.sol";

/// @notice Every two-way setting is two functions, and each moves its figure one way only.
contract SettingsTest is Orders {
    function test_orderCap_lowersAtOnce() public {
        vm.expectEmit(address(coin));
        emit IStablecoinControl.OrderCapChanged(ORDER_CAP, 5e6);
        vm.prank(guard);
        coin.lowerOrderCap(5e6);
        vm.assertEq(coin.orderCap(), 5e6);
        vm.prank(guard);
        coin.lowerOrderCap(0);
        vm.assertEq(coin.orderCap(), 0);
        vm.assertEq(coin.registry(), address(registry));
    }

    function test_orderCap_lowerTakesTheSameAndRefusesOneMore() public {
        vm.prank(guard);
        coin.lowerOrderCap(ORDER_CAP);
        vm.expectRevert(_wrongDirection(ORDER_CAP, uint256(ORDER_CAP) + 1));
        vm.prank(guard);
        coin.lowerOrderCap(ORDER_CAP + 1);
    }

    function test_orderCap_raisesToTheLargest() public {
        _asBoard(address(coin), abi.encodeCall(coin.raiseOrderCap, (type(uint96).max)));
        vm.assertEq(coin.orderCap(), type(uint96).max);
        vm.assertEq(coin.registry(), address(registry));
    }

    function test_orderCap_raiseTakesTheSame() public {
        _asBoard(address(coin), abi.encodeCall(coin.raiseOrderCap, (ORDER_CAP)));
        vm.assertEq(coin.orderCap(), ORDER_CAP);
    }

    function test_orderCap_raiseRefusesOneLess() public {
        _refuseBoard(
            abi.encodeCall(coin.raiseOrderCap, (ORDER_CAP - 1)),
            _wrongDirection(ORDER_CAP, uint256(ORDER_CAP) - 1)
        );
    }

    function test_rateLimit_lowersAtOnce() public {
        vm.expectEmit(address(coin));
        emit IStablecoinControl.RateLimitChanged(RATE_CAPACITY, RATE_WINDOW, 5e6, 2 days);
        vm.prank(guard);
        coin.lowerRateLimit(5e6, 2 days);
        (uint256 capacity, uint256 window, uint256 available) = coin.rateLimit();
        vm.assertEq(capacity, 5e6);
        vm.assertEq(window, 2 days);
        vm.assertEq(available, 5e6);
    }

    function test_rateLimit_lowersToNothing() public {
        vm.prank(guard);
        coin.lowerRateLimit(0, type(uint48).max);
        _refuse(_order(1, DEPOSIT), abi.encodeWithSelector(IStablecoinControl.MintOverRateLimit.selector, 1, 0));
    }

    function test_rateLimit_lowerRefusesALargerCapacityAndAShorterWindow() public {
        vm.expectRevert(_wrongDirection(RATE_CAPACITY, uint256(RATE_CAPACITY) + 1));
        vm.prank(guard);
        coin.lowerRateLimit(RATE_CAPACITY + 1, RATE_WINDOW);
        vm.expectRevert(_wrongDirection(RATE_WINDOW, RATE_WINDOW - 1));
        vm.prank(guard);
        coin.lowerRateLimit(RATE_CAPACITY, RATE_WINDOW - 1);
    }

    function test_rateLimit_raises() public {
        _asBoard(address(coin), abi.encodeCall(coin.raiseRateLimit, (type(uint112).max, 1)));
        (uint256 capacity, uint256 window, ) = coin.rateLimit();
        vm.assertEq(capacity, type(uint112).max);
        vm.assertEq(window, 1);
    }

    function test_rateLimit_raiseRefusesASmallerCapacityALongerWindowAndTooMuch() public {
        _refuseBoard(
            abi.encodeCall(coin.raiseRateLimit, (RATE_CAPACITY - 1, RATE_WINDOW)),
            _wrongDirection(RATE_CAPACITY, uint256(RATE_CAPACITY) - 1)
        );
        _refuseBoard(
            abi.encodeCall(coin.raiseRateLimit, (RATE_CAPACITY, RATE_WINDOW + 1)),
            _wrongDirection(RATE_WINDOW, RATE_WINDOW + 1)
        );
        uint208 tooMuch = uint208(type(uint112).max) + 1;
        _refuseBoard(
            abi.encodeCall(coin.raiseRateLimit, (tooMuch, RATE_WINDOW)),
            abi.encodeWithSelector(IStablecoinControl.SettingTooLarge.selector, tooMuch, type(uint112).max)
        );
    }

    /// @dev The refill of time gone by counts at the old rate: half a window gave back half the old capacity.
    function test_rateLimit_raiseSettlesTheRefillAtTheOldRate() public {
        bytes memory data = abi.encodeCall(coin.raiseRateLimit, (2 * RATE_CAPACITY, RATE_WINDOW));
        vm.prank(board);
        manager.schedule(address(coin), data, 0);
        _skip(DELAY);
        _allow(10_000_000e6);
        _burst();
        _skip(RATE_WINDOW / 2);
        vm.prank(board);
        coin.raiseRateLimit(2 * RATE_CAPACITY, RATE_WINDOW);
        (, , uint256 available) = coin.rateLimit();
        vm.assertEq(available, 2 * uint256(RATE_CAPACITY) - RATE_CAPACITY / 2);
    }

    function test_rateLimit_lowerSettlesTheRefillAtTheOldRate() public {
        _burst();
        _skip(RATE_WINDOW / 2);
        vm.prank(guard);
        coin.lowerRateLimit(RATE_CAPACITY / 2, RATE_WINDOW);
        (, , uint256 available) = coin.rateLimit();
        vm.assertEq(available, 0);
        _skip(RATE_WINDOW / 2);
        (, , available) = coin.rateLimit();
        vm.assertEq(available, RATE_CAPACITY / 4);
    }

    function test_spenderCheck_isOnFromTheStartAndSwitches() public {
        vm.assertTrue(coin.spenderCheck());
        vm.prank(board);
        manager.schedule(address(coin), abi.encodeCall(coin.disableSpenderCheck, ()), 0);
        _skip(DELAY);
        vm.expectEmit(address(coin));
        emit IStablecoinControl.SpenderCheckChanged(false);
        vm.prank(board);
        coin.disableSpenderCheck();
        vm.assertFalse(coin.spenderCheck());

        vm.expectEmit(address(coin));
        emit IStablecoinControl.SpenderCheckChanged(true);
        vm.prank(guard);
        coin.enableSpenderCheck();
        vm.assertTrue(coin.spenderCheck());
    }

    function _burst() private {
        _send(_order(ORDER_CAP, keccak256("burst 1")));
        _send(_order(RATE_CAPACITY - ORDER_CAP, keccak256("burst 2")));
    }

    function _wrongDirection(uint256 oldValue, uint256 newValue) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IStablecoinControl.WrongDirection.selector, oldValue, newValue);
    }

    function _refuseBoard(bytes memory data, bytes memory revertData) private {
        vm.prank(board);
        manager.schedule(address(coin), data, 0);
        _skip(DELAY);
        vm.expectRevert(revertData);
        vm.prank(board);
        (bool done, ) = address(coin).call(data);
        // the runner has the call succeed if it reverted as expected, and fail if otherwise
        vm.assertTrue(done);
    }
}
