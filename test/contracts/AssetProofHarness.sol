// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {AssetProof} from "../../contracts/reserve/AssetProof.sol";

/// @title AssetProofHarness
/// @notice Lets the toolkit's proofs be checked by the AssetProof library.
contract AssetProofHarness {
    /// @notice As the library.
    function verify(bytes32 root, int256 total, AssetProof.Line calldata line) external pure returns (bool) {
        return AssetProof.verify(root, total, line);
    }
}
