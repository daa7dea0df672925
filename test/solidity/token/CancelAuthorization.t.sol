// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IERC3009Cancel} from "@openzeppelin/contracts/interfaces/draft-IERC3009.sol";

import {IStablecoin} from "../../../contracts/token/IStablecoin.sol";
import {ContractWallet} from "../ContractWallet.sol";
import {Authorizations} from "./Authorizations.sol";

abstract contract CancelCases is Authorizations {
    bytes32 private constant NONCE = keccak256("n1");

    /// @dev Calls the overload under test.
    function _cancel(address authorizer, bytes32 nonce, bytes memory signature) internal virtual;

    function test_cancel_marksTheNonceAndEmits() public {
        bytes memory signature = _sign(alice, _cancelHash(alice, NONCE));
        vm.expectEmit(address(coin));
        emit IERC3009Cancel.AuthorizationCanceled(alice, NONCE);
        vm.prank(stranger);
        _cancel(alice, NONCE, signature);
        vm.assertTrue(coin.authorizationState(alice, NONCE));
    }

    function test_cancel_refusedTwiceAndAfterUse() public {
        bytes memory signature = _sign(alice, _cancelHash(alice, NONCE));
        _cancel(alice, NONCE, signature);
        vm.expectRevert(abi.encodeWithSelector(IStablecoin.ERC3009UsedAuthorization.selector, alice, NONCE));
        _cancel(alice, NONCE, signature);

        Payment memory payment = Payment(alice, bob, 0, 0, _now() + 1, keccak256("n2"));
        coin.transferWithAuthorization(
            alice,
            bob,
            0,
            0,
            payment.validBefore,
            payment.nonce,
            _sign(alice, _paymentHash(TRANSFER_TYPEHASH, payment))
        );
        signature = _sign(alice, _cancelHash(alice, payment.nonce));
        vm.expectRevert(abi.encodeWithSelector(IStablecoin.ERC3009UsedAuthorization.selector, alice, payment.nonce));
        _cancel(alice, payment.nonce, signature);
    }

    function test_cancel_worksWhilePausedAndFrozen() public {
        vm.prank(guard);
        coin.pauseTransfers();
        vm.prank(freezer);
        coin.freeze(_one(alice), ORDER_REF);
        _cancel(alice, NONCE, _sign(alice, _cancelHash(alice, NONCE)));
        vm.assertTrue(coin.authorizationState(alice, NONCE));
    }

    function test_cancel_refusedWhenSomeoneElseSigned() public {
        bytes memory signature = _sign(bob, _cancelHash(alice, NONCE));
        vm.expectRevert(abi.encodeWithSelector(IStablecoin.ERC3009InvalidSignature.selector));
        _cancel(alice, NONCE, signature);
        vm.assertFalse(coin.authorizationState(alice, NONCE));
    }

    function test_cancel_refusedForAnotherNonceAndWithAHighS() public {
        bytes memory signature = _sign(alice, _cancelHash(alice, keccak256("n2")));
        vm.expectRevert(abi.encodeWithSelector(IStablecoin.ERC3009InvalidSignature.selector));
        _cancel(alice, NONCE, signature);
        signature = _mirrored(alice, _cancelHash(alice, NONCE));
        vm.expectRevert(abi.encodeWithSelector(IStablecoin.ERC3009InvalidSignature.selector));
        _cancel(alice, NONCE, signature);
    }

    function test_cancel_takenFromAnErc1271Wallet() public {
        address wallet = address(new ContractWallet(alice, bob));
        _cancel(wallet, NONCE, _sign(alice, _cancelHash(wallet, NONCE)));
        vm.assertTrue(coin.authorizationState(wallet, NONCE));
        vm.assertFalse(coin.authorizationState(alice, NONCE));
    }
}

contract CancelAuthorizationSplitTest is CancelCases {
    function _cancel(address authorizer, bytes32 nonce, bytes memory signature) internal override {
        (uint8 v, bytes32 r, bytes32 s) = _parts(signature);
        coin.cancelAuthorization(authorizer, nonce, v, r, s);
    }
}

contract CancelAuthorizationBytesTest is CancelCases {
    function _cancel(address authorizer, bytes32 nonce, bytes memory signature) internal override {
        coin.cancelAuthorization(authorizer, nonce, signature);
    }
}
