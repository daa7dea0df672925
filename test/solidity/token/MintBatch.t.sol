// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {Roles} from "../../../contracts/access/Roles.sol";
import {ILedgerErrors, IStablecoinControl, IStablecoinServices} from "../../../contracts/token/IStablecoin.sol";
import {MintBatches} from "./MintBatches.sol";

/// @notice Many mint orders, all or none.
contract MintBatchTest is MintBatches {
    bytes32 private constant LEDGER = 0xe18e9bda717568f41ab665c84dbf9d6ca50ac29461a7c46ad605a27f07675800;

    function test_batch_creditsEveryCustomerAndCounts() public {
        IStablecoinControl.MintOrder[] memory orders = _orders(4, 100e6);
        _sendBatch(orders);
        vm.assertEq(coin.balanceOf(customer), 200e6 + 3);
        vm.assertEq(coin.balanceOf(alice), 100e6 + 1);
        vm.assertEq(coin.balanceOf(bob), 100e6 + 2);
        vm.assertEq(coin.totalSupply(), 400e6 + 6);
        vm.assertEq(coin.everMinted(), 400e6 + 6);
        vm.assertEq(coin.everBurned(), 0);
        for (uint256 i = 0; i < 4; ++i) vm.assertTrue(coin.isDepositMinted(orders[i].depositRef));
    }

    function test_batch_emitsForEachOrder() public {
        IStablecoinControl.MintOrder[] memory orders = _orders(3, 100e6);
        orders[1].evidence = keccak256("other evidence");
        bytes memory approval = _approveBatch(orders);
        for (uint256 i = 0; i < 3; ++i) {
            vm.expectEmit(address(coin));
            emit IERC20.Transfer(address(0), orders[i].to, orders[i].amount);
            vm.expectEmit(address(coin));
            emit IStablecoinControl.Minted(
                orders[i].to,
                orders[i].depositRef,
                maker,
                checker,
                orders[i].amount,
                orders[i].evidence
            );
        }
        vm.prank(maker);
        coin.mintBatch(orders, checker, approval);
    }

    function test_batch_writesTheSupplyOnce() public {
        IStablecoinControl.MintOrder[] memory orders = _orders(5, 100e6);
        bytes memory approval = _approveBatch(orders);
        vm.record();
        vm.prank(maker);
        coin.mintBatch(orders, checker, approval);
        (, bytes32[] memory writes) = vm.accesses(address(coin));
        uint256 times = 0;
        for (uint256 i = 0; i < writes.length; ++i) if (writes[i] == LEDGER) ++times;
        vm.assertEq(times, 1);
        vm.assertEq(coin.totalSupply(), 500e6 + 10);
    }

    function test_batch_worksWhileTransfersArePausedAndKeepsTheFlags() public {
        vm.prank(guard);
        coin.pauseTransfers();
        _sendBatch(_orders(2, 100e6));
        vm.assertEq(coin.totalSupply(), 200e6 + 1);
        vm.assertTrue(coin.transfersPaused() && coin.spenderCheck());
        vm.assertFalse(coin.issuancePaused());
    }

    /* ALL OR NONE */

    function test_batch_refusedWhileIssuanceIsPaused() public {
        vm.prank(guard);
        coin.pauseIssuance();
        _refuseBatch(_orders(2, 100e6), abi.encodeWithSelector(IStablecoinControl.IssuancePaused.selector));
    }

    function test_batch_refusedWithNothingInIt() public {
        _refuseBatch(_orders(0, 1), abi.encodeWithSelector(IStablecoinServices.ListEmpty.selector));
    }

    function test_batch_refusedWith201Orders() public {
        _refuseBatch(_orders(201, 1), abi.encodeWithSelector(IStablecoinServices.ListTooLong.selector, 201, 200));
    }

    /// @dev Wherever in the batch the one bad order stands.
    function test_batch_refusedForOneFrozenRecipient() public {
        vm.prank(freezer);
        coin.freeze(_one(bob), ORDER_REF);
        bytes memory reason = abi.encodeWithSelector(ILedgerErrors.AccountFrozen.selector, bob);
        for (uint256 i = 0; i < 3; ++i) {
            IStablecoinControl.MintOrder[] memory orders = _orders(3, 100e6);
            (orders[i].to, orders[2].to) = (orders[2].to, orders[i].to);
            _refuseBatch(orders, reason);
        }
    }

    function test_batch_refusedForOneWhoIsNoCustomer() public {
        IStablecoinControl.MintOrder[] memory orders = _orders(3, 100e6);
        orders[2].to = stranger;
        _refuseBatch(orders, abi.encodeWithSelector(IStablecoinControl.NotCustomer.selector, stranger));
    }

    function test_batch_refusedForOneAmountOfZero() public {
        IStablecoinControl.MintOrder[] memory orders = _orders(3, 100e6);
        orders[1].amount = 0;
        _refuseBatch(orders, abi.encodeWithSelector(IStablecoinControl.AmountZero.selector));
    }

    function test_batch_refusedForOneMissingReference() public {
        bytes memory reason = abi.encodeWithSelector(IStablecoinControl.ReferenceMissing.selector);
        IStablecoinControl.MintOrder[] memory orders = _orders(3, 100e6);
        orders[1].depositRef = bytes32(0);
        _refuseBatch(orders, reason);
        orders = _orders(3, 100e6);
        orders[2].evidence = bytes32(0);
        _refuseBatch(orders, reason);
    }

    function test_batch_holdsEachOrderToItsDeadline() public {
        IStablecoinControl.MintOrder[] memory orders = _orders(3, 100e6);
        orders[2].deadline = _now() - 1;
        _refuseBatch(orders, abi.encodeWithSelector(IStablecoinControl.MintOrderExpired.selector, _now() - 1, _now()));
        orders[2].deadline = _now() + 1 days + 1;
        _refuseBatch(
            orders,
            abi.encodeWithSelector(IStablecoinControl.MintOrderTooLong.selector, _now() + 1 days + 1, _now() + 1 days)
        );
        (orders[0].deadline, orders[2].deadline) = (_now(), _now() + 1 days);
        _sendBatch(orders);
        vm.assertEq(coin.everMinted(), 300e6 + 3);
    }

    /* A DEPOSIT ONCE */

    function test_batch_refusesOneDepositTwiceInIt() public {
        IStablecoinControl.MintOrder[] memory orders = _orders(3, 100e6);
        orders[2].depositRef = orders[0].depositRef;
        _refuseBatch(orders, abi.encodeWithSelector(IStablecoinControl.DepositRefUsed.selector, orders[0].depositRef));
    }

    function test_batch_refusesADepositMintedAlone() public {
        IStablecoinControl.MintOrder[] memory orders = _orders(3, 100e6);
        _send(orders[1]);
        _refuseBatch(orders, abi.encodeWithSelector(IStablecoinControl.DepositRefUsed.selector, orders[1].depositRef));
    }

    function test_mint_refusesADepositMintedInABatch() public {
        IStablecoinControl.MintOrder[] memory orders = _orders(3, 100e6);
        _sendBatch(orders);
        _refuse(orders[1], abi.encodeWithSelector(IStablecoinControl.DepositRefUsed.selector, orders[1].depositRef));
        _refuseBatch(orders, abi.encodeWithSelector(IStablecoinControl.DepositRefUsed.selector, orders[0].depositRef));
    }

    /* WHOSE */

    function test_batch_refusesAnotherMakersOrder() public {
        _grant(Roles.MINTER, stranger, 0);
        _allow(10_000_000e6);
        IStablecoinControl.MintOrder[] memory orders = _orders(3, 100e6);
        orders[2].maker = stranger;
        _refuseBatch(orders, abi.encodeWithSelector(IStablecoinControl.MintMakerMismatch.selector, stranger, maker));
        orders[0].maker = stranger;
        _refuseBatch(orders, abi.encodeWithSelector(IStablecoinControl.MintMakerMismatch.selector, stranger, maker));
    }

    function test_batch_refusedForAStrangerWithAGoodApproval() public {
        IStablecoinControl.MintOrder[] memory orders = _orders(2, 100e6);
        orders[0].maker = orders[1].maker = stranger;
        bytes memory approval = _approveBatch(orders);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger));
        vm.prank(stranger);
        coin.mintBatch(orders, checker, approval);
    }

    function test_batch_refusedThroughExecute() public {
        IStablecoinControl.MintOrder[] memory orders = _orders(2, 100e6);
        bytes memory data = abi.encodeCall(coin.mintBatch, (orders, checker, _approveBatch(orders)));
        vm.expectRevert(abi.encodeWithSelector(IStablecoinControl.MintMakerMismatch.selector, maker, address(manager)));
        vm.prank(maker);
        manager.execute(address(coin), data);
    }

    function test_batch_refusedUnderTheMakersOwnSignatureAndAStrangers() public {
        IStablecoinControl.MintOrder[] memory orders = _orders(2, 100e6);
        bytes32 hash = coin.mintBatchHash(orders);
        _refuseBatch(
            orders,
            maker,
            _sign(maker, hash),
            abi.encodeWithSelector(IStablecoinControl.MintApproverMayMint.selector, maker)
        );
        _refuseBatch(
            orders,
            stranger,
            _sign(stranger, hash),
            abi.encodeWithSelector(IStablecoinControl.MintApproverUnauthorized.selector, stranger)
        );
    }
}
