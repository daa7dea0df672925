// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Roles} from "../../../contracts/access/Roles.sol";
import {IReserveRegistry} from "../../../contracts/reserve/IReserveRegistry.sol";
import {ILedgerErrors, IStablecoin, IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {LimitlessRegistry} from "../LimitlessRegistry.sol";
import {Orders} from "../Orders.sol";

/// @notice How much may be minted: by one order, in a while, and ever.
contract MintLimitsTest is Orders {
    /* ONE ORDER */

    function test_orderCap_takesTheCapItself() public {
        _send(_order(ORDER_CAP, DEPOSIT));
        vm.assertEq(coin.balanceOf(customer), ORDER_CAP);
    }

    function test_orderCap_refusesOneUnitMore() public {
        _refuse(
            _order(uint256(ORDER_CAP) + 1, DEPOSIT),
            abi.encodeWithSelector(IStablecoinControl.MintOverOrderCap.selector, uint256(ORDER_CAP) + 1, ORDER_CAP)
        );
    }

    function test_orderCap_refusesAnAmountThatWouldWrap() public {
        _refuse(
            _order(type(uint256).max, DEPOSIT),
            abi.encodeWithSelector(IStablecoinControl.MintOverOrderCap.selector, type(uint256).max, ORDER_CAP)
        );
    }

    /* IN A WHILE */

    function test_rateLimit_letsTheBurstThroughAndNothingMore() public {
        _burst();
        (, , uint256 available) = coin.rateLimit();
        vm.assertEq(available, 0);
        _refuse(_order(1, DEPOSIT), abi.encodeWithSelector(IStablecoinControl.MintOverRateLimit.selector, 1, 0));
    }

    function test_rateLimit_refillsEvenly() public {
        _burst();
        _skip(RATE_WINDOW / 4);
        uint256 quarter = RATE_CAPACITY / 4;
        (uint256 capacity, uint256 window, uint256 available) = coin.rateLimit();
        vm.assertEq(capacity, RATE_CAPACITY);
        vm.assertEq(window, RATE_WINDOW);
        vm.assertEq(available, quarter);
        _refuse(
            _order(quarter + 1, DEPOSIT),
            abi.encodeWithSelector(IStablecoinControl.MintOverRateLimit.selector, quarter + 1, quarter)
        );
        _send(_order(quarter, DEPOSIT));
        (, , available) = coin.rateLimit();
        vm.assertEq(available, 0);
    }

    function test_rateLimit_neverFillsAboveItsCapacity() public {
        _burst();
        _skip(30 * RATE_WINDOW);
        (, , uint256 available) = coin.rateLimit();
        vm.assertEq(available, RATE_CAPACITY);
    }

    /// @dev The figure an operator has to size the bucket by: twice the capacity within one window, never more.
    function test_rateLimit_worstWindowIsTwiceTheCapacity() public {
        uint256 start = _now();
        _burst();
        while (_now() < start + RATE_WINDOW) {
            _skip(RATE_WINDOW / 8);
            (, , uint256 available) = coin.rateLimit();
            vm.assertEq(available, RATE_CAPACITY / 8);
            _send(_order(available, keccak256(abi.encode(_now()))));
        }
        vm.assertEq(_now(), start + RATE_WINDOW);
        vm.assertEq(coin.everMinted(), 2 * uint256(RATE_CAPACITY));
        _refuse(_order(1, DEPOSIT), abi.encodeWithSelector(IStablecoinControl.MintOverRateLimit.selector, 1, 0));
    }

    function test_rateLimit_isTheWholeCoins() public {
        _grant(Roles.MINTER, alice, 0);
        _allow(10_000_000e6);
        vm.prank(onboarder);
        coin.addCustomers(_one(bob), EVIDENCE);
        _burst();
        IStablecoinControl.MintOrder memory order = _order(1, DEPOSIT);
        (order.maker, order.to) = (alice, bob);
        bytes memory approval = _approve(order);
        vm.expectRevert(abi.encodeWithSelector(IStablecoinControl.MintOverRateLimit.selector, 1, 0));
        vm.prank(alice);
        coin.mint(order, checker, approval);
    }

    function test_rateLimit_isNotDrawnFromByARefusedMint() public {
        bytes memory approval = _approve(_order(ORDER_CAP, DEPOSIT));
        IStablecoinControl.MintOrder memory order = _order(uint256(ORDER_CAP) - 1, DEPOSIT);
        bytes32 orderHash = coin.mintOrderHash(order);
        _refuse(
            order,
            checker,
            approval,
            abi.encodeWithSelector(IStablecoinControl.MintApprovalInvalid.selector, checker, orderHash)
        );
        (, , uint256 available) = coin.rateLimit();
        vm.assertEq(available, RATE_CAPACITY);
    }

    /* EVER: THE RESERVE GATE */

    function test_reserveLimit_takesTheLimitExactly() public {
        _allow(300e6);
        _send(_order(200e6, DEPOSIT));
        _send(_order(100e6, keccak256("deposit 2")));
        vm.assertEq(coin.everMinted(), 300e6);
    }

    function test_reserveLimit_refusesOneUnitMore() public {
        _allow(300e6);
        _send(_order(200e6, DEPOSIT));
        _refuse(
            _order(100e6 + 1, keccak256("deposit 2")),
            abi.encodeWithSelector(IStablecoinControl.MintOverReserveLimit.selector, 100e6 + 1, 200e6, 300e6)
        );
    }

    function test_reserveLimit_isNotReopenedByBurning() public {
        _allow(300e6);
        _send(_order(300e6, DEPOSIT));
        vm.prank(customer);
        coin.transfer(maker, 300e6);
        vm.prank(maker);
        coin.burn(300e6, keccak256("burn"));
        vm.assertEq(coin.totalSupply(), 0);
        _refuse(
            _order(1, keccak256("deposit 2")),
            abi.encodeWithSelector(IStablecoinControl.MintOverReserveLimit.selector, 1, 300e6, 300e6)
        );
    }

    function test_reserveLimit_holdsToTheReportsLastSecond() public {
        uint256 last = registry.lastReport().validUntil;
        vm.warp(last);
        _send(_order(1e6, DEPOSIT));
        vm.warp(last + 1);
        _refuse(
            _order(1, keccak256("deposit 2")),
            abi.encodeWithSelector(IStablecoinControl.MintOverReserveLimit.selector, 1, 1e6, 0)
        );
    }

    function test_reserveLimit_isZeroUnderAPublishedShortfall() public {
        _submit(_report(0, 0));
        _refuse(_order(1, DEPOSIT), abi.encodeWithSelector(IStablecoinControl.MintOverReserveLimit.selector, 1, 0, 0));
    }

    function test_registryMissing_andNoLimitBeforeTheFirstReport() public {
        IStablecoin second = _secondCoin();
        vm.prank(onboarder);
        second.addCustomers(_one(customer), EVIDENCE);
        IStablecoinControl.MintOrder memory order = _order(1, DEPOSIT);
        bytes memory approval = _sign(checker, second.mintOrderHash(order));
        vm.expectRevert(abi.encodeWithSelector(IStablecoinControl.RegistryMissing.selector));
        vm.prank(maker);
        second.mint(order, checker, approval);

        IReserveRegistry first = _deployRegistry(address(second), "USD");
        _asBoard(address(second), abi.encodeCall(second.setRegistry, (address(first))));
        order.deadline = _now();
        approval = _sign(checker, second.mintOrderHash(order));
        vm.expectRevert(abi.encodeWithSelector(IStablecoinControl.MintOverReserveLimit.selector, 1, 0, 0));
        vm.prank(maker);
        second.mint(order, checker, approval);
    }

    /// @dev Even a registry without any limit cannot make the counter run over.
    function test_counter_refusesToLeaveItsBits() public {
        LimitlessRegistry limitless = new LimitlessRegistry(address(coin));
        _asBoard(address(coin), abi.encodeCall(coin.setRegistry, (address(limitless))));
        bytes32 ledger = 0xe18e9bda717568f41ab665c84dbf9d6ca50ac29461a7c46ad605a27f07675800;
        uint256 nearlyFull = type(uint112).max - 5;
        uint256 flags = uint256(vm.load(address(coin), ledger)) & ~uint256(type(uint224).max);
        vm.store(address(coin), ledger, bytes32(flags | (nearlyFull << 112) | nearlyFull));
        _refuse(
            _order(6, DEPOSIT),
            abi.encodeWithSelector(
                ILedgerErrors.LedgerOverflow.selector,
                uint256(type(uint112).max) + 1,
                type(uint112).max
            )
        );
        _send(_order(5, DEPOSIT));
        vm.assertEq(coin.everMinted(), type(uint112).max);
        vm.assertEq(coin.totalSupply(), type(uint112).max);
        vm.assertTrue(coin.spenderCheck());
        vm.assertFalse(coin.transfersPaused());
    }

    /// @dev Mints until the bucket is empty.
    function _burst() private {
        _send(_order(ORDER_CAP, keccak256("burst 1")));
        _send(_order(RATE_CAPACITY - ORDER_CAP, keccak256("burst 2")));
    }
}
