// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC1967Utils} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Utils.sol";
import {Proxy} from "@openzeppelin/contracts/proxy/Proxy.sol";

import {Ledger} from "../../contracts/token/Ledger.sol";

/// @title MovedTransfer
/// @notice A later issuer's face that answers `transfer` itself and leaves all else to the one before, so that an upgrade
/// sets a *moved* bit.
contract MovedTransfer is Proxy, Ledger {
    address private immutable _before;

    constructor(address before) {
        _before = before;
    }

    function transfer(address to, uint256 value) external returns (bool) {
        _debit(msg.sender, value, 0);
        _credit(to, value);
        emit IERC20.Transfer(msg.sender, to, value);
        return true;
    }

    function movedFunctions() external pure returns (uint256) {
        return MOVED_TRANSFER >> MOVED_SHIFT;
    }

    function proxiableUUID() external pure returns (bytes32) {
        return ERC1967Utils.IMPLEMENTATION_SLOT;
    }

    function _implementation() internal view override returns (address) {
        return _before;
    }
}
