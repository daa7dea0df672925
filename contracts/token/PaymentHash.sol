// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @title PaymentHash
/// @notice The EIP-712 struct hash of an ERC-3009 payment, `TransferWithAuthorization` or `ReceiveWithAuthorization`, whose
/// fields are the same.
library PaymentHash {
    bytes32 internal constant TRANSFER_TYPEHASH = keccak256(
        "TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );
    bytes32 internal constant RECEIVE_TYPEHASH = keccak256(
        "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );

    bytes32 internal constant CANCEL_TYPEHASH = keccak256("CancelAuthorization(address authorizer,bytes32 nonce)");

    function hash(
        bytes32 typehash,
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce
    ) internal pure returns (bytes32 structHash) {
        // as keccak256(abi.encode(...)), without its allocation
        assembly ("memory-safe") {
            let place := mload(0x40)
            mstore(place, typehash)
            mstore(add(place, 0x20), from)
            mstore(add(place, 0x40), to)
            mstore(add(place, 0x60), value)
            mstore(add(place, 0x80), validAfter)
            mstore(add(place, 0xa0), validBefore)
            mstore(add(place, 0xc0), nonce)
            structHash := keccak256(place, 0xe0)
        }
    }
}
