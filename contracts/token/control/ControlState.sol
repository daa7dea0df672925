// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {RateLimiter} from "@openzeppelin/contracts/utils/RateLimiter.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

import {ExecutionGuard} from "../../access/ExecutionGuard.sol";
import {IReserveRegistry} from "../../reserve/IReserveRegistry.sol";
import {IStablecoinControl, IStablecoinServices} from "../IStablecoin.sol";
import {Ledger} from "../Ledger.sol";

/// @title ControlState
/// @notice What the parts of the issuer's face share: its storage, its authority, the coin's signing domain.
abstract contract ControlState is AccessManagedUpgradeable, Ledger, IStablecoinControl, IStablecoinServices {
    /// @custom:storage-location erc7201:atpar.storage.Control
    struct ControlStorage {
        IReserveRegistry registry;
        uint96 orderCap;
        RateLimiter.RefillingBucket mintRate;
        mapping(bytes32 depositRef => bool minted) deposits;
        address custody;
        string contractURI;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("atpar.storage.Control")) - 1)) & ~bytes32(uint256(0xff)) (ERC-7201)
    bytes32 private constant CONTROL_SLOT = 0xb3117799398751287fa23a7e3fd263f9525cd3da3716cefff8022c96e789b000;

    /// @dev What fits into one transaction (EIP-7825: 16,777,216 gas) when every item opens fresh slots: freezing takes
    /// about 26,000 gas an item, minting to a new holder about 39,000, a payment about 40,000.
    uint256 internal constant MAX_LIST = 200;

    /// @inheritdoc AccessManagedUpgradeable
    /// @dev Only through the manager's `updateAuthority`, which CANCELLER can veto; not through its `execute`.
    function setAuthority(address newAuthority) public override {
        ExecutionGuard.requireNotExecuted(authority());
        super.setAuthority(newAuthority);
    }

    function _control() internal pure returns (ControlStorage storage $) {
        bytes32 slot = CONTROL_SLOT;
        assembly ("memory-safe") {
            $.slot := slot
        }
    }

    /// @dev Hash to sign in the coin's own domain, so that one implementation serves every coin.
    function _typedDataHash(bytes32 structHash) internal view returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(IERC20Permit(address(this)).DOMAIN_SEPARATOR(), structHash);
    }

    function _requireListed(uint256 length) internal pure {
        if (length == 0) revert ListEmpty();
        if (length > MAX_LIST) revert ListTooLong(length, MAX_LIST);
    }
}
