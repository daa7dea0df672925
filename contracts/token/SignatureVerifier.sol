// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title SignatureVerifier
/// @notice The one rule by which both faces take a signature: ECDSA first, then ERC-1271. ECDSA comes first because an
/// account with EIP-7702 code keeps its key, and its code may not answer ERC-1271.
library SignatureVerifier {
    /// @return recovered Who signed by ECDSA, zero if nobody can be told.
    /// @return valid True if `signer` signed `hash`.
    function verify(
        address signer,
        bytes32 hash,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) internal view returns (address recovered, bool valid) {
        (recovered, , ) = ECDSA.tryRecover(hash, v, r, s);
        // tryRecover returns zero on any error, and zero is never a signer
        if (recovered == signer && recovered != address(0)) return (recovered, true);
        if (signer.code.length == 0) return (recovered, false);
        return (recovered, SignatureChecker.isValidERC1271SignatureNow(signer, hash, abi.encodePacked(r, s, v)));
    }

    /// @dev As above, for a signature of any length.
    function verify(
        address signer,
        bytes32 hash,
        bytes calldata signature
    ) internal view returns (address recovered, bool valid) {
        (recovered, , ) = ECDSA.tryRecoverCalldata(hash, signature);
        if (recovered == signer && recovered != address(0)) return (recovered, true);
        if (signer.code.length == 0) return (recovered, false);
        return (recovered, SignatureChecker.isValidERC1271SignatureNowCalldata(signer, hash, signature));
    }
}
