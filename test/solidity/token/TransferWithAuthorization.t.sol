// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {PaymentCases} from "./PaymentCases.sol";

abstract contract TransferCases is PaymentCases {
    function _typehash() internal pure override returns (bytes32 own, bytes32 other) {
        return (TRANSFER_TYPEHASH, RECEIVE_TYPEHASH);
    }

    /// @dev A frozen relayer cannot steal: it is not checked.
    function test_transfer_submittedByAnybodyEvenAFrozenRelayer() public {
        vm.prank(freezer);
        coin.freeze(_one(stranger), ORDER_REF);
        Payment memory payment = _payment();
        bytes memory signature = _signed(payment);
        vm.prank(stranger);
        _pay(payment, signature);
        vm.assertEq(coin.balanceOf(bob), payment.value);
    }

    function test_transfer_refusesZeroAndTheCoinAsPayee() public {
        Payment memory payment = _payment();
        address[2] memory refused = [address(0), address(coin)];
        for (uint256 i = 0; i < 2; ++i) {
            payment.to = refused[i];
            _refusePayment(
                payment,
                _signed(payment),
                abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, refused[i])
            );
        }
    }
}

contract TransferWithAuthorizationSplitTest is TransferCases {
    function _pay(Payment memory payment, bytes memory signature) internal override {
        (uint8 v, bytes32 r, bytes32 s) = _parts(signature);
        coin.transferWithAuthorization(
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

contract TransferWithAuthorizationBytesTest is TransferCases {
    function _pay(Payment memory payment, bytes memory signature) internal override {
        coin.transferWithAuthorization(
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
