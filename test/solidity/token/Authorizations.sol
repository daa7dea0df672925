// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Orders} from "../Orders.sol";

/// @notice ERC-3009 hashes, computed here and not asked of the coin.
abstract contract Authorizations is Orders {
    struct Payment {
        address from;
        address to;
        uint256 value;
        uint256 validAfter;
        uint256 validBefore;
        bytes32 nonce;
    }

    bytes32 internal constant TRANSFER_TYPEHASH = keccak256(
        "TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );
    bytes32 internal constant RECEIVE_TYPEHASH = keccak256(
        "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );
    bytes32 internal constant CANCEL_TYPEHASH = keccak256("CancelAuthorization(address authorizer,bytes32 nonce)");
    uint256 internal constant CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    function _paymentHash(bytes32 typehash, Payment memory payment) internal view returns (bytes32) {
        return _typed(keccak256(abi.encode(typehash, payment)));
    }

    function _cancelHash(address authorizer, bytes32 nonce) internal view returns (bytes32) {
        return _typed(keccak256(abi.encode(CANCEL_TYPEHASH, authorizer, nonce)));
    }

    function _typed(bytes32 structHash) private view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", coin.DOMAIN_SEPARATOR(), structHash));
    }

    /// @dev The other signature of the same key over the same hash, which must not be taken.
    function _mirrored(address signer, bytes32 hash) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = _split(signer, hash);
        return abi.encodePacked(r, bytes32(CURVE_ORDER - uint256(s)), uint8(v == 27 ? 28 : 27));
    }

    /// @dev v, r and s of a 65-byte signature.
    function _parts(bytes memory signature) internal pure returns (uint8 v, bytes32 r, bytes32 s) {
        (r, s) = abi.decode(signature, (bytes32, bytes32));
        v = uint8(signature[64]);
    }
}
