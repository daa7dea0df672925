// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @notice An ERC-1271 wallet: takes its first owner's signature of 65 bytes, or both owners', 130 bytes, one after the
/// other.
contract ContractWallet is IERC1271 {
    address private immutable _first;
    address private immutable _second;

    constructor(address first, address second) {
        (_first, _second) = (first, second);
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        bool valid =
            signature.length == 130
                ? _signed(_first, hash, signature[:65]) && _signed(_second, hash, signature[65:])
                : _signed(_first, hash, signature);
        return valid ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }

    function call(address target, bytes calldata data) external returns (bytes memory) {
        (bool done, bytes memory answer) = target.call(data);
        require(done, "wallet: call failed");
        return answer;
    }

    function _signed(address owner, bytes32 hash, bytes calldata signature) private pure returns (bool) {
        (address recovered, , ) = ECDSA.tryRecoverCalldata(hash, signature);
        return recovered == owner;
    }
}
