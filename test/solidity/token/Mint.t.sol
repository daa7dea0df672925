// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {ILedgerErrors, IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {Orders} from "../Orders.sol";

contract MintTest is Orders {
    uint256 private constant AMOUNT = 123_456_789;

    function test_mint_creditsTheCustomerAndCounts() public {
        _send(_order(AMOUNT, DEPOSIT));
        vm.assertEq(coin.balanceOf(customer), AMOUNT);
        vm.assertEq(coin.totalSupply(), AMOUNT);
        vm.assertEq(coin.everMinted(), AMOUNT);
        vm.assertEq(coin.everBurned(), 0);
        vm.assertTrue(coin.isDepositMinted(DEPOSIT));
        vm.assertFalse(coin.isDepositMinted(keccak256("deposit 2")));
        vm.assertTrue(coin.isCustomer(customer));
    }

    function test_mint_emitsTransferFromZeroAndMinted() public {
        IStablecoinControl.MintOrder memory order = _order(AMOUNT, DEPOSIT);
        bytes memory approval = _approve(order);
        vm.expectEmit(address(coin));
        emit IERC20.Transfer(address(0), customer, AMOUNT);
        vm.expectEmit(address(coin));
        emit IStablecoinControl.Minted(customer, DEPOSIT, maker, checker, AMOUNT, EVIDENCE);
        vm.prank(maker);
        coin.mint(order, checker, approval);
    }

    function test_mint_refusedWhileIssuanceIsPaused() public {
        vm.prank(guard);
        coin.pauseIssuance();
        _refuse(_order(AMOUNT, DEPOSIT), abi.encodeWithSelector(IStablecoinControl.IssuancePaused.selector));
    }

    function test_mint_worksWhileTransfersArePaused() public {
        vm.prank(guard);
        coin.pauseTransfers();
        _send(_order(AMOUNT, DEPOSIT));
        vm.assertEq(coin.balanceOf(customer), AMOUNT);
    }

    function test_mint_takenAtItsDeadline() public {
        IStablecoinControl.MintOrder memory order = _order(AMOUNT, DEPOSIT);
        order.deadline = _now();
        _send(order);
        vm.assertEq(coin.everMinted(), AMOUNT);
    }

    function test_mint_refusedOneSecondPastItsDeadline() public {
        IStablecoinControl.MintOrder memory order = _order(AMOUNT, DEPOSIT);
        order.deadline = _now() - 1;
        _refuse(
            order,
            abi.encodeWithSelector(IStablecoinControl.MintOrderExpired.selector, order.deadline, order.deadline + 1)
        );
    }

    function test_mint_takenWithTheLongestDeadline() public {
        vm.assertEq(coin.maxOrderAge(), 1 days);
        IStablecoinControl.MintOrder memory order = _order(AMOUNT, DEPOSIT);
        order.deadline = _now() + 1 days;
        _send(order);
        vm.assertEq(coin.everMinted(), AMOUNT);
    }

    function test_mint_refusedOneSecondBeyondTheLongestDeadline() public {
        IStablecoinControl.MintOrder memory order = _order(AMOUNT, DEPOSIT);
        order.deadline = _now() + 1 days + 1;
        _refuse(
            order,
            abi.encodeWithSelector(IStablecoinControl.MintOrderTooLong.selector, order.deadline, order.deadline - 1)
        );
    }

    function test_mint_refusedWithoutDepositRef() public {
        _refuse(_order(AMOUNT, bytes32(0)), abi.encodeWithSelector(IStablecoinControl.ReferenceMissing.selector));
    }

    function test_mint_refusedWithoutEvidence() public {
        IStablecoinControl.MintOrder memory order = _order(AMOUNT, DEPOSIT);
        order.evidence = bytes32(0);
        _refuse(order, abi.encodeWithSelector(IStablecoinControl.ReferenceMissing.selector));
    }

    function test_mint_refusesTheSameOrderTwice() public {
        IStablecoinControl.MintOrder memory order = _order(AMOUNT, DEPOSIT);
        _send(order);
        _refuse(order, abi.encodeWithSelector(IStablecoinControl.DepositRefUsed.selector, DEPOSIT));
    }

    function test_mint_refusesTheSameDepositForAnotherOrderForEver() public {
        _send(_order(AMOUNT, DEPOSIT));
        vm.prank(customer);
        coin.transfer(maker, AMOUNT);
        vm.prank(maker);
        coin.burn(AMOUNT, keccak256("burn"));
        _skip(400 days);
        _allow(10_000_000e6);
        _refuse(_order(1, DEPOSIT), abi.encodeWithSelector(IStablecoinControl.DepositRefUsed.selector, DEPOSIT));
    }

    function test_mint_refusedForWhoIsNoCustomer() public {
        IStablecoinControl.MintOrder memory order = _order(AMOUNT, DEPOSIT);
        order.to = alice;
        _refuse(order, abi.encodeWithSelector(IStablecoinControl.NotCustomer.selector, alice));
    }

    function test_mint_refusedForARemovedCustomer() public {
        vm.prank(freezer);
        coin.removeCustomers(_one(customer), EVIDENCE);
        _refuse(_order(AMOUNT, DEPOSIT), abi.encodeWithSelector(IStablecoinControl.NotCustomer.selector, customer));
    }

    function test_mint_refusedForAFrozenCustomer() public {
        vm.prank(freezer);
        coin.freeze(_one(customer), ORDER_REF);
        _refuse(_order(AMOUNT, DEPOSIT), abi.encodeWithSelector(ILedgerErrors.AccountFrozen.selector, customer));
        vm.assertFalse(coin.isDepositMinted(DEPOSIT));
    }

    function test_mint_refusesAnAmountOfZero() public {
        _refuse(_order(0, DEPOSIT), abi.encodeWithSelector(IStablecoinControl.AmountZero.selector));
    }

    function test_mint_refusesAStrangerWithAGoodApproval() public {
        IStablecoinControl.MintOrder memory order = _order(AMOUNT, DEPOSIT);
        order.maker = stranger;
        bytes memory approval = _approve(order);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger));
        vm.prank(stranger);
        coin.mint(order, checker, approval);
    }

    /// @dev Breaks every rule at once, then mends one after the other: the errors come in this order.
    function test_mint_refusesByTheFirstRuleBroken() public {
        _send(_order(AMOUNT, DEPOSIT));
        IStablecoinControl.MintOrder memory order = IStablecoinControl.MintOrder({
            to: alice,
            amount: 0,
            depositRef: bytes32(0),
            evidence: EVIDENCE,
            maker: stranger,
            deadline: _now() - 1
        });
        vm.prank(onboarder);
        coin.addCustomers(_one(bob), EVIDENCE);
        vm.prank(freezer);
        coin.freeze(_one(bob), ORDER_REF);
        vm.prank(guard);
        coin.pauseIssuance();
        _refuse(order, stranger, "", abi.encodeWithSelector(IStablecoinControl.IssuancePaused.selector));
        _asBoard(address(coin), abi.encodeCall(coin.unpauseIssuance, ()));
        _allow(AMOUNT);

        _refuse(
            order,
            stranger,
            "",
            abi.encodeWithSelector(IStablecoinControl.MintMakerMismatch.selector, stranger, maker)
        );
        order.maker = maker;
        _refuse(order, maker, "", abi.encodeWithSelector(IStablecoinControl.MintApproverMayMint.selector, maker));
        _refuse(
            order,
            stranger,
            "",
            abi.encodeWithSelector(IStablecoinControl.MintApproverUnauthorized.selector, stranger)
        );
        _refuse(
            order,
            checker,
            "",
            abi.encodeWithSelector(IStablecoinControl.MintApprovalInvalid.selector, checker, coin.mintOrderHash(order))
        );
        _refuse(order, abi.encodeWithSelector(IStablecoinControl.MintOrderExpired.selector, order.deadline, _now()));
        order.deadline = _now();
        _refuse(order, abi.encodeWithSelector(IStablecoinControl.ReferenceMissing.selector));
        order.depositRef = DEPOSIT;
        _refuse(order, abi.encodeWithSelector(IStablecoinControl.DepositRefUsed.selector, DEPOSIT));
        order.depositRef = keccak256("deposit 2");
        _refuse(order, abi.encodeWithSelector(IStablecoinControl.NotCustomer.selector, alice));
        order.to = bob;
        _refuse(order, abi.encodeWithSelector(ILedgerErrors.AccountFrozen.selector, bob));
        order.to = customer;
        _refuse(order, abi.encodeWithSelector(IStablecoinControl.AmountZero.selector));
        order.amount = uint256(ORDER_CAP) + 1;
        _refuse(order, abi.encodeWithSelector(IStablecoinControl.MintOverOrderCap.selector, order.amount, ORDER_CAP));
        order.amount = 1;
        _refuse(order, abi.encodeWithSelector(IStablecoinControl.MintOverReserveLimit.selector, 1, AMOUNT, AMOUNT));
        _allow(AMOUNT + 1);
        _send(order);
        vm.assertEq(coin.everMinted(), AMOUNT + 1);
    }
}
