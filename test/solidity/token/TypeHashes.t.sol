// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Orders} from "../Orders.sol";

/// @notice ERC-3009's type hashes, which clients read from the coin: computed here from the standard's own text.
contract TypeHashesTest is Orders {
    string private constant FIELDS =
        "(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)";

    function test_typeHashes_areErc3009s() public view {
        vm.assertEq(
            coin.TRANSFER_WITH_AUTHORIZATION_TYPEHASH(),
            keccak256(abi.encodePacked("TransferWithAuthorization", FIELDS))
        );
        vm.assertEq(
            coin.RECEIVE_WITH_AUTHORIZATION_TYPEHASH(),
            keccak256(abi.encodePacked("ReceiveWithAuthorization", FIELDS))
        );
        vm.assertEq(
            coin.CANCEL_AUTHORIZATION_TYPEHASH(),
            keccak256("CancelAuthorization(address authorizer,bytes32 nonce)")
        );
    }
}
