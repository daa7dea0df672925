// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {PaymentCases} from "./PaymentCases.sol";

abstract contract ReceiveCases is PaymentCases {
    function _typehash() internal pure override returns (bytes32 own, bytes32 other) {
        return (RECEIVE_TYPEHASH, TRANSFER_TYPEHASH);
    }

    function test_receive_refusedFromAnybodyButThePayee() public {
        Payment memory payment = _payment();
        bytes memory signature = _signed(payment);
        address[2] memory others = [alice, stranger];
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, bob));
            vm.prank(others[i]);
            _pay(payment, signature);
        }
        vm.assertFalse(coin.authorizationState(alice, payment.nonce));
    }
}

contract ReceiveWithAuthorizationSplitTest is ReceiveCases {
    function _pay(Payment memory payment, bytes memory signature) internal override {
        (uint8 v, bytes32 r, bytes32 s) = _parts(signature);
        coin.receiveWithAuthorization(
            payment.from,
            payment.to,
            payment.value,
            payment.validAfter,
            payment.validBefore,
            payment.nonce,
            v,
            r,
            s
        );
    }
}

contract ReceiveWithAuthorizationBytesTest is ReceiveCases {
    function _pay(Payment memory payment, bytes memory signature) internal override {
        coin.receiveWithAuthorization(
            payment.from,
            payment.to,
            payment.value,
            payment.validAfter,
            payment.validBefore,
            payment.nonce,
            signature
        );
    }

    function test_payment_refusedWhenTruncatedOrEmpty() public {
        Payment memory payment = _payment();
        (, bytes32 r, bytes32 s) = _parts(_signed(payment));
        _refusePayment(payment, abi.encodePacked(r, s), _invalidSignature());
        _refusePayment(payment, "", _invalidSignature());
    }

    function test_payment_takesALongErc1271Signature() public {
        Payment memory payment = _payment();
        payment.from = _wallet();
        bytes32 hash = _ownHash(payment);
        _submitPayment(payment, bytes.concat(_sign(stranger, hash), _sign(bob, hash)));
        vm.assertEq(coin.balanceOf(bob), payment.value);
    }
}
