// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC3009} from "@openzeppelin/contracts/interfaces/draft-IERC3009.sol";

import {ILedgerErrors, IStablecoinControl, IStablecoinServices} from "../../../contracts/token/IStablecoin.sol";
import {Batches} from "./Batches.sol";
import {StablecoinControlV2} from "./StablecoinControlV2.sol";

/// @notice What a batch as a whole does and refuses.
contract TransferWithAuthorizationBatchTest is Batches {
    function test_batch_paysAllMarksEveryNonceAndEmits() public {
        IStablecoinServices.Authorization[] memory batch = _between(_good(alice, "n"));
        address[3] memory payers = [customer, alice, maker];
        for (uint256 i = 0; i < 3; ++i) {
            vm.expectEmit(address(coin));
            emit IERC3009.AuthorizationUsed(payers[i], batch[i].nonce);
            vm.expectEmit(address(coin));
            emit IERC20.Transfer(payers[i], bob, VALUE);
        }
        vm.prank(stranger);
        vm.assertEq(coin.transferWithAuthorizationBatch(bob, batch), 3);
        for (uint256 i = 0; i < 3; ++i) {
            vm.assertTrue(coin.authorizationState(payers[i], batch[i].nonce));
            vm.assertEq(coin.balanceOf(payers[i]), BALANCE - VALUE);
        }
        vm.assertEq(coin.balanceOf(bob), 3 * VALUE);
        vm.assertEq(coin.totalSupply(), 3 * BALANCE);
    }

    function test_batch_ofOneOfZeroAndOfTheWholeBalance() public {
        IStablecoinServices.Authorization memory item = _item(alice, "zero");
        item.value = 0;
        _resign(item);
        vm.assertEq(coin.transferWithAuthorizationBatch(bob, _list(item)), 1);
        item = _item(alice, "all");
        item.value = BALANCE;
        _resign(item);
        vm.assertEq(coin.transferWithAuthorizationBatch(bob, _list(item)), 1);
        vm.assertEq(coin.balanceOf(bob), BALANCE);
        vm.assertEq(coin.balanceOf(alice), 0);
    }

    function test_batch_neverRunsTwice() public {
        IStablecoinServices.Authorization[] memory batch = _between(_good(alice, "n"));
        coin.transferWithAuthorizationBatch(bob, batch);
        for (uint256 i = 0; i < 3; ++i) {
            vm.expectEmit(address(coin));
            emit IStablecoinServices.AuthorizationSkipped(
                i,
                batch[i].from,
                batch[i].nonce,
                _usedAuthorization(batch[i])
            );
        }
        vm.assertEq(coin.transferWithAuthorizationBatch(bob, batch), 0);
        vm.assertEq(coin.balanceOf(bob), 3 * VALUE);
    }

    /// @dev A frozen relayer cannot steal: it is not checked.
    function test_batch_isSubmittedByAnybodyEvenAFrozenRelayer() public {
        vm.prank(freezer);
        coin.freeze(_one(stranger), ORDER_REF);
        IStablecoinServices.Authorization[] memory batch = _list(_good(alice, "n"));
        vm.prank(stranger);
        vm.assertEq(coin.transferWithAuthorizationBatch(bob, batch), 1);
    }

    /* THE PAYEE PAYS TOO */

    function test_batch_leavesAPayeeWhoPaysItselfAsItWas() public {
        vm.prank(alice);
        coin.transfer(bob, VALUE);
        IStablecoinServices.Authorization[] memory batch = new IStablecoinServices.Authorization[](2);
        (batch[0], batch[1]) = (_good(bob, "a"), _good(bob, "b"));
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectEmit(address(coin));
            emit IERC20.Transfer(bob, bob, VALUE);
        }
        vm.assertEq(coin.transferWithAuthorizationBatch(bob, batch), 2);
        vm.assertEq(coin.balanceOf(bob), VALUE);
        vm.assertEq(coin.totalSupply(), 3 * BALANCE);
    }

    /// @dev As by single calls: what the payee got in the first payment it can pay with in the second.
    function test_batch_letsThePayeeSpendWhatItHasJustGot() public {
        IStablecoinServices.Authorization[] memory batch = new IStablecoinServices.Authorization[](2);
        (batch[0], batch[1]) = (_good(alice, "a"), _good(bob, "b"));
        vm.assertEq(coin.transferWithAuthorizationBatch(bob, batch), 2);
        vm.assertEq(coin.balanceOf(bob), VALUE);
        vm.assertTrue(coin.authorizationState(bob, batch[1].nonce));
    }

    /* REFUSED AS A WHOLE */

    function test_batch_refusedForAFrozenPayee() public {
        vm.prank(freezer);
        coin.freeze(_one(bob), ORDER_REF);
        bytes memory reason = abi.encodeWithSelector(ILedgerErrors.AccountFrozen.selector, bob);
        _isRefused(bob, _between(_good(alice, "n")), reason);
        _isRefused(bob, _list(_item(alice, "unsigned")), reason);
    }

    function test_batch_refusedForThePayeeZeroAndTheCoin() public {
        address[2] memory refused = [address(0), address(coin)];
        for (uint256 i = 0; i < 2; ++i) {
            bytes memory reason = abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, refused[i]);
            IStablecoinServices.Authorization memory item = _item(alice, "n");
            _isRefused(refused[i], _list(item), reason);
            item.signature = _sign(alice, _hashOf(item, refused[i]));
            _isRefused(refused[i], _list(item), reason);
        }
    }

    function test_batch_refusedWhilePaused() public {
        vm.prank(guard);
        coin.pauseTransfers();
        bytes memory reason = abi.encodeWithSelector(ILedgerErrors.TransfersPaused.selector);
        _isRefused(bob, _between(_good(alice, "n")), reason);
        _asBoard(address(coin), abi.encodeCall(coin.unpauseTransfers, ()));
        vm.assertEq(coin.transferWithAuthorizationBatch(bob, _between(_good(alice, "n"))), 3);
    }

    function test_batch_refusedWithNothingInIt() public {
        _isRefused(
            bob,
            new IStablecoinServices.Authorization[](0),
            abi.encodeWithSelector(IStablecoinServices.ListEmpty.selector)
        );
    }

    function test_batch_refusedWith201Items() public {
        IStablecoinServices.Authorization[] memory batch = new IStablecoinServices.Authorization[](201);
        for (uint256 i = 0; i < 201; ++i) batch[i] = _item(alice, "n");
        _isRefused(bob, batch, abi.encodeWithSelector(IStablecoinServices.ListTooLong.selector, 201, 200));
    }

    /* AFTER AN UPGRADE THAT MOVES THE SINGLE CALL */

    /// @dev What the batch hands to the single call goes where the single call went, and comes back with its error.
    function test_batch_followsAMovedSingleCall() public {
        address v2 = _create("StablecoinControlV2.sol:StablecoinControlV2", "");
        vm.mockCall(v2, abi.encodeCall(IStablecoinControl.movedFunctions, ()), abi.encode(1 << 2));
        _scheduled(board, address(coin), abi.encodeCall(coin.upgradeToAndCall, (v2, "")), UPGRADE_DELAY);
        IStablecoinServices.Authorization memory item = _good(alice, "n");
        bytes4 single = bytes4(
            keccak256("transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)")
        );
        item.signature = "";
        _isSkipped(item, abi.encodeWithSelector(StablecoinControlV2.AnsweredByV2.selector, single));
    }
}
